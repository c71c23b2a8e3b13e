import { colorIndex } from './name-hash.ts';
import { darkPalette, lightPalette, type Palette } from './palette.ts';

/** The class of a frame's colour, the same for the same name everywhere. */
export function colorClass(name: string): string {
  return `fg${colorIndex(name)}`;
}

function rules(palette: Palette): string {
  const numbered = (prefix: string, colors: readonly string[], first: number) =>
    colors.map((color, index) => `.${prefix}${index + first}{fill:${color}}`).join('');
  return [
    `.fg-paper{fill:${palette.paper}}.fg-words{fill:${palette.words}}.fg-quiet{fill:${palette.quiet}}`,
    `.fg-name{fill:${palette.name}}.fg-root{fill:${palette.root}}.fg-same{fill:${palette.same}}`,
    `.fg g:hover rect{stroke:${palette.words}}.fg-hatch{stroke:${palette.name}}`,
    numbered('fg', palette.frames, 0),
    numbered('fg-more', palette.more, 1),
    numbered('fg-less', palette.less, 1),
  ].join('');
}

/** The style sheet of a flame graph, on a page of its own or within one. */
export const flameGraphStyle = [
  '.fg{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}',
  '.fg-name{pointer-events:none}.fg-hatch{stroke-width:1;opacity:.3;fill:none}',
  '.fg-veil{pointer-events:none}.fg g:hover rect{stroke-width:1}',
  rules(lightPalette),
  '@media(prefers-color-scheme:dark){',
  rules(darkPalette),
  '}',
  `@media print{${rules(lightPalette)}}`,
].join('');

/** The colours as custom properties, for the page's canvas. */
function inks(palette: Palette): string {
  const { frames, more, less, name, root, narrow, found, same } = palette;
  const numbered = (prefix: string, colors: readonly string[], first: number) =>
    Object.fromEntries(colors.map((color, index) => [`${prefix}${index + first}`, color]));
  const all = {
    ...{ name, root, narrow, found, same },
    ...{ ...numbered('', frames, 0), ...numbered('more', more, 1), ...numbered('less', less, 1) },
  };
  return Object.entries(all)
    .map(([key, color]) => `--fg-${key}:${color}`)
    .join(';');
}

/** The custom properties of {@link inks} for the reader's scheme, and on paper (the class `printing`). */
export const inkStyle = `:root{${inks(lightPalette)}}@media(prefers-color-scheme:dark){:root{${inks(darkPalette)}}}:root.printing{${inks(lightPalette)}}`;
