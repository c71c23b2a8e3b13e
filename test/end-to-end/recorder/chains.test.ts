import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordedStack } from '../../../src/measure/inside/recording.ts';
import { chainsIn, expectedChains, expectedOfCrowds, type ProgramFunction, symbolsOf } from './chain-names.ts';
import { beside, prepareRecorder, type Recorder } from './record.ts';

let recorder: Recorder;

beforeAll(async () => {
  recorder = await prepareRecorder();
  for (const module of ['Inner', 'Outer']) {
    const made = ['-emit-module', '-module-name', module, '-I', recorder.folder, '-c', '-o', objectOf(module)];
    const file = beside(`${module.toLowerCase()}.swift`);
    execFileSync('swiftc', ['-O', '-parse-as-library', ...made, file], { cwd: recorder.folder, stdio: 'pipe' });
  }
});

afterAll(() => recorder.remove());

/** The compiled module of this name. */
function objectOf(module: string): string {
  return join(recorder.folder, `${module}.o`);
}

/** With the chain that goes through three modules. */
const expected: typeof expectedChains = {
  ...expectedChains,
  Elsewhere: [['inner()'], ['outer()', 'throughModules()', 'specialized static Chains.main()'], 'end-of-task'],
};

describe.each([
  ['the dynamic runtime', []],
  ['the static runtime', ['-static-stdlib']],
])('an async program with %s', (runtime, options) => {
  let program: string;
  let symbols: readonly ProgramFunction[];

  beforeAll(() => {
    program = join(recorder.folder, runtime.replaceAll(' ', '-'));
    const args = ['-O', '-parse-as-library', ...options, '-module-name', 'chains', '-o', program];
    const modules = ['-I', recorder.folder, objectOf('Inner'), objectOf('Outer')];
    execFileSync('swiftc', [...args, ...modules, beside('chains.swift')], { stdio: 'pipe' });
    symbols = symbolsOf(program);
  });

  it('names for each allocation who called it and who awaits that, in every run', () => {
    for (let run = 0; run < 5; run += 1) {
      const { recordings, status } = recorder.record([program], { checksStacks: true });
      const [recording] = recordings;
      if (recording === undefined) throw new Error('no recording');
      expect({ status, check: recording.check }).toMatchObject({ status: 0, check: { different: 0 } });
      expect(chainsIn(program, recording, symbols, expected)).toEqual(expected);
    }
  });

  it('names them for crowds of children, at addresses where others were before', () => {
    const crowds = `${program}-crowds`;
    const args = ['-O', '-parse-as-library', ...options, '-module-name', 'chains', '-o', crowds];
    execFileSync('swiftc', [...args, beside('crowds.swift')], { stdio: 'pipe' });
    const names = symbolsOf(crowds);
    for (let run = 0; run < 3; run += 1) {
      const [recording] = recorder.record([crowds]).recordings;
      if (recording === undefined) throw new Error('no recording');
      expect(chainsIn(crowds, recording, names, expectedOfCrowds)).toEqual(expectedOfCrowds);
    }
  });

  it('has hardly a stack that ends before its task or its thread does, and marks those', () => {
    const [recording] = recorder.record([program]).recordings;
    const walked = recording?.stacks.filter(({ end }) => end !== 'not-walked') ?? [];
    const calls = (stacks: readonly RecordedStack[]) => stacks.reduce((sum, stack) => sum + stack.calls, 0);
    const whole = walked.filter(({ end }) => ['end-of-stack', 'end-of-task', 'end-of-child-task'].includes(end));
    // Swift 6.2 has functions without unwind information that are called by pointer and make their frame late.
    const others = walked.filter((stack) => !whole.includes(stack));
    expect(others.filter(({ end }) => end !== 'no-unwind-information')).toEqual([]);
    expect(calls(whole)).toBeGreaterThan(0.95 * calls(walked));
  });
});
