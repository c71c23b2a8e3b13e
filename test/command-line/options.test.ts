import { describe, expect, it } from 'vitest';
import {
  describeOptions,
  inputsOf,
  type OptionName,
  optionChoice,
  options,
  parseOptions,
} from '../../src/command-line/options.ts';
import { UsageError } from '../../src/model/errors.ts';
import { defaultInputs } from '../settings/default-inputs.ts';

const allowed: readonly OptionName[] = ['package-path', 'product', 'runs', 'limit', 'json', 'help'];
const parse = (...args: readonly string[]) => parseOptions('gate', args, allowed);

describe('options', () => {
  it('are texts, switches, products and operands', () => {
    const given = parse('--runs', '7', '--product', 'A', '--json', '--limit=20, 1%', '--product=B', 'file');
    expect(given).toEqual({
      texts: { runs: '7', limit: '20, 1%' },
      switches: new Set(['json']),
      products: ['A', 'B'],
      operands: ['file'],
    });
  });

  it('are none where none are given', () => {
    expect(parse()).toEqual({ texts: {}, switches: new Set(), products: [], operands: [] });
  });

  it.each([
    [['--rusn', '7'], "Unknown option '--rusn'"],
    [['--report', 'x'], "Unknown option '--report'"],
    [['--runs'], "Option '--runs <value>' argument missing"],
    [['--json=yes'], "Option '--json' does not take an argument"],
  ])('are refused when the command does not take them: %j', (args, words) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(words);
    expect(() => parse(...args)).toThrow('See `swift-allocation-gate gate --help`.');
  });
});

describe('options as inputs', () => {
  it('have the Action’s defaults', () => {
    expect(inputsOf(parse())).toEqual(defaultInputs);
  });

  it('are read as the Action reads them', () => {
    const inputs = inputsOf(parse('--runs', '7', '--product', 'A', '--product', 'B', '--limit', '20, 1%'));
    expect(inputs).toEqual({
      ...defaultInputs,
      runs: 7,
      products: ['A', 'B'],
      limit: { absolute: 20, percent: 1 },
    });
  });

  it('are refused in the Action’s words', () => {
    expect(() => inputsOf(parse('--runs', 'many'))).toThrow(/^runs: /);
    expect(() => inputsOf(parse('--limit', '5 apples'))).toThrow(/^limit: /);
  });
});

describe('the help of options', () => {
  it('has one line for each, in two columns', () => {
    expect(describeOptions(['runs', 'package-path', 'json'])).toMatchInlineSnapshot(`
      "  --runs N               how often each benchmark is run (default: 5 to 100 times, as a few seconds allow)
        --package-path FOLDER  the Swift package (default: the working directory)
        --json                 print the machine-readable result instead of text"
    `);
  });

  it('fits into a terminal', () => {
    const names = [...options.keys()].filter((name): name is OptionName => options.has(name));
    for (const line of describeOptions(names).split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });
});

const tools = ['swift-nio', 'package-benchmark'] as const;

it('an option takes one of its words and no other', () => {
  expect(optionChoice('from', 'swift-nio', tools)).toBe('swift-nio');
  expect(() => optionChoice('from', 'elsewhere', tools)).toThrow(
    '--from: "elsewhere" is unknown; write swift-nio or package-benchmark.',
  );
  expect(() => optionChoice('from', 'swift-noi', tools)).toThrow('did you mean swift-nio?');
});

it('an option that is missing is said to be', () => {
  expect(() => optionChoice('from', undefined, tools)).toThrow(
    '--from is missing; it is one of swift-nio, package-benchmark.',
  );
});
