import { describe, expect, it } from 'vitest';
import {
  describeOptions,
  formatOf,
  inOptions,
  inputsOf,
  type OptionName,
  optionChoice,
  options,
  parseOptions,
} from '../../src/command-line/options.ts';
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
      benchmarks: [],
      operands: ['file'],
    });
  });

  it('are none where none are given', () => {
    expect(parse()).toEqual({ texts: {}, switches: new Set(), products: [], benchmarks: [], operands: [] });
  });
});

describe('options as inputs', () => {
  it('have the Action’s defaults', () => {
    expect(inputsOf(parse(), '/repository')).toEqual({ ...defaultInputs, door: 'command line' });
  });

  it('are read as the Action reads them', () => {
    const given = parse('--runs', '7', '--product', 'A', '--product', 'B', '--limit', '20, 1%');
    const inputs = inputsOf(given, '/repository');
    expect(inputs).toEqual({
      ...defaultInputs,
      door: 'command line',
      runs: 7,
      products: ['A', 'B'],
      limit: { absolute: 20, percent: 1 },
    });
  });

  it('take an absolute path that lies in the working directory, and no other', () => {
    const pathOf = (path: string) => inputsOf(parse('--package-path', path), '/repository').packagePath;
    expect(pathOf('/repository/Server')).toBe('Server');
    expect(pathOf('/repository')).toBe('.');
    expect(pathOf('Server')).toBe('Server');
    expect(() => pathOf('/repository-of-another')).toThrow(
      '--package-path: "/repository-of-another" is outside the working directory',
    );
  });
});

it('what helps is told in options, and what is none stays as it is', () => {
  expect(inOptions('Set `recorder: perf`, or name one with `perf-path`, in a `container:` with `--privileged`.')).toBe(
    'Set `--recorder perf`, or name one with `--perf-path`, in a `container:` with `--privileged`.',
  );
});

describe('the format of what is printed', () => {
  it('is for a terminal unless it is asked for, and --json asks for one', () => {
    const withFormat = [...allowed, 'format'] as const;
    const format = (...args: readonly string[]) => formatOf(parseOptions('gate', args, withFormat));
    expect(format()).toBe('terminal');
    expect(format('--json')).toBe('json');
    expect(format('--format', 'markdown')).toBe('markdown');
    expect(format('--format', 'json', '--json')).toBe('json');
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
