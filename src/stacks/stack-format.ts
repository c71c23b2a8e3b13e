/** One kind of text in which recorded stacks come. Its readers are pure and see one piece of the input at a time. */
export interface StackFormat {
  /** What ends a piece: a blank line, or the end of a line. */
  readonly separator: '\n\n' | '\n';
  /** The stacks of one piece, without its separator. */
  readonly readPiece: (piece: string) => Piece;
  /** The frames of a stack's text. Equal texts are equal stacks, so that each is taken apart once. */
  readonly framesOf: (text: string) => StackFrames;
}

/** What a piece holds. */
export interface Piece {
  readonly stacks: readonly { readonly text: string; readonly count: number }[];
  /** Lines that are no part of a stack and nothing else that is known. */
  readonly unparsed: readonly string[];
  /** Samples that the recorder says it lost. */
  readonly lost: number;
}

/** A stack taken apart. */
export interface StackFrames {
  /** Root first; `[library]` or `[unknown]` where there is no name. */
  readonly frames: readonly string[];
  /** Its lines that were not understood; each is an `[unknown]` among the frames. */
  readonly unparsed: readonly string[];
}
