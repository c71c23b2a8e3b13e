import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { formatBaseline } from '../baseline/format-text.ts';
import { parseBaseline } from '../baseline/parse-text.ts';
import type { Client } from '../github/client.ts';
import type { Context } from '../github/context.ts';
import { readFileAt, readFolders } from '../github/repository.ts';
import { reasonOf } from '../github/request-failure.ts';
import { type Baseline, type BaselineBenchmark, benchmarkIn, benchmarkNames, importedIn } from '../model/baseline.ts';
import { perUnit } from '../model/measurement.ts';
import { type Notice, noticeOf } from '../model/notice.ts';
import { workloadDifferences } from '../model/workload.ts';
import { formatCount } from '../report/numbers.ts';
import type { Phrase } from '../report/phrase.ts';
import type { Host } from '../system/host.ts';
import type { Logger } from '../system/logger.ts';
import { configurationChanges } from './configuration-changes.ts';
import { asStored } from './stored-text.ts';

/** What the base branch says about the baseline that is checked out. */
export interface BaseInspection {
  /** The base branch has the baseline file, and it is missing here. */
  readonly baselineRemoved: boolean;
  /** Benchmarks that the base branch's file has numbers of, and the file here has not. */
  readonly removedEntries: readonly string[];
  /** For the top of the report: the pull request edits its own baseline. */
  readonly notices: readonly Notice[];
  /** Names of the files in the base branch's folder of baselines, asked for where there is no baseline here. */
  readonly files: readonly string[];
}

/** Where there is no base branch, or nothing to say of it. */
export const nothingInspected: BaseInspection = { baselineRemoved: false, removedEntries: [], notices: [], files: [] };

/**
 * Looks at the baseline of the base branch, in the commit that the change is compared with: where it has one and the pull
 * request has not, the gate stays shut (deleting the baseline, or a benchmark's numbers in it, must not open it); where the
 * pull request edits it, the report says so on top.
 */
export async function inspectBase(
  client: Client | null,
  { repository, pullRequest }: Pick<Context, 'repository' | 'pullRequest'>,
  base: Promise<string | null>,
  { path, baseline }: { readonly path: string; readonly baseline: Baseline | null },
  logger: Logger,
): Promise<BaseInspection> {
  const nothing = nothingInspected;
  if (pullRequest === null) return nothing;
  if (client === null) {
    logger.warning('There is no token, so the baseline of the base branch could not be looked at.');
    return { ...nothing, baselineRemoved: baseline === null };
  }
  try {
    const commit = await base;
    if (commit === null) return nothing;
    const text = await readFileAt(client, repository, path, commit);
    if (text === null) {
      if (baseline !== null) return nothing;
      const files = await readFolders(client, repository, [posix.dirname(path)], commit);
      if (files === null) {
        const notice = noticeOf(
          ...[
            'In the base branch, ',
            { code: posix.dirname(path) },
            ' is a symbolic link or a file, behind which GitHub ',
          ],
          'shows no baseline: give `baseline` a folder.',
        );
        return { ...nothing, baselineRemoved: true, notices: [notice] };
      }
      return { ...nothing, files: [...files.keys()].map((file) => posix.basename(file)) };
    }
    if (baseline === null) {
      const notice = noticeOf('The base branch has a baseline, ', { code: path }, ', that this pull request removes.');
      return { ...nothing, baselineRemoved: true, notices: [notice] };
    }
    const known = parseBaseline(text, path);
    const here = benchmarkNames(baseline);
    const removedEntries = benchmarkNames(known).filter((name) => !here.includes(name));
    return { ...nothing, removedEntries, notices: baselineNotice(known, baseline, path) };
  } catch (error) {
    logger.warning(`The baseline of the base branch could not be read: ${reasonOf(error)}.`);
    // What cannot be looked up may have been deleted: then a missing baseline is not accepted.
    return { ...nothing, baselineRemoved: baseline === null };
  }
}

/** How the pull request's baseline differs from the base branch's; nothing where it does not. */
function baselineNotice(base: Baseline, head: Baseline, path: string): readonly Notice[] {
  if (formatBaseline(base) === formatBaseline(head)) return [];
  const names = [...new Set([...benchmarkNames(base), ...benchmarkNames(head)])].sort();
  const changes = names.flatMap((name): readonly Phrase[] => {
    const [before, after] = [totalIn(base, name), totalIn(head, name)];
    const total: readonly Phrase[] = before === after ? [] : [[{ code: name }, ` from ${before} to ${after}`]];
    return [...total, ...movedBeside(benchmarkIn(base, name), benchmarkIn(head, name), name)];
  });
  const moved = enumerated(changes, 'the numbers stay as they are');
  return [noticeOf('This pull request edits its own baseline, ', { code: path }, ': ', ...moved, '.')];
}

/**
 * What else of a benchmark moved that matters to a verdict: `realloc`, the noise, the call sites where they alone moved, and
 * of which workload they are.
 */
function movedBeside(
  before: BaselineBenchmark | undefined,
  after: BaselineBenchmark | undefined,
  name: string,
): readonly Phrase[] {
  if (before === undefined || after === undefined) return [];
  const [old, now] = [perUnit(before.measurement), perUnit(after.measurement)];
  const numbers = [
    ['realloc', old.counts.realloc, now.counts.realloc],
    ['the noise', old.noise.total, now.noise.total],
    ['the noise of realloc', old.noise.realloc, now.noise.realloc],
  ] as const;
  const moved = numbers
    .filter(([, from, to]) => from !== to)
    .map(
      ([what, from, to]): Phrase => [`${what} of `, { code: name }, ` from ${formatCount(from)} to ${formatCount(to)}`],
    );
  const [levels, levelsNow] = [iterationsIn(before), iterationsIn(after)];
  if (levels !== levelsNow) moved.push(['the iterations of ', { code: name }, ` from ${levels} to ${levelsNow}`]);
  if (old.total === now.total && !isDeepStrictEqual(before.sites, after.sites)) {
    moved.push(['the call sites of ', { code: name }]);
  }
  if (isDeepStrictEqual(before.workload, after.workload)) return moved;
  const differences = before.workload && after.workload ? workloadDifferences(before.workload, after.workload) : [];
  const fields = differences.map(
    ({ field, baseline, measured }): Phrase => [
      ...[`the ${field} of `, { code: name }, ' from '],
      ...[{ code: baseline }, ' to ', { code: measured }],
    ],
  );
  return [...moved, ...(fields.length === 0 ? [['the workload of ', { code: name }]] : fields)];
}

/** `10 and 110`; `none` of numbers per run. */
function iterationsIn({ measurement }: BaselineBenchmark): string {
  return measurement.unit === 'run' ? 'none' : `${measurement.from.iterations} and ${measurement.to.iterations}`;
}

function totalIn(baseline: Baseline, name: string): string {
  const benchmark = benchmarkIn(baseline, name);
  if (benchmark !== undefined) return formatCount(perUnit(benchmark.measurement).total);
  const threshold = importedIn(baseline, name);
  return threshold === undefined ? 'none' : `${formatCount(threshold.total)} (imported)`;
}

/**
 * Says that the pull request edits the configuration which judges it, and which settings it moves; nothing where the
 * file is the base branch's. A limit that was raised would otherwise be a quiet way through the gate.
 */
export async function inspectConfiguration(
  client: Client | null,
  { repository, pullRequest, workspace }: Pick<Context, 'repository' | 'pullRequest' | 'workspace'>,
  base: Promise<string | null>,
  path: string,
  { run, logger }: Pick<Host, 'run' | 'logger'>,
): Promise<readonly Notice[]> {
  if (client === null || pullRequest === null) return [];
  const text = await readFile(join(workspace, path), 'utf8').catch(() => null);
  const head = text === null ? null : await asStored(run, workspace, path, text);
  try {
    const commit = await base;
    const before = commit === null ? null : await readFileAt(client, repository, path, commit);
    // The first configuration loosens nothing: there was none to be strict.
    if (before === null || before === head) return [];
    if (head === null) {
      return [noticeOf('This pull request removes the configuration ', { code: path }, ' of the base branch.')];
    }
    const moved = enumerated(configurationChanges(before, head, path), 'no setting moves', mostSettings);
    return [
      noticeOf('This pull request edits the configuration that judges it, ', { code: path }, ': ', ...moved, '.'),
    ];
  } catch (error) {
    logger.warning(`The configuration of the base branch could not be read: ${reasonOf(error)}.`);
    return [];
  }
}

const mostNamed = 5;
/** Of a configuration, where a change that matters could hide among others. */
const mostSettings = 10;

/** `a, b, and 3 more`; `none` where there is no change. */
function enumerated(changes: readonly Phrase[], none: string, most = mostNamed): Phrase {
  if (changes.length === 0) return [none];
  const shown = changes.slice(0, most).flatMap((change, index) => (index === 0 ? change : [', ', ...change]));
  return changes.length <= most ? shown : [...shown, `, and ${changes.length - most} more`];
}
