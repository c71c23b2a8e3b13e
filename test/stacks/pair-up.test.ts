import { describe, expect, it } from 'vitest';
import { matchingName, pairUp } from '../../src/stacks/pair-up.ts';
import { demangledNames } from './recordings.ts';

describe('the matching name', () => {
  it.each([
    ['specialized Box.init(_:)', 'Box.init(_:)'],
    ['merged specialized run(_:)', 'run(_:)'],
    ['partial apply for closure #3 in run(_:)', 'closure in run(_:)'],
    ['implicit closure #1 in closure #2 in run(_:)', 'implicit closure in closure in run(_:)'],
    ['(2) suspend resume partial function for run(_:)', 'run(_:)'],
    [
      'generic specialization <Swift.Int> of Swift.Array.append(__owned A) -> ()',
      'Swift.Array.append(__owned A) -> ()',
    ],
    ['reabstraction thunk helper from @escaping (A) -> B to @escaping (C) -> D', 'thunk for @escaping (A) -> B'],
    ['thunk for @escaping () -> ()', 'thunk for @escaping () -> ()'],
    ['work.llvm.99', 'work'],
    ['ObjectsAndStrings_main', 'main'],
  ])('of %s is %s', (name, expected) => {
    expect(matchingName(name)).toBe(expected);
  });

  it('of a matching name is itself', () => {
    for (const name of demangledNames.values()) expect(matchingName(matchingName(name))).toBe(matchingName(name));
  });

  it('does not throw different functions together', () => {
    const plain = [...demangledNames.values()].filter((name) => !/^specialized|#|^thunk/.test(name));
    expect(new Set(plain.map(matchingName)).size).toBe(new Set(plain).size);
  });
});

describe('pairs', () => {
  it('have top-level code whatever its build system calls it, and keep what only ends in its name apart', () => {
    const named = (name: string, count: number) => ({ name, count });
    const [main, renamed, other] = [named('App_main', 10), named('main', 12), named('run_main', 5)];
    expect(pairUp([main, other], [renamed, other])).toEqual([
      { before: other, after: other },
      { before: main, after: renamed },
    ]);
  });
});
