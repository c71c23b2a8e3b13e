import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../src/system/pieces.ts';

async function cut(chunks: readonly Buffer[], separator: string): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const pieces of piecesOf(stream(chunks), separator)) all.push(...pieces);
  return all;
}

async function* stream(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks;
}

describe('the pieces of a stream', () => {
  it('are the text between the separators, wherever the stream is cut', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '中', '👩‍👧', '\n', '\n\n')).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 7 }),
        fc.constantFrom('\n', '\n\n'),
        async (all, size, separator) => {
          const bytes = Buffer.from(all);
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          const expected = all.split(separator);
          if (expected.at(-1) === '') expected.pop();
          expect(await cut(chunks, separator)).toEqual(expected);
        },
      ),
    );
  });

  it('are cut where no separator comes, so that none is held that is as long as the input', async () => {
    const chunks = Array.from({ length: 80 }, () => Buffer.alloc(64 * 1024, 'x'));
    const pieces = await cut(chunks, '\n');
    expect(pieces.join('').length).toBe(80 * 64 * 1024);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1024 * 1024 + 64 * 1024);
  });

  it('are cut between lines where there are lines', async () => {
    const line = `${'x'.repeat(999)}\n`;
    const chunks = Array.from({ length: 50 }, () => Buffer.from(line.repeat(77)));
    const pieces = await cut(chunks, '\n\n');
    expect(pieces.length).toBeGreaterThan(1);
    for (const piece of pieces) expect(piece.length % line.length).toBe(0);
  });
});
