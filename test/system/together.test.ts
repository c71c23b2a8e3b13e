import { describe, expect, it } from 'vitest';
import { together } from '../../src/system/together.ts';

describe('what is done together', () => {
  it('gives its results in its order', async () => {
    const later = new Promise<string>((resolve) => setTimeout(() => resolve('one'), 5));
    expect(await together([later, Promise.resolve(2)])).toEqual(['one', 2]);
  });

  it('fails as the first in its order does, once everything has ended', async () => {
    let hasEnded = false;
    const slow = new Promise<never>((_, reject) => {
      setTimeout(() => {
        hasEnded = true;
        reject(new Error('first'));
      }, 5);
    });
    await expect(together([slow, Promise.reject(new Error('second'))])).rejects.toThrow('first');
    expect(hasEnded).toBe(true);
  });
});
