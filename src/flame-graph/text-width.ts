/** Of the monospaced fonts of the style sheet, at 12 px. */
export const characterWidth = 7.25;

/** Of a text that is cut there are at least so many columns: `= m…` tells nobody anything. */
const fewestColumns = 8;

/** Whether a text has room in a width in pixels. */
export function fits(text: string, width: number): boolean {
  return columnsOf(text) <= Math.floor(width / characterWidth);
}

/** The text where it fits the width in pixels, else as much of its beginning as does; empty where that is too little. */
export function clipped(text: string, width: number): string {
  if (fits(text, width)) return text;
  const columns = Math.floor(width / characterWidth);
  if (columns < fewestColumns) return '';
  let used = 1;
  let kept = '';
  for (const character of text) {
    used += columnsOf(character);
    if (used > columns) break;
    kept += character;
  }
  return `${kept}…`;
}

/** How many columns a text takes: ideographs and pictures are up to two wide. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character > '\u{2E7F}' ? 2 : 1;
  return columns;
}
