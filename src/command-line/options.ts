import { parseArgs } from 'node:util';
import { messageOf, UsageError } from '../model/errors.ts';
import { type InputName, type Inputs, inputTable, parseInputs } from '../settings/inputs.ts';
import { oneOf } from '../settings/parsers.ts';

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
  product: { value: 'NAME', description: 'an executable product to measure as it is; may be repeated' },
  output: { value: 'FOLDER', description: 'where the results are written (default: .build/allocations)' },
  from: { value: 'FORMAT', description: 'what the text is: perf-script, dtrace or folded' },
  event: { value: 'NAME', description: 'of the events that were recorded, the one to take (default: all, added up)' },
  per: { value: 'UNIT', description: 'what one number is a count of: iteration or run (default: iteration)' },
  environment: { value: 'NAME', description: 'such as swift-6.2-ubuntu-24.04-x86_64 (default: this machine’s)' },
  report: { value: 'FILE', description: 'a report.json that was written by `measure` or `gate`' },
  json: { value: null, description: 'print the machine-readable result instead of text' },
  verbose: { value: null, description: 'show progress and the build’s output, also where nobody is watching' },
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

/** The options given, each with its text; switches as true. */
export interface Given {
  readonly texts: Readonly<Partial<Record<OptionName, string>>>;
  readonly switches: ReadonlySet<OptionName>;
  readonly products: readonly string[];
  readonly operands: readonly string[];
}

/** Parses the arguments after the command's name; throws a {@link UsageError} for what the command does not take. */
export function parseOptions(command: string, args: readonly string[], allowed: readonly OptionName[]): Given {
  const specification = Object.fromEntries(
    allowed.map((name) => {
      const type = options.get(name)?.value === null ? 'boolean' : 'string';
      return [name, { type, multiple: name === 'product', ...(name === 'output' ? { short: 'o' } : {}) } as const];
    }),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: specification, allowPositionals: true });
    const texts: Partial<Record<OptionName, string>> = {};
    for (const name of allowed) if (typeof values[name] === 'string') texts[name] = values[name];
    return {
      texts,
      switches: new Set(allowed.filter((name) => values[name] === true)),
      products: Array.isArray(values.product) ? values.product.map(String) : [],
      operands: positionals,
    };
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\nSee \`swift-allocation-gate ${command} --help\`.`, { cause: error });
  }
}

/** The options as inputs: checked and worded exactly as the Action's. */
export function inputsOf({ texts, products }: Given): Inputs {
  return parseInputs((name) => (name === 'products' ? products.join('\n') : (texts[name] ?? '')));
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
