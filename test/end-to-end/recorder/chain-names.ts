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

/** Who calls and who awaits the allocation of each class of `chains.swift`. */
export const expectedChains: Readonly<
  Record<string, readonly [calls: readonly string[], awaits: readonly string[], end: string]>
> = {
  WithoutAsync: [['withoutAsync()', 'specialized static Chains.main()'], [], 'end-of-task'],
  Direct: [['direct()'], ['specialized static Chains.main()'], 'end-of-task'],
  Deep: [['innermost()'], ['middle()', 'outermost()', 'specialized static Chains.main()'], 'end-of-task'],
  InGroup: [
    ['inGroup()'],
    ['closure #1 in closure #1 in group()', 'partial apply for closure #1 in closure #1 in group()'],
    'end-of-child-task',
  ],
  InAsyncLet: [['inAsyncLet()'], ['implicit closure #1 in asyncLet()'], 'end-of-child-task'],
  InDetached: [
    ['inDetached()'],
    ['closure #1 in detached()', 'partial apply for closure #1 in detached()'],
    'end-of-task',
  ],
  InActor: [['Counter.count()', 'hop(_:)'], ['specialized static Chains.main()'], 'end-of-task'],
  AfterContinuation: [['continuation()'], ['specialized static Chains.main()'], 'end-of-task'],
  FromStream: [['stream()'], ['specialized static Chains.main()'], 'end-of-task'],
  AfterSleep: [['sleeper()'], ['specialized static Chains.main()'], 'end-of-task'],
  InDeinit: [['Ending.__deallocating_deinit', 'ending()'], ['specialized static Chains.main()'], 'end-of-task'],
};

/** Who calls and who awaits the allocation of each class of `chains.swift` that a recording of this program has. */
export function chainsIn(
  program: string,
  recording: Recording,
  symbols: readonly ProgramFunction[],
  expected: typeof expectedChains = expectedChains,
) {
  const found = recording.stacks.flatMap((stack) =>
    stack.types.flatMap(({ type }) => {
      const marked = type.kind === 'class' ? type.name.replace(/^(?:chains|Inner)\./, '') : '';
      if (!(marked in expected)) return [];
      const { calls, awaits, end } = namesIn(program, recording, stack, symbols);
      return [[marked, [calls, awaits, end]] as const];
    }),
  );
  return Object.fromEntries(found);
}
