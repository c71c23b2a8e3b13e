import { duplexPair } from 'node:stream';
import type { Workload } from '../../../src/measure/measurer.ts';
import type { HeldProbes } from '../../../src/measure/perf/held-probes.ts';
import type { Starter } from '../../../src/measure/perf/run-workload.ts';
import type { Completion, Invocation } from '../../../src/system/process.ts';
import { scriptedRun } from '../../system/scripted-run.ts';

/** How a program ends that perf is asked to start: `end` as the launcher writes it, null where perf does not start it. */
export type Scripted = Partial<Completion> & { readonly end?: string | null };

/**
 * A run that starts nothing, where the launcher behind a perf says what `answer` does: left out, that the program ended
 * with status 0 and left nothing.
 */
export function scriptedPerf(answer: (command: string, invocation: Invocation) => Scripted | undefined) {
  return scriptedRun((command, invocation) => {
    const { end = 'exited:0', ...completion } = answer(command, invocation) ?? {};
    const [gate, launcher] = duplexPair();
    launcher.once('data', (key: Buffer) => {
      const said = end === null ? [] : ['started=12', `end=${end}${/ running=/.test(end) ? '' : nothingLeft}`];
      launcher.end(said.map((words) => `${key.toString().trim()} ${words}\n`).join(''));
    });
    invocation.onChannel?.(gate);
    return completion;
  });
}

const nothingLeft = ' running=0 unended=0 failures=0 wall=1520 user=800 system=400 memory=1900 .';

/** Nothing is held where no kernel is. */
export const notHeld: HeldProbes = {
  keep: async () => {},
  hold: async () => async () => {},
  during: (_events, run) => run(),
  letGo: () => {},
};

/** Where perf and launcher are in these tests. */
export const starter: Starter = {
  ...{ perf: { path: '/usr/bin/perf' }, launcher: '/tmp/gate/launcher', probes: notHeld },
};

/** A workload of this command, of which nothing else is asked. */
export function workloadOf(...command: Workload['command']): Workload {
  return {
    ...{ command, directory: '/build', environment: { PATH: '/bin', MODE: 'fast' }, timeoutSeconds: 60 },
    ...{ status: 0, leftovers: { waitMilliseconds: 0, allowed: false } },
    server: null,
  };
}
