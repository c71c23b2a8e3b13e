import { code, html, logLine, prose } from './escape.ts';
import { formatCount } from './numbers.ts';

/**
 * A sentence before it has a format. A bare string is ours and holds nothing that a format could interpret;
 * everything foreign is `code` (a name) or `prose` (a sentence that may quote names).
 */
export type Phrase = readonly Piece[];
type Piece = string | { readonly strong: string } | { readonly code: string } | { readonly prose: string };

/** The phrase as Markdown on one line. */
export function markdownOf(phrase: Phrase): string {
  const pieces = render(phrase, { text: (text) => text, strong: (text) => `**${text}**`, code, prose: proseWithin });
  // Two code spans side by side would join their backticks.
  return pieces.reduce((text, piece) => text + (/[`>]$/.test(text) && /^[`<]/.test(piece) ? ` ${piece}` : piece), '');
}

/** Prose keeps the space that parts it from what stands beside it. */
function proseWithin(text: string): string {
  if (text.trim() === '') return text === '' ? '' : ' ';
  return `${/^ /.test(text) ? ' ' : ''}${prose(text)}${/ $/.test(text) ? ' ' : ''}`;
}

/** The phrase as HTML. */
export function htmlOf(phrase: Phrase): string {
  return render(phrase, {
    text: html,
    strong: (text) => `<strong>${html(text)}</strong>`,
    code: htmlCode,
    prose: (text) =>
      text.replaceAll(/`([^`]+)`|[^`]+|`/g, (part, quoted?: string) =>
        quoted === undefined ? html(part) : htmlCode(quoted),
      ),
  }).join('');
}

function htmlCode(text: string): string {
  return `<code>${html(text, 160)}</code>`;
}

/** The phrase as plain text on one line, for logs, terminals and annotations. */
export function plainOf(phrase: Phrase): string {
  return render(phrase, {
    text: (text) => text,
    strong: (text) => text,
    code: (text) => logLine(text, 160),
    prose: logLine,
  }).join('');
}

interface Format {
  text(text: string): string;
  strong(text: string): string;
  code(text: string): string;
  prose(text: string): string;
}

function render(phrase: Phrase, format: Format): readonly string[] {
  return phrase.map((piece) => {
    if (typeof piece === 'string') return format.text(piece);
    if ('strong' in piece) return format.strong(piece.strong);
    return 'code' in piece ? format.code(piece.code) : format.prose(piece.prose);
  });
}

/** The first of several parts: `a`, `b` and `c`, or where there are more than `most` of them, `a`, `b` and 3 more. */
export function listed(parts: readonly Phrase[], most = 6): Phrase {
  const shown = parts.slice(0, parts.length > most ? most - 1 : most);
  const more = parts.length - shown.length;
  const separator = (index: number) => (more === 0 && index === shown.length - 1 ? ' and ' : ', ');
  return [
    ...shown.flatMap((part, index): Phrase => [...(index === 0 ? [] : [separator(index)]), ...part]),
    ...(more > 0 ? [` and ${formatCount(more)} more`] : []),
  ];
}

/** Foreign names, as {@link listed} lists them. */
export function listedNames(names: readonly string[], most?: number): Phrase {
  return listed(
    names.map((name) => [{ code: name }]),
    most,
  );
}

/** The parts one after the other. */
export function separated(parts: readonly Phrase[]): Phrase {
  return parts.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
}

/** What is said, and by whom. */
export interface SharedPhrase {
  readonly phrase: Phrase;
  readonly names: readonly string[];
}

/** What several say, each once, with the names of all that say it. */
export function sharedPhrases<Speaker extends { readonly name: string }>(
  speakers: readonly Speaker[],
  phrasesOf: (speaker: Speaker) => readonly Phrase[],
): readonly SharedPhrase[] {
  const shared = new Map<string, { readonly phrase: Phrase; readonly names: Set<string> }>();
  for (const speaker of speakers) {
    for (const phrase of phrasesOf(speaker)) {
      const identity = JSON.stringify(phrase);
      const known = shared.get(identity) ?? { phrase, names: new Set() };
      known.names.add(speaker.name);
      shared.set(identity, known);
    }
  }
  return [...shared.values()].map(({ phrase, names }) => ({ phrase, names: [...names] }));
}
