import { type Cell, cellsOf, isNews, measuredIn, rankOf, sizeOf } from './cell.ts';
import type { MissingLeg } from './matrix.ts';
import { type StandingLeg, worstFirst } from './standing.ts';

/** The benchmarks of one package, over the environments in which it was, or should have been, measured. */
export interface Grid {
  readonly packageName: string;
  readonly environments: readonly Environment[];
  /** Something happened to them somewhere; worst first. */
  readonly changed: readonly GridRow[];
  readonly unchanged: readonly GridRow[];
}

export interface Environment {
  /** The job's whole name. */
  readonly name: string;
  readonly cellOf: (benchmark: string) => Cell;
}

export interface GridRow {
  readonly benchmark: string;
  /** `mixed` where environments measure it in different ways. */
  readonly unit: 'run' | 'iteration' | 'mixed';
}

/** From this many environments on, the worst stand first, since not all may be in sight. */
export const manyEnvironments = 9;

/**
 * The packages, each with a table, in the order in which they come.
 *
 * A leg that failed before it knew its package, and a missing one, belong to the package if there is only one.
 */
export function gridsOf(legs: readonly StandingLeg[], missing: readonly MissingLeg[]): readonly Grid[] {
  const packages = measuredPackages(legs);
  return packages.map((packageName) => {
    const isAlone = packages.length === 1;
    const own = legs.filter(({ leg }) => isAlone || leg.report.package === packageName);
    const ordered = own.length + missing.length < manyEnvironments ? own : own.toSorted(worstFirst);
    return gridOf(packageName, [
      ...ordered.map((each) => legEnvironment(each, cellsOf(each))),
      ...(isAlone ? missing.map(missingEnvironment) : []),
    ]);
  });
}

/** The packages of which anything is known, each once. */
export function measuredPackages(legs: readonly StandingLeg[]): readonly string[] {
  const known = legs.filter(({ leg: { report } }) => report.benchmarks.length + report.removed.length > 0);
  return [...new Set(known.map(({ leg }) => leg.report.package))];
}

interface CellsOfEnvironment extends Environment {
  readonly benchmarks: readonly string[];
}

function legEnvironment({ leg }: StandingLeg, cells: ReadonlyMap<string, Cell>): CellsOfEnvironment {
  const other: Cell = { kind: leg.report.failure === null ? 'absent' : 'leg-failed' };
  return { name: leg.name, benchmarks: [...cells.keys()], cellOf: (name) => cells.get(name) ?? other };
}

function missingEnvironment({ name }: MissingLeg): CellsOfEnvironment {
  return { name, benchmarks: [], cellOf: () => ({ kind: 'leg-missing' }) };
}

function gridOf(packageName: string, environments: readonly CellsOfEnvironment[]): Grid {
  const names = [...new Set(environments.flatMap(({ benchmarks }) => benchmarks))];
  const rows = names.flatMap((name) => weighed(name, environments)).toSorted(worstRowFirst);
  return {
    packageName,
    environments,
    changed: rows.filter(({ hasNews }) => hasNews),
    unchanged: rows.filter(({ hasNews }) => !hasNews),
  };
}

interface WeighedRow extends GridRow {
  readonly hasNews: boolean;
  readonly rank: number;
  readonly size: number;
}

/** No row where it was only removed: the list of removed benchmarks has it. */
function weighed(benchmark: string, environments: readonly Environment[]): readonly WeighedRow[] {
  const cells = environments.map(({ cellOf }) => cellOf(benchmark));
  if (!cells.some((cell) => cell.kind === 'failed' || measuredIn(cell) !== null)) return [];
  const units = new Set(cells.flatMap((cell) => measuredIn(cell)?.unit ?? []));
  const [unit = 'run'] = units;
  return [
    {
      benchmark,
      unit: units.size > 1 ? 'mixed' : unit,
      hasNews: cells.some(isNews),
      rank: Math.min(...cells.map(rankOf)),
      size: Math.max(...cells.map(sizeOf)),
    },
  ];
}

function worstRowFirst(a: WeighedRow, b: WeighedRow): number {
  return a.rank - b.rank || b.size - a.size || (a.benchmark < b.benchmark ? -1 : 1);
}
