import { describe, expect, it } from 'vitest';
import { parseFunctions } from '../../../src/measure/dtrace/calibration-program.ts';
import { appleKinds, countsOfKinds, linuxKinds } from '../../../src/measure/dtrace/kinds.ts';
import { linux, macOS } from '../../../src/measure/dtrace/platform.ts';
import { scriptFor } from '../../../src/measure/dtrace/script.ts';

describe('the D program', () => {
  it('begins each count with 0, tells kinds apart by their arguments, and says how the program ended', async () => {
    await expect(scriptFor(linux, { kinds: linuxKinds, stacks: true, limitSeconds: 600 })).toMatchFileSnapshot(
      './goldens/linux.d',
    );
    await expect(scriptFor(macOS, { kinds: appleKinds, stacks: false, limitSeconds: 1 })).toMatchFileSnapshot(
      './goldens/macos.d',
    );
  });
});

describe('the kinds', () => {
  it('of Linux have the filters of the probes, by the numbers of the arguments', () => {
    const predicates = Object.fromEntries(linuxKinds.map(({ kind, predicate }) => [kind, predicate]));
    expect(predicates).toMatchObject({
      ...{ malloc: null, posix_memalign_small: 'arg1 <= 16', posix_memalign_large: 'arg1 > 16' },
      ...{ realloc_null: 'arg0 == 0', realloc_existing: 'arg0 != 0 && arg1 != 0', aligned_alloc_large: 'arg0 > 16' },
    });
  });

  it('of macOS have names of their own, and are counted as the functions that people call', () => {
    expect(new Set(appleKinds.map(({ kind }) => kind)).size).toBe(appleKinds.length);
    const calls = new Map(appleKinds.map(({ kind }) => [kind, 1]));
    expect(countsOfKinds(appleKinds, calls)).toMatchObject({
      ...{ malloc: 4, calloc: 4, posix_memalign: 4, realloc_null: 4, realloc: 4, valloc: 4, aligned_alloc: 2 },
      ...{ memalign: 0, pvalloc: 0 },
    });
  });

  it('are those of the functions that dtrace lists', () => {
    const listing = [
      '   ID   PROVIDER            MODULE                          FUNCTION NAME',
      ' 4050   pid15885         libc.so.6                           realloc entry',
      ' 4048   pid15885         libc.so.6                            malloc entry',
      ' 4047   pid15885         libc.so.6                            malloc return',
    ];
    expect([...parseFunctions(listing.join('\n'))]).toEqual(['realloc', 'malloc']);
  });
});
