import { kindsOf } from '../../model/counted-functions.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { removeLeftoverFolders, temporaryFolder } from '../../system/temporary.ts';
import { together } from '../../system/together.ts';
import { anyCompiler } from '../compiler.ts';
import { compileLauncher } from '../inside/launcher.ts';
import { noNamesYet } from '../inside/name-recordings.ts';
import { compileRecorder } from '../inside/recorder.ts';
import { whyNotInside } from '../inside/why-not-inside.ts';
import { type OpenMeasurer, type RunResult, refuseDirect, type Wanted, type Workload } from '../measurer.ts';
import { createSourceLines } from '../source-lines.ts';
import { type Allocator, findAllocator, identityOf, keyOf } from './allocator.ts';
import { type CalibrationProgram, compileCalibrationProgram } from './calibration-program.ts';
import { countInsideRun, type InsideTools } from './inside-run.ts';
import { executableOf } from './loaded-objects.ts';
import { proveRecorder } from './prove-recorder.ts';
import { runUncounted } from './run-workload.ts';

/**
 * Lets the recorder count alone, where no probe may be placed. In place of the probes, a program whose calls are known has
 * to prove it right on each allocator, and each program that is run has to leave all that it should.
 */
export async function openWithoutProbes(host: Host): Promise<OpenMeasurer> {
  await removeLeftoverFolders();
  const tools = await prepareInsideTools(host);
  const proved = new Set<string>();
  return {
    name: 'recorder inside the program',
    version: '',
    counter: 'inside',
    prepare: async (path, environment, alsoCount = []) => {
      refuseDirect(alsoCount, 'The recorder inside the program');
      const allocator = await findAllocator(host.run, path, environment);
      const whyNot = whyNotInside(executableOf(path), allocator);
      if (whyNot !== null) {
        throw new MeasurementError(`It cannot be counted from inside: ${whyNot}.`, {
          remedy: 'Link it dynamically with glibc, or count it by probes (`counter: probes`).',
        });
      }
      const key = keyOf(allocator);
      if (!proved.has(key)) await proveRecorder(await calibrationOf(allocator, tools, host), tools, host);
      proved.add(key);
      return {
        ...identityOf(allocator),
        whyNotInside: async () => null,
        run: (workload, wanted) => runInside(workload, wanted, allocator, tools, host),
      };
    },
  };
}

/** What recording without probes needs. Throws a {@link MeasurementError} where there is no compiler for it. */
export async function prepareInsideTools(host: Host): Promise<InsideTools> {
  const { run, cleanup, environment } = host;
  const folder = await temporaryFolder(cleanup);
  const compiler = anyCompiler(environment.PATH ?? '');
  const [launcher, recorder] = await together([
    compileLauncher(run, compiler, folder),
    compileRecorder(run, compiler, folder),
  ]);
  return { folder, launcher, recorder, names: noNamesYet(createSourceLines(host)) };
}

/** The calibration program on an allocator. */
export function calibrationOf(
  allocator: Allocator,
  { folder }: InsideTools,
  { run, environment }: Host,
): Promise<CalibrationProgram> {
  return compileCalibrationProgram(run, allocator, folder, environment);
}

async function runInside(
  workload: Workload,
  { count, record }: Wanted,
  allocator: Allocator,
  tools: InsideTools,
  host: Host,
): Promise<RunResult> {
  if (!count && record === null) return runUncounted(host.run, tools, workload);
  const result = await countInsideRun(workload, { record }, kindsOf([...allocator.places.keys()]), tools, host);
  if (result.outcome === 'failed' || result.disagreement === null) return result;
  throw new MeasurementError(`It could not be counted from inside: ${result.disagreement}.`, {
    remedy: 'Count it by probes (`counter: probes`), or measure it without that.',
  });
}
