import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/stacks/attribute.ts';
import { sumOf } from './trees.ts';

const owners = { own: ['App', 'app-server'], dependencies: ['NIOCore', 'Logging'] };
const own = { kind: 'own' };
const originOf = (module: string) => attribute([{ module, delta: 1 }], 0, owners)[0]?.origin;

describe('the attribution of a delta', () => {
  it('tells own code, each dependency, the standard library and runtime, Foundation and the system apart', () => {
    expect(['App', 'app-server'].map(originOf)).toEqual([own, own]);
    expect(['NIOCore', 'Logging'].map(originOf)).toEqual([
      { kind: 'dependency', module: 'NIOCore' },
      { kind: 'dependency', module: 'Logging' },
    ]);
    for (const module of ['Swift', '_Concurrency', 'libswiftCore.so', 'libdispatch.dylib', 'libBlocksRuntime.so']) {
      expect([module, originOf(module)]).toEqual([module, { kind: 'runtime' }]);
    }
    const foundation = ['Foundation', 'FoundationEssentials', 'CoreFoundation', 'libFoundation.so'];
    for (const module of [...foundation, 'lib_FoundationICU.so', 'libFoundationEssentials.so', 'libicuucswift.so.69']) {
      expect([module, originOf(module)]).toEqual([module, { kind: 'foundation' }]);
    }
    for (const module of ['libc.so.6', 'ld-linux-x86-64.so.2', 'libstdc++.so.6.0.33', 'libobjc.A.dylib', '[vdso]']) {
      expect([module, originOf(module)]).toEqual([module, { kind: 'system' }]);
    }
    expect(['[unknown]', 'bash'].map(originOf)).toEqual([{ kind: 'unknown' }, { kind: 'unknown' }]);
  });

  it('takes a module for the package’s own before it takes it for anything else', () => {
    const [first] = attribute([{ module: 'Foundation', delta: 1 }], 0, { own: ['Foundation'], dependencies: [] });
    expect(first?.origin).toEqual(own);
  });

  it('sums up the sites of an origin, names the largest move first and leaves out what did not move', () => {
    const deltas = [
      { module: 'App', delta: 3 },
      { module: 'NIOCore', delta: -7 },
      { module: 'App', delta: 2 },
      { module: 'Logging', delta: 4 },
      { module: 'Logging', delta: -4 },
    ];
    expect(attribute(deltas, 1, owners)).toEqual([
      { origin: { kind: 'dependency', module: 'NIOCore' }, delta: -7 },
      { origin: own, delta: 5 },
      { origin: null, delta: 1 },
    ]);
  });

  it('adds up to the delta of the total, whatever moved', () => {
    const site = fc.record({
      module: fc.constantFrom('App', 'NIOCore', 'Swift', 'Foundation', 'libc.so.6', 'libFoundation.so', 'x'),
      delta: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(site), fc.integer({ min: -1000, max: 1000 }), (deltas, residual) => {
        const total = sumOf(deltas.map(({ delta }) => ({ count: delta }))) + residual;
        const attributed = attribute(deltas, residual, owners);
        expect(sumOf(attributed.map(({ delta }) => ({ count: delta })))).toBe(total);
      }),
    );
  });
});
