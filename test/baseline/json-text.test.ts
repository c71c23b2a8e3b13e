import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonProblem } from '../../src/baseline/json-text.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findJsonProblem', () => {
  it('finds nothing in JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5, noUnicodeString: false }),
        fc.constantFrom(undefined, 2, '\t'),
        (value, indent) => {
          fc.pre(!JSON.stringify(value).includes('"__proto__"'));
          expect(findJsonProblem(JSON.stringify(value, null, indent))).toBeNull();
        },
      ),
    );
  });

  it('agrees with JSON.parse on what JSON is', () => {
    const pieces = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', ' ', '\n', '"a"', '"b"', '"', '\\', '\\u00e9', '\\x', '\t', '\u00a0'],
      ...['0', '1', '-', '.5', 'e3', 'E+', '01', 'true', 'null', 'nul', "'a'", '//'],
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(pieces, { maxLength: 4 }).map((parts) => `{"k":${parts.join('')}}`),
      fc.array(pieces, { maxLength: 4 }).map((parts) => `[${parts.join('')}]`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const problem = findJsonProblem(text);
        if (problem?.sentence.includes('is there twice')) return;
        expect(problem === null).toBe(isJson(text));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['', '1:1 not JSON: the file ends where a value should be'],
    ['{\n  "a": 1,\n}', '3:1 not JSON: "}" where a key in double quotes should be'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3 not JSON: "\\"" where "," or "}" should be'],
    ['{"a" 1}', '1:6 not JSON: "1" where ":" should be'],
    ['[1, ]', '1:5 not JSON: "]" where a value should be'],
    ['{"a": 01}', '1:7 not JSON: "0" where a value should be'],
    ['{"a": "x\n"}', '1:9 not JSON: "\\n" where the rest of a text in double quotes should be'],
    ['{} x', '1:4 not JSON: "x" where the end of the file should be'],
    ['{"a": 1,\n "a": 2}', '2:2 the key "a" is there twice; keep one'],
    ['{"__proto__": 1}', '1:2 "__proto__" cannot be a key'],
    ['['.repeat(1_000_000), '1:102 nested deeper than 100 levels'],
  ])('%.20j: %s', (text, expected) => {
    const problem = findJsonProblem(text);
    expect(`${problem?.line}:${problem?.column} ${problem?.sentence}`).toBe(expected);
  });
});
