import { expect, test } from 'vitest';
import { characterWidth, clipped } from '../../src/flame-graph/text-width.ts';

test('a text is shown whole, or enough of it to be recognized, or not at all', () => {
  const inColumns = (text: string, columns: number) => clipped(text, columns * characterWidth);
  expect(inColumns('= malloc', 8)).toBe('= malloc');
  expect(inColumns('= malloc', 7)).toBe('');
  expect(inColumns('swift_slowAlloc', 7)).toBe('');
  expect(inColumns('swift_slowAlloc', 8)).toBe('swift_s…');
  expect(inColumns('run', 3)).toBe('run');
});
