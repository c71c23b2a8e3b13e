import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../src/stacks/attribution.ts';
import { sumOf } from './trees.ts';

const owners = { own: ['App', 'app-server'], dependencies: ['NIOCore', 'Logging'] };
const originOf = (module: string) => attribute([{ module, delta: 1 }], 0, owners)[0]?.origin;

describe('the attribution of a delta', () => {
  it('tells own code, each dependency, the standard library and runtime, Foundation and the system apart', () => {
    expect(['App', 'app-server'].map(originOf)).toEqual(['own code', 'own code']);
    expect(['NIOCore', 'Logging'].map(originOf)).toEqual(['dependency NIOCore', 'dependency Logging']);
    for (const module of ['Swift', '_Concurrency', 'libswiftCore.so', 'libdispatch.so', 'libBlocksRuntime.so']) {
      expect([module, originOf(module)]).toEqual([module, 'Swift standard library and runtime']);
    }
    for (const module of [
      ...['Foundation', 'FoundationEssentials', 'CoreFoundation', 'libFoundation.so', 'lib_FoundationICU.so'],
      ...['libFoundationEssentials.so', 'libicuucswift.so.69'],
    ]) {
      expect([module, originOf(module)]).toEqual([module, 'Foundation']);
    }
    for (const module of ['libc.so.6', 'ld-linux-x86-64.so.2', 'libstdc++.so.6.0.33', 'libssl.so.3', '[vdso]']) {
      expect([module, originOf(module)]).toEqual([module, 'system']);
    }
    expect(['[unknown]', 'bash'].map(originOf)).toEqual(['unknown', 'unknown']);
  });

  it('takes a module for the package’s own before it takes it for anything else', () => {
    const [first] = attribute([{ module: 'Foundation', delta: 1 }], 0, { own: ['Foundation'], dependencies: [] });
    expect(first?.origin).toBe('own code');
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
      { origin: 'dependency NIOCore', delta: -7 },
      { origin: 'own code', delta: 5 },
      { origin: 'run-to-run difference', delta: 1 },
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
