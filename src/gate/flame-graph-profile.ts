import type { Profile } from '../flame-graph/overlay.ts';
import type { Baseline } from '../model/baseline.ts';
import type { BenchmarkOutcome } from '../model/benchmark-outcome.ts';
import { unitsOf } from '../model/measurement.ts';
import type { Recording } from '../model/recording.ts';
import type { MeasuredBenchmark } from '../model/report.ts';
import { buildCallTree, type CallTree } from '../stacks/call-tree.ts';
import { parseIndented } from '../stacks/indented.ts';
import { stackOf } from '../stacks/named-stack.ts';

/** Call trees by benchmark, each with the number of units (runs or iterations) that its counts are of. */
export type ComparedTrees = ReadonlyMap<string, { readonly tree: CallTree; readonly units: number }>;

/** The trees that a committed file has; a benchmark without one is left out. */
export function committedTrees(baseline: Baseline | null): ComparedTrees {
  const withTree = Object.entries(baseline?.benchmarks ?? {}).filter(([, { callTree }]) => callTree.length > 0);
  return new Map(
    withTree.map(([name, { callTree, measurement }]) => [
      name,
      { tree: parseIndented(callTree), units: unitsOf(measurement) },
    ]),
  );
}

/** The trees of benchmarks that were recorded here. */
export function recordedTrees(outcomes: readonly BenchmarkOutcome[]): ComparedTrees {
  return new Map(
    outcomes.flatMap((outcome) => {
      if (outcome.outcome === 'failed' || outcome.recording === null) return [];
      const { stacks, units } = outcome.recording;
      return [[outcome.benchmark.name, { tree: buildCallTree(stacks.map(stackOf)), units }]];
    }),
  );
}

/** What the flame graph shows of a benchmark: the recording, over the call tree that it was compared with, if any. */
export function flameGraphProfile(
  benchmark: MeasuredBenchmark,
  { stacks, units }: Recording,
  trees: ComparedTrees,
): Profile {
  const { name, unit, delta, stacks: taken } = benchmark;
  const tree = buildCallTree(stacks.map(stackOf));
  const isComparable = delta !== null && taken?.baselineCallGraph === undefined;
  const compared = isComparable ? trees.get(name) : undefined;
  if (compared === undefined) return { benchmark: name, unit, units, tree, baseline: null, noise: noiseIn(benchmark) };
  // Both are whole numbers of allocations, but maybe of a different number of iterations each.
  const common = (units * compared.units) / greatestCommonDivisor(units, compared.units);
  return {
    benchmark: name,
    unit,
    units: common,
    tree: multiplied(tree, common / units),
    baseline: multiplied(compared.tree, common / compared.units),
    noise: noiseIn(benchmark),
  };
}

/**
 * Up to where a frame's change is noise: stacks are of one run each. What is less than half of the change that was found
 * is none of it. Not what a baseline says of its own: that would be a way to make a change look like none.
 */
function noiseIn({ noise, resolution, delta }: MeasuredBenchmark): number {
  const change = Math.abs(delta?.total ?? 0);
  return change === 0 ? Math.max(noise.total, resolution) : Math.min(Math.max(noise.total, resolution), change / 2);
}

function multiplied(tree: CallTree, factor: number): CallTree {
  if (factor === 1) return tree;
  const { name, count, bytes, children } = tree;
  return {
    name,
    count: count * factor,
    bytes: bytes * factor,
    children: children.map((child) => multiplied(child, factor)),
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
