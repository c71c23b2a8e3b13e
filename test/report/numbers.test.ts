import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDelta,
  formatPercent,
  formatQuantity,
  formatShare,
} from '../../src/report/numbers.ts';

test.each([
  [0, '0'],
  [-0, '0'],
  [1024, '1,024'],
  [1_234_567, '1,234,567'],
  [-12, '−12'],
  [0.5, '0.5'],
  [1 / 3, '0.33'],
  [2.999, '3'],
  [0.004, '<0.01'],
  [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
])('the count %d is written %s', (value, text) => {
  expect(formatCount(value)).toBe(text);
});

test.each([
  [0, '0'],
  [1024, '+1,024'],
  [-12, '−12'],
  [1 / 3, '+0.33'],
  [-0.001, '−<0.01'],
])('the change %d is written %s', (value, text) => {
  expect(formatDelta(value)).toBe(text);
});

describe('a per cent', () => {
  test.each([
    [1024, 33_000, '+3.1 %'],
    [-512, 1961, '−26.1 %'],
    [10, 1000, '+1 %'],
    [0, 1000, '0 %'],
    [1, 1_000_000, '+<0.1 %'],
    [4000, 100, '+4,000 %'],
    [-100, 100, '−100 %'],
    [-31_797, 31_800, '−99.9 %'],
  ])('%d of %d is %s', (delta, baseline, text) => {
    expect(formatPercent(delta, baseline)).toBe(text);
  });

  test('of nothing does not exist', () => {
    expect(formatPercent(5, 0)).toBeNull();
    expect(formatPercent(5, -0.1)).toBeNull();
  });
});

test.each([
  [0, '0 B'],
  [1023, '1,023 B'],
  [1024, '1 KiB'],
  [32_000, '31.3 KiB'],
  [1_048_575, '1 MiB'],
  [-2048, '−2 KiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, '0 %'],
  [0.0001, '<0.1 %'],
  [0.125, '12.5 %'],
  [0.99999, '>99.9 %'],
  [1, '100 %'],
])('the share %d is %s', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test('a quantity agrees with its noun', () => {
  expect(formatQuantity(1, 'row')).toBe('1 row');
  expect(formatQuantity(2000, 'row')).toBe('2,000 rows');
});
