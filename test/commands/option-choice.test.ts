import { expect, test } from 'vitest';
import { optionChoice } from '../../src/commands/option-choice.ts';

const tools = ['swift-nio', 'package-benchmark'] as const;

test('an option takes one of its words and no other', () => {
  expect(optionChoice('from', 'swift-nio', tools)).toBe('swift-nio');
  expect(() => optionChoice('from', 'elsewhere', tools)).toThrow(
    '--from: "elsewhere" is unknown; write swift-nio or package-benchmark.',
  );
  expect(() => optionChoice('from', 'swift-noi', tools)).toThrow('did you mean swift-nio?');
});

test('an option that is missing is said to be', () => {
  expect(() => optionChoice('from', undefined, tools)).toThrow(
    '--from is missing; it is one of swift-nio, package-benchmark.',
  );
});
