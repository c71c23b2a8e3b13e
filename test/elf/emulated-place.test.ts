import { describe, expect, it } from 'vitest';
import { emulatedPlace } from '../../src/elf/emulated-place.ts';
import { fileWith } from './code-file.ts';

/** How far behind its start the probe goes that reads the arguments at these positions; the code is in hexadecimal. */
function placed(hexadecimal: string, positions: readonly number[] = [0]): number {
  const code = Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex');
  return emulatedPlace(fileWith('x86_64', [...code]), 0x1000, positions) - 0x1000;
}

const test = '48 85 ff'; // test %rdi,%rdi
const endbr64 = 'f3 0f 1e fa';

describe('the place of a probe at the start of a function', () => {
  it('is behind what the kernel would have to step through, on the push or jump that it emulates', () => {
    expect(placed(`${test} 0f 84 7f 01 00 00`)).toBe(3); // free of glibc 2.41
    expect(placed(`${endbr64} ${test} 74 10`)).toBe(7);
    expect(placed(`${endbr64} e9 77 0b 00 00`)).toBe(4); // static musl 1.2.5
    expect(placed(`${endbr64} 41 54 55 53`)).toBe(4); // malloc of glibc with CET
  });

  it.each([
    ['malloc', 3, [0], '48 85 ff 78 71'], // test %rdi,%rdi; js
    ['calloc', 6, [0, 1], '48 89 f8 48 f7 e6 0f 80 9c 01 00 00'], // mov %rdi,%rax; mul %rsi; jo
    ['realloc', 6, [0, 1], '49 89 f1 48 85 ff 0f 84 44 03 00 00'], // mov %rsi,%r9; test; je
    ['aligned_alloc', 7, [0, 1], '48 8d 47 ff 48 85 f8 75 0f'], // lea -0x1(%rdi),%rax; test; jne
    // mov, shr, lea, and, mov, and, or, jne, all of them on rax and rcx
    ['posix_memalign', 23, [1, 2], '48 89 f1 48 c1 e9 03 48 8d 41 ff 48 21 c8 48 89 f1 83 e1 07 48 09 c8 75 2f'],
  ])('is found in %s of glibc 2.43, %i bytes in', (_, expected, positions, code) => {
    expect(placed(code, positions)).toBe(expected);
  });

  it('is behind the look at a flag with which Debian’s glibc 2.41 begins posix_memalign', () => {
    expect(placed('80 3d 51 7a 14 00 00 41 54 49 89 d4', [1, 2])).toBe(7); // cmpb $0x0,0x147a51(%rip); push %r12
  });

  it('is the start, where that is emulated or nothing better is known', () => {
    expect(placed('55 48 89 e5')).toBe(0);
    expect(placed(`${test} 48 89 f8 c3`)).toBe(0);
    expect(placed('0f 1f 44 00 00 55')).toBe(0);
    expect(placed('48 8b')).toBe(0);
  });

  it('is the start, where an argument that is read, or the stack pointer, has changed by then', () => {
    const overwritten = '48 89 f7 55'; // mov %rsi,%rdi; push %rbp
    expect(placed(overwritten, [0])).toBe(0);
    expect(placed(overwritten, [1])).toBe(3);
    expect(placed('48 f7 e6 55', [0, 2])).toBe(0); // mul %rsi writes %rdx
    expect(placed('48 83 ec 08 55')).toBe(0); // sub $0x8,%rsp
    expect(placed('48 8b 78 18 55', [0])).toBe(0); // mov 0x18(%rax),%rdi
  });

  it('is the start, where memory is written: nobody knows whose', () => {
    expect(placed('48 89 37 55', [0, 1])).toBe(0); // mov %rsi,(%rdi)
  });

  it('counts the bytes of every way to name memory', () => {
    for (const operand of [
      '07',
      '47 01',
      '87 01 00 00 00',
      '04 24',
      '44 24 08',
      '84 24 08 00 00 00',
      '04 25 08 00 00 00',
    ]) {
      const instruction = `48 8b ${operand}`; // mov memory,%rax
      expect(placed(`${instruction} 55`)).toBe(instruction.split(' ').length);
    }
  });
});

/** How far behind its start the probe goes in a function of aarch64 that begins with these instructions. */
function placedOnAarch64(...instructions: readonly number[]): number {
  const code = Buffer.alloc(4 * instructions.length);
  for (const [index, instruction] of instructions.entries()) code.writeUInt32LE(instruction, 4 * index);
  return emulatedPlace(fileWith('aarch64', [...code]), 0x1000, [0, 1]) - 0x1000;
}

describe('the place of a probe in aarch64’s code', () => {
  it.each([
    ['free', [0xd503245f, 0xb4000ea0, 0xd503233f]], // bti c; cbz x0; paciasp
    ['posix_memalign', [0xd503245f, 0xb00008e3, 0xd503233f]], // bti c; adrp x3; paciasp
    ['memalign', [0xd503245f, 0xd00008e2, 0x395d9442]], // bti c; adrp x2; ldrb w2
  ])('is behind the landing pad in %s of Debian’s glibc 2.41, on what the kernel simulates', (_, instructions) => {
    expect(placedOnAarch64(...instructions)).toBe(4);
  });

  it.each([
    ['malloc', [0xd503233f, 0xa9bc7bfd, 0x910003fd]], // paciasp; stp x29, x30; mov x29, sp
    ['aligned_alloc', [0xd503233f, 0xa9bd7bfd, 0xd00008e2]], // paciasp; stp; adrp x2
  ])('is the start of %s, which signs its return address there', (_, instructions) => {
    expect(placedOnAarch64(...instructions)).toBe(0);
  });

  it('is the start where nothing behind the landing pad is simulated, or no code is', () => {
    expect(placedOnAarch64(0xd503245f, 0xd503233f, 0xb4000ea0)).toBe(0); // bti c; paciasp; cbz x0
    expect(placedOnAarch64(0xd503245f)).toBe(0);
    expect(placedOnAarch64(0xb4000ea0)).toBe(0);
  });
});
