import type { Unit } from '../baseline/measurement.ts';
import type { CallTree } from '../stacks/call-tree.ts';
import { html } from './escape.ts';
import { layOut, type PlacedFrame } from './flame-graph-layout.ts';
import { colorClass, flameGraphStyle } from './flame-graph-style.ts';
import { formatBytes, formatCount, formatQuantity, formatShare } from './numbers.ts';

const mostFrames = 2500;
const rowHeight = 18;
const margin = 12;
const headerHeight = 52;
/** Of the monospaced fonts of the style sheet, at 12 px. */
const characterWidth = 7.25;

export interface FlameGraphOptions {
  /** What is shown, as the heading: the benchmark's name. */
  readonly title: string;
  /** What the counts are per. */
  readonly unit: Unit;
  /** In pixels; 1200 where not given. */
  readonly width?: number;
  /** Without a style sheet, for a page that has {@link flameGraphStyle} itself. */
  readonly embedded?: boolean;
}

/**
 * A static flame graph: root at the bottom, width by count, at most 2,500 frames, the rest counted in words.
 * Every frame says its whole name, count and share as a tool tip and to a screen reader.
 */
export function renderFlameGraphSvg(tree: CallTree, options: FlameGraphOptions): string {
  const { title, unit, width = 1200, embedded = false } = options;
  const { frames, omitted } = layOut(tree, mostFrames);
  const rows = frames.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
  const height = headerHeight + rows * rowHeight + margin;
  const namespace = embedded ? '' : ' xmlns="http://www.w3.org/2000/svg"';
  const lines = [
    `<svg${namespace} class="fg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(`Flame graph of ${title}`)}">`,
    ...(embedded ? [] : [`<style>${flameGraphStyle}</style>`]),
    `<rect class="fg-paper" width="${width}" height="${height}"/>`,
    `<text class="fg-words" x="${margin}" y="20" font-weight="bold">${html(clipped(title, width - 2 * margin))}</text>`,
    `<text class="fg-quiet" x="${margin}" y="38">${html(legend(tree, unit, omitted))}</text>`,
    ...frames.map((frame) => frameElement(frame, unit, { width, baseline: height - margin })),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function legend(tree: CallTree, unit: Unit, omitted: { readonly frames: number; readonly share: number }): string {
  if (tree.count <= 0) return 'No allocations were recorded.';
  const whole = `${formatQuantity(tree.count, 'allocation')} per ${unit}, callers below their callees`;
  if (omitted.frames === 0) return whole;
  return `${whole}; ${formatQuantity(omitted.frames, 'narrow frame')} with ${formatShare(omitted.share)} of them not drawn`;
}

function frameElement(
  frame: PlacedFrame,
  unit: Unit,
  paper: { readonly width: number; readonly baseline: number },
): string {
  const isRoot = frame.depth === 0;
  const name = isRoot ? 'all' : frame.name;
  const room = paper.width - 2 * margin;
  const x = margin + frame.start * room;
  const width = frame.share * room;
  const y = paper.baseline - (frame.depth + 1) * rowHeight;
  const bytes = frame.bytes > 0 ? `, ${formatBytes(frame.bytes)}` : '';
  const tip = `${name}: ${formatCount(frame.count)} per ${unit} (${formatShare(frame.share)}${bytes})`;
  const color = isRoot ? 'fg-root' : colorClass(name);
  const label = clipped(name, width - 6);
  const text = label === '' ? '' : `<text class="fg-name" x="${pixels(x + 3)}" y="${y + 13}">${html(label)}</text>`;
  // One pixel less than a row and a little less than its width, so that neighbours stay apart.
  const shape = `x="${pixels(x)}" y="${y}" width="${pixels(Math.max(0.2, width - 0.4))}" height="${rowHeight - 1}"`;
  return `<g><title>${html(tip)}</title><rect class="${color}" ${shape} rx="1.5"/>${text}</g>`;
}

/** As much of the beginning as fits the width in pixels; empty where less than three characters do. */
function clipped(text: string, width: number): string {
  const columns = Math.floor(width / characterWidth);
  if (columns < 3) return '';
  const characters = Array.from(text);
  let used = 0;
  for (const [index, character] of characters.entries()) {
    // Ideographs and pictures are up to two columns wide.
    used += character > '\u{2FF}' ? 2 : 1;
    if (used > columns) return `${fitting(characters.slice(0, index), columns - 1)}…`;
  }
  return text;
}

function fitting(characters: readonly string[], columns: number): string {
  let used = 0;
  let text = '';
  for (const character of characters) {
    used += character > '\u{2FF}' ? 2 : 1;
    if (used > columns) break;
    text += character;
  }
  return text;
}

function pixels(value: number): string {
  return String(Math.round(value * 100) / 100);
}
