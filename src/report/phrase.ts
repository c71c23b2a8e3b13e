import { code, html, logLine, prose } from './escape.ts';

/**
 * A sentence before it has a format. A bare string is ours and holds nothing that a format could interpret;
 * everything foreign is `code` (a name) or `prose` (a sentence that may quote names).
 */
export type Phrase = readonly Piece[];
type Piece = string | { readonly strong: string } | { readonly code: string } | { readonly prose: string };

/** The phrase as Markdown on one line. */
export function markdownOf(phrase: Phrase): string {
  return render(phrase, { text: (text) => text, strong: (text) => `**${text}**`, code, prose });
}

/** The phrase as HTML. */
export function htmlOf(phrase: Phrase): string {
  return render(phrase, {
    text: html,
    strong: (text) => `<strong>${html(text)}</strong>`,
    code: (text) => `<code>${html(text, 160)}</code>`,
    prose: html,
  });
}

/** The phrase as plain text on one line, for logs, terminals and annotations. */
export function plainOf(phrase: Phrase): string {
  return render(phrase, {
    text: (text) => text,
    strong: (text) => text,
    code: (text) => logLine(text, 160),
    prose: logLine,
  });
}

interface Format {
  text(text: string): string;
  strong(text: string): string;
  code(text: string): string;
  prose(text: string): string;
}

function render(phrase: Phrase, format: Format): string {
  return phrase
    .map((piece) => {
      if (typeof piece === 'string') return format.text(piece);
      if ('strong' in piece) return format.strong(piece.strong);
      return 'code' in piece ? format.code(piece.code) : format.prose(piece.prose);
    })
    .join('');
}
