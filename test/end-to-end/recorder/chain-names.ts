import { execFileSync } from 'node:child_process';
import { moduleOf, type RecordedStack, type Recording } from '../../../src/measure/inside/recording.ts';

/** A function of a program. */
export interface ProgramFunction {
  readonly address: number;
  readonly name: string;
}

/** All functions of a program by their addresses, those of its own modules demangled and short, others without a name. */
export function symbolsOf(program: string): readonly ProgramFunction[] {
  const maxBuffer = 2 ** 28;
  const listed = execFileSync('nm', ['-n', program], { encoding: 'utf8', maxBuffer });
  // 0000000000003930 T $s6chains6directyyYaF
  const functions = [...listed.matchAll(/^([0-9a-f]{16}) [tTwW] (.*)$/gm)].map(([, address = '', name = '']) => ({
    address: Number.parseInt(address, 16),
    name: /^\$s(?:6chains|5Outer|5Inner)/.test(name) ? name : '',
  }));
  const input = functions.map(({ name }) => name).join('\n');
  const demangled = execFileSync('swift', ['demangle', '--simplified'], { input, encoding: 'utf8', maxBuffer });
  const names = demangled.split('\n');
  return functions.map(({ address }, index) => ({
    address,
    name: (names[index] ?? '').replace(/^\(\d+\) (?:await|suspend) resume partial function for /, ''),
  }));
}

/** The stack's frames that are in the program itself: who is called, then who awaits. */
function namesIn(program: string, recording: Recording, stack: RecordedStack, symbols: readonly ProgramFunction[]) {
  const nameOf = (address: number, isStart: boolean): readonly string[] => {
    const module = moduleOf(recording, address, stack.moment);
    if (module?.path !== program) return [];
    const place = address - module.bias;
    const symbol = symbols.findLast((one) => (isStart ? one.address <= place : one.address < place));
    if (isStart && symbol?.address !== place) throw new Error(`No function starts at ${place.toString(16)}`);
    return symbol === undefined || symbol.name === '' ? [] : [symbol.name];
  };
  return {
    calls: stack.returns.flatMap((address) => nameOf(address, false)),
    awaits: stack.awaits.flatMap((address) => nameOf(address, true)),
    end: stack.end,
  };
}

const atTheTop = ['specialized static Chains.main()'];

/** A closure that keeps something is a task's through another function. */
const startedBy = (closure: string) => [closure, `partial apply for ${closure}`];

/**
 * Who started a child in a loop is known to one version of Swift and not to the next, which inlines it, or makes no frame
 * for it (6.2): then who awaits the group is next.
 */
const perhaps: ReadonlySet<string> = new Set([
  ...['closure #1 in busyParent()', 'busyParent()', 'parent()'],
  ...['hugeGroup()', 'otherGroup()'],
]);

/**
 * Who calls and who awaits the allocation of each class of `chains.swift`. Which function an `async let` is in is told by
 * its closure's name alone.
 */
export const expectedChains: Readonly<
  Record<string, readonly [calls: readonly string[], awaits: readonly string[], end: string]>
> = {
  WithoutAsync: [['withoutAsync()', 'specialized static Chains.main()'], [], 'end-of-task'],
  Direct: [['direct()'], ['specialized static Chains.main()'], 'end-of-task'],
  Deep: [['innermost()'], ['middle()', 'outermost()', 'specialized static Chains.main()'], 'end-of-task'],
  InGroup: [
    ['inGroup()'],
    [...startedBy('closure #1 in closure #1 in group()'), 'group()', ...atTheTop],
    'end-of-task',
  ],
  InAsyncLet: [['inAsyncLet()'], ['implicit closure #1 in asyncLet()', ...atTheTop], 'end-of-task'],
  InGrandchild: [
    ['inGrandchild()'],
    [...startedBy('closure #1 in closure #1 in parent()'), 'implicit closure #1 in grandparent()', ...atTheTop],
    'end-of-task',
  ],
  BesideBusyParent: [
    ['besideBusyParent()'],
    [...startedBy('closure #1 in closure #1 in busyParent()'), 'throughBusyParent()', ...atTheTop],
    'end-of-task',
  ],
  InLargeAsyncLet: [
    ['specialized inLargeAsyncLet(_:)'],
    [...startedBy('implicit closure #1 in largeAsyncLet()'), ...atTheTop],
    'end-of-task',
  ],
  InGenericAsyncLet: [
    ['inGenericAsyncLet<A>(_:)'],
    [...startedBy('implicit closure #1 in genericAsyncLet<A>(_:)'), ...atTheTop],
    'end-of-task',
  ],
  InThrowingGroup: [
    ['inThrowingGroup()'],
    [
      ...startedBy('closure #1 in closure #1 in throwingGroup()'),
      ...['closure #1 in throwingGroup()', 'throwingGroup()', ...atTheTop],
    ],
    'end-of-task',
  ],
  InDiscardingGroup: [
    ['inDiscardingGroup()'],
    [...startedBy('closure #1 in closure #1 in discardingGroup()'), 'discardingGroup()', ...atTheTop],
    'end-of-task',
  ],
  UnderRoot: [
    ['underRoot()'],
    ['implicit closure #1 in closure #1 in root()', 'partial apply for closure #1 in root()'],
    'end-of-task',
  ],
  InDetached: [['inDetached()'], startedBy('closure #1 in detached()'), 'end-of-task'],
  InActor: [['Counter.count()', 'hop(_:)'], ['specialized static Chains.main()'], 'end-of-task'],
  AfterContinuation: [['continuation()'], ['specialized static Chains.main()'], 'end-of-task'],
  FromStream: [['stream()'], ['specialized static Chains.main()'], 'end-of-task'],
  AfterSleep: [['sleeper()'], ['specialized static Chains.main()'], 'end-of-task'],
  InDeinit: [['Ending.__deallocating_deinit', 'ending()'], ['specialized static Chains.main()'], 'end-of-task'],
};

const inCrowd = startedBy('closure #1 in closure #1 in crowd(_:)');
const inGroupOf = (group: string) => startedBy(`closure #1 in closure #1 in ${group}`);

/** The same of `crowds.swift`. */
export const expectedOfCrowds: typeof expectedChains = {
  InRoot: [
    ['inRoot()'],
    [
      'implicit closure #1 in closure #1 in closure #2 in crowd(_:)',
      'partial apply for closure #1 in closure #2 in crowd(_:)',
    ],
    'end-of-task',
  ],
  InLet: [['inLet()'], ['implicit closure #1 in lets()', 'aroundLets()', ...inCrowd], 'end-of-task'],
  InDeepLet: [
    ['inDeepLet()'],
    ['implicit closure #1 in deepLets()', 'deep(_:)', 'deep(_:)', 'deep(_:)', ...inCrowd],
    'end-of-task',
  ],
  InHugeGroup: [['inHugeGroup()'], [...inGroupOf('hugeGroup()'), 'implicit closure #1 in bothGroups()'], 'end-of-task'],
  InOther: [['inOther()'], [...inGroupOf('otherGroup()'), 'implicit closure #2 in bothGroups()'], 'end-of-task'],
};

/**
 * Who calls and who awaits the allocation of each class of `chains.swift` that a recording of this program has; of a
 * class with several chains, all of them.
 */
export function chainsIn(
  program: string,
  recording: Recording,
  symbols: readonly ProgramFunction[],
  expected: typeof expectedChains = expectedChains,
) {
  const found = new Map<string, Map<string, unknown>>();
  for (const stack of recording.stacks) {
    for (const { type } of stack.types) {
      const marked = type.kind === 'class' ? type.name.replace(/^(?:chains|Inner)\./, '') : '';
      if (!(marked in expected)) continue;
      const { calls, awaits, end } = namesIn(program, recording, stack, symbols);
      const chain = [calls, awaits.filter((name) => !perhaps.has(name)), end];
      found.set(marked, (found.get(marked) ?? new Map()).set(JSON.stringify(chain), chain));
    }
  }
  const chains = [...found].map(([marked, all]) => [marked, all.size === 1 ? [...all.values()][0] : [...all.values()]]);
  return Object.fromEntries(chains);
}
