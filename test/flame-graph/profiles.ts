import type { Profile } from '../../src/flame-graph/overlay.ts';
import { buildCallTree, type CallTree, type Stack } from '../../src/stacks/call-tree.ts';

const loop = ['main', 'RequestLoop.run(count:)'];
const build = [...loop, 'HTTPRequestBuilder.build()'];

const requestStacks: readonly Stack[] = [
  {
    frames: [
      ...build,
      'HTTPRequestBuilder.append(header:)',
      'Array.append(_:)',
      'swift_allocObject',
      'swift_slowAlloc',
      'malloc',
    ],
    count: 10_000,
    bytes: 480_000,
  },
  {
    frames: [
      ...build,
      'HTTPRequestBuilder.append(header:)',
      'String.init(describing:)',
      'swift_allocObject',
      'swift_slowAlloc',
      'malloc',
    ],
    count: 6000,
    bytes: 192_000,
  },
  {
    frames: [
      ...build,
      'Dictionary<String, [UInt8]>.subscript.setter',
      'swift_allocObject',
      'swift_slowAlloc',
      'malloc',
    ],
    count: 4000,
    bytes: 512_000,
  },
  {
    frames: [
      ...loop,
      'closure #1 (Request) -> Response in RequestLoop.run(count:)',
      'static HTTPResponse.serialize<A>(_: A) -> [UInt8] where A: Sequence',
      'swift_slowAlloc',
      'malloc',
    ],
    count: 8000,
    bytes: 1_048_576,
  },
  {
    frames: [
      ...loop,
      'closure #1 (Request) -> Response in RequestLoop.run(count:)',
      'UnsafeMutablePointer.allocate(capacity:)',
      'posix_memalign',
    ],
    count: 1000,
    bytes: 64_000,
  },
  { frames: [...loop, '日本語の名前(_:)', 'swift_slowAlloc', 'malloc'], count: 2400, bytes: 38_400 },
  { frames: ['main', 'swift_initClassMetadata', 'calloc'], count: 200, bytes: 25_600 },
  { frames: ['_dl_start', 'malloc'], count: 424, bytes: 70_000 },
  { frames: ['_dl_start', '_dl_map_object<&"\'>', 'malloc'], count: 1, bytes: 70 },
];

/** The call paths of the regression that the goldens tell of. */
export const requestTree: CallTree = buildCallTree(requestStacks);

/** A tree of more frames than a graph draws: `width` call sites, each in `depth` callers of its own. */
export function wideTree(width: number, depth: number): CallTree {
  return buildCallTree(
    Array.from({ length: width }, (_, index) => ({
      frames: ['main', ...Array.from({ length: depth }, (_, level) => `site${index}.level${level}()`), 'malloc'],
      count: 1 + (index % 7),
      bytes: 0,
    })),
  );
}

/** What the baseline had: one site fewer, one that is gone, one that allocated less, and one pruned. */
const requestBaseline: CallTree = buildCallTree([
  ...requestStacks.slice(0, -2).flatMap((stack, index) => {
    if (index === 1) return [];
    return [index === 2 ? { ...stack, count: 3976, bytes: 0 } : { ...stack, bytes: 0 }];
  }),
  { frames: [...loop, 'LegacyEncoder.encode(_:)', 'swift_slowAlloc', 'malloc'], count: 5000, bytes: 0 },
  { frames: ['[pruned]'], count: 425, bytes: 0 },
]);

/** A profile of one benchmark; without a baseline and per run, unless told. */
export function profile(given: Partial<Profile> = {}): Profile {
  return { benchmark: 'http-requests', unit: 'run', units: 1, tree: requestTree, baseline: null, noise: 0, ...given };
}

/** A regression with everything that a comparison can show. */
export const regressedProfile: Profile = profile({
  baseline: requestBaseline,
  noise: 2,
  modules: new Map([
    ...['main', 'RequestLoop.run(count:)'].map((name) => [name, 'Requests'] as const),
    ...['HTTPRequestBuilder.build()', 'HTTPRequestBuilder.append(header:)', 'LegacyEncoder.encode(_:)'].map(
      (name) => [name, 'HTTPKit'] as const,
    ),
    ...['Array.append(_:)', 'String.init(describing:)', 'Dictionary<String, [UInt8]>.subscript.setter'].map(
      (name) => [name, 'Swift'] as const,
    ),
    ...['swift_allocObject', 'swift_slowAlloc'].map((name) => [name, 'libswiftCore.so'] as const),
    ...['malloc', 'calloc', 'posix_memalign'].map((name) => [name, 'libc.so.6'] as const),
  ]),
});

export const profiles: readonly Profile[] = [
  regressedProfile,
  profile({
    benchmark: 'json-decoding',
    unit: 'iteration',
    units: 10,
    tree: buildCallTree([
      { frames: ['main', 'Parser.parse()', 'Parser.readString()', 'malloc'], count: 88, bytes: 2816 },
      { frames: ['main', 'Parser.parse()', 'Parser.readNumber()', 'malloc'], count: 1346, bytes: 43_072 },
      { frames: ['main', 'Parser.init(_:)', 'posix_memalign'], count: 15, bytes: 960 },
    ]),
  }),
];
