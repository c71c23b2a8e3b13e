/**
 * The one place where foreign text (names of benchmarks, Swift symbols, compiler output) becomes part of
 * something that is interpreted: Markdown, HTML, SVG, a terminal.
 */

/**
 * Characters that a reader cannot see or that change what is seen around them: control characters (ANSI
 * escapes begin with one), bidirectional overrides, zero-width and other ignorable characters, spaces that
 * look like a space, lone surrogates, private use, and the two noncharacters that XML forbids.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFE\uFFFF]|(?! )\p{Zs}/gu;

/** Ends of a bounded text are kept, since Swift names differ in both their type and their argument labels. */
const ellipsis = '…';

/** The text with every invisible character spelled out, as Swift would write it: `\u{202E}`. */
function visible(text: string): string {
  return text.replace(invisible, (character) => spelledOut(character));
}

function spelledOut(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}

/** At most `limit` code points, the middle left out. */
function bounded(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const head = Math.ceil((limit - 1) / 2);
  const tail = limit - 1 - head;
  return [...characters.slice(0, head), ellipsis, ...characters.slice(characters.length - tail)].join('');
}

/** One line for a log or a terminal, at most `limit` characters: nothing in it moves the cursor or sets a colour. */
export function logLine(text: string, limit = 2000): string {
  // Only the ends can be shown, and symbols may be long; what is cut in two here is left out below.
  const ends = text.length > 4 * limit ? text.slice(0, 2 * limit) + text.slice(-2 * limit) : text;
  return bounded(visible(ends), limit);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text or attribute value of HTML and SVG, at most `limit` characters before escaping. Characters that XML does
 * not allow are among those spelled out, so none is left.
 */
export function html(text: string, limit = 2000): string {
  return logLine(text, limit).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** An HTML `code` element that shows the text, at most `limit` characters of it: for Markdown and for HTML within it. */
function codeElement(text: string, limit = 160): string {
  return `<code>${withoutPunctuation(spacesShown(logLine(text, limit)))}</code>`;
}

/** Spaces at the ends, which no format keeps, spelled out. */
function spacesShown(text: string): string {
  return text.replace(/^ +| +$/g, (spaces) => spelledOut(' ').repeat(spaces.length));
}

/**
 * Inline Markdown code that shows the text, at most `limit` characters of it, also inside a table's cell.
 *
 * A `|` ends a cell even within backticks, and `\|` shows its backslash outside a table, so a text with one
 * becomes a `<code>` element in which all punctuation is an entity.
 */
export function code(text: string, limit = 160): string {
  const shown = spacesShown(logLine(text, limit));
  if (shown === '') return '(empty)';
  if (shown.includes('|')) return codeElement(text, limit);
  const fence = '`'.repeat(longestBacktickRun(shown) + 1);
  const padding = /^`|`$/.test(shown) ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/**
 * Bare addresses are looked for in text whose entities are resolved already, in elements too
 * (https://github.com/github/cmark-gfm/blob/master/extensions/autolink.c, `postprocess_text`): an empty comment before
 * each character that every address has makes two texts of one.
 */
function withoutPunctuation(text: string): string {
  return text.replace(/[^\p{L}\p{N} ]/gu, (character) => {
    const entity = `&#${character.codePointAt(0)};`;
    return /[@:.]/.test(character) ? `<!-- -->${entity}` : entity;
  });
}

function longestBacktickRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}

/** A fenced block of Markdown that shows the lines, each at most `limit` characters, and ends where we end it. */
export function codeBlock(lines: readonly string[], language = '', limit = 400): string {
  const shown = lines.map((line) => logLine(line.replaceAll('\t', '    '), limit));
  const fence = '`'.repeat(Math.max(3, longestBacktickRun(shown.join('\n')) + 1));
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/** Words that Markdown and GitHub show as they are: no emphasis, no mention, no reference, no address. */
const plainWord = /^[\p{L}\p{N}.,;:!?'"()%/+=−–—…-]+$/u;
/** What plain characters can still mean: an address, an emoji's short name, an issue (`GH-1`). */
const meaningfulWord = /www\.|:.|gh-\d/i;
/** What they mean at the beginning of a line: a list's bullet or number, a heading's rule. */
const meaningfulBeginning = /^(?:[-+=]+|\d+[.)])$/;

/**
 * Markdown of one sentence of ours that may quote foreign words, at most `limit` characters before escaping: what
 * stands between two backticks becomes code, so does every word that Markdown or GitHub could interpret, and
 * the rest stays as it is.
 */
export function prose(text: string, limit = 1000): string {
  const pieces: string[] = [];
  const append = (piece: string) => {
    // Two code spans side by side would join their backticks.
    if (/[`>]$/.test(pieces.at(-1) ?? '') && /^[`<]/.test(piece)) pieces.push(' ');
    if (piece !== '') pieces.push(piece);
  };
  const parts = bounded(text, limit)
    .replace(/\s+/g, ' ')
    .trim()
    .split(/`([^`]+)`/);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) append(code(part));
    else for (const word of part.split(/( )/)) append(word.trim() === '' ? word : proseWord(word, pieces.length === 0));
  }
  return pieces.join('');
}

function proseWord(word: string, isFirst: boolean): string {
  const harmless = plainWord.test(word) && !meaningfulWord.test(word);
  if (harmless && !(isFirst && meaningfulBeginning.test(word))) return word;
  const end = /[.,;:!?]$/.exec(word)?.[0] ?? '';
  return word === end ? code(word) : `${code(word.slice(0, word.length - end.length))}${end}`;
}

/** A Markdown link, or the label alone where the address is not one of the web. The label is ours. */
export function link(label: string, address: string): string {
  if (!URL.canParse(address)) return label;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return label;
  const destination = url.href.replace(/[^\w\-.~:/?#@!$&*+,;=%]/g, percentEncoded);
  return `[${label}](${destination})`;
}

/** Of an ASCII character: all that an address that was parsed can hold. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
