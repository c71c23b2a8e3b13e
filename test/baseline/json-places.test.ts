import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeAt, valuePlaces } from '../../src/baseline/json-places.ts';

it('are the line and column of each value of the outermost object, and of no other', () => {
  const text = '{\n  "a": 1, "b":\n    {"a": [2, "b: {"]},\n\t"c\\"": -3\n}\n';
  expect([...valuePlaces(text)]).toEqual([
    ['a', { line: 2, column: 8 }],
    ['b', { line: 3, column: 5 }],
    ['c"', { line: 4, column: 9 }],
  ]);
});

it('lead to each value, whatever keys and values are and however the text is indented', () => {
  const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue(), { noNullPrototype: true });
  fc.assert(
    fc.property(object, fc.constantFrom(0, 1, 4), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const places = valuePlaces(text);
      const lines = text.split('\n');
      expect([...places.keys()].sort()).toEqual(Object.keys(value).sort());
      for (const [key, { line, column }] of places) {
        const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join('\n');
        const own = JSON.stringify({ key: value[key] }, null, indent).replace(/^\{\s*"key": ?/, '');
        expect(rest.slice(0, own.trimEnd().replace(/\s*\}$/, '').length)).toBe(own.trimEnd().replace(/\s*\}$/, ''));
      }
    }),
  );
});

it('count from 1', () => {
  expect(placeAt('abc\ndef', 0)).toEqual({ line: 1, column: 1 });
  expect(placeAt('abc\ndef', 5)).toEqual({ line: 2, column: 2 });
});
