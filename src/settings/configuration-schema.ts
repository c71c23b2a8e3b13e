import { z } from 'zod';
import { includableFunctions } from '../model/counted-functions.ts';
import { type DirectFunction, directNames } from '../model/direct-functions.ts';
import type { Limit } from '../model/limit.ts';
import { parseBenchmarkName } from './benchmark-name.ts';
import { list, map, mapOf, parseText, refuse, scalar } from './forms.ts';
import {
  oneOf,
  type Parsed,
  parseBoolean,
  parseDecimal,
  parsed,
  parseTimeLimit,
  parseVariable,
  parseWait,
  problem,
  quoted,
  wholeNumber,
  wholeNumberForm,
} from './parsers.ts';
import { type Server, serverKeys, serverOf } from './server-schema.ts';

/** What a benchmark runs. */
export type Program =
  | { readonly kind: 'product'; readonly product: string }
  | { readonly kind: 'command'; readonly command: readonly [string, ...string[]] };

/** The two numbers of iterations that a benchmark is measured with. */
export interface IterationLevels {
  readonly from: number;
  readonly to: number;
}

/** How the program is told the number of iterations, and the numbers; null: those of the baseline, else chosen. */
export type Iterations = (
  | { readonly kind: 'variable'; readonly variable: string }
  /** One argument, appended to the others; each `{iterations}` in it stands for the number. */
  | { readonly kind: 'argument'; readonly argument: string }
  /** It is not told: what drives it is, by `{iterations}` in that command. */
  | { readonly kind: 'driver' }
) & { readonly levels: IterationLevels | null };

/** What becomes of processes that still run in the background when the program has ended. */
export interface LeftoverPolicy {
  /** How long they are waited for, and counted; the rest is ended. */
  readonly waitMilliseconds: number;
  /** Whether there may be a rest, and whether one of them may fail. */
  readonly allowed: boolean;
}

/** What holds where the file says nothing: they have a moment to end, and have to. */
export const strictLeftovers: LeftoverPolicy = { waitMilliseconds: 2000, allowed: false };

/** What can be said for all benchmarks or for one; null where the file is silent. */
export interface Overrides {
  readonly environment: Readonly<Record<string, string>>;
  readonly limit: Limit | null;
  readonly runs: number | null;
  readonly timeoutSeconds: number | null;
  /** The exit status of a good run. */
  readonly status: number | null;
  readonly leftovers: LeftoverPolicy | null;
  /** What is counted besides the functions that every allocator has. */
  readonly alsoCount: readonly DirectFunction[] | null;
}

/** A benchmark as the file describes it. */
export type BenchmarkEntry = Program &
  Overrides & {
    readonly arguments: readonly string[];
    readonly iterations: Iterations | null;
    /** Null: the program ends by itself. */
    readonly server: Server | null;
  };

const textual = scalar('a text', parseText);
const variable = scalar('the name of an environment variable', parseVariable);
const mostIterations = 1_000_000_000;
const iterationCount = scalar(wholeNumberForm(0, mostIterations), wholeNumber(0, mostIterations));
const decimal = scalar('a number', parseDecimal);

const limit = map(
  { percent: decimal.optional(), absolute: decimal.optional(), site: decimal.optional() },
  '{ percent: 1, absolute: 20 }',
).transform(({ percent, absolute, site }, context): Limit => {
  // An unknown key was reported already, and is most likely the one that would be missed here (also below).
  if (context.issues.length > 0) return z.NEVER;
  if (percent === undefined && absolute === undefined && site === undefined) {
    refuse(context, 'names no limit; write percent, absolute, site or several of them');
  }
  return { percent: percent ?? 0, absolute: absolute ?? 0, ...(site === undefined ? {} : { site }) };
});

const leftovers = map(
  {
    wait: scalar('a time: 500ms, 2s or 1m', parseWait).optional(),
    allow: scalar('true or false', parseBoolean).optional(),
  },
  '{ wait: 2s, allow: true }',
).transform(({ wait, allow }, context): LeftoverPolicy => {
  if (context.issues.length > 0) return z.NEVER;
  if (wait === undefined && allow === undefined) refuse(context, 'says nothing; write wait, allow or both');
  return { waitMilliseconds: wait ?? strictLeftovers.waitMilliseconds, allowed: allow ?? strictLeftovers.allowed };
});

/** A list of these words, none of them twice. */
function listOf<const T extends string>(words: readonly T[], example: string) {
  const isNothingTwice = (all: readonly T[]) => new Set(all).size === all.length;
  return list(scalar(words.join(' or '), oneOf(words)), example).refine(isNothingTwice, 'names a function twice');
}

const overrides = {
  environment: mapOf(parseVariable, textual, '{ MODE: fast }').optional(),
  limit: limit.optional(),
  runs: scalar(wholeNumberForm(1, 100), wholeNumber(1, 100)).optional(),
  timeout: scalar('a time: 90s, 10m or 1h', parseTimeLimit).optional(),
  status: scalar(wholeNumberForm(0, 255), wholeNumber(0, 255)).optional(),
  'leftover-processes': leftovers.optional(),
  'also-count': listOf(directNames, '[operator_new]').optional(),
};

function overridesOf(given: z.output<z.ZodObject<typeof overrides>>): Overrides {
  return {
    environment: given.environment ?? {},
    limit: given.limit ?? null,
    runs: given.runs ?? null,
    timeoutSeconds: given.timeout ?? null,
    status: given.status ?? null,
    leftovers: given['leftover-processes'] ?? null,
    alsoCount: given['also-count'] ?? null,
  };
}

/** Of a file that is silent. */
export const noOverrides = overridesOf({});

const iterationsOf = map(
  {
    variable: variable.optional(),
    argument: textual.optional(),
    from: iterationCount.optional(),
    to: iterationCount.optional(),
  },
  '{ variable: ITERATIONS }',
).transform((given, context): Iterations => {
  if (context.issues.length > 0) return z.NEVER;
  const { from, to } = given;
  if (from !== undefined && to === undefined) refuse(context, 'is one of two; write to: 11 too, or neither', 'from');
  if (to !== undefined && from === undefined) refuse(context, 'is one of two; write from: 1 too, or neither', 'to');
  const levels = from === undefined || to === undefined ? null : { from, to };
  if (levels !== null && levels.from >= levels.to) {
    refuse(context, `must be larger than from, which is ${levels.from}`, 'to');
  }
  if (given.variable !== undefined && given.argument !== undefined) {
    refuse(context, 'contradicts variable; keep one of the two', 'argument');
  }
  if (given.variable !== undefined) return { kind: 'variable', variable: given.variable, levels };
  if (given.argument?.includes('{iterations}')) return { kind: 'argument', argument: given.argument, levels };
  if (given.argument === undefined) return { kind: 'driver', levels };
  return refuse(context, `${quoted(given.argument)} lacks {iterations}; write --count={iterations}`, 'argument');
});

const benchmark = map(
  {
    product: scalar('the name of an executable product', parseProduct).optional(),
    command: list(textual, '[./scripts/load.sh]').optional(),
    arguments: list(textual, '[--requests, "1000"]').optional(),
    iterations: iterationsOf.optional(),
    ...serverKeys,
    ...overrides,
  },
  '{ product: Server }',
).transform((given, context): BenchmarkEntry => {
  if (context.issues.length > 0) return z.NEVER;
  const saysIterations = given.drive?.some((word) => word.includes('{iterations}')) === true;
  const iterations: Iterations | null = given.iterations ?? (saysIterations ? { kind: 'driver', levels: null } : null);
  const server = serverOf(given, iterations?.kind ?? null, context);
  const rest = {
    arguments: given.arguments ?? [],
    iterations,
    server,
    ...overridesOf(given),
  };
  if (rest.iterations?.kind === 'variable' && Object.hasOwn(rest.environment, rest.iterations.variable)) {
    const { variable } = rest.iterations;
    refuse(
      context,
      `contradicts iterations, which sets ${variable} too; leave one of them out`,
      'environment',
      variable,
    );
  }
  if (given.product !== undefined && given.command !== undefined) {
    refuse(context, 'contradicts product; keep one of the two', 'command');
  }
  if (given.product !== undefined) return { kind: 'product', product: given.product, ...rest };
  const [program, ...commandArguments] = given.command ?? [];
  if (program) return { kind: 'command', command: [program, ...commandArguments], ...rest };
  if (given.command !== undefined) return refuse(context, 'names no program; write [./scripts/load.sh]', 'command');
  return refuse(context, 'names nothing to run; write product: Server or command: [./scripts/load.sh]');
});

/** The whole file, read from the plain texts, lists and maps of a YAML document. */
export const configurationSchema = map(
  {
    benchmarks: mapOf(parseBenchmarkName, benchmark, '{ http: { product: Server } }')
      .refine((all) => Object.keys(all).length > 0, 'names no benchmark; add one or leave out the key')
      .refine((all) => Object.keys(all).length <= 500, 'has more than 500 benchmarks')
      .optional(),
    defaults: map(overrides, '{ runs: 10 }').transform(overridesOf).optional(),
    'total-includes': listOf(includableFunctions, '[aligned_alloc]').optional(),
  },
  'benchmarks: { http: { product: Server } }',
);

/** Reads the name of one product: anything that SwiftPM can put into its folder of built products. */
function parseProduct(text: string): Parsed<string> {
  if (text === '') return problem('the name is empty; write the name of an executable product');
  if (/^[^-/\\\p{Cc}][^/\\\p{Cc}]{0,199}$/u.test(text) && text !== '.' && text !== '..') return parsed(text);
  return problem(`${quoted(text)} is not the name of a product; write it as in Package.swift`);
}
