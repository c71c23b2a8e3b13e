import { describe, expect, it } from 'vitest';
import { fetchArguments, freeingFunction, probedFunctions } from '../../src/probes/functions.ts';

const all = (machine: 'x86_64' | 'aarch64') =>
  ([...probedFunctions, freeingFunction] as const).map((name) => `${name}: ${fetchArguments(name, machine)}`);

describe('what a probe fetches', () => {
  it('follows the System V calling convention on x86_64: the return address lies on the stack', () => {
    expect(all('x86_64')).toEqual([
      'malloc: size=%di:u64 ret=+0(%sp):x64',
      'calloc: n=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'posix_memalign: align=%si:u64 size=%dx:u64 ret=+0(%sp):x64',
      'realloc: ptr=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'aligned_alloc: align=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'memalign: align=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'free: ptr=%di:u64 ret=+0(%sp):x64',
    ]);
  });

  it('follows AAPCS64 on aarch64: the return address is in the link register', () => {
    expect(all('aarch64')).toEqual([
      'malloc: size=%x0:u64 ret=%lr:x64',
      'calloc: n=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'posix_memalign: align=%x1:u64 size=%x2:u64 ret=%lr:x64',
      'realloc: ptr=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'aligned_alloc: align=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'memalign: align=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'free: ptr=%x0:u64 ret=%lr:x64',
    ]);
  });
});
