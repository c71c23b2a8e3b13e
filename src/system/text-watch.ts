import type { OutputStream } from './process.ts';

/** Sees a text go by in a program's output. */
export interface TextWatch {
  /** To be given all output, in chunks of any size. */
  add(chunk: Buffer, stream: OutputStream): void;
  /** Resolves once one of the streams has had the text. */
  readonly seen: Promise<void>;
}

/** Watches for a text (not empty), which chunks may cut: of each stream less than the text's length is kept. */
export function watchForText(text: string): TextWatch {
  const wanted = Buffer.from(text);
  const ends = new Map<OutputStream, Buffer>();
  let isSeen = false;
  let resolveSeen = () => {};
  const seen = new Promise<void>((resolve) => {
    resolveSeen = resolve;
  });
  return {
    seen,
    add: (chunk, stream) => {
      if (isSeen) return;
      const all = Buffer.concat([ends.get(stream) ?? Buffer.alloc(0), chunk]);
      isSeen = all.includes(wanted);
      if (isSeen) resolveSeen();
      // A copy: a part of it would keep the whole chunk in memory.
      ends.set(stream, Buffer.from(all.subarray(Math.max(0, all.length - wanted.length + 1))));
    },
  };
}
