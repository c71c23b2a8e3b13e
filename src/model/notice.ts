import { z } from 'zod';
import type { Immutable } from './immutable.ts';

const text = z.string().max(10_000);

/** Nothing foreign of a sentence is interpreted, but two harmless halves side by side could make an address. */
const isJoined = (pieces: readonly object[]) =>
  !pieces.some((piece, index) => 'prose' in piece && 'prose' in (pieces[index - 1] ?? {}));

/**
 * A sentence for the top of a report, read from files: `code` is a name, `prose` words that may quote names between
 * backticks. Both are escaped where they are shown.
 */
export const noticeSchema = z
  .array(z.union([z.strictObject({ prose: text }), z.strictObject({ code: text })]))
  .max(100)
  .refine(isJoined, 'prose stands beside prose');
export type Notice = Immutable<z.infer<typeof noticeSchema>>;
type Piece = Notice[number];

/** The sentence of these pieces, of which a bare string is prose. */
export function noticeOf(...pieces: readonly (string | { readonly strong: string } | Piece)[]): Notice {
  const notice: Piece[] = [];
  for (const piece of pieces) {
    const last = notice.at(-1);
    if (typeof piece === 'object' && 'code' in piece) notice.push(piece);
    else if (last === undefined || 'code' in last) notice.push({ prose: wordsOf(piece) });
    else notice[notice.length - 1] = { prose: last.prose + wordsOf(piece) };
  }
  return notice;
}

function wordsOf(piece: string | { readonly strong: string } | { readonly prose: string }): string {
  if (typeof piece === 'string') return piece;
  return 'strong' in piece ? piece.strong : piece.prose;
}
