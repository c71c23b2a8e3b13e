import { colorIndex } from '../name-hash.ts';
import type { Boxes } from './boxes.ts';
import type { Frame } from './frame.ts';
import type { Wording } from './wording.ts';

export const rowHeight = 18;

/** What a painting shows besides the frames. */
export interface Painting {
  readonly wording: Wording;
  readonly zoomed: Frame;
  /** Indices of the names that a search found. */
  readonly found: ReadonlySet<number>;
  /** Whether the root is at the bottom. */
  readonly upward: boolean;
  readonly width: number;
}

/** Sets the canvas to the size that the frames need, and draws them in the colours of the page's style sheet. */
export function paint(canvas: HTMLCanvasElement, boxes: Boxes, painting: Painting): void {
  const { wording, zoomed, found, width, upward } = painting;
  const rows = boxes.rows.length;
  const ratio = Math.min(2, devicePixelRatio);
  canvas.width = width * ratio;
  canvas.height = rows * rowHeight * ratio;
  canvas.style.height = `${rows * rowHeight}px`;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ink = inksOf(canvas);
  const hatches = { new: hatch(context, ink('name'), false), removed: hatch(context, ink('name'), true) };
  context.scale(ratio, ratio);
  context.font = '12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace';
  context.textBaseline = 'middle';

  context.fillStyle = ink('narrow');
  for (const { row, x, width: size } of boxes.slivers) {
    context.fillRect(x, topOf(row, rows, upward), Math.max(0.5, size - 0.4), rowHeight - 1);
  }
  for (const { frame, x, row, width: space } of boxes.rows.flat()) {
    const size = Math.max(0.5, space - 0.6);
    const y = topOf(row, rows, upward);
    const color = ink(found.has(frame.name) && frame.parent ? 'found' : inkOf(frame, wording));
    context.globalAlpha = frame.depth < zoomed.depth ? 0.6 : 1;
    context.fillStyle = color;
    context.fillRect(x, y, size, rowHeight - 1);
    const change = wording.isDifference ? wording.change(frame) : 'same';
    const veil = change === 'new' || change === 'removed' ? hatches[change] : null;
    if (veil) {
      context.fillStyle = veil;
      context.fillRect(x, y, size, rowHeight - 1);
    }
    const label = size < 24 ? '' : wording.label(frame, size - 6);
    if (label === '') continue;
    if (veil) {
      // The hatching stays around the words, not behind them.
      context.fillStyle = color;
      context.fillRect(x + 2, y + 2, Math.min(size - 4, context.measureText(label).width + 3), rowHeight - 5);
    }
    context.fillStyle = ink('name');
    context.fillText(label, x + 3, y + rowHeight / 2, size - 4);
  }
  performance.mark('flame-graph-painted');
}

/** The top of a row, in pixels; with the places exchanged, the row at a height. */
export function topOf(row: number, rows: number, upward: boolean): number {
  return (upward ? rows - 1 - row : row) * rowHeight;
}

function inkOf(frame: Frame, wording: Wording): string {
  if (!wording.isDifference) return frame.parent === null ? 'root' : String(colorIndex(wording.name(frame)));
  const level = wording.level(frame);
  if (level === 0) return 'same';
  return `${frame.after > frame.before ? 'more' : 'less'}${level}`;
}

function inksOf(canvas: HTMLCanvasElement): (name: string) => string {
  const style = getComputedStyle(canvas);
  const known = new Map<string, string>();
  return (name) => {
    const color = known.get(name) ?? style.getPropertyValue(`--fg-${name}`);
    known.set(name, color);
    return color;
  };
}

function hatch(context: CanvasRenderingContext2D, color: string, crossed: boolean): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 7;
  const lines = tile.getContext('2d');
  if (lines === null) return null;
  lines.strokeStyle = color;
  lines.globalAlpha = 0.4;
  lines.stroke(new Path2D(crossed ? 'M0 0L7 7M0 7L7 0' : 'M-1 8L8 -1M-1 1L1 -1M6 8L8 6'));
  return context.createPattern(tile, 'repeat');
}
