import { describe, expect, it } from 'vitest';
import { watchForText } from '../../src/system/text-watch.ts';

/** Whether the text was seen in these chunks: of standard output, those that begin with `!` of standard error. */
async function isSeen(text: string, ...chunks: readonly (string | Buffer)[]): Promise<boolean> {
  const watch = watchForText(text);
  for (const chunk of chunks) {
    const isError = typeof chunk === 'string' && chunk.startsWith('!');
    watch.add(Buffer.from(isError ? chunk.slice(1) : chunk), isError ? 'stderr' : 'stdout');
  }
  return Promise.race([watch.seen.then(() => true), new Promise<false>((resolve) => setImmediate(resolve, false))]);
}

describe('a text in a program’s output', () => {
  it('is seen within a chunk, at its start, at its end and as all of it', async () => {
    for (const chunk of ['it is ready now', 'ready now', 'it is ready', 'ready']) {
      expect(await isSeen('ready', chunk)).toBe(true);
    }
  });

  it('is seen however chunks cut it, letters of several bytes too', async () => {
    const bytes = [...Buffer.from('größer: bereit')];
    expect(await isSeen('größer: bereit', ...bytes.map((byte) => Buffer.of(byte)))).toBe(true);
    expect(await isSeen('ready', 'x'.repeat(100_000), 're', 'a', 'dy')).toBe(true);
    expect(await isSeen('a', 'b', 'a')).toBe(true);
    expect(await isSeen('aab', 'aa', 'ab')).toBe(true);
  });

  it('is seen in each stream by itself: the other does not break it, and completes nothing', async () => {
    expect(await isSeen('ready', 'rea', '!a warning', 'dy')).toBe(true);
    expect(await isSeen('ready', '!ready')).toBe(true);
    expect(await isSeen('ready', 'rea', '!dy')).toBe(false);
  });

  it('is not seen where it is not', async () => {
    expect(await isSeen('ready', 'read', 'Ready', 'rea', 'x', 'dy')).toBe(false);
  });
});
