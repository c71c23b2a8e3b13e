import { functionsInTotal } from '../baseline/counts.ts';
import { type ComparedBenchmark, decidingQuantity, isMove } from './benchmarks.ts';
import { limitOf } from './changes.ts';
import { formatDelta, formatPercent } from './numbers.ts';
import type { Phrase } from './phrase.ts';

/** `+1,024 malloc per run in http-requests (+3.1 %, limit +1 %)`. */
export function changeIn(compared: ComparedBenchmark): Phrase {
  const { benchmark, baseline, delta } = compared;
  const deciding = decidingQuantity(compared);
  if (!isMove(delta[deciding])) {
    return [`the same number of allocations per ${benchmark.unit}, by other functions, in `, { code: benchmark.name }];
  }
  const before = deciding === 'total' ? baseline.total : baseline.counts.realloc;
  const limit = benchmark.verdict === 'improvement' ? [] : [`limit ${limitOf(compared, deciding)}`];
  const remarks = [formatPercent(delta[deciding], before) ?? 'from 0', ...limit];
  return [
    `${formatDelta(delta[deciding])} `,
    ...quantityOf(compared),
    ` per ${benchmark.unit} in `,
    { code: benchmark.name },
    ` (${remarks.join(', ')})`,
  ];
}

/** The function by name where it alone moved the total, else what its calls are. */
function quantityOf(compared: ComparedBenchmark): Phrase {
  const { benchmark, delta } = compared;
  if (decidingQuantity(compared) === 'realloc') return [{ code: 'realloc' }, ' of existing blocks'];
  const only = functionsInTotal(benchmark.measurement.totalIncludes).filter((name) => isMove(delta[name]));
  const [name] = only;
  if (only.length !== 1 || name === undefined || name === 'realloc_null' || isMove(delta[name] - delta.total)) {
    return [Math.abs(delta.total) === 1 ? 'allocation' : 'allocations'];
  }
  return [{ code: name }];
}
