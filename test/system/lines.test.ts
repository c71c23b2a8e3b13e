import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/system/lines.ts';

async function cut(chunks: readonly Buffer[]): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const lines of linesOf(stream(chunks))) all.push(...lines);
  return all;
}

async function* stream(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

describe('the lines of a stream', () => {
  it('are the text between the line ends, wherever the stream is cut', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '中', '👩‍👧', '\n', '\n\n')).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (all, size) => {
        const bytes = Buffer.from(all);
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const expected = all.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await cut(chunks)).toEqual(expected);
      }),
    );
  });

  it('are held up to a MiB each, so that memory stays bounded, and the next one is whole', async () => {
    const long = Array.from({ length: 80 }, () => Buffer.alloc(64 * 1024, 'x'));
    const lines = await cut([...long, Buffer.from('\nnext\n')]);
    expect(lines.map(({ length }) => length)).toEqual([1024 * 1024, 4]);
    const inOneChunk = Buffer.concat([...long, Buffer.from('\nnext')]);
    expect(await cut([inOneChunk])).toEqual(lines);
  });
});
