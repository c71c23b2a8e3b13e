import { describe, expect, it } from 'vitest';
import { describeOptions, inputsOf, type OptionName, options, parseOptions } from '../../src/commands/options.ts';
import { defaultInputs } from '../../src/config/inputs.ts';
import { UsageError } from '../../src/errors.ts';

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
      "  --runs N               how often each benchmark is run, at most (default: 5)
        --package-path FOLDER  the Swift package (default: the working directory)
        --json                 print the machine-readable result instead of text"
    `);
  });

  it('fits into a terminal', () => {
    const names = Object.keys(options).filter((name): name is OptionName => name in options);
    for (const line of describeOptions(names).split('\n')) expect(line.length).toBeLessThanOrEqual(110);
  });
});
