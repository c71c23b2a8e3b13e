import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../model/errors.ts';
import { shellWord } from '../model/shell-word.ts';
import { type InputName, type Inputs, inputTable, parseInputs } from '../settings/inputs.ts';
import { nearest } from '../settings/nearest.ts';
import { oneOf, quoted } from '../settings/parsers.ts';

/** An option of the command line: what it means, and what stands for its value in the help (null: a switch). */
export interface Option {
  readonly value: string | null;
  readonly description: string;
}

/** The options that are no inputs of the Action. */
const otherOptions = {
  base: {
    value: 'REVISION',
    description: 'compare with this commit, built and measured here, instead of the baseline',
  },
  benchmark: { value: 'NAME', description: 'measure this benchmark of the configuration file only; may be repeated' },
  product: { value: 'NAME', description: 'an executable product to measure as it is; may be repeated' },
  output: { value: 'FOLDER', description: 'where the results are written (default: .build/allocations)' },
  from: { value: 'FORMAT', description: 'what the text is: perf-script, dtrace or folded' },
  event: { value: 'NAME', description: 'of the events that were recorded, the one to take (default: all, added up)' },
  per: { value: 'UNIT', description: 'what one number is a count of: iteration or run (default: iteration)' },
  environment: { value: 'NAME', description: 'such as swift-6.2-ubuntu-24.04-x86_64 (default: this machine’s)' },
  report: { value: 'FILE', description: 'a report.json that was written by `measure` or `gate`' },
  format: { value: 'FORMAT', description: 'what is printed: terminal, markdown or json (default: terminal)' },
  json: { value: null, description: 'print the machine-readable result instead of text' },
  verbose: { value: null, description: 'show each step and the build’s output, also where nobody is watching' },
  help: { value: null, description: 'print this' },
} as const satisfies Record<string, Option>;

/** Options that are inputs too have the same meaning and default. */
const inputOptions = Object.values(inputTable).flatMap(({ name, default: standard, option }): [string, Option][] => {
  if (option === null) return [];
  const without = option.without ?? standard;
  const description = `${option.means}${without === '' ? '' : ` (default: ${without})`}`;
  return [[name, { value: option.value, description }]];
});

export const options: ReadonlyMap<string, Option> = new Map([...inputOptions, ...Object.entries(otherOptions)]);
export type OptionName = InputName | keyof typeof otherOptions;

/** The options that may be given more than once. */
const repeated = ['product', 'benchmark'] as const satisfies readonly OptionName[];

/** The options given, each with its text; switches as true. */
export interface Given {
  readonly texts: Readonly<Partial<Record<OptionName, string>>>;
  readonly switches: ReadonlySet<OptionName>;
  readonly products: readonly string[];
  readonly benchmarks: readonly string[];
  readonly operands: readonly string[];
}

/** Parses the arguments after the command's name; throws a {@link UsageError} for what the command does not take. */
export function parseOptions(command: string, args: readonly string[], allowed: readonly OptionName[]): Given {
  const refuse = (problem: string) => new UsageError(`${problem}\nSee \`swift-allocation-gate ${command} --help\`.`);
  const isSwitch = (name: OptionName) => options.get(name)?.value === null;
  const specification = Object.fromEntries(
    allowed.map((name) => {
      const type = isSwitch(name) ? 'boolean' : 'string';
      return [name, { type, multiple: true, ...(name === 'output' ? { short: 'o' } : {}) } as const];
    }),
  );
  // Not strict: what is wrong is worded here, and `--limit -5` has a value like any other.
  const { tokens } = parseArgs({
    ...{ args: [...args], options: specification, allowPositionals: true },
    ...{ strict: false, tokens: true },
  });
  const texts = new Map<OptionName, readonly string[]>();
  const switches = new Set<OptionName>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const name = allowed.find((one) => one === token.name);
    if (name === undefined) throw refuse(unknownOption(command, token.rawName, allowed));
    const { value } = token;
    if (isSwitch(name)) {
      if (value !== undefined) throw refuse(`--${name} takes no value, and got ${quoted(value)}.`);
      switches.add(name);
    } else {
      const earlier = texts.get(name) ?? [];
      if (value === undefined) throw refuse(missingValue(name));
      // A number may be negative; anything else that begins with a dash was most likely meant as the next option.
      if (token.inlineValue === false && /^-(?!\d)./.test(value)) {
        throw refuse(`${missingValue(name)} If ${quoted(value)} is meant, write --${name}=${shellWord(value)}.`);
      }
      if (earlier.length > 0 && !repeated.some((one) => one === name)) {
        throw refuse(`--${name} is there twice; give it once.`);
      }
      texts.set(name, [...earlier, value]);
    }
  }
  const single = [...texts].flatMap(([name, [text = '', ...others]]) =>
    others.length > 0 || repeated.some((one) => one === name) ? [] : [[name, text] as const],
  );
  return {
    texts: Object.fromEntries(single),
    switches,
    products: texts.get('product') ?? [],
    benchmarks: texts.get('benchmark') ?? [],
    operands,
  };
}

function unknownOption(command: string, rawName: string, allowed: readonly OptionName[]): string {
  const name = rawName.replace(/^-+/, '');
  const meant = name.length < 2 ? null : nearest(name, allowed);
  const hint = meant === null ? '' : `; did you mean --${meant}?`;
  return `${command} has no option ${logged(rawName)}${hint || '.'}`;
}

/** As somebody typed it, where it is plain; else quoted. */
function logged(rawName: string): string {
  return /^[\w-]{1,60}$/.test(rawName) ? rawName : quoted(rawName);
}

function missingValue(name: OptionName): string {
  const { value, description } = options.get(name) ?? { value: 'VALUE', description: '' };
  return `--${name} needs a value: ${value}, ${description}.`;
}

/**
 * The options as inputs, read as the Action's are and named as options in what is said of them. A path may be absolute
 * where it lies in `repository`, the working directory.
 */
export function inputsOf({ texts, products }: Given, repository: string): Inputs {
  const paths: readonly InputName[] = ['config', 'package-path', 'baseline'];
  return parseInputs((name) => {
    if (name === 'products') return products.join('\n');
    const text = texts[name] ?? '';
    if (!paths.includes(name) || !isAbsolute(text)) return text;
    const inside = relativeInside(repository, text);
    if (inside !== null) return inside;
    throw new UsageError(
      `--${name}: ${quoted(text)} is outside the working directory, which stands for the repository`,
    );
  }, 'command line');
}

/** The path relative to a folder that it lies in; null where it lies elsewhere. */
function relativeInside(folder: string, path: string): string | null {
  const candidates = [path, existing(path)].map((one) => relative(folder, one) || '.');
  return candidates.find((inside) => inside !== '..' && !inside.startsWith('../')) ?? null;
}

function existing(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** What helps, in the words of the command line: what workflows write as `counter: inside` is `--counter inside`. */
export function inOptions(remedy: string): string {
  return remedy.replaceAll(/`([a-z-]+)(?:: ([a-z]+))?`/g, (whole, name: string, value?: string) => {
    const option = value === undefined ? `--${name}` : `--${name} ${value}`;
    return options.has(name) ? `\`${option}\`` : whole;
  });
}

/** The word given to an option; throws a {@link UsageError} that shows all of them where it is none, or missing. */
export function optionChoice<const Word extends string>(
  option: string,
  given: string | undefined,
  words: readonly Word[],
): Word {
  if (given === undefined) throw new UsageError(`--${option} is missing; it is one of ${words.join(', ')}.`);
  const choice = oneOf(words)(given);
  if (choice.ok) return choice.value;
  throw new UsageError(`--${option}: ${choice.problem}.`);
}

/** What a report is printed as. */
export type Format = 'terminal' | 'markdown' | 'json';

/** `--format`, and its older name for one of them, `--json`. */
export function formatOf({ texts, switches }: Given): Format {
  const isJson = switches.has('json');
  const format = optionChoice('format', texts.format ?? (isJson ? 'json' : 'terminal'), [
    'terminal',
    'markdown',
    'json',
  ]);
  if (isJson && format !== 'json')
    throw new UsageError(`--format ${format} contradicts --json; leave one of them out.`);
  return format;
}

/** What options mean where a command takes them differently from the others. */
export type Meanings = Readonly<Partial<Record<OptionName, Option>>>;

/** The lines of a command's help that explain these options. */
export function describeOptions(allowed: readonly OptionName[], meanings: Meanings = {}): string {
  const written = allowed.flatMap((name) => {
    const option = meanings[name] ?? options.get(name);
    if (option === undefined) return [];
    const { value, description } = option;
    return [{ text: `--${name}${value === null ? '' : ` ${value}`}`, description }];
  });
  const width = Math.max(...written.map(({ text }) => text.length));
  return written.map(({ text, description }) => `  ${text.padEnd(width)}  ${description}`).join('\n');
}
