/** A function by which a program calls an allocator directly, past those that every allocator has. */
export interface EntryPoint {
  readonly symbol: string;
  /** Names of its arguments, in their order; null where one is of no use. */
  readonly parameters: readonly (string | null)[];
  /** What the arguments of a call that makes a block satisfy, as the kernel's event filters say it; null: any call does. */
  readonly filter: string | null;
  /** The types of its parameters, in C. */
  readonly types: string;
  /** The arguments of the calibration program's `i`-th call, in C. */
  readonly given: string;
  /** What else the allocator has to define for such a call. */
  readonly needs?: string;
}

interface DirectRow<Name extends string = string> {
  readonly name: Name;
  /** How people write the call, where that is not the row's name. */
  readonly shownAs?: string;
  readonly entries: readonly EntryPoint[];
}

const [size, alignment] = ['sizes[i % 5]', 'large[i % 3]'];
const text = '"a string of 24 characters"';

type Shape = Omit<EntryPoint, 'symbol'>;
const always = { filter: null } as const;
const shapes = {
  sized: { parameters: ['size'], ...always, types: 'size_t', given: size },
  small: { parameters: ['size'], ...always, types: 'size_t', given: 'small[i % 2]' },
  counted: { parameters: ['n', 'size'], ...always, types: 'size_t, size_t', given: `3, ${size}` },
  nothrow: { parameters: ['size'], ...always, types: 'size_t, const void *', given: `${size}, ""` },
  flagged: { parameters: ['size'], ...always, types: 'size_t, int', given: `${size}, 0` },
  sizeThenAlignment: { parameters: ['size'], ...always, types: 'size_t, size_t', given: `${size}, ${alignment}` },
  alignedNothrow: {
    ...{ parameters: ['size'], ...always, types: 'size_t, size_t, const void *' },
    given: `${size}, ${alignment}, ""`,
  },
  alignmentThenSize: {
    ...{ parameters: [null, 'size'], ...always, types: 'size_t, size_t', given: `${alignment}, ${size}` },
  },
  posix: {
    ...{ parameters: [null, null, 'size'], ...always, types: 'void **, size_t, size_t' },
    given: `&block, ${alignment}, ${size}`,
  },
  fromNull: { parameters: ['ptr', 'size'], filter: 'ptr == 0', types: 'void *, size_t', given: `NULL, ${size}` },
  arrayFromNull: {
    ...{ parameters: ['ptr', 'n', 'size'], filter: 'ptr == 0', types: 'void *, size_t, size_t' },
    given: `NULL, 3, ${size}`,
  },
  text: { parameters: [], ...always, types: 'const char *', given: text },
  textUpTo: { parameters: [], ...always, types: 'const char *, size_t', given: `${text}, 24` },
} as const satisfies Readonly<Record<string, Shape>>;

/** These functions, each called in the same way. */
function like(shape: Shape, prefix: string, ...names: readonly string[]): readonly EntryPoint[] {
  return names.map((name) => ({ symbol: `${prefix}${name}`, ...shape }));
}

/** Of a heap of the caller's choice. */
function onHeap(shape: Shape, ...names: readonly string[]): readonly EntryPoint[] {
  const { parameters, types, given } = shape;
  const with_ = {
    parameters: [null, ...parameters],
    types: `void *, ${types}`,
    given: `mi_heap_get_default(), ${given}`,
  };
  return like({ ...shape, ...with_, needs: 'mi_heap_get_default' }, 'mi_heap_', ...names);
}

/** Each allocator's own functions have the names of C's behind a prefix. */
function ofC(prefix: string): readonly EntryPoint[] {
  return [
    ...like(shapes.sized, prefix, 'malloc', 'valloc', 'pvalloc'),
    ...like(shapes.counted, prefix, 'calloc'),
    ...like(shapes.posix, prefix, 'posix_memalign'),
    ...like(shapes.fromNull, prefix, 'realloc'),
    ...like(shapes.alignmentThenSize, prefix, 'aligned_alloc', 'memalign'),
  ];
}

/**
 * The functions by which programs call an allocator directly, in families: they are counted where `also-count` names the
 * family, and are then in the total, since each call makes a block; where it does not, that they were called is said.
 */
const rows = [
  {
    name: 'operator_new',
    shownAs: 'operator new',
    entries: ['_Znwm', '_Znam'].flatMap((name) => [
      ...like(shapes.sized, name, ''),
      ...like(shapes.nothrow, name, 'RKSt9nothrow_t'),
      ...like(shapes.sizeThenAlignment, name, 'St11align_val_t'),
      ...like(shapes.alignedNothrow, name, 'St11align_val_tRKSt9nothrow_t'),
    ]),
  },
  {
    name: 'strdup',
    entries: [
      ...like(shapes.text, '', 'strdup'),
      ...like(shapes.textUpTo, '', 'strndup'),
      ...like(shapes.arrayFromNull, '', 'reallocarray'),
    ],
  },
  { name: 'mallocx', entries: like(shapes.flagged, '', 'mallocx', 'je_mallocx') },
  { name: 'je_malloc', entries: ofC('je_') },
  {
    name: 'tc_malloc',
    entries: [
      ...ofC('tc_'),
      ...like(shapes.sized, 'tc_', 'malloc_skip_new_handler', 'new', 'newarray'),
      ...like(shapes.nothrow, 'tc_', 'new_nothrow', 'newarray_nothrow'),
      ...like(shapes.sizeThenAlignment, 'tc_', 'new_aligned', 'newarray_aligned'),
      ...like(shapes.alignedNothrow, 'tc_', 'new_aligned_nothrow', 'newarray_aligned_nothrow'),
    ],
  },
  {
    name: 'mi_malloc',
    entries: [
      ...ofC('mi_'),
      ...like(shapes.sized, 'mi_', 'zalloc', 'new', 'new_nothrow'),
      ...like(shapes.small, 'mi_', 'malloc_small', 'zalloc_small'),
      ...like(shapes.counted, 'mi_', 'mallocn', 'new_n'),
      ...like(
        shapes.sizeThenAlignment,
        'mi_',
        'malloc_aligned',
        'zalloc_aligned',
        'new_aligned',
        'new_aligned_nothrow',
      ),
      ...like(shapes.text, 'mi_', 'strdup'),
      ...like(shapes.textUpTo, 'mi_', 'strndup'),
      ...onHeap(shapes.sized, 'malloc', 'zalloc'),
      ...onHeap(shapes.small, 'malloc_small'),
      ...onHeap(shapes.counted, 'calloc', 'mallocn'),
      ...onHeap(shapes.sizeThenAlignment, 'malloc_aligned', 'zalloc_aligned'),
      ...onHeap(shapes.text, 'strdup'),
    ],
  },
  { name: 'other_malloc', shownAs: 'malloc of another allocator', entries: ofC('') },
] as const satisfies readonly DirectRow[];

/** A family of these functions, as it is counted. */
export type DirectFunction = (typeof rows)[number]['name'];

/** The table. */
export const directFunctions: readonly DirectRow<DirectFunction>[] = rows;

export const directNames = rows.map(({ name }) => name);

/** The symbols of all of them. */
export const directSymbols: readonly string[] = [
  ...new Set(directFunctions.flatMap(({ entries }) => entries.map(({ symbol }) => symbol))),
];
