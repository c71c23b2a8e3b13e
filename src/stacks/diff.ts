import { type CallTree, compareNames } from './call-tree.ts';
import { matchingName } from './names.ts';
import { pairUp } from './pairing.ts';
import { prunedName, putTogether } from './prune.ts';
import type { Site } from './site.ts';

export type Change = 'appeared' | 'grew' | 'unchanged' | 'shrank' | 'vanished';

/** A site on both sides: as it is now, or as the baseline has it (with count 0) where it vanished. */
export interface SiteDelta extends Site {
  readonly change: Change;
  readonly baselineCount: number;
  readonly delta: number;
  /** Null where sizes were not recorded on a side that has the site. */
  readonly bytesDelta: number | null;
  /** The baseline's name of it, where the compiler numbered or specialised it differently; else null. */
  readonly baselineName: string | null;
}

export interface SiteDiff {
  /** Largest absolute delta first, then largest count, then name. */
  readonly deltas: readonly SiteDelta[];
  /** What the sites do not explain of the total's delta: the run-to-run difference of the recordings. */
  readonly residual: number;
}

/**
 * Compares sites. `totalDelta` is the delta of the counted totals, which the deltas and the residual add up to.
 */
export function diffSites(before: readonly Site[], after: readonly Site[], totalDelta: number): SiteDiff {
  const modules = new Set([...before, ...after].map(({ module }) => module));
  const deltas = [...modules].flatMap((module) => {
    const ofModule = (sites: readonly Site[]) => sites.filter((site) => site.module === module);
    return pairUp(ofModule(before), ofModule(after)).flatMap((pair) => siteDelta(pair.before, pair.after) ?? []);
  });
  deltas.sort(byDelta);
  return { deltas, residual: deltas.reduce((rest, { delta }) => rest - delta, totalDelta) };
}

function siteDelta(before: Site | null, after: Site | null): SiteDelta | null {
  const site = after ?? before;
  if (site === null) return null;
  const baselineCount = before?.count ?? 0;
  const count = after?.count ?? 0;
  const bytes = after === null ? (site.bytes === null ? null : 0) : after.bytes;
  const baselineBytes = before === null ? 0 : before.bytes;
  const delta = count - baselineCount;
  return {
    ...site,
    count,
    bytes,
    change: changeOf(before, after, delta),
    baselineCount,
    delta,
    bytesDelta: bytes === null || baselineBytes === null ? null : bytes - baselineBytes,
    baselineName: before === null || before.name === site.name ? null : before.name,
  };
}

function changeOf(before: Site | null, after: Site | null, delta: number): Change {
  if (before === null) return 'appeared';
  if (after === null) return 'vanished';
  return delta > 0 ? 'grew' : delta < 0 ? 'shrank' : 'unchanged';
}

function byDelta(a: SiteDelta, b: SiteDelta): number {
  return (
    Math.abs(b.delta) - Math.abs(a.delta) ||
    b.count - a.count ||
    compareNames(a.name, b.name) ||
    compareNames(a.module, b.module)
  );
}

/** A node of two trees laid over each other; 0 on the side where it is missing. */
export interface CallTreeDiff {
  /** As it is after; the name before where it vanished. */
  readonly name: string;
  readonly before: { readonly count: number; readonly bytes: number };
  readonly after: { readonly count: number; readonly bytes: number };
  readonly children: readonly CallTreeDiff[];
}

/**
 * Lays two trees over each other; among the children of a node, near-equal names are paired like sites. Where one
 * side is pruned, what the other side has alone goes into `[pruned]` too, smallest first, for as long as it is
 * not more than was left out: a small path that was always there has not appeared.
 */
export function diffCallTrees(before: CallTree, after: CallTree): CallTreeDiff {
  return diffNodes(before, after, after.name);
}

function diffNodes(before: CallTree | null, after: CallTree | null, name: string): CallTreeDiff {
  const children = pairUp(
    absorb(before?.children ?? [], after?.children ?? []),
    absorb(after?.children ?? [], before?.children ?? []),
  ).map((pair) => diffNodes(pair.before, pair.after, pair.after?.name ?? pair.before?.name ?? ''));
  return {
    name,
    before: { count: before?.count ?? 0, bytes: before?.bytes ?? 0 },
    after: { count: after?.count ?? 0, bytes: after?.bytes ?? 0 },
    children: children.sort((a, b) => compareNames(a.name, b.name)),
  };
}

/** The children, with those that the other, pruned side does not know put into one `[pruned]`. */
function absorb(children: readonly CallTree[], others: readonly CallTree[]): readonly CallTree[] {
  const pruned = others.find(({ name }) => name === prunedName);
  if (pruned === undefined) return children;
  const known = new Set(others.map(({ name }) => matchingName(name)));
  const absorbed: CallTree[] = [];
  let room = pruned.count;
  for (const child of children.toSorted((a, b) => a.count - b.count || compareNames(a.name, b.name))) {
    if (child.name === prunedName || known.has(matchingName(child.name)) || child.count > room) continue;
    absorbed.push(child);
    room -= child.count;
  }
  return putTogether(children, absorbed);
}
