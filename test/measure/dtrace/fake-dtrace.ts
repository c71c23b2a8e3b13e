import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appleKinds } from '../../../src/measure/dtrace/kinds.ts';

import { scriptedRun } from '../../system/scripted-run.ts';

/** What a program does under a DTrace that is not there: its calls by kind, and what else DTrace would say. */
export interface Played {
  readonly calls?: Readonly<Record<string, number>>;
  /** In place of the script's own text, from the calls. */
  readonly output?: (text: string) => string;
  readonly stderr?: string;
  readonly exitCode?: number;
  /** What DTrace would print of each kind's stacks: frames, innermost first. */
  readonly stack?: (kind: string) => readonly string[];
}

/** The functions of Apple's libmalloc that pass calls on in this play, as macOS 15 may: plain ones to the default zone. */
const passedOn: Readonly<Record<string, string>> = { valloc: 'malloc_zone_valloc', realloc_null: 'malloc' };

/**
 * A {@link Run} of a Mac with dtrace, sw_vers and a C compiler, which starts nothing: DTrace's output file gets what the
 * script that it was given would print. The calibration program's calls are those of its arguments.
 */
export function fakeMac(
  play: (command: string) => Played,
  answer: Parameters<typeof scriptedRun>[0] = () => undefined,
) {
  const lacking = ['malloc_type_zone_memalign'];
  return scriptedRun((command, invocation) => {
    const given = [invocation.file, ...(invocation.arguments ?? [])];
    if (given[0] === 'sw_vers') return { stdout: given[1] === '-productVersion' ? '15.6.1\n' : '24G90\n' };
    if (!given.some((word) => word.endsWith('/dtrace'))) return answer(command, invocation);
    if (given.includes('-V')) return { stdout: 'dtrace: Sun D 1.18\n' };
    if (given.includes('-l')) {
      const functions = [...new Set(appleKinds.map(({ symbol }) => symbol))].filter((name) => !lacking.includes(name));
      const rows = functions.map((name, index) => `${1000 + index}   pid4242  libsystem_malloc.dylib  ${name} entry`);
      return {
        stdout: ['   ID   PROVIDER            MODULE                          FUNCTION NAME', ...rows].join('\n'),
      };
    }
    const after = (option: string) => given[given.indexOf(option) + 1] ?? '';
    const script = readFileSync(after('-s'), 'utf8');
    const kinds = [...script.matchAll(/@counts\["(\w+)"\] = sum\(0\)/g)].map(([, kind = '']) => kind);
    const [program = '', ...words] = after('-c').split(' ');
    const isCalibration = program.endsWith('/calibration');
    const played: Played = isCalibration
      ? { calls: Object.fromEntries(kinds.map((kind, index) => [kind, 1 + Number(words[index] ?? 0)])) }
      : play(after('-c'));
    const hits = new Map(kinds.map((kind) => [kind, played.calls?.[kind] ?? 0]));
    for (const [from, into] of Object.entries(passedOn)) {
      hits.set(into, (hits.get(into) ?? 0) + (hits.get(from) ?? 0));
    }
    const stacks = script.includes('@stacks')
      ? [...hits].flatMap(([kind, count]) => {
          const frames = played.stack?.(kind) ?? [];
          return count === 0
            ? []
            : [`stack ${kind}`, '', ...frames.map((frame) => `              ${frame}`), `${count}`];
        })
      : [];
    const counts = [...hits].map(([kind, count]) => `count ${kind} ${count}`);
    const text = ['exit 0', 'ended 1 0', ...counts, ...stacks, 'end', ''].join('\n');
    writeFileSync(after('-o'), played.output?.(text) ?? text);
    invocation.onOutput?.(Buffer.from(played.stderr ?? ''), 'stderr');
    return { exitCode: played.exitCode ?? 0, stderr: played.stderr ?? '' };
  });
}

/** A folder with a compiler and a dtrace that are never started, as a PATH. */
export function pathWithTools(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['clang', 'dtrace']) writeFileSync(join(folder, name), '');
  return folder;
}
