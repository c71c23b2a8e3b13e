import { type Baseline, type BaselineBenchmark, benchmarkIn } from '../baseline/schema.ts';
import type { Profile } from '../report/flame-graph/profile.ts';
import type { MeasuredBenchmark } from '../report/schema.ts';
import { buildCallTree, type CallTree } from '../stacks/call-tree.ts';
import { parseIndented } from '../stacks/indented.ts';
import { stackOf } from '../stacks/named-stack.ts';
import type { Recording } from './record-unit.ts';

/**
 * What the flame graph shows of a benchmark: the recording, over the call tree of the baseline that the benchmark was
 * compared with. A baseline without a tree, or one that cannot be compared with, is as none.
 */
export function flameGraphProfile(
  benchmark: MeasuredBenchmark,
  { stacks, units }: Recording,
  baseline: Baseline | null,
): Profile {
  const { name, unit, spread, delta } = benchmark;
  const tree = buildCallTree(stacks.map(stackOf));
  const known = baseline === null || delta === null ? undefined : benchmarkIn(baseline, name);
  const alone = { benchmark: name, unit, units, tree, baseline: null, spread: spread.total };
  if (known === undefined || known.callTree.length === 0) return alone;
  // Both are whole numbers of allocations, but maybe of a different number of iterations each.
  const baselineUnits = unitsOf(known);
  const common = (units * baselineUnits) / greatestCommonDivisor(units, baselineUnits);
  return {
    ...alone,
    units: common,
    tree: multiplied(tree, common / units),
    baseline: multiplied(parseIndented(known.callTree), common / baselineUnits),
    spread: Math.max(spread.total, benchmark.baseline?.spread.total ?? 0),
  };
}

function unitsOf({ measurement }: BaselineBenchmark): number {
  return measurement.unit === 'run' ? 1 : measurement.to.iterations - measurement.from.iterations;
}

function multiplied(tree: CallTree, factor: number): CallTree {
  if (factor === 1) return tree;
  const { name, count, bytes, children } = tree;
  return {
    ...{ name, count: count * factor, bytes: bytes * factor },
    children: children.map((child) => multiplied(child, factor)),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
