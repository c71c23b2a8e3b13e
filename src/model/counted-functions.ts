import { type DirectFunction, directNames } from './direct-functions.ts';

/** A way of calling a function that is told apart from its others, because an allocator may treat each differently. */
interface KindRow<Kind extends string = string> {
  readonly kind: Kind;
  /** What the arguments that a probe fetches must satisfy, as the kernel's event filters say it; null: any call. */
  readonly filter: string | null;
  /** A call of this kind as the calibration program makes it, in C: its `i`-th. */
  readonly call: string;
}

interface FunctionRow<Name extends string = string, Symbol extends string = string, Kind extends string = string> {
  readonly name: Name;
  /** The C function that gets the probe; two rows may share one. */
  readonly symbol: Symbol;
  /** How people write the call, where that is not the row's name. */
  readonly shownAs?: string;
  /** Names of its arguments, in their order; null where one is of no use. */
  readonly parameters: readonly (string | null)[];
  /** Whether its calls are in the total, each a new block: `optional` where the settings say so. `never` makes no new block. */
  readonly inTotal: 'always' | 'optional' | 'never';
  /** Files have no number of it where that would be 0: it came later than they did, and hardly anything calls it. */
  readonly isRare?: true;
  /** No call belongs to two of them. */
  readonly kinds: readonly KindRow<Kind>[];
}

/**
 * The allocation functions that are counted, in the order in which they are shown: the one place that lists them.
 *
 * `realloc(NULL, n)` makes a new block; `realloc` of an existing one, to another size than 0, is how buffers grow, and
 * `realloc(p, 0)` is in no kind: it frees. A call that one function makes of another (glibc's `posix_memalign(16)` jumps
 * into `malloc`) is counted for the function that was called, never for both; which calls do that differs between
 * allocators, so that it is no column here: calibration finds it (facts 2).
 */
const rows = [
  {
    name: 'malloc',
    symbol: 'malloc',
    parameters: ['size'],
    inTotal: 'always',
    kinds: [{ kind: 'malloc', filter: null, call: 'keep(malloc(24))' }],
  },
  {
    name: 'calloc',
    symbol: 'calloc',
    parameters: ['n', 'size'],
    inTotal: 'always',
    kinds: [{ kind: 'calloc', filter: null, call: 'keep(calloc(3, 8))' }],
  },
  {
    name: 'posix_memalign',
    symbol: 'posix_memalign',
    parameters: [null, 'align', 'size'],
    inTotal: 'always',
    kinds: [
      { kind: 'posix_memalign_small', filter: 'align <= 16', call: 'keep(posix_aligned(small[i % 2], 24))' },
      { kind: 'posix_memalign_large', filter: 'align > 16', call: 'keep(posix_aligned(large[i % 3], 24))' },
    ],
  },
  {
    name: 'realloc_null',
    symbol: 'realloc',
    shownAs: 'realloc(NULL)',
    parameters: ['ptr', 'size'],
    inTotal: 'always',
    kinds: [{ kind: 'realloc_null', filter: 'ptr == 0', call: 'keep(realloc(NULL, 24))' }],
  },
  {
    name: 'realloc',
    symbol: 'realloc',
    parameters: ['ptr', 'size'],
    inTotal: 'never',
    kinds: [
      { kind: 'realloc_existing', filter: 'ptr != 0 && size != 0', call: 'growing = realloc(growing, sizes[i % 5])' },
    ],
  },
  {
    name: 'aligned_alloc',
    symbol: 'aligned_alloc',
    parameters: ['align', 'size'],
    inTotal: 'optional',
    kinds: [
      { kind: 'aligned_alloc_small', filter: 'align <= 16', call: 'keep(aligned_alloc(small[i % 2], 48))' },
      { kind: 'aligned_alloc_large', filter: 'align > 16', call: 'keep(aligned_alloc(large[i % 3], 4096))' },
    ],
  },
  {
    name: 'memalign',
    symbol: 'memalign',
    parameters: ['align', 'size'],
    inTotal: 'optional',
    kinds: [
      { kind: 'memalign_small', filter: 'align <= 16', call: 'keep(memalign(small[i % 2], 24))' },
      { kind: 'memalign_large', filter: 'align > 16', call: 'keep(memalign(large[i % 3], 24))' },
    ],
  },
  {
    name: 'valloc',
    symbol: 'valloc',
    parameters: ['size'],
    inTotal: 'optional',
    isRare: true,
    kinds: [{ kind: 'valloc', filter: null, call: 'keep(valloc(24))' }],
  },
  {
    name: 'pvalloc',
    symbol: 'pvalloc',
    parameters: ['size'],
    inTotal: 'optional',
    isRare: true,
    kinds: [{ kind: 'pvalloc', filter: null, call: 'keep(pvalloc(24))' }],
  },
] as const satisfies readonly FunctionRow[];

type Row = (typeof rows)[number];
/** A function as it is counted: `realloc_null` and `realloc` are two, of one C function. */
export type AllocationFunction = Row['name'] | DirectFunction;
/** A C function that gets a probe. */
export type ProbedFunction = Row['symbol'];
/** A way of calling a function: what is counted apart. */
export type CallKind = Row['kinds'][number]['kind'];
/** A function that is put into the total only where the settings say so. */
export type OptionalFunction = OptionalRow['name'] | DirectFunction;
type OptionalRow = Extract<Row, { readonly inTotal: 'optional' }>;

/** The table. */
export const countedFunctions: readonly FunctionRow<Row['name'], ProbedFunction, CallKind>[] = rows;

/** The kinds of calls, each with what it is counted as and the C function that it calls. */
export const callKinds = countedFunctions.flatMap(({ name, symbol, inTotal, kinds }) =>
  kinds.map((kind) => ({ ...kind, countedAs: name, symbol, makesBlock: inTotal !== 'never' })),
);

/** All that have a number: those that are called directly come last. */
export const allocationFunctions: readonly AllocationFunction[] = [...rows.map(({ name }) => name), ...directNames];
export const probedFunctions = [...new Set(countedFunctions.map(({ symbol }) => symbol))];
/** Those of the table that settings put into the total; those that are called directly are in it where they are counted. */
export const includableFunctions = rows.filter((row) => row.inTotal === 'optional').map(({ name }) => name);
export const optionalFunctions: readonly OptionalFunction[] = [...includableFunctions, ...directNames];

/** The kinds of calls that can be counted where these functions have a probe. */
export function kindsOf(functions: readonly ProbedFunction[]): readonly CallKind[] {
  return callKinds.flatMap(({ kind, symbol }) => (functions.includes(symbol) ? [kind] : []));
}
