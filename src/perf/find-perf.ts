import { existsSync, readdirSync } from 'node:fs';
import { MeasurementError } from '../errors.ts';
import type { Run } from '../system/process.ts';
import { perfPackages } from './install-perf.ts';

/** A perf that runs on this machine. */
export interface Perf {
  readonly path: string;
  /** As it names itself: `6.12.107`. */
  readonly version: string;
}

/**
 * Where perf may be. On GitHub's images /usr/bin/perf is a wrapper that often finds no perf for the running
 * kernel, while one that works lies in /usr/lib/linux-tools* (facts 19): every candidate is asked to run.
 */
function candidates(searchPath: string): readonly string[] {
  const onPath = searchPath.split(':').map((folder) => `${folder}/perf`);
  const collections = entries('/usr/lib').filter((folder) => /\/linux-tools(-|$)/.test(folder));
  const versioned = collections.flatMap((folder) => [`${folder}/perf`, ...entries(folder).map((one) => `${one}/perf`)]);
  return [...onPath, ...versioned.sort().reverse()].filter((path) => path.startsWith('/') && existsSync(path));
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((entry) => `${folder}/${entry}`);
  } catch {
    return [];
  }
}

/** The oldest perf whose `stat` and `report` the gate relies on. */
const oldest = [5, 15] as const;

/** Where to look for perf. */
export interface PerfSearch {
  /** The only one to try; empty to search. */
  readonly preferred: string;
  /** `PATH`: folders separated by colons. */
  readonly searchPath: string;
  /** `uname -r`, for the name of the package to install. */
  readonly kernel: string;
}

/**
 * The first perf that runs. Throws a {@link MeasurementError} that names what was tried and what to install.
 */
export async function findPerf(run: Run, { preferred, searchPath, kernel }: PerfSearch): Promise<Perf> {
  const tried: string[] = [];
  for (const path of preferred === '' ? candidates(searchPath) : [preferred]) {
    const version = await versionOf(run, path);
    if (version !== null && isRecent(version)) return { path, version };
    tried.push(version === null ? `${path} does not run` : `${path} is too old (${version})`);
  }
  throw new MeasurementError(`No perf that works was found${tried.length === 0 ? '' : `: ${tried.join('; ')}`}.`, {
    remedy:
      preferred === ''
        ? `Install one of ${perfPackages(kernel).join(', ')} (whichever your distribution has), or name one with \`perf-path\`.`
        : 'Correct `perf-path`, or leave it out to let the gate search.',
  });
}

/** `perf version 6.12.107` → `6.12.107`; null when it does not run. */
async function versionOf(run: Run, path: string): Promise<string | null> {
  const completion = await run({ file: path, arguments: ['version'] }).catch(() => null);
  if (completion?.exitCode !== 0) return null;
  return /^perf version (\S+)/m.exec(completion.stdout)?.[1] ?? null;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
