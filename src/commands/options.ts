import { parseArgs } from 'node:util';
import { type InputName, type Inputs, inputDefaults, parseInputs } from '../config/inputs.ts';
import { messageOf, UsageError } from '../errors.ts';

/** An option of the command line: what it means, and what stands for its value in the help (null: a switch). */
export interface Option {
  readonly value: string | null;
  readonly description: string;
}

/** Options that are inputs of the Action too, with the same meaning and default. */
const inputOptions = {
  'package-path': { value: 'FOLDER', description: 'the Swift package (default: the working directory)' },
  config: { value: 'FILE', description: `configuration file (default: ${inputDefaults.config}, if it is there)` },
  'build-arguments': { value: 'TEXT', description: 'further arguments of `swift build`, one on each line' },
  baseline: { value: 'FOLDER', description: `committed baselines (default: ${inputDefaults.baseline})` },
  runs: { value: 'N', description: `how often each benchmark is run, at most (default: ${inputDefaults.runs})` },
  timeout: { value: 'TIME', description: `time limit of one run (default: ${inputDefaults.timeout})` },
  limit: { value: 'LIMIT', description: 'allowed increase: 20, 1% or "20, 1%" (default: 0)' },
  'fail-on': { value: 'WHAT', description: 'regression, any-change or never (default: regression)' },
  'on-missing-baseline': { value: 'HOW', description: 'warn, fail or pass (default: warn)' },
  'on-incomparable': { value: 'HOW', description: 'measure-base, fail or warn (default: measure-base)' },
  dependencies: { value: 'WHICH', description: 'of the base: as-resolved or same-as-head (default: as-resolved)' },
  'flame-graph': { value: 'BOOLEAN', description: 'record stacks: true or false (default: true)' },
  'call-graph': { value: 'HOW', description: 'auto, fp or dwarf (default: auto)' },
  'perf-path': { value: 'FILE', description: 'the perf to use (default: the first that works)' },
} as const satisfies Partial<Record<InputName, Option>>;

const otherOptions = {
  base: {
    value: 'REVISION',
    description: 'compare with this commit, built and measured here, instead of the baseline',
  },
  product: { value: 'NAME', description: 'an executable product to measure as it is; may be repeated' },
  output: { value: 'FOLDER', description: 'where the results are written (default: .build/allocations)' },
  from: { value: 'FORMAT', description: 'what the text is: perf-script, dtrace or folded' },
  per: { value: 'UNIT', description: 'what one number is a count of: iteration or run (default: iteration)' },
  environment: { value: 'NAME', description: 'such as swift-6.2-ubuntu-24.04-x86_64 (default: this machine’s)' },
  report: { value: 'FILE', description: 'a report.json that was written by `measure` or `gate`' },
  json: { value: null, description: 'print the machine-readable result instead of text' },
  verbose: { value: null, description: 'show progress and the build’s output, also where nobody is watching' },
  help: { value: null, description: 'print this' },
} as const satisfies Record<string, Option>;

export const options = { ...inputOptions, ...otherOptions };
export type OptionName = keyof typeof options;

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
    allowed.map((name) => [
      name,
      {
        type: options[name].value === null ? 'boolean' : 'string',
        multiple: name === 'product',
        ...(name === 'output' ? { short: 'o' } : {}),
      } as const,
    ]),
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
  const isInput = (name: InputName): name is keyof typeof inputOptions => name in inputOptions;
  return parseInputs((name) => {
    if (name === 'products') return products.join('\n');
    return isInput(name) ? (texts[name] ?? '') : '';
  });
}

/** What options mean where a command takes them differently from the others. */
export type Meanings = Readonly<Partial<Record<OptionName, Option>>>;

/** The lines of a command's help that explain these options. */
export function describeOptions(allowed: readonly OptionName[], meanings: Meanings = {}): string {
  const written = allowed.map((name) => {
    const { value, description }: Option = meanings[name] ?? options[name];
    return { text: `--${name}${value === null ? '' : ` ${value}`}`, description };
  });
  const width = Math.max(...written.map(({ text }) => text.length));
  return written.map(({ text, description }) => `  ${text.padEnd(width)}  ${description}`).join('\n');
}
