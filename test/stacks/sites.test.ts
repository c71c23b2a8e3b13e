import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NamedStack } from '../../src/model/recording.ts';
import { memoryWords } from '../../src/stacks/memory-words.ts';
import { sitesOf } from '../../src/stacks/sites.ts';
import { namedStacks } from './recordings.ts';
import { frameName, sumOf } from './trees.ts';

const modules: Readonly<Record<string, string>> = {
  'Array.append(_:)': 'Swift',
  swift_allocObject: 'libswiftCore.so',
  '[libc.so.6]': 'libc.so.6',
  '[ld-linux-x86-64.so.2]': 'ld-linux-x86-64.so.2',
  malloc: 'libc.so.6',
  '[unknown]': '[unknown]',
};
const stack = (path: string, count: number, bytes: number | null = null): NamedStack => {
  return { frames: path.split(';').map((name) => ({ name, module: modules[name] ?? 'App' })), count, bytes };
};

describe('sites', () => {
  it('are the innermost code, neither allocator nor runtime nor standard library, with the nearest code above', () => {
    expect(
      sitesOf([
        stack(
          '[libc.so.6];main;serve();handle();Array.append(_:);parse();Array.append(_:);swift_allocObject;malloc',
          3,
          96,
        ),
      ]),
    ).toEqual([{ name: 'parse()', module: 'App', callers: ['handle()', 'serve()', 'main'], count: 3, bytes: 96 }]);
  });

  it.each([
    ['libjemalloc.so.2', '[libjemalloc.so.2]'],
    ['libsystem_malloc.dylib', 'malloc_zone_malloc'],
    ['libobjc.A.dylib', '_objc_rootAllocWithZone'],
    ['libswiftCore.dylib', '[libswiftCore.dylib]'],
    ['libmimalloc.so.3.0', 'mi_heap_malloc_zero_aligned'],
    ['libmimalloc-secure.so.2.1', '[libmimalloc-secure.so.2.1]'],
    ['libtcmalloc_minimal.so.4.5.18', '[libtcmalloc_minimal.so.4.5.18]'],
    ['App', 'tcmalloc::ThreadCache::InitTSD()'],
    ['App', 'mallocx'],
    ['App', 'tc_memalign'],
  ])('are behind the frames of another allocator as behind libc’s: of %s, %s', (module, name) => {
    const frames = [
      { name: 'parse()', module: 'App' },
      { name, module },
      { name: 'malloc', module },
    ];
    expect(sitesOf([{ frames, count: 1, bytes: 8 }])).toMatchObject([{ name: 'parse()', module: 'App' }]);
  });

  it.each([
    ['_ZL23completeTaskWithClosurePN5swift12AsyncContextEPNS_10SwiftErrorE', 'parse()'],
    ['_ZN12_GLOBAL__N_116DefaultActorImpl6unlockEb', 'parse()'],
    ['_ZN12_GLOBAL__N_121AccumulatingTaskGroup5offerEPN5swift9AsyncTaskE', 'parse()'],
    ['_ZL5makeUPN15swiftLikeThingsE', '_ZL5makeUPN15swiftLikeThingsE'],
    ['_ZN12_GLOBAL__N_17PackageC2Ev', '_ZN12_GLOBAL__N_17PackageC2Ev'],
  ])('know the C++ of a static runtime from the program’s own: %s', (name, site) => {
    expect(sitesOf([stack(`main;parse();${name};malloc`, 1)])).toMatchObject([{ name: site }]);
  });

  it('may be named like a type’s descriptor, which makes no type of them', () => {
    const name = 'nominal type descriptor for RequestHead';
    expect(sitesOf([stack(`main;${name};malloc`, 1)])).toMatchObject([{ name }]);
    expect(memoryWords(['main', name].map((one) => ({ name: one, module: 'App' })))).toBe('C allocation');
  });

  it('add up paths to the same function and show the callers of the largest', () => {
    const sites = sitesOf([
      stack('main;a;make();malloc', 1, 8),
      stack('main;b;make();malloc', 5, 40),
      stack('main;make();malloc', 2, 16),
    ]);
    expect(sites).toEqual([{ name: 'make()', module: 'App', callers: ['b', 'main'], count: 8, bytes: 64 }]);
  });

  it('name a function that calls itself once among the callers', () => {
    expect(sitesOf([stack('main;walk();walk();walk();malloc', 1)])[0]?.callers).toEqual(['main']);
  });

  it('are the outermost runtime frame where no code is on the path, [unknown] where nothing is', () => {
    expect(sitesOf([stack('[ld-linux-x86-64.so.2];[libc.so.6];malloc', 2), stack('[unknown];malloc', 1)])).toEqual([
      { name: '[ld-linux-x86-64.so.2]', module: 'ld-linux-x86-64.so.2', callers: [], count: 2, bytes: null },
      { name: '[unknown]', module: '[unknown]', callers: [], count: 1, bytes: null },
    ]);
    expect(sitesOf([stack('[unknown];[libc.so.6];malloc', 1)])[0]?.name).toBe('[libc.so.6]');
    expect(sitesOf([stack('malloc', 1)])[0]?.name).toBe('malloc');
  });

  it('do not know their bytes if one path of theirs does not', () => {
    expect(sitesOf([stack('main;malloc', 1, 8), stack('main;x;main;malloc', 1)])[0]?.bytes).toBe(null);
  });

  it('come largest first, then by name, whatever the order of the stacks', () => {
    const stacks = [stack('b;malloc', 1), stack('a;malloc', 1), stack('c;malloc', 2)];
    expect(sitesOf(stacks).map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    expect(sitesOf(stacks.toReversed())).toEqual(sitesOf(stacks));
  });

  it('account for every allocation exactly once', () => {
    const module = fc.constantFrom('App', 'Swift', 'libc.so.6', '[unknown]');
    const frames = fc.array(fc.record({ name: frameName, module }), { minLength: 1, maxLength: 5 });
    const stacks = fc.array(fc.record({ frames, count: fc.nat(1000), bytes: fc.option(fc.nat(1000)) }));
    fc.assert(
      fc.property(stacks, (all) => {
        expect(sumOf(sitesOf(all))).toBe(sumOf(all));
      }),
    );
  });

  it.each(['toy', 'processes'])('of the recorded %s are what a reader of its source expects', async (recording) => {
    const stacks = namedStacks(recording);
    const sites = sitesOf(stacks);
    expect(sumOf(sites)).toBe(sumOf(stacks));
    const lines = sites.map(
      (site) => `${site.count} (${site.bytes} B) ${site.module}: ${[site.name, ...site.callers].join(' <- ')}\n`,
    );
    await expect(lines.join('')).toMatchFileSnapshot(`goldens/${recording}.sites.txt`);
  });
});
