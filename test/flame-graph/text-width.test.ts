import { expect, test } from 'vitest';
import { changeLabel } from '../../src/flame-graph/change.ts';
import { characterWidth, clipped } from '../../src/flame-graph/text-width.ts';

test('a text is shown whole, or enough of it to be recognized, or not at all', () => {
  const inColumns = (text: string, columns: number) => clipped(text, columns * characterWidth);
  expect(inColumns('= malloc', 8)).toBe('= malloc');
  expect(inColumns('= malloc', 7)).toBe('');
  expect(inColumns('swift_slowAlloc', 7)).toBe('');
  expect(inColumns('swift_slowAlloc', 8)).toBe('swift_s…');
  expect(inColumns('run', 3)).toBe('run');
});

test('a frame of a comparison says its change as long as there is room for that, and an unchanged one its name', () => {
  const written = (change: 'more' | 'same', columns: readonly number[]) => {
    const costs = { before: 50, after: change === 'same' ? 50 : 60 };
    return columns.map((count) => changeLabel('parseHeaders(_:)', change, costs, count * characterWidth));
  };
  expect(written('more', [40, 20, 9, 7, 2])).toEqual([
    ...['parseHeaders(_:)  +10 (50 → 60)', '+10 parseHeaders(_:)', '+10 pars…', '+10', ''],
  ]);
  expect(written('same', [40, 18, 9, 7])).toEqual(['parseHeaders(_:)  =', 'parseHeaders(_:)', 'parseHea…', '']);
});
