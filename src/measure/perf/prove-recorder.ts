import { displayName } from '../../model/counts.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { succeed } from '../../system/process.ts';
import { failureOfRun } from '../failure-of-run.ts';
import { nameRecordings } from '../inside/name-recordings.ts';
import { recordedCalls } from '../inside/recorded-calls.ts';
import { type CalibrationProgram, calibrationWorkload, type Times } from './calibration-program.ts';
import { type InsideTools, recordUncounted } from './inside-run.ts';

/** From the start of the calibration program to `malloc`. */
const knownStack = ['main', 'perform', displayName('malloc')];

/**
 * Runs the program whose calls are known with the recorder in it, and without probes: it has to see each call once, whatever
 * libc relays, and from where it was made. Throws a {@link MeasurementError} that says what it saw instead.
 */
export async function proveRecorder(program: CalibrationProgram, tools: InsideTools, host: Host): Promise<void> {
  const record = async (times: Times) => {
    const workload = calibrationWorkload(program, times, tools.folder, host);
    const recorded = await recordUncounted(workload, tools, host);
    if (recorded.outcome === 'failed') throw failureOfRun(workload, recorded);
    return recorded.recordings;
  };
  const idle = recordedCalls(await record(new Map()), program.kinds);
  const times = new Map(program.kinds.map((kind, index) => [kind, index + 1]));
  const recordings = await record(times);
  const busy = recordedCalls(recordings, program.kinds);
  for (const [kind, expected] of times) {
    const seen = (busy.get(kind) ?? 0) - (idle.get(kind) ?? 0);
    if (seen !== expected) throw wrong(`it saw ${seen} calls of ${kind} where ${expected} were made`);
  }
  const wished = { functions: ['malloc'], kinds: program.kinds, library: tools.recorder } as const;
  const { stacks } = await nameRecordings(recordings, wished, (file, given, input) =>
    succeed(host.run, 'demangling names', { file, arguments: given, input }),
  );
  const paths = stacks.stacks.map(({ frames }) => frames.map(({ name }) => name));
  if (paths.some((path) => path.join() === knownStack.join())) return;
  const [path = []] = paths;
  throw wrong(`it took ${path.join(' → ') || 'no stack'} for ${knownStack.join(' → ')}`);
}

function wrong(what: string): MeasurementError {
  return new MeasurementError(`The recorder is wrong in a program whose calls are known: ${what}.`, {
    remedy:
      'Set `recorder: perf`, and please report it with the output of `swift-allocation-gate doctor --json`: what it sees ' +
      'is never believed where it is not what the probes count.',
  });
}
