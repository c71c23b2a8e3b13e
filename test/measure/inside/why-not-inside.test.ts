import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyNotInside } from '../../../src/measure/inside/why-not-inside.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

/** A program with these permissions. */
function program(mode: number): string {
  const path = join(temporaryDirectory(), 'server');
  writeFileSync(path, '');
  chmodSync(path, mode);
  return path;
}

const usual = { libc: 'glibc 2.41', linkage: 'dynamic', isCarried: false } as const;

describe('the recorder', () => {
  it('is loaded into a dynamic program on glibc, whoever serves its allocations from a library', () => {
    expect(whyNotInside({ path: program(0o755) }, usual)).toBeNull();
  });

  it.each([
    [{ ...usual, linkage: 'static', isCarried: true }, 'is linked statically, so that nothing can be loaded into it'],
    [{ ...usual, isCarried: true }, 'carries its allocator in itself, so that its calls never reach the recorder'],
    [{ ...usual, libc: 'musl' }, 'runs on musl, and the recorder on glibc only'],
  ] as const)('is not where it would see nothing: %j', (allocator, reason) => {
    const path = program(0o755);
    expect(whyNotInside({ path }, allocator)).toBe(`${path} ${reason}`);
  });

  it('is not where functions are counted that it does not see', () => {
    expect(whyNotInside({ path: program(0o755) }, usual, true)).toBe(
      'also-count names functions whose calls never reach the recorder',
    );
  });

  it('is not where the program runs as another user', () => {
    const path = program(0o4755);
    expect(whyNotInside({ path }, usual)).toBe(`${path} runs as another user (set-user-id): nothing is loaded into it`);
  });
});
