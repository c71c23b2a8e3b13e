import { type AllocationFunction, callKinds, countedFunctions } from '../../model/counted-functions.ts';
import { type Counts, countsOf } from '../../model/counts.ts';

/** A way of calling an allocation function that DTrace counts apart. */
export interface DTraceKind {
  readonly kind: string;
  /** The C function at whose entry it is counted. */
  readonly symbol: string;
  /** In D, what its arguments satisfy; null: any call. */
  readonly predicate: string | null;
  readonly countedAs: AllocationFunction;
  /** A call of this kind as the calibration program makes it, in C: its `i`-th. */
  readonly call: string;
  /** What declares the function where that call does not use its own name; null where it does. */
  readonly prototype: string | null;
}

/** The kinds of Linux's libc, as the model has them. */
export const linuxKinds: readonly DTraceKind[] = callKinds.map(({ kind, symbol, filter, countedAs, call }) => {
  const { parameters } = countedFunctions.find(({ name }) => name === countedAs) ?? { parameters: [] };
  return { kind, symbol, predicate: predicateOf(filter, parameters), countedAs, call, prototype: null };
});

/** `ptr != 0 && size != 0` with the parameters `ptr, size` is `arg0 != 0 && arg1 != 0`. */
function predicateOf(filter: string | null, parameters: readonly (string | null)[]): string | null {
  return filter?.replaceAll(/[a-z]+/g, (name) => `arg${parameters.indexOf(name)}`) ?? null;
}

const size = 'unsigned long';

/**
 * The families of functions in Apple's libmalloc: the plain ones, those on a zone, and those that say the type, which the
 * compiler puts in the place of the others since macOS 14 and Swift's runtime calls (malloc/_malloc_type.h). What goes
 * before the usual arguments, and behind them.
 */
const families = [
  { prefix: '', before: null, behind: null, aligned: 'posix_memalign', hasC11: true },
  { prefix: 'malloc_zone_', before: 'zone', behind: null, aligned: 'memalign', hasC11: false },
  { prefix: 'malloc_type_', before: null, behind: 'type', aligned: 'posix_memalign', hasC11: true },
  { prefix: 'malloc_type_zone_', before: 'zone', behind: 'type', aligned: 'memalign', hasC11: false },
] as const;

/** Those of macOS's libmalloc. What a version lacks is left out when its functions are listed. */
export const appleKinds: readonly DTraceKind[] = families.flatMap(({ prefix, before, behind, aligned, hasC11 }) => {
  const first = before === null ? 0 : 1;
  const parameters = (own: string) =>
    [...(before === null ? [] : ['void *']), own, ...(behind === null ? [] : ['unsigned long long'])].join(', ');
  const call = (name: string, given: string) =>
    `called_${prefix}${name}(${[...(before === null ? [] : ['zone']), given, ...(behind === null ? [] : ['1'])].join(', ')})`;
  const row = (
    name: string,
    variant: string,
    countedAs: AllocationFunction,
    predicate: string | null,
    own: string,
    code: (called: (given: string) => string) => string,
  ): DTraceKind => {
    const result = name === 'posix_memalign' ? 'int' : 'void *';
    return {
      ...{ kind: `${prefix}${name}${variant}`, symbol: `${prefix}${name}`, predicate, countedAs },
      call: code((given) => call(name, given)),
      // By another name: a header may declare it otherwise, and a compiler may call its typed sister in its place.
      prototype: `${result} called_${prefix}${name}(${parameters(own)}) SYMBOL(${prefix}${name})`,
    };
  };
  const pointer = `arg${first}`;
  const zoneAligned = aligned === 'memalign';
  return [
    row('malloc', '', 'malloc', null, size, (to) => `keep(${to('24')})`),
    row('calloc', '', 'calloc', null, `${size}, ${size}`, (to) => `keep(${to('3, 8')})`),
    row('realloc', '_null', 'realloc_null', `${pointer} == 0`, `void *, ${size}`, (to) => `keep(${to('0, 24')})`),
    row(
      ...(['realloc', '_existing', 'realloc', `${pointer} != 0 && arg${first + 1} != 0`, `void *, ${size}`] as const),
      (to) => `growing = ${to('growing, sizes[i % 5]')}`,
    ),
    row('valloc', '', 'valloc', null, size, (to) => `keep(${to('24')})`),
    ...(hasC11
      ? [row('aligned_alloc', '', 'aligned_alloc', null, `${size}, ${size}`, (to) => `keep(${to('64, 4096')})`)]
      : []),
    zoneAligned
      ? row(aligned, '', 'posix_memalign', null, `${size}, ${size}`, (to) => `keep(${to('large[i % 3], 24')})`)
      : row(aligned, '', 'posix_memalign', null, `void **, ${size}, ${size}`, (to) => {
          return `{ void *block = 0; if (${to('&block, large[i % 3], 24')}) abort(); keep(block); }`;
        }),
  ];
});

/** The calls of each function, from those of its kinds. */
export function countsOfKinds(kinds: readonly DTraceKind[], calls: ReadonlyMap<string, number>): Counts {
  return countsOf((name) =>
    kinds.reduce((sum, { kind, countedAs }) => sum + (countedAs === name ? (calls.get(kind) ?? 0) : 0), 0),
  );
}
