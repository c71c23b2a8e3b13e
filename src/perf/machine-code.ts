import type { ElfFile } from '../system/elf.ts';

/**
 * Addresses that code at `start` calls directly: `call rel32`, `bl`. Instructions of x86_64 are not told apart
 * from their operands, so that there may be addresses too many: the caller keeps those where a function begins.
 */
export function callTargets(machine: ElfFile['machine'], code: Buffer, start: number): readonly number[] {
  const targets: number[] = [];
  if (machine === 'x86_64') {
    for (let at = code.indexOf(0xe8); at >= 0 && at + 5 <= code.length; at = code.indexOf(0xe8, at + 1)) {
      targets.push(start + at + 5 + code.readInt32LE(at + 1));
    }
    return targets;
  }
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const instruction = code.readInt32LE(at);
    // bl: 100101, then the distance in words, 26 bits with a sign.
    if (instruction >>> 26 === 0b100101) targets.push(start + at + ((instruction << 6) >> 6) * 4);
  }
  return targets;
}

/** Bytes of `call rel32` and of `bl`. */
const callLengths = { x86_64: 5, aarch64: 4 } as const;

/**
 * The place in the file of the direct call of a function that returns to this place; null where what ends there is
 * another instruction, or calls something else. Throws like `readElf`.
 */
export function directCallBefore(elf: ElfFile, returnOffset: number, calleeOffset: number): number | null {
  const returnAddress = elf.addressAt(returnOffset);
  if (returnAddress === null) return null;
  const start = returnAddress - callLengths[elf.machine];
  const [target] = callTargets(elf.machine, elf.code(start, returnAddress), start);
  return target !== undefined && target === elf.addressAt(calleeOffset) ? elf.fileOffset(start) : null;
}

const endbr64 = Buffer.from([0xf3, 0x0f, 0x1e, 0xfa]);
const testFirstArgument = Buffer.from([0x48, 0x85, 0xff]); // test %rdi,%rdi

/**
 * The place in the file, at a function's start, where a probe that reads its first argument costs least: the kernel
 * emulates pushes and jumps, and steps through anything else, which takes ten times as long (arch/x86/kernel/uprobes.c).
 * glibc's `free` begins with `test %rdi,%rdi; je …`. The start itself where nothing is known to be better.
 */
export function emulatedPlace(elf: ElfFile, start: number): number {
  const address = elf.addressAt(start);
  if (elf.machine !== 'x86_64' || address === null) return start;
  const code = elf.code(address, address + 16);
  let at = 0;
  for (const step of [endbr64, testFirstArgument]) {
    if (code.subarray(at, at + step.length).equals(step)) at += step.length;
  }
  return isEmulated(code[at] ?? 0, code[at + 1] ?? 0) ? start + at : start;
}

function isEmulated(first: number, second: number): boolean {
  const isPush = (byte: number) => byte >= 0x50 && byte <= 0x57;
  const isNearJump = first === 0x0f && second >= 0x80 && second <= 0x8f;
  const isJump = (first >= 0x70 && first <= 0x7f) || isNearJump || first === 0xe9 || first === 0xeb;
  return isJump || isPush(first) || (first === 0x41 && isPush(second));
}

/** Addresses that code at `start` puts into a register: `lea disp32(%rip)`, `adrp` with `add`; maybe too many. */
export function functionPointers(machine: ElfFile['machine'], code: Buffer, start: number): readonly number[] {
  return machine === 'x86_64' ? ripRelative(code, start) : pageRelative(code, start);
}

function ripRelative(code: Buffer, start: number): readonly number[] {
  const pointers: number[] = [];
  for (let at = code.indexOf(0x8d, 1); at >= 0 && at + 6 <= code.length; at = code.indexOf(0x8d, at + 1)) {
    const wide = ((code[at - 1] ?? 0) & 0xfb) === 0x48; // REX.W, whatever the register
    const relative = ((code[at + 1] ?? 0) & 0xc7) === 0x05;
    if (wide && relative) pointers.push(start + at + 6 + code.readInt32LE(at + 2));
  }
  return pointers;
}

function pageRelative(code: Buffer, start: number): readonly number[] {
  const pointers: number[] = [];
  const pages = new Map<number, number>();
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const instruction = code.readInt32LE(at);
    const target = instruction & 0x1f;
    const source = (instruction >>> 5) & 0x1f;
    if ((instruction & 0x9f000000) >>> 0 === 0x90000000) {
      // adrp: the distance in pages, 19 bits with a sign and 2 lower ones.
      const distance = (((instruction << 8) >> 13) << 2) | ((instruction >>> 29) & 3);
      pages.set(target, start + at - ((start + at) % 4096) + distance * 4096);
    } else if ((instruction & 0xffc00000) >>> 0 === 0x91000000) {
      // add of an immediate, 12 bits
      const page = pages.get(source);
      if (page !== undefined) pointers.push(page + ((instruction >>> 10) & 0xfff));
    }
  }
  return pointers;
}
