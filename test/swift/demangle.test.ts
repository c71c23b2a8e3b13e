import { describe, expect, it } from 'vitest';
import { demangle, type RunWithInput } from '../../src/swift/demangle.ts';
import { demangledNames } from '../stacks/recordings.ts';

/** Answers as the recorded `swift demangle --simplified` did, line by line. */
const recordedSwift: RunWithInput = async (file, args, input) => {
  if (file !== 'swift' || args.join(' ') !== 'demangle --simplified')
    throw new Error(`unexpected: ${file} ${args.join(' ')}`);
  const lines = input.split('\n').slice(0, -1);
  return lines.map((line) => `${demangledNames.get(line) ?? line}\n`).join('');
};

describe('demangling', () => {
  it('gives each mangled name its simplified form, arrows, brackets and spaces included', async () => {
    const { names, note } = await demangle(demangledNames.keys(), recordedSwift);
    expect(names).toEqual(demangledNames);
    expect(names.get('$sIegh_IeyBh_TR')).toBe('thunk for @escaping @callee_guaranteed @Sendable () -> ()');
    expect(note).toBe(null);
  });

  it('asks for each name once, and for nothing that is not mangled', async () => {
    const inputs: string[] = [];
    const { names } = await demangle(
      ['malloc', '$s3Kit7alignedyyF', '$s3Kit7alignedyyF', 'a -> (b)', '0x10', '$s\n$s'],
      (_file, _args, input) => {
        inputs.push(input);
        return recordedSwift('swift', ['demangle', '--simplified'], input);
      },
    );
    expect(inputs).toEqual(['$s3Kit7alignedyyF\n']);
    expect(names.get('$s3Kit7alignedyyF')).toBe('aligned()');
    expect(names.get('a -> (b)')).toBe('a -> (b)');
    expect(names.get('$s\n$s')).toBe('$s\n$s');
  });

  it('does not start swift where no name is mangled', async () => {
    const { names, note } = await demangle(['main'], () => Promise.reject(new Error('started')));
    expect([...names]).toEqual([['main', 'main']]);
    expect(note).toBe(null);
  });

  it('leaves the names as they are, with a note, where swift fails', async () => {
    const { names, note } = await demangle(['$s3Kit7alignedyyF'], () => Promise.reject(new Error('exit status 1')));
    expect(names.get('$s3Kit7alignedyyF')).toBe('$s3Kit7alignedyyF');
    expect(note).toBe('Names are shown mangled: swift demangle failed (exit status 1).');
  });

  it('does not guess which answer belongs to which name where there are more or fewer', async () => {
    const { names, note } = await demangle(['$s3Kit7alignedyyF', '$s3Toy3runyS2iYaF'], async () => 'aligned()\n');
    expect(names.get('$s3Kit7alignedyyF')).toBe('$s3Kit7alignedyyF');
    expect(note).toContain('1 lines for 2 names');
  });
});
