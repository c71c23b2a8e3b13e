import { html } from '../escape.ts';
import type { FlameGraphLayout, PlacedFrame } from './layout.ts';
import { flameGraphStyle } from './style.ts';
import { clipped } from './text-width.ts';

/** A drawing has at most this many frames where nothing else is asked for: what GitHub and browsers show at once. */
export const mostFrames = 2500;

const rowHeight = 18;
const margin = 12;
const headerHeight = 52;

export interface DrawingOptions {
  /** What is shown, as the heading: the benchmark's name. */
  readonly title: string;
  /** In pixels; 1200 where not given. */
  readonly width?: number;
  /** At most so many frames, 2,500 where not given. */
  readonly frames?: number;
  /** Without a style sheet and patterns, for a page that has {@link flameGraphStyle} and {@link patterns} itself. */
  readonly embedded?: boolean;
}

/** How a frame looks. All texts are plain, not escaped. */
export interface Look {
  /** The whole name and its numbers, for the tool tip and screen readers. */
  readonly tip: string;
  /** What is written on the frame, as far as there is room. */
  readonly label: string;
  readonly colorClass: string;
  /** The class of a pattern drawn over the colour; null for none. */
  readonly pattern: 'fg-new' | 'fg-removed' | null;
}

/** The hatchings of new and removed frames, once in a document. */
export const patterns = [
  '<defs>',
  '<pattern id="fg-new" width="7" height="7" patternUnits="userSpaceOnUse">',
  '<path class="fg-hatch" d="M-1 8L8 -1M-1 1L1 -1M6 8L8 6"/></pattern>',
  '<pattern id="fg-removed" width="7" height="7" patternUnits="userSpaceOnUse">',
  '<path class="fg-hatch" d="M0 0L7 7M0 7L7 0"/></pattern>',
  '</defs>',
].join('');

/** The frames as one SVG element, root at the bottom, under a title and a line of legend. */
export function drawFrames<Frame>(
  { frames }: FlameGraphLayout<Frame>,
  legend: string,
  label: string,
  lookOf: (place: PlacedFrame<Frame>) => Look,
  { title, width = 1200, embedded = false }: DrawingOptions,
): string {
  const rows = frames.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
  const height = headerHeight + rows * rowHeight + margin;
  const namespace = embedded ? '' : ' xmlns="http://www.w3.org/2000/svg"';
  const lines = [
    `<svg${namespace} class="fg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(label)}">`,
    ...(embedded ? [] : [`<style>${flameGraphStyle}</style>`, patterns]),
    `<rect class="fg-paper" width="${width}" height="${height}"/>`,
    `<text class="fg-words" x="${margin}" y="20" font-weight="bold">${html(clipped(title, width - 2 * margin))}</text>`,
    `<text class="fg-quiet" x="${margin}" y="38">${html(legend)}</text>`,
    ...frames.map((place) => frameElement(place, lookOf(place), { width, floor: height - margin })),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function frameElement(
  { depth, start, share }: PlacedFrame<unknown>,
  { tip, label, colorClass, pattern }: Look,
  paper: { readonly width: number; readonly floor: number },
): string {
  const room = paper.width - 2 * margin;
  const x = margin + start * room;
  const width = share * room;
  const y = paper.floor - (depth + 1) * rowHeight;
  // One pixel less than a row and a little less than its width, so that neighbours stay apart.
  const shape = `x="${pixels(x)}" y="${y}" width="${pixels(Math.max(0.2, width - 0.4))}" height="${rowHeight - 1}" rx="1.5"`;
  const veil = pattern === null ? '' : `<rect class="fg-veil" fill="url(#${pattern})" ${shape}/>`;
  const written = clipped(label, width - 6);
  const text = written === '' ? '' : `<text class="fg-name" x="${pixels(x + 3)}" y="${y + 13}">${html(written)}</text>`;
  return `<g><title>${html(tip)}</title><rect class="${colorClass}" ${shape}/>${veil}${text}</g>`;
}

function pixels(value: number): string {
  return String(Math.round(value * 100) / 100);
}
