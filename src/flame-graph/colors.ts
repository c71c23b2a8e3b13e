import { colorIndex, hues } from '../report/flame-graph-anchor.ts';
import { bracketed } from './bracketed.ts';
import { groupColors } from './browser/groups.ts';
import { changeLevels } from './change.ts';

/** The colours of a flame graph on light or dark paper; the style sheet and the page's canvas are made from them. */
export interface Palette {
  readonly paper: string;
  readonly words: string;
  readonly quiet: string;
  /** Of the names on frames. */
  readonly name: string;
  readonly root: string;
  /** Of frames too narrow to be drawn one by one. */
  readonly narrow: string;
  readonly found: string;
  readonly same: string;
  /** By `colorIndex` of the name: warm, so that a function has one colour in every graph. */
  readonly frames: readonly string[];
  /** Of modules or types, what takes most room first: neighbours in it differ for colour-blind people too. */
  readonly groups: readonly string[];
  /** By level of change, weakest first. Orange and blue: told apart by colour-blind people too. */
  readonly more: readonly string[];
  /** Removed frames too, which are hatched besides. */
  readonly less: readonly string[];
}

export const lightPalette: Palette = {
  paper: '#fff',
  words: '#1f2328',
  quiet: '#59636e',
  name: '#1b0f05',
  root: '#d8dee4',
  narrow: '#c8b8a4',
  found: '#b083f0',
  same: '#e4e8ec',
  frames: warm(66, 82),
  groups: groups(66, 80),
  more: steps((part) => hsl(32 - 12 * part, 96, 86 - 24 * part)),
  less: steps((part) => hsl(205 + 8 * part, 85, 89 - 22 * part)),
};

export const darkPalette: Palette = {
  paper: '#0d1117',
  words: '#f0f6fc',
  quiet: '#9198a1',
  name: '#fff6ec',
  root: '#3d444d',
  narrow: '#4a3f35',
  found: '#7d4ecb',
  same: '#30363d',
  frames: warm(30, 58),
  groups: groups(42, 27),
  more: steps((part) => hsl(30 - 10 * part, 55 + 25 * part, 22 + 14 * part)),
  less: steps((part) => hsl(207 + 8 * part, 45 + 25 * part, 24 + 18 * part)),
};

/** The class of a frame's colour where nothing is compared, the same for the same name everywhere; grey for what is no function. */
export function colorClass(name: string): string {
  return bracketed(name) === null ? `fg${colorIndex(name)}` : 'fg-same';
}

/** From red to yellow; the order alternates so that neighbours in it differ. */
function warm(lightness: number, saturation: number): readonly string[] {
  return Array.from({ length: hues }, (_, index) => {
    const hue = 6 + ((index * 5) % hues) * 4;
    return hsl(hue, saturation, lightness + (index % 3) * 4);
  });
}

function groups(saturation: number, lightness: number): readonly string[] {
  return [210, 40, 330, 150, 270, 70, 185, 10].slice(0, groupColors).map((hue, index) => {
    // Every second one is darker, so that hues that look alike to somebody still differ.
    return hsl(hue, saturation, lightness - (index % 2) * 7);
  });
}

/** One colour a level; `part` goes from 0 (weakest) to 1. */
function steps(color: (part: number) => string): readonly string[] {
  return Array.from({ length: changeLevels }, (_, index) => color(index / (changeLevels - 1)));
}

function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${Math.round(hue)} ${Math.round(saturation)}% ${Math.round(lightness)}%)`;
}
