import type { Profile } from '../flame-graph/overlay.ts';
import { typesByPath } from '../flame-graph/types-by-path.ts';
import type { Baseline } from '../model/baseline.ts';
import type { BenchmarkOutcome } from '../model/benchmark-outcome.ts';
import { unitsOf } from '../model/measurement.ts';
import type { Frame, NamedStack, Recording } from '../model/recording.ts';
import { areSitesComparable, type MeasuredBenchmark } from '../model/report.ts';
import { buildCallTree, type CallTree, unknownName } from '../stacks/call-tree.ts';
import { parseIndented } from '../stacks/indented.ts';
import { inlinedTogether, stackOf } from '../stacks/named-stack.ts';

/** Call trees by benchmark, each with the number of units (runs or iterations) that its counts are of. */
export type ComparedTrees = ReadonlyMap<string, ComparedTree>;

interface ComparedTree {
  readonly tree: CallTree;
  readonly units: number;
  /** Of functions, by name; a committed file does not keep them. */
  readonly modules?: Modules;
}

type Modules = ReadonlyMap<string, string>;

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
      const tree = buildCallTree(stacks.map(stackOf));
      return [[outcome.benchmark.name, { tree, units, modules: modulesIn(stacks) }]];
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
  const isComparable = delta !== null && (taken === null || areSitesComparable(taken));
  const compared = isComparable ? trees.get(name) : undefined;
  const modules = new Map([...(compared?.modules ?? []), ...modulesIn(stacks)]);
  const noise = noiseIn(benchmark);
  const known = { noise, modules, inlined: inlinedIn(stacks) };
  if (compared === undefined) {
    return { benchmark: name, unit, units, tree, baseline: null, types: typesByPath(stacks, 1), ...known };
  }
  // Both are whole numbers of allocations, but maybe of a different number of iterations each.
  const common = (units * compared.units) / greatestCommonDivisor(units, compared.units);
  return {
    benchmark: name,
    unit,
    units: common,
    tree: multiplied(tree, common / units),
    baseline: multiplied(compared.tree, common / compared.units),
    types: typesByPath(stacks, common / units),
    ...known,
  };
}

/** The module of each function that the stacks name; of two modules' with one name, that of the first stack. */
function modulesIn(stacks: readonly NamedStack[]): Modules {
  const modules = new Map<string, string>();
  for (const { frames } of stacks) {
    for (const { name, module } of frames) if (module !== unknownName && !modules.has(name)) modules.set(name, module);
  }
  return modules;
}

/** Which functions were inlined into their callers, everywhere or in some places. */
function inlinedIn(stacks: readonly NamedStack[]): NonNullable<Profile['inlined']> {
  const inlined = new Map<string, Frame['inlined']>();
  for (const { frames } of stacks) {
    for (const frame of frames) {
      const { name } = frame;
      inlined.set(name, inlined.has(name) ? inlinedTogether(inlined.get(name), frame.inlined) : frame.inlined);
    }
  }
  return new Map([...inlined].flatMap(([name, where]) => (where === undefined ? [] : [[name, where]])));
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
