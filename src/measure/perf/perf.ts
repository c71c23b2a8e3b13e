import { kindsOf } from '../../model/counted-functions.ts';
import type { DirectFunction } from '../../model/direct-functions.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import { Cleanup } from '../../system/cleanup.ts';
import type { Host } from '../../system/host.ts';
import { settled } from '../../system/lifetime.ts';
import type { Logger } from '../../system/logger.ts';
import { temporaryFolder } from '../../system/temporary.ts';
import { anyCompiler, swiftCompiler } from '../compiler.ts';
import { noNamesYet } from '../inside/name-recordings.ts';
import { compileRecorder } from '../inside/recorder.ts';
import { whyNotInside } from '../inside/why-not-inside.ts';
import type { MeasurerOptions, MeasurerSource, Need, OpenMeasurer } from '../measurer.ts';
import { createSourceLines } from '../source-lines.ts';
import { type Allocator, findAllocator, identityOf, keyOf } from './allocator.ts';
import { findPerf } from './find-perf.ts';
import { countAndRecordRun, countInsideRun } from './inside-run.ts';
import { executableOf } from './loaded-objects.ts';
import { countRun, type ProbedAllocator, probeAllocator } from './probed-allocator.ts';
import { proveAwaits } from './prove-awaits.ts';
import { proveRecorder } from './prove-recorder.ts';
import { recordRun } from './recorded-run.ts';
import { runUncounted } from './run-workload.ts';
import { type Opened, openProbes, perfSearch, prepareTools, type Tools } from './tools.ts';
import { shell } from './try-probe.ts';
import { calibrationOf, prepareInsideTools } from './without-probes.ts';

/** Counts with the kernel's user probes and `perf stat`, and takes stacks with `perf record`. */
export const perf: MeasurerSource = { open, needs };

async function open(whole: Host, { perfPath, mayRecordInside }: MeasurerOptions): Promise<OpenMeasurer> {
  const cleanup = new Cleanup(whole.logger);
  const beside: Promise<unknown>[] = [];
  whole.cleanup.add(async () => {
    // Nobody may write to the folder any more, or place a probe, when they are put back.
    await settled(beside, whole.signal);
    await cleanup.undoAll();
  });
  const host = { ...whole, cleanup };
  const opened = await openProbes(host);
  const tools = await prepareTools(host, perfPath, opened);
  // Beside the build, which nobody has to wait for before it begins.
  const compiling = mayRecordInside ? tryToCompile(host, opened) : null;
  const ahead = proveAhead(tools, host);
  beside.push(ahead, ...(compiling === null ? [] : [compiling]));
  tools.trialPutBack.catch((error: unknown) => host.logger.warning(messageOf(error)));
  const probed = new Map<string, ProbedAllocator>();
  const proved = async (allocator: Allocator, alsoCount: readonly DirectFunction[]): Promise<ProbedAllocator> => {
    const key = [keyOf(allocator), ...alsoCount].join(' ');
    const already = await ahead;
    const isThat = already !== null && keyOf(already.allocator) === key;
    const found = probed.get(key) ?? (isThat ? already : await probeAllocator(allocator, alsoCount, tools, host));
    if (!probed.has(key)) sayProved(found, host.logger);
    probed.set(key, found);
    // Of another program with the same functions, which starts with other files.
    return { ...found, allocator };
  };
  const compiledRecorder = () => compiling ?? tryToCompile(host, tools);
  const withoutProbes = <T>(uncounted: () => Promise<T>) => tools.probes.during([], uncounted);
  const lines = createSourceLines(host);
  const names = noNamesYet(lines);
  return {
    name: 'perf',
    version: tools.perf.version,
    counter: 'probes',
    letGo: tools.probes.letGo,
    prepare: async (program, environment, alsoCount = []) => {
      const allocator = await findAllocator(host.run, program, environment);
      const probes = await proved(allocator, alsoCount);
      const isDirect = probes.entryPoints.functions.some(({ isCounted }) => isCounted);
      return {
        ...identityOf(allocator),
        whyNotInside: async () => {
          const because = whyNotInside(executableOf(program), allocator, isDirect);
          return because ?? (await compiledRecorder()).problem;
        },
        run: async (workload, { count, countFreed, record }) => {
          if (record?.callGraph === 'inside') {
            const { library } = await compiledRecorder();
            // Calls that the recorder does not see are counted by probes in each run.
            if (!count && !isDirect) {
              const inside = { ...tools, recorder: library, names };
              const kinds = kindsOf(probes.group.functions);
              return withoutProbes(() => countInsideRun(workload, { record }, kinds, inside, host));
            }
            const request = { countFreed, functions: record.functions, library, names };
            return countAndRecordRun(probes, workload, request, tools, host);
          }
          if (!count && record === null) return withoutProbes(() => runUncounted(host.run, tools, workload));
          // perf cannot take stacks in the run that it counts: it would count its own allocations.
          if (record === null || count) return countRun(probes, workload, countFreed, tools, host);
          return recordRun(probes, workload, { ...record, callGraph: record.callGraph }, tools, host, lines);
        },
      };
    },
  };
}

/**
 * Places probes on the libc that this machine's own programs use, which the measured one most often has, and proves them
 * right. Null where that cannot be, or `free` could not be counted: what is wrong is found again when it is needed.
 */
async function proveAhead(tools: Tools, host: Host): Promise<ProbedAllocator | null> {
  try {
    const allocator = await findAllocator(host.run, shell, {});
    if (allocator.linkage === 'static') return null;
    const proved = await probeAllocator(allocator, [], tools, host);
    return proved.free.outcome === 'countable' ? proved : null;
  } catch {
    return null;
  } finally {
    // They would cost the build a microsecond for each of its allocations.
    await tools.probes.during([], async () => {});
  }
}

/** What was found out about the allocator, said where it is used first. */
function sayProved({ allocator: { path, foreign, libc }, free }: ProbedAllocator, logger: Logger): void {
  logger.info(`Probes are on ${path} (${foreign?.name ?? libc}), calibrated.`);
  if (free.outcome === 'uncountable') logger.info(`Freed blocks are not counted: ${free.reason}`);
}

interface CompiledRecorder {
  readonly library: string;
  /** Why it could not be compiled; null where it was. */
  readonly problem: string | null;
}

async function tryToCompile({ run, environment }: Host, { folder }: Opened): Promise<CompiledRecorder> {
  try {
    return { library: await compileRecorder(run, anyCompiler(environment.PATH ?? ''), folder), problem: null };
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return { library: '', problem: `the recorder could not be compiled: ${messageOf(error)}` };
  }
}

function needs(host: Host, { perfPath }: MeasurerOptions): readonly Need[] {
  const { run, environment } = host;
  const findings: Readonly<Record<string, () => Promise<string>>> = {
    perf: async () => {
      const folder = await temporaryFolder(host.cleanup);
      const { path, version } = await findPerf(run, perfSearch(perfPath, environment, folder));
      return `${version} (${path})`;
    },
    probes: async () => {
      const { tracefs, trialPutBack } = await prepareTools(host, perfPath, await openProbes(host));
      await trialPutBack;
      return `are placed, hit and removed, ${tracefs.elevation === 'root' ? 'as root' : 'through sudo'}`;
    },
    calibration: async () => {
      const { trialPutBack, ...tools } = await prepareTools(host, perfPath, await openProbes(host));
      await trialPutBack;
      const allocator = await findAllocator(run, process.execPath, {});
      const { relays, free } = await probeAllocator(allocator, [], tools, host);
      const relaying = [...relays].filter(([, kinds]) => kinds.length > 0);
      const words = relaying.map(([kind, kinds]) => `${kinds.join(', ')} → ${kind}`);
      const freed = free.outcome === 'countable' ? 'too' : `are not counted: ${free.reason}`;
      return `every call counted once by ${allocator.libc} (${words.join('; ') || 'no relays'}); freed blocks ${freed}`;
    },
    recorder: async () => {
      // The allocator of this very process: any that is linked dynamically will do.
      const allocator = await findAllocator(run, process.execPath, {});
      const inside = await prepareInsideTools(host);
      await proveRecorder(await calibrationOf(allocator, inside, host), inside, host);
      const swiftc = swiftCompiler(environment.PATH ?? '');
      if (swiftc !== null) await proveAwaits(swiftc, inside, host);
      const more = swiftc === null ? '' : ', an object’s class and who awaits';
      return `every call and its stack seen inside a program on ${allocator.libc}${more}`;
    },
  };
  return Object.entries(findings).map(([name, find]) => ({ name, find }));
}
