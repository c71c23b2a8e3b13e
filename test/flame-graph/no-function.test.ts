import { describe, expect, test } from 'vitest';
import { colorClass } from '../../src/flame-graph/colors.ts';
import { noFunctionWords } from '../../src/flame-graph/no-function.ts';

describe('a frame that is no function', () => {
  test.each([
    ['[libswiftCore.so]', 'code of libswiftCore.so that has no symbol, so that its functions are not known'],
    ['[unknown]', 'nothing is known of what was called here'],
    ['[pruned]', 'paths that the baseline keeps as one sum'],
    ['[not shown]', 'paths too small for this page, put together'],
  ])('%s says what it is, and is grey', (name, words) => {
    expect(noFunctionWords(name)).toBe(words);
    expect(colorClass(name)).toBe('fg-same');
  });

  test.each(['main', '-[NSString length]', '[UInt8].init(_:)', 'closure #1 in [Int].map(_:)', '[]', ''])(
    '%s is none',
    (name) => {
      expect(noFunctionWords(name)).toBe('');
      expect(colorClass(name)).toMatch(/^fg\d+$/);
    },
  );
});
