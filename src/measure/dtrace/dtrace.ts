import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { endOf, lastLines, succeed } from '../../system/process.ts';
import { temporaryFolder } from '../../system/temporary.ts';
import { calibrate } from '../calibration.ts';
import { anyCompiler } from '../compiler.ts';
import { failureOfRun } from '../failure-of-run.ts';
import {
  type MeasurerOptions,
  type MeasurerSource,
  type Need,
  type OpenMeasurer,
  type RunResult,
  refuseDirect,
  type Wanted,
  type Workload,
} from '../measurer.ts';
import { callsOfKinds, type Relays } from '../relays.ts';
import { calibrationWorkload, compileCalibration, listingProbe, parseFunctions } from './calibration-program.ts';
import { openInside, tryInside } from './inside.ts';
import { countsOfKinds, type DTraceKind } from './kinds.ts';
import { nameStacks } from './name-stacks.ts';
import type { Library, Platform } from './platform.ts';
import { remedyFor, runDTrace, type Tools } from './run-dtrace.ts';

/** Where DTrace is to count, and whether as root already: else through sudo. */
interface Place {
  readonly platform: Platform;
  readonly isRoot: boolean;
}

/** Counts with DTrace's pid provider: macOS's own way, which Linux has too. Experimental: no one has run it on a Mac. */
export function dtraceOn(platform: Platform, isRoot = process.getuid?.() === 0): MeasurerSource {
  const place = { platform, isRoot };
  return { open: (host, options) => open(place, host, options), needs: (host) => needs(place, host) };
}

/** What the library has, and which calls pass through which. */
interface Calibrated {
  readonly library: Library;
  readonly kinds: readonly DTraceKind[];
  readonly relays: Relays<string>;
}

async function open(place: Place, host: Host, { counter }: MeasurerOptions): Promise<OpenMeasurer> {
  if (counter === 'inside' && place.platform.name === 'macOS') return openInside(place.platform, host);
  if (counter === 'inside') {
    throw new MeasurementError('The recorder inside the program does not count on its own here: DTrace does.', {
      remedy: 'Leave out `counter: inside`.',
    });
  }
  const { tools, version } = await findTools(place, host);
  const calibrated = await calibrateOn(tools, host);
  let hasWarned = false;
  const warnOfChildren = (children: number, [program]: Workload['command']) => {
    if (children === 0 || hasWarned) return;
    hasWarned = true;
    host.logger.warning(`${program} starts other processes, and DTrace counts none of their calls.`);
  };
  return {
    name: 'DTrace',
    version,
    counter: 'probes',
    prepare: async (_program, _environment, alsoCount = []) => {
      refuseDirect(alsoCount, 'DTrace');
      return {
        libc: `${calibrated.library.name} by DTrace`,
        libcBuild: calibrated.library.build,
        whyNotInside: async () => 'DTrace counts, and takes stacks itself',
        run: (workload, wanted) => measureRun(workload, wanted, calibrated, tools, host, warnOfChildren),
      };
    },
  };
}

/** Every run is one under DTrace, and counts: what was not asked for is left out. */
async function measureRun(
  workload: Workload,
  { count, record }: Wanted,
  { kinds, relays }: Calibrated,
  tools: Tools,
  host: Host,
  warnOfChildren: (children: number, command: Workload['command']) => void,
): Promise<RunResult> {
  const stacks = !count && record !== null;
  const seen = await runDTrace({ kinds, stacks }, workload, tools, host);
  if (seen.outcome === 'failed') return seen;
  warnOfChildren(seen.children, workload.command);
  const calls = callsOfKinds(
    kinds.map(({ kind }) => kind),
    seen.counts,
    relays,
  );
  return {
    ...{ outcome: 'completed', freed: null, disagreement: null },
    counts: count ? countsOfKinds(kinds, calls) : null,
    stacks: stacks ? await nameStacks(seen.stacks, calls, { kinds, relays }, record.functions, host) : null,
  };
}

/** Counts a program whose calls are known, and finds which calls pass through which. */
async function calibrateOn(tools: Tools, host: Host): Promise<Calibrated> {
  const { platform, folder } = tools;
  const library = await platform.library(host.run);
  const compiler = anyCompiler(host.environment.PATH ?? '');
  const listed = await compileCalibration(host.run, compiler, [], folder);
  const listing = await host.run({
    ...commandOf(tools, ['-l', '-x', 'evaltime=preinit', ...listingProbe(platform), '-c', listed]),
    killAfterMilliseconds: 120_000,
  });
  if (listing.exitCode !== 0) {
    throw new MeasurementError(`DTrace could not list the allocation functions (it ${endOf(listing)}).`, {
      remedy: remedyFor(listing.stderr),
      lastLines: lastLines(listing.stderr, 20),
    });
  }
  const functions = parseFunctions(listing.stdout);
  const kinds = platform.kinds.filter(({ symbol }) => functions.has(symbol));
  if (!kinds.some(({ kind }) => kind === 'malloc')) {
    throw new MeasurementError(`DTrace sees no malloc in ${platform.module}.`, {
      remedy: 'Please report it with the output of `swift-allocation-gate doctor --json`.',
    });
  }
  const program = await compileCalibration(host.run, compiler, kinds, folder);
  const count = async (times: ReadonlyMap<string, number>) => {
    const workload = calibrationWorkload(program, kinds, times, folder, host);
    const seen = await runDTrace({ kinds, stacks: false }, workload, tools, host);
    if (seen.outcome === 'failed') throw failureOfRun(workload, seen);
    return seen.counts;
  };
  const relays = await calibrate(
    count,
    kinds.map(({ kind }) => kind),
  );
  host.logger.info(`DTrace counts ${kinds.length} kinds of calls of ${library.name}, calibrated.`);
  return { library, kinds, relays };
}

async function findTools(
  { platform, isRoot }: Place,
  host: Host,
): Promise<{ readonly tools: Tools; readonly version: string }> {
  const { run, environment, cleanup } = host;
  const folders = [...(environment.PATH ?? '').split(':'), '/usr/sbin'];
  const dtrace = folders.map((folder) => join(folder, 'dtrace')).find((path) => existsSync(path));
  if (dtrace === undefined) {
    throw new MeasurementError('There is no dtrace on PATH.', {
      remedy: platform.name === 'macOS' ? 'It is part of macOS: /usr/sbin/dtrace.' : 'Install the package dtrace.',
    });
  }
  const elevation = isRoot ? [] : ['sudo', '-n'];
  if (!isRoot && (await run({ file: 'sudo', arguments: ['-n', 'true'] })).exitCode !== 0) {
    throw new MeasurementError('DTrace needs root, and `sudo` is not there or asks for a password.', {
      remedy: 'Run it as root, or let this user run `sudo` without a password.',
    });
  }
  const tools = { platform, dtrace, elevation, folder: await temporaryFolder(cleanup) };
  const said = await succeed(run, 'asking DTrace for its version', { file: dtrace, arguments: ['-V'] });
  return { tools, version: /(\d[\d.]*)\s*$/m.exec(said)?.[1] ?? said.trim() };
}

function commandOf({ dtrace, elevation }: Tools, options: readonly string[]) {
  const [file = dtrace, ...rest] = [...elevation, dtrace];
  return { file, arguments: [...rest, ...options] };
}

function needs(place: Place, host: Host): readonly Need[] {
  return [
    {
      name: 'dtrace',
      find: async () => {
        const { tools, version } = await findTools(place, host);
        return `${version} (${tools.dtrace}), ${tools.elevation.length === 0 ? 'as root' : 'through sudo'}`;
      },
    },
    {
      name: 'calibration',
      find: async () => {
        const { tools } = await findTools(place, host);
        const { library, kinds, relays } = await calibrateOn(tools, host);
        const relaying = [...relays].filter(([, into]) => into.length > 0);
        const words = relaying.map(([kind, from]) => `${from.join(', ')} → ${kind}`).join('; ') || 'no relays';
        return `${kinds.length} kinds of calls, each counted once by ${library.name}, ${library.build} (${words})`;
      },
    },
    ...(place.platform.name === 'macOS' ? [{ name: 'recorder', find: () => tryInside(place.platform, host) }] : []),
  ];
}
