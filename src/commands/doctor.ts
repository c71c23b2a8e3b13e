import { MeasurementError, messageOf } from '../errors.ts';
import { findPerf } from '../perf/find-perf.ts';
import { findAllocator } from '../probes/allocator.ts';
import { openTraceFs } from '../probes/tracefs.ts';
import { logLine } from '../report/escape.ts';
import { readToolchain } from '../swift/toolchain.ts';
import { readMachine } from '../system/machine.ts';
import type { Command } from './command-line.ts';
import { probeAllocator } from './probed-allocator.ts';
import type { Surroundings } from './surroundings.ts';
import { prepareTools } from './tools.ts';

/** One thing that measuring needs. */
interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, or what is wrong. */
  readonly finding: string;
  /** What to do; null where nothing has to be done. */
  readonly remedy: string | null;
}

/** Says what this machine can do, each missing thing with its remedy. */
export const doctor: Command = {
  help: {
    summary: 'Say what this machine can do (Swift, perf, probes, calibration), each with its remedy.',
    usage: '[OPTION…]',
    options: ['perf-path', 'json', 'help'],
    examples: [['doctor', 'every line must be ok for `gate` to work here']],
  },
  execute: async ({ texts, switches }, terminal) => {
    const checks = await examine(terminal, texts['perf-path'] ?? null);
    if (switches.has('json')) terminal.print(`${JSON.stringify({ checks }, null, 2)}\n`);
    else for (const check of checks) terminal.print(`${formatCheck(check)}\n`);
    return checks.every(({ ok }) => ok) ? 0 : 3;
  },
};

async function examine(surroundings: Surroundings, perfPath: string | null): Promise<readonly Check[]> {
  const { run, environment } = surroundings;
  const machine = readMachine();
  const search = { preferred: perfPath ?? '', searchPath: environment.PATH ?? '', kernel: machine.kernel };
  return [
    await check('system', async () => `${machine.os}, Linux ${machine.kernel}, ${machine.cpus} CPUs`),
    await check('swift', async () => (await readToolchain(run)).description),
    await check('perf', async () => {
      const { path, version } = await findPerf(run, search);
      return `${version} (${path})`;
    }),
    await check('probes', async () => {
      const { elevation } = await openTraceFs(surroundings.runAlways, surroundings.cleanup);
      return elevation === 'root' ? 'may be placed, as root' : 'may be placed, through sudo';
    }),
    await check('calibration', async () => {
      const tools = await prepareTools(surroundings, perfPath);
      const allocator = await findAllocator(run, process.execPath, {});
      const { relays, free } = await probeAllocator(allocator, tools, surroundings);
      const relaying = [...relays].filter(([, kinds]) => kinds.length > 0);
      const words = relaying.map(([kind, kinds]) => `${kinds.join(', ')} → ${kind}`);
      const freed = free.outcome === 'countable' ? 'too' : `are not counted: ${free.reason}`;
      return `every call counted once by ${allocator.libc} (${words.join('; ') || 'no relays'}); freed blocks ${freed}`;
    }),
  ];
}

async function check(name: string, examine: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, finding: await examine(), remedy: null };
  } catch (error) {
    const remedy = error instanceof MeasurementError ? (error.remedy ?? null) : null;
    return { name, ok: false, finding: messageOf(error), remedy };
  }
}

function formatCheck({ name, ok, finding, remedy }: Check): string {
  const line = `${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(11)}  ${logLine(finding)}`;
  return remedy === null ? line : `${line}\n${' '.repeat(19)}${logLine(remedy)}`;
}
