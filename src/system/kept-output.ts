/** What is kept of a stream of any length. */
export interface KeptOutput {
  add(chunk: Buffer): void;
  /** Whether the stream was longer than what is kept. */
  isCut(): boolean;
  /** What is kept, as text; bytes that are no UTF-8 become U+FFFD. */
  text(): string;
}

/** Keeps a stream to be parsed; nothing any more once it is longer than the limit, since a part says nothing. */
export function keepWhole(limit: number): KeptOutput {
  let chunks: Buffer[] = [];
  let length = 0;
  return {
    add: (chunk) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
    },
    isCut: () => length > limit,
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}

/** Keeps the last bytes of a stream: as many as the limit, and never more than twice as many in memory. */
export function keepLast(limit: number): KeptOutput {
  let chunks: Buffer[] = [];
  let kept = 0;
  let cut = false;
  const trim = (): Buffer => {
    const last = Buffer.concat(chunks).subarray(-limit);
    cut ||= kept > limit;
    chunks = [last];
    kept = last.length;
    return last;
  };
  return {
    add: (chunk) => {
      chunks.push(chunk);
      kept += chunk.length;
      if (kept > 2 * limit) trim();
    },
    isCut: () => cut || kept > limit,
    text: () => trim().toString('utf8'),
  };
}
