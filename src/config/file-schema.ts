import { z } from 'zod';
import { parseBenchmarkName } from './benchmark-name.ts';
import { oneOf } from './choice.ts';
import { parseDuration } from './duration.ts';
import { type Limit, parseDecimal } from './limit.ts';
import { type Parsed, parsed, problem, quoted } from './parsed.ts';
import { parseProduct } from './products.ts';
import { list, map, mapOf, scalar } from './schema-parts.ts';
import { wholeNumber, wholeNumberForm } from './whole-number.ts';

/** What a benchmark runs. */
export type Program =
  | { readonly kind: 'product'; readonly product: string }
  | { readonly kind: 'command'; readonly command: readonly [string, ...string[]] };

/** Functions that the total may include besides those that it always does. */
const optionalFunctions = ['aligned_alloc', 'memalign'] as const;
export type OptionalFunction = (typeof optionalFunctions)[number];

/** How the program is told the number of iterations, and the two numbers it is measured with. */
export type Iterations = (
  | { readonly kind: 'variable'; readonly variable: string }
  /** One argument, appended to the others; each `{iterations}` in it stands for the number. */
  | { readonly kind: 'argument'; readonly argument: string }
) & { readonly from: number; readonly to: number };

/** What can be said for all benchmarks or for one; null where the file is silent. */
export interface Overrides {
  readonly environment: Readonly<Record<string, string>>;
  readonly limit: Limit | null;
  readonly runs: number | null;
  readonly timeoutSeconds: number | null;
}

/** A benchmark as the file describes it. */
export type BenchmarkEntry = Program &
  Overrides & { readonly arguments: readonly string[]; readonly iterations: Iterations | null };

const textual = scalar('a text', parseText);
const variable = scalar('the name of an environment variable', parseVariable);
const mostIterations = 1_000_000_000;
const iterationCount = scalar(wholeNumberForm(0, mostIterations), wholeNumber(0, mostIterations));
const decimal = scalar('a number', parseDecimal);

const limit = map(
  { percent: decimal.optional(), absolute: decimal.optional() },
  '{ percent: 1, absolute: 20 }',
).transform(({ percent, absolute }, context): Limit => {
  // An unknown key was reported already, and is most likely the one that would be missed here (also below).
  if (context.issues.length > 0) return z.NEVER;
  if (percent === undefined && absolute === undefined) {
    context.addIssue({ code: 'custom', message: 'names no limit; write percent, absolute or both' });
  }
  return { percent: percent ?? 0, absolute: absolute ?? 0 };
});

const overrides = {
  environment: mapOf(parseVariable, textual, '{ MODE: fast }').optional(),
  limit: limit.optional(),
  runs: scalar(wholeNumberForm(1, 100), wholeNumber(1, 100)).optional(),
  timeout: scalar('a time: 90s, 10m or 1h', parseDuration).optional(),
};

interface GivenOverrides {
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly limit?: Limit | undefined;
  readonly runs?: number | undefined;
  readonly timeout?: number | undefined;
}

function overridesOf(given: GivenOverrides): Overrides {
  return {
    environment: given.environment ?? {},
    limit: given.limit ?? null,
    runs: given.runs ?? null,
    timeoutSeconds: given.timeout ?? null,
  };
}

const iterations = map(
  { variable: variable.optional(), argument: textual.optional(), from: iterationCount, to: iterationCount },
  '{ variable: ITERATIONS, from: 1, to: 11 }',
).transform((given, context): Iterations => {
  if (context.issues.length > 0) return z.NEVER;
  const { from, to } = given;
  if (from >= to)
    context.addIssue({ code: 'custom', path: ['to'], message: `must be larger than from, which is ${from}` });
  if (given.variable !== undefined && given.argument !== undefined) {
    context.addIssue({ code: 'custom', path: ['argument'], message: 'contradicts variable; keep one of the two' });
  }
  if (given.variable !== undefined) return { kind: 'variable', variable: given.variable, from, to };
  if (given.argument?.includes('{iterations}')) return { kind: 'argument', argument: given.argument, from, to };
  context.addIssue(
    given.argument === undefined
      ? {
          code: 'custom',
          message: 'does not say how to pass the number; write variable: ITERATIONS or argument: --count={iterations}',
        }
      : {
          code: 'custom',
          path: ['argument'],
          message: `${quoted(given.argument)} lacks {iterations}; write --count={iterations}`,
        },
  );
  return z.NEVER;
});

const benchmark = map(
  {
    product: scalar('the name of an executable product', parseProduct).optional(),
    command: list(textual, '[./scripts/load.sh]').optional(),
    arguments: list(textual, '[--requests, "1000"]').optional(),
    iterations: iterations.optional(),
    ...overrides,
  },
  '{ product: Server }',
).transform((given, context): BenchmarkEntry => {
  if (context.issues.length > 0) return z.NEVER;
  const rest = { arguments: given.arguments ?? [], iterations: given.iterations ?? null, ...overridesOf(given) };
  if (rest.iterations?.kind === 'variable' && Object.hasOwn(rest.environment, rest.iterations.variable)) {
    const message = `contradicts iterations, which sets ${rest.iterations.variable} too; leave one of them out`;
    context.addIssue({ code: 'custom', path: ['environment', rest.iterations.variable], message });
  }
  if (given.product !== undefined && given.command !== undefined) {
    context.addIssue({ code: 'custom', path: ['command'], message: 'contradicts product; keep one of the two' });
  }
  if (given.product !== undefined) return { kind: 'product', product: given.product, ...rest };
  const [program, ...commandArguments] = given.command ?? [];
  if (program) return { kind: 'command', command: [program, ...commandArguments], ...rest };
  context.addIssue(
    given.command === undefined
      ? { code: 'custom', message: 'names nothing to run; write product: Server or command: [./scripts/load.sh]' }
      : { code: 'custom', path: ['command'], message: 'names no program; write [./scripts/load.sh]' },
  );
  return z.NEVER;
});

/** The whole file, read from the plain texts, lists and maps of a YAML document. */
export const fileSchema = map(
  {
    benchmarks: mapOf(parseBenchmarkName, benchmark, '{ http: { product: Server } }')
      .refine((all) => Object.keys(all).length > 0, 'names no benchmark; add one or leave out the key')
      .refine((all) => Object.keys(all).length <= 500, 'has more than 500 benchmarks')
      .optional(),
    defaults: map(overrides, '{ runs: 10 }').transform(overridesOf).optional(),
    'total-includes': list(scalar('aligned_alloc or memalign', oneOf(optionalFunctions)), '[aligned_alloc]')
      .refine((all) => new Set(all).size === all.length, 'names a function twice')
      .optional(),
  },
  'benchmarks: { http: { product: Server } }',
);

function parseText(text: string): Parsed<string> {
  return text.includes('\0')
    ? problem(`${quoted(text)} has a NUL character, which no program can be given`)
    : parsed(text);
}

function parseVariable(text: string): Parsed<string> {
  if (/^[A-Za-z_]\w{0,199}$/.test(text)) return parsed(text);
  return problem(
    `${quoted(text)} is not the name of an environment variable; write letters, digits and _, such as MODE`,
  );
}
