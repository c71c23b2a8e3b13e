import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kindsOf, probedFunctions } from '../../model/counted-functions.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { succeed } from '../../system/process.ts';
import { failureOfRun } from '../failure-of-run.ts';
import { nameRecordings } from '../inside/name-recordings.ts';
import type { Workload } from '../measurer.ts';
import { measuredEnvironment } from '../workload.ts';
import { type InsideTools, recordUncounted } from './inside-run.ts';

/** Makes one object in an async function, which another one awaits. */
const source = `final class Known {}

@inline(never) func make() async -> Known { Known() }

@inline(never) func wait() async -> Known {
  let known = await make()
  await Task.yield()
  return known
}

@main struct Program {
  static func main() async { withExtendedLifetime(await wait()) {} }
}
`;
const knownType = 'Known';
const knownChain = ['await in wait()', 'make()'];

/**
 * Runs a Swift program whose only object is known with the recorder in it: it has to say of which class that is, who made
 * it, and who awaits that. Throws a {@link MeasurementError} that says what it saw instead.
 */
export async function proveAwaits(swiftc: string, tools: InsideTools, host: Host): Promise<void> {
  const program = join(tools.folder, 'proof');
  await writeFile(`${program}.swift`, source);
  await succeed(host.run, 'compiling a program with an await', {
    file: swiftc,
    arguments: [
      '-O',
      '-parse-as-library',
      '-module-name',
      'proof',
      '-module-cache-path',
      join(tools.folder, 'modules'),
      '-o',
      program,
      `${program}.swift`,
    ],
  });
  const workload: Workload = {
    ...({ command: [program], directory: tools.folder, timeoutSeconds: 60, status: 0, server: null } as const),
    environment: measuredEnvironment(host.environment, {}),
    leftovers: { waitMilliseconds: 0, allowed: false },
  };
  const recorded = await recordUncounted(workload, tools, host);
  if (recorded.outcome === 'failed') throw failureOfRun(workload, recorded);
  const wished = { functions: ['malloc'], kinds: kindsOf(probedFunctions), library: tools.recorder } as const;
  const { stacks } = await nameRecordings(recorded.recordings, wished, (file, given, input) =>
    succeed(host.run, 'demangling names', { file, arguments: given, input }),
  );
  const made = stacks.stacks.filter(({ types = [] }) => types.some(({ name }) => name === knownType));
  const paths = made.map(({ frames }) => frames.map(({ name }) => name).join(' → '));
  if (paths.length === 1 && paths[0]?.includes(knownChain.join(' → '))) return;
  throw new MeasurementError(
    `The recorder is wrong in a program whose only object is known: for ${knownType} made by ` +
      `${knownChain.join(' → ')} it took ${paths.join(', ') || 'nothing'}.`,
    {
      remedy:
        'Counts stand. Set `recorder: perf` where who awaits matters, and please report it with the output of ' +
        '`swift-allocation-gate doctor --json`.',
    },
  );
}
