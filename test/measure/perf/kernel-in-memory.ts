import type { TraceFs } from '../../../src/measure/perf/tracefs.ts';

/**
 * The kernel's `uprobe_events` as far as the gate uses it: definitions are appended and listed with a full-length
 * offset, `-:GROUP/EVENT` removes one. `refuse` may answer an error's name for a line, as in `EBUSY`.
 */
export function kernelInMemory(
  present: readonly string[] = [],
  refuse: (line: string) => string | null = () => null,
): TraceFs & { readonly probes: readonly string[]; readonly written: readonly string[] } {
  const probes = [...present];
  const written: string[] = [];
  return {
    elevation: 'root',
    probes,
    written,
    readProbes: async () => probes.map((line) => `${line}\n`).join(''),
    writeProbe: async (line) => {
      written.push(line);
      const refused = refuse(line);
      if (refused !== null) throw new Error(`${refused}: write`);
      const [, kind, name, definition] = /^([-p]):(\S+)(.*)$/.exec(line) ?? [];
      if (kind === 'p') {
        const offset = (_: string, digits: string) => `:0x${digits.padStart(16, '0')}`;
        probes.push(`p:${name}${definition?.replace(/:0x([0-9a-f]+)/, offset)}`);
        return;
      }
      const index = probes.findIndex((probe) => probe.startsWith(`p:${name} `) || probe.startsWith(`r:${name} `));
      if (kind !== '-' || index < 0) throw new Error('ENOENT: write');
      probes.splice(index, 1);
    },
  };
}
