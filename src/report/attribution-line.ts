import type { ComparedBenchmark } from './benchmarks.ts';
import { versionsOf } from './dependency-line.ts';
import { formatDelta } from './numbers.ts';
import type { Phrase } from './phrase.ts';
import type { MeasuredBenchmark } from './schema.ts';

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
  const listed = parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
  return [`Of ${formatDelta(delta.total)}: `, ...listed, '.'];
}

/** `dependency NIOCore`, whose second word is a foreign name, with the versions between which it moved; or our words. */
function origin({ origin: name, moved }: MeasuredBenchmark['attribution'][number]): Phrase {
  const [, module] = /^dependency (.+)$/s.exec(name) ?? [];
  if (module === undefined) return [{ prose: name }];
  return ['dependency ', { code: module }, ...(moved === undefined ? [] : [' (', ...versionsOf(moved), ')'])];
}
