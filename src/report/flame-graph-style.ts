/** Colours of flame graphs: warm, by name, so that a function has one colour in every graph. */

const hues = 12;

/** The class of a frame's colour, the same for the same name everywhere. */
export function colorClass(name: string): string {
  return `fg${hash(name) % hues}`;
}

/** FNV-1a, 32 bits: spreads similar names over all colours. */
function hash(name: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    value = Math.imul(value ^ name.charCodeAt(index), 0x01000193) >>> 0;
  }
  return (value ^ (value >>> 15)) >>> 0;
}

/** From red to yellow; the order alternates so that neighbours in it differ. */
function warm(index: number, lightness: number, saturation: number): string {
  const hue = 6 + ((index * 5) % hues) * 4;
  return `hsl(${hue} ${saturation}% ${lightness + (index % 3) * 4}%)`;
}

function palette(lightness: number, saturation: number): string {
  return Array.from({ length: hues }, (_, index) => `.fg${index}{fill:${warm(index, lightness, saturation)}}`).join('');
}

/** The style sheet of a flame graph, on a page of its own or within one. */
export const flameGraphStyle = [
  '.fg{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}',
  '.fg-paper{fill:#fff}.fg-words{fill:#1f2328}.fg-quiet{fill:#59636e}',
  '.fg-name{fill:#1b0f05;pointer-events:none}.fg-root{fill:#d8dee4}',
  '.fg g:hover rect{stroke:#1f2328;stroke-width:1}',
  palette(66, 82),
  '@media(prefers-color-scheme:dark){',
  '.fg-paper{fill:#0d1117}.fg-words{fill:#f0f6fc}.fg-quiet{fill:#9198a1}',
  '.fg-name{fill:#fff6ec}.fg-root{fill:#3d444d}',
  '.fg g:hover rect{stroke:#f0f6fc}',
  palette(30, 58),
  '}',
].join('');
