import type { Frame, Side } from './frame.ts';
import type { Sandwich } from './sandwich.ts';

/** A frame on the screen, in pixels from the left; row 0 is the root's. */
export interface Box {
  readonly frame: Frame;
  readonly row: number;
  readonly x: number;
  readonly width: number;
}

/** Neighbours in one row that are too narrow to be drawn one by one. */
export type Sliver = Omit<Box, 'frame'>;

export interface Boxes {
  /** By row, from left to right. */
  readonly rows: readonly (readonly Box[])[];
  readonly slivers: readonly Sliver[];
}

/** Narrower frames, in pixels, are drawn together. */
const narrowest = 1;
/** A canvas has an end (16,384 pixels in some browsers); deeper frames are seen by zooming in. */
const mostRows = 400;
const mostCallers = 12;

/**
 * Places a frame and what it calls over the whole width, above its nearest callers. Frames that the side knows
 * nothing of take no room.
 */
export function placeBoxes(zoomed: Frame, side: Side, width: number, most = mostRows): Boxes {
  const rows: Box[][] = [];
  const slivers: Sliver[] = [];
  const callers: Frame[] = [];
  for (let one = zoomed.parent; one !== null && callers.length < mostCallers; one = one.parent) callers.unshift(one);
  for (const [row, frame] of callers.entries()) rows.push([{ frame, row, x: 0, width }]);

  const scale = zoomed[side] > 0 ? width / zoomed[side] : 0;
  const open: (Sliver | undefined)[] = [];
  const addSliver = (row: number, x: number, size: number) => {
    const last = open[row];
    const joins = last !== undefined && x - (last.x + last.width) < 0.5;
    if (last !== undefined && !joins) slivers.push(last);
    open[row] = joins ? { row, x: last.x, width: x + size - last.x } : { row, x, width: size };
  };
  const waiting: Box[] = [{ frame: zoomed, row: callers.length, x: 0, width }];
  for (let box = waiting.pop(); box !== undefined; box = waiting.pop()) {
    const boxes = rows[box.row] ?? [];
    rows[box.row] = boxes;
    boxes.push(box);
    const row = box.row + 1;
    if (row >= most) continue;
    const children: Box[] = [];
    let x = box.x;
    for (const frame of box.frame.children) {
      const size = Math.max(0, frame[side]) * scale;
      if (size >= narrowest) children.push({ frame, row, x, width: size });
      else if (size > 0) addSliver(row, x, size);
      x += size;
    }
    // Taken from the end: left to right, so that every row is sorted.
    for (const child of children.reverse()) waiting.push(child);
  }
  for (const sliver of open) if (sliver !== undefined) slivers.push(sliver);
  return { rows, slivers };
}

/** Places a function between its callers, the nearest in the row before it, and what it calls in the rows after it. */
export function placeSandwich({ callers, callees }: Sandwich, side: Side, width: number): Boxes {
  // Each has the whole program in its first row, and the function in its second.
  const [above, below] = [callers, callees].map((one) => placeBoxes(one, side, width, mostRows / 2));
  if (above === undefined || below === undefined) return { rows: [], slivers: [] };
  const middle = above.slivers.reduce((most, { row }) => Math.max(most, row - 1), Math.max(0, above.rows.length - 2));
  const before = <Placed extends Sliver>(one: Placed): Placed => ({ ...one, row: middle + 1 - one.row });
  const after = <Placed extends Sliver>(one: Placed): Placed => ({ ...one, row: middle - 1 + one.row });
  const rows: Box[][] = Array.from({ length: middle }, () => []);
  for (const box of above.rows.slice(2).flat().map(before)) rows[box.row]?.push(box);
  return {
    rows: [...rows, ...below.rows.slice(1).map((row) => row.map(after))],
    slivers: [...above.slivers.map(before), ...below.slivers.map(after)],
  };
}

/** The box at a place; undefined where there is none. */
export function boxAt({ rows }: Boxes, row: number, x: number): Box | undefined {
  return rows[row]?.find((box) => x >= box.x && x < box.x + box.width);
}
