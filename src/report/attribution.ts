import type { DependencyChange } from '../model/dependency-changes.ts';
import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { type ComparedBenchmark, hasMoved } from './benchmarks.ts';
import { formatDelta } from './numbers.ts';
import { type Phrase, separated } from './phrase.ts';

/** The largest shares of a delta; the rest is summed up, so that what is shown adds up to the delta. */
const originsShown = 5;

/** Whose code the delta of a benchmark comes from, in a line that adds up to it; empty where it is not known. */
export function attributionLine({ benchmark, delta }: ComparedBenchmark): Phrase {
  const { attribution } = benchmark;
  const [first] = attribution;
  if (first === undefined) return [];
  if (attribution.length === 1) return [`All ${formatDelta(delta.total)} in `, ...origin(first), '.'];
  const others = attribution.slice(originsShown);
  const rest = others.reduce((sum, each) => sum + each.delta, 0);
  const parts: readonly Phrase[] = [
    ...attribution.slice(0, originsShown).map((each): Phrase => [`${formatDelta(each.delta)} in `, ...origin(each)]),
    ...(others.length > 0 ? [[`${formatDelta(rest)} elsewhere`]] : []),
  ];
  return [`Of ${formatDelta(delta.total)}: `, ...separated(parts), '.'];
}

/** `dependency NIOCore`, with the versions between which it moved; or our words. */
function origin({ origin, moved }: MeasuredBenchmark['attribution'][number]): Phrase {
  if (origin?.kind !== 'dependency') return [origin === null ? 'run-to-run difference' : originWords[origin.kind]];
  const versions: Phrase = moved === undefined ? [] : [' (', ...versionsOf(moved), ')'];
  return ['dependency ', { code: origin.module }, ...versions];
}

const originWords = {
  own: 'own code',
  runtime: 'Swift standard library and runtime',
  foundation: 'Foundation',
  system: 'system',
  unknown: 'unknown',
} as const;

/** More than this is a `swift package update`; report.json has them all. */
const changesShown = 10;

/**
 * The dependencies that moved where a count changed, each once, in a line; empty where none did, so that there is nothing
 * for them to explain.
 */
export function dependencyLine(reports: readonly Report[]): Phrase {
  const explained = reports.filter(({ benchmarks }) => benchmarks.some(hasMoved));
  const all = explained.flatMap(({ dependencyChanges }) => dependencyChanges);
  const changes = [...new Map(all.map((change) => [JSON.stringify(change), change])).values()];
  if (changes.length === 0) return [];
  const omitted = changes.length - changesShown;
  const shown = separated(changes.slice(0, changesShown).map(versionsOf));
  return ['Dependencies that moved: ', ...shown, omitted > 0 ? ` and ${omitted} more.` : '.'];
}

/** `swift-nio` 2.80.0 → 2.81.0. */
export function versionsOf({ identity, baseline, measured }: DependencyChange): Phrase {
  const name = { code: identity };
  if (baseline === null) return [name, ' ', ...version(measured), ' (new)'];
  if (measured === null) return [name, ' ', ...version(baseline), ' (removed)'];
  return [name, ' ', ...version(baseline), ' → ', ...version(measured)];
}

function version(text: string | null): Phrase {
  return text === null ? [] : [{ code: text }];
}
