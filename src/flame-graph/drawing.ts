import { html } from '../report/escape.ts';
import { formatQuantity, formatShare } from '../report/numbers.ts';
import { flameGraphStyle } from './style.ts';
import { clipped } from './text-width.ts';

export interface DrawingOptions {
  /** In pixels; 1200 where not given. */
  readonly width?: number;
  /** At most so many frames, the widest; 2,500 where not given: what GitHub and browsers show at once. */
  readonly frames?: number;
  /** Without a style sheet and patterns, for a page that has {@link flameGraphStyle} and {@link patterns} itself. */
  readonly embedded?: boolean;
}

/** What is drawn: a tree of anything that calls others of its kind, and the words around it. All texts are plain, not escaped. */
export interface Drawing<Frame> {
  readonly root: Frame;
  /** How much room a frame needs, its children's included. */
  readonly widthOf: (frame: Frame) => number;
  readonly lookOf: (place: Place<Frame>) => Look;
  /** What is shown, as the heading: the benchmark's name. */
  readonly title: string;
  readonly label: string;
  readonly legend: string;
}

/** A frame's place: how deep it is called (the root is 0), and which part of the whole it spans. */
export interface Place<Frame> {
  readonly frame: Frame;
  readonly depth: number;
  /** From 0 (left) to 1. */
  readonly start: number;
  /** Share of the root's width, from 0 to 1. */
  readonly share: number;
}

/** How a frame looks. */
export interface Look {
  /** The whole name and its numbers, for the tool tip and screen readers. */
  readonly tip: string;
  /** What is written on the frame where there is room for so many pixels. */
  readonly labelIn: (width: number) => string;
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

const rowHeight = 18;
const margin = 12;
const headerHeight = 52;

interface Nested<Frame> {
  readonly children: readonly Frame[];
}

/** The frames as one SVG element, root at the bottom, under a title and a line of legend. What is not drawn is said there. */
export function drawFrames<Frame extends Nested<Frame>>(
  { root, widthOf, lookOf, title, label, legend }: Drawing<Frame>,
  { width = 1200, frames = 2500, embedded = false }: DrawingOptions,
): string {
  const { drawn, omission } = layOut(root, widthOf, frames);
  const rows = drawn.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
  const height = headerHeight + rows * rowHeight + margin;
  const namespace = embedded ? '' : ' xmlns="http://www.w3.org/2000/svg"';
  const lines = [
    `<svg${namespace} class="fg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(label)}">`,
    ...(embedded ? [] : [`<style>${flameGraphStyle}</style>`, patterns]),
    `<rect class="fg-paper" width="${width}" height="${height}"/>`,
    `<text class="fg-words" x="${margin}" y="20" font-weight="bold">${html(clipped(title, width - 2 * margin))}</text>`,
    `<text class="fg-quiet" x="${margin}" y="38">${html([legend, ...omission].join('; '))}</text>`,
    ...drawn.map((place) => frameElement(place, lookOf(place), { width, floor: height - margin })),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function frameElement(
  { depth, start, share }: Place<unknown>,
  { tip, labelIn, colorClass, pattern }: Look,
  paper: { readonly width: number; readonly floor: number },
): string {
  const room = paper.width - 2 * margin;
  const x = margin + start * room;
  const width = share * room;
  const y = paper.floor - (depth + 1) * rowHeight;
  // One pixel less than a row and a little less than its width, so that neighbours stay apart.
  const shape = `x="${pixels(x)}" y="${y}" width="${pixels(Math.max(0.2, width - 0.4))}" height="${rowHeight - 1}" rx="1.5"`;
  const veil = pattern === null ? '' : `<rect class="fg-veil" fill="url(#${pattern})" ${shape}/>`;
  const written = labelIn(width - 6);
  const text = written === '' ? '' : `<text class="fg-name" x="${pixels(x + 3)}" y="${y + 13}">${html(written)}</text>`;
  return `<g><title>${html(tip)}</title><rect class="${colorClass}" ${shape}/>${veil}${text}</g>`;
}

function pixels(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The widest frames, callers before their callees; what calls a frame that is drawn is drawn too. */
function layOut<Frame extends Nested<Frame>>(
  root: Frame,
  widthOf: (frame: Frame) => number,
  most: number,
): { readonly drawn: readonly Place<Frame>[]; readonly omission: readonly string[] } {
  const all = placed(root, widthOf);
  // A caller is at least as wide as its callee and comes first, so no callee is taken without it.
  const widest = [...all.keys()].sort((a, b) => (all[b]?.share ?? 0) - (all[a]?.share ?? 0) || a - b).slice(0, most);
  const isDrawn = new Set(widest);
  const omitted = all.filter((_, index) => !isDrawn.has(index));
  if (omitted.length === 0) return { drawn: all, omission: [] };
  const share = omitted.filter(({ caller }) => isDrawn.has(caller)).reduce((sum, place) => sum + place.share, 0);
  return {
    drawn: all.filter((_, index) => isDrawn.has(index)),
    omission: [`${formatQuantity(omitted.length, 'narrow frame')} with ${formatShare(share)} of them not drawn`],
  };
}

/** Every frame with a width, callers first; `caller` is the index of the frame below. */
function placed<Frame extends Nested<Frame>>(
  root: Frame,
  widthOf: (frame: Frame) => number,
): (Place<Frame> & { readonly caller: number })[] {
  const all: (Place<Frame> & { readonly caller: number })[] = [];
  const whole = Math.max(widthOf(root), 0) || 1;
  // A stack of our own: recursion in the measured program may be deeper than ours could be.
  const waiting = [{ frame: root, depth: 0, start: 0, caller: -1 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const width = widthOf(next.frame);
    if (width <= 0) continue;
    const caller = all.push({ ...next, share: width / whole }) - 1;
    let { start } = next;
    const children = next.frame.children.map((frame) => {
      const place = { frame, depth: next.depth + 1, start, caller };
      start += Math.max(0, widthOf(frame)) / whole;
      return place;
    });
    for (const child of children.reverse()) waiting.push(child);
  }
  return all;
}
