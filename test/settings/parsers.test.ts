import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benchmarkNameFor, findTwin, parseBenchmarkName } from '../../src/settings/benchmark-name.ts';
import { parseLimit, parseRepositoryPath, parseTimeLimit, quoted } from '../../src/settings/parsers.ts';

describe('a time', () => {
  it.each([
    ['1s', 1],
    ['90s', 90],
    ['10m', 600],
    ['24h', 86_400],
  ])('%s is %i seconds', (text, value) => {
    expect(parseTimeLimit(text)).toEqual({ ok: true, value });
  });

  it.each(['', 's', '1.5h', '-1s', '1 h', '1h30m', '1M', '1d', '0m', '86401s', '9'.repeat(400)])(
    '%j is none',
    (text) => {
      expect(parseTimeLimit(text).ok).toBe(false);
    },
  );
});

describe('a limit', () => {
  it.each([
    ['0', { absolute: 0, percent: 0 }],
    ['20', { absolute: 20, percent: 0 }],
    ['1%', { absolute: 0, percent: 1 }],
    ['20, 1%', { absolute: 20, percent: 1 }],
    ['0.5%,20', { absolute: 20, percent: 0.5 }],
  ])('%s', (text, value) => {
    expect(parseLimit(text)).toEqual({ ok: true, value });
  });

  it.each(['', '%', '1 %', '20,', '20, 20', '1%, 1%', '20, 1%, 3', '1e3', '+1', 'NaN', 'Infinity', '1_000'])(
    '%j is none',
    (text) => {
      expect(parseLimit(text).ok).toBe(false);
    },
  );
});

describe('a path in the repository', () => {
  it.each([
    ['.', '.'],
    ['./', '.'],
    ['a//b/./c/', 'a/b/c'],
    ['a/..', '.'],
    ['..a/b', '..a/b'],
  ])('%s is %s', (text, value) => {
    expect(parseRepositoryPath(text)).toEqual({ ok: true, value });
  });

  it('never leaves the repository, whatever is given', () => {
    const hostile = fc.array(fc.constantFrom('..', '.', '/', 'a', '~', '\\', '\0', ''), { maxLength: 12 });
    fc.assert(
      fc.property(hostile, (pieces) => {
        const result = parseRepositoryPath(pieces.join(''));
        if (result.ok) expect(new URL(result.value, 'file:///repository/').pathname).toMatch(/^\/repository\//);
      }),
    );
  });
});

describe('the name of a benchmark', () => {
  it.each(['http-requests', 'HTTP 1.1', '2+2', 'a_b', 'x'.repeat(100)])('may be %s', (name) => {
    expect(parseBenchmarkName(name)).toEqual({ ok: true, value: name });
  });

  it.each([
    '',
    '.',
    '..',
    '.hidden',
    '-rf',
    'a/b',
    'a\\b',
    'a..b',
    'a.',
    'a ',
    'é',
    'a\n',
    'x'.repeat(101),
    '__proto__',
  ])('may not be %j', (name) => {
    expect(parseBenchmarkName(name).ok).toBe(false);
  });

  it('has a twin in a name that differs in case only', () => {
    expect(findTwin(['http', 'load', 'HTTP'])).toEqual({ first: 'http', second: 'HTTP' });
    expect(findTwin(['http', 'load'])).toBeNull();
  });
});

it('a quoted text is on one line, visible and bounded', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '"', '\n', '\u001b', '\u009b', '\u2028', '\u202e', '😀')), (parts) => {
      expect(quoted(parts.join(''))).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
  expect(quoted('a\u202eb\u009b')).toBe('"a\\u{202e}b\\u{9b}"');
  expect(quoted('x'.repeat(1_000_000))).toBe(`"${'x'.repeat(80)}"…`);
});

describe('the name of a benchmark for another tool’s', () => {
  it('is one that a benchmark can have, and a name that can be one already stays', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const made = benchmarkNameFor(text);
        if (made.ok) expect(parseBenchmarkName(made.value)).toEqual(made);
        if (parseBenchmarkName(text).ok) expect(made).toEqual({ ok: true, value: text });
      }),
    );
  });
});
