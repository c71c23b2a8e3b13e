import type { Unit } from '../model/measurement.ts';
import type { Frame } from '../model/recording.ts';
import { type CallTree, compareNames } from '../stacks/call-tree.ts';
import { type Pair, pairUp } from '../stacks/pair-up.ts';
import { prunedName } from '../stacks/prune.ts';
import type { TypesByPath } from './types-by-path.ts';

/** What was recorded of one benchmark, and what its baseline has. */
export interface Profile {
  readonly benchmark: string;
  readonly unit: Unit;
  /** What counts and bytes of both trees are divided by to be per unit: 1, or iterations. A whole number. */
  readonly units: number;
  /** Whole allocations, as they were recorded. */
  readonly tree: CallTree;
  /** Whole allocations on the same scale, possibly pruned; null where there is nothing to compare with. */
  readonly baseline: CallTree | null;
  /** Changes of the total up to this size, per unit, are noise. */
  readonly noise: number;
  /** The module (`App`) or library (`libc.so.6`) of functions, by name; of those where it is known. */
  readonly modules?: ReadonlyMap<string, string>;
  /** The functions that were inlined into their callers in this run, by name: everywhere, or in some places. */
  readonly inlined?: ReadonlyMap<string, NonNullable<Frame['inlined']>>;
  /** What this run allocates, on the same scale; left out where nothing is known of it. */
  readonly types?: TypesByPath;
}

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

/** An overlay with the smallest frames put together, and how many those were. */
export interface LimitedOverlay {
  readonly root: OverlayFrame;
  readonly frames: number;
  readonly hidden: number;
}

/** What stands for the frames that a page has no room for; not the baseline's `[pruned]`, which is a fact of its own. */
export const hiddenName = '[not shown]';

/** The names that stand for many small paths instead of a function. */
export const collectiveNames: readonly string[] = [prunedName, hiddenName];

/** Every frame, callers before callees. */
export function* allFrames(root: OverlayFrame): Generator<OverlayFrame> {
  const waiting = [root];
  for (let frame = waiting.pop(); frame !== undefined; frame = waiting.pop()) {
    yield frame;
    for (const child of frame.children.toReversed()) waiting.push(child);
  }
}

/** The overlay with at most `most` frames: the largest, and beside them what stands for the others, so that all sums hold. */
export function limitFrames(root: OverlayFrame, most: number): LimitedOverlay {
  const sizes = Float64Array.from(allFrames(root), sizeOf).sort();
  const total = sizes.length;
  if (total <= most) return { root, frames: total, hidden: 0 };
  let threshold = (sizes[total - most] ?? 0) + 1;
  let limited = withoutSmaller(root, threshold);
  while ([...allFrames(limited)].length > most && limited.children.length > 1) {
    threshold = Math.ceil(threshold * 1.1);
    limited = withoutSmaller(root, threshold);
  }
  const names = Array.from(allFrames(limited), ({ name }) => name);
  const kept = names.filter((name) => name !== hiddenName).length;
  return { root: limited, frames: names.length, hidden: total - kept };
}

/** A frame with the width that its costs and children need. */
function overlayFrame(frame: Omit<OverlayFrame, 'width'>): OverlayFrame {
  const own = (side: 'before' | 'after') =>
    frame.children.reduce((rest, child) => rest - child[side].count, frame[side].count);
  const width = frame.children.reduce((sum, child) => sum + child.width, Math.max(0, own('before'), own('after')));
  return { ...frame, width };
}

function unchanged({ name, count, bytes, children }: CallTree, assumed: boolean): OverlayFrame {
  const cost = { count, bytes };
  const callees = children.map((child) => unchanged(child, assumed));
  return overlayFrame({ name, before: cost, after: cost, assumed, children: callees });
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

function withoutSmaller(frame: OverlayFrame, threshold: number): OverlayFrame {
  const large = frame.children.filter((child) => sizeOf(child) >= threshold);
  const small = frame.children.filter((child) => sizeOf(child) < threshold);
  const children = large.map((child) => withoutSmaller(child, threshold));
  return overlayFrame({ ...frame, children: small.length === 0 ? children : [...children, together(small)] });
}

function together(frames: readonly OverlayFrame[]): OverlayFrame {
  const sum = (side: 'before' | 'after') => ({
    count: frames.reduce((all, frame) => all + frame[side].count, 0),
    bytes: frames.reduce((all, frame) => all + frame[side].bytes, 0),
  });
  return overlayFrame({ name: hiddenName, before: sum('before'), after: sum('after'), assumed: false, children: [] });
}

function sizeOf({ before, after }: OverlayFrame): number {
  return Math.max(before.count, after.count);
}
