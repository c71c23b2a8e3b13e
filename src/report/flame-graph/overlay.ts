import { type CallTree, compareNames } from '../../stacks/call-tree.ts';
import { type Pair, pairUp } from '../../stacks/pairing.ts';
import { prunedName } from '../../stacks/prune.ts';

/** What a frame and all that it calls allocated in one of the two runs. */
export interface Cost {
  readonly count: number;
  readonly bytes: number;
}

/** A frame of this run's tree and the baseline's, laid over each other. */
export interface OverlayFrame {
  readonly name: string;
  readonly before: Cost;
  readonly after: Cost;
  /** The baseline leaves out paths this small, so the frame is taken to be as it was. */
  readonly assumed: boolean;
  /** Room for both runs: its own larger count and its children's widths, so that they always fit. */
  readonly width: number;
  readonly children: readonly OverlayFrame[];
}

/**
 * Lays this run's tree over the baseline's (null: there is none, everything is as it is now). The result holds
 * both trees whole, and their counts add up at every frame.
 *
 * The baseline's tree may be pruned. What this run has beyond it, as far as it fits into what was pruned there, has
 * not appeared: such paths are `assumed` to be unchanged, and what is left of the pruned sum keeps the name
 * `[pruned]`.
 */
export function overlayTrees(baseline: CallTree | null, tree: CallTree): OverlayFrame {
  return baseline === null ? unchanged(tree, false) : paired({ before: baseline, after: tree });
}

/** A frame with the width that its costs and children need. */
export function overlayFrame(frame: Omit<OverlayFrame, 'width'>): OverlayFrame {
  const own = (side: 'before' | 'after') =>
    frame.children.reduce((rest, child) => rest - child[side].count, frame[side].count);
  const width = frame.children.reduce((sum, child) => sum + child.width, Math.max(0, own('before'), own('after')));
  return { ...frame, width };
}

function unchanged({ name, count, bytes, children }: CallTree, assumed: boolean): OverlayFrame {
  const cost = { count, bytes };
  return overlayFrame({
    ...{ name, before: cost, after: cost, assumed },
    children: children.map((child) => unchanged(child, assumed)),
  });
}

function paired({ before, after }: Pair<CallTree>): OverlayFrame {
  const pairs = pairChildren(before?.children ?? [], after?.children ?? []);
  const pruned = before?.children.find(({ name }) => name === prunedName);
  const assumed = pruned === undefined ? new Set<CallTree>() : fitting(pruned.count, pairs);
  const known = pairs.filter(({ after: child }) => child === null || !assumed.has(child));
  const children = [
    ...known.map(paired).map((frame) => (frame.name === prunedName ? without(frame, assumed) : frame)),
    ...[...assumed].map((child) => unchanged(child, true)),
  ];
  return overlayFrame({
    name: after?.name ?? before?.name ?? '',
    before: costOf(before),
    after: costOf(after),
    assumed: false,
    children: children.filter(isThere).sort((a, b) => compareNames(a.name, b.name)),
  });
}

/** As `pairUp`, with a short way for what is most of a tree: the same names on both sides, in the same order. */
function pairChildren(before: readonly CallTree[], after: readonly CallTree[]): readonly Pair<CallTree>[] {
  const isSame = before.length === after.length && before.every(({ name }, index) => name === after[index]?.name);
  return isSame
    ? before.map((child, index) => ({ before: child, after: after[index] ?? null }))
    : pairUp(before, after);
}

/** What only this run has and a pruned sum has room for, smallest first. */
function fitting(room: number, pairs: readonly Pair<CallTree>[]): ReadonlySet<CallTree> {
  const alone = pairs.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  const fits = new Set<CallTree>();
  let left = room;
  for (const child of alone.sort((a, b) => a.count - b.count || compareNames(a.name, b.name))) {
    if (child.count > left) break;
    fits.add(child);
    left -= child.count;
  }
  return fits;
}

/** The baseline's pruned sum less what this run can name of it. */
function without(pruned: OverlayFrame, named: ReadonlySet<CallTree>): OverlayFrame {
  const count = [...named].reduce((rest, child) => rest - child.count, pruned.before.count);
  return overlayFrame({ ...pruned, before: { ...pruned.before, count } });
}

function costOf(tree: CallTree | null): Cost {
  return { count: tree?.count ?? 0, bytes: tree?.bytes ?? 0 };
}

function isThere({ before, after }: OverlayFrame): boolean {
  return before.count !== 0 || after.count !== 0 || after.bytes !== 0;
}
