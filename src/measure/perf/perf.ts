import { kindsOf } from '../../model/counted-functions.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import { Cleanup } from '../../system/cleanup.ts';
import type { Host } from '../../system/host.ts';
import { temporaryFolder } from '../../system/temporary.ts';
import { anyCompiler, swiftCompiler } from '../compiler.ts';
import { noNamesYet } from '../inside/name-recordings.ts';
import { compileRecorder } from '../inside/recorder.ts';
import { whyNotInside } from '../inside/why-not-inside.ts';
import type { Measurer, MeasurerKind, MeasurerOptions, Need } from '../measurer.ts';
import { createSourceLines } from '../source-lines.ts';
import { findAllocator, identityOf, keyOf } from './allocator.ts';
import { compileAhead } from './calibration-program.ts';
import { findPerf } from './find-perf.ts';
import { countAndRecordRun, countInsideRun } from './inside-run.ts';
import { executableOf } from './loaded-objects.ts';
import { countRun, type ProbedAllocator, probeAllocator } from './probed-allocator.ts';
import { proveAwaits } from './prove-awaits.ts';
import { proveRecorder } from './prove-recorder.ts';
import { recordRun } from './recorded-run.ts';
import { runUncounted } from './run-workload.ts';
import { type Opened, openProbes, perfSearch, prepareTools } from './tools.ts';
import { calibrationOf, prepareInsideTools } from './without-probes.ts';

/** Counts with the kernel's user probes and `perf stat`, and takes stacks with `perf record`. */
export const perf: MeasurerKind = { open, needs };

async function open(whole: Host, { perfPath, mayRecordInside }: MeasurerOptions): Promise<Measurer> {
  const cleanup = new Cleanup(whole.logger);
  const close = whole.cleanup.add(() => cleanup.undoAll());
  const host = { ...whole, cleanup };
  const opened = await openProbes(host);
  // Begun first, since it takes longest, and before there are probes on what compilers call, too.
  const compiling = mayRecordInside ? tryToCompile(host, opened) : null;
  const tools = await prepareTools(host, perfPath, opened).catch(async (error: unknown) => {
    await compiling; // It would be in the way when things are put back.
    throw error;
  });
  const ahead = compileAhead(host, tools.folder);
  const probed = new Map<string, ProbedAllocator>();
  const compiledRecorder = () => compiling ?? tryToCompile(host, tools);
  const lines = createSourceLines(host);
  const names = noNamesYet(lines);
  return {
    name: 'perf',
    version: tools.perf.version,
    counter: 'probes',
    close,
    prepare: async (program, environment, alsoCount = []) => {
      const allocator = await findAllocator(host.run, program, environment);
      const key = [keyOf(allocator), ...alsoCount].join(' ');
      const probes = probed.get(key) ?? (await probeAllocator(allocator, await ahead, alsoCount, tools, host));
      probed.set(key, probes);
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
              return countInsideRun(workload, { record }, kindsOf(probes.group.functions), inside, host);
            }
            const request = { countFreed, functions: record.functions, library, names };
            return countAndRecordRun(probes, workload, request, tools, host);
          }
          if (!count && record === null) return runUncounted(host.run, tools, workload);
          // perf cannot take stacks in the run that it counts: it would count its own allocations.
          if (record === null || count) return countRun(probes, workload, countFreed, tools, host);
          return recordRun(probes, workload, { ...record, callGraph: record.callGraph }, tools, host, lines);
        },
      };
    },
  };
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
      const { elevation } = (await prepareTools(host, perfPath, await openProbes(host))).tracefs;
      return `are placed, hit and removed, ${elevation === 'root' ? 'as root' : 'through sudo'}`;
    },
    calibration: async () => {
      const tools = await prepareTools(host, perfPath, await openProbes(host));
      const allocator = await findAllocator(run, process.execPath, {});
      const { relays, free } = await probeAllocator(allocator, null, [], tools, host);
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
