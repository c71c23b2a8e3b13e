import type { ElfFile } from './elf-file.ts';

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
export const callLengths = { x86_64: 5, aarch64: 4 } as const;

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

/** A direct jump: where it is, and where it goes. */
export interface Jump {
  readonly at: number;
  readonly target: number;
}

/**
 * The unconditional jumps in code at `start`: `jmp rel32`, `b`. As with {@link callTargets}, there may be too many: what
 * counts is where they go.
 */
export function jumps(machine: ElfFile['machine'], code: Buffer, start: number): readonly Jump[] {
  const found: Jump[] = [];
  if (machine === 'x86_64') {
    for (let at = code.indexOf(0xe9); at >= 0 && at + 5 <= code.length; at = code.indexOf(0xe9, at + 1)) {
      found.push({ at: start + at, target: start + at + 5 + code.readInt32LE(at + 1) });
    }
    return found;
  }
  for (let at = 0; at + 4 <= code.length; at += 4) {
    const instruction = code.readInt32LE(at);
    // b: 000101, then the distance in words, 26 bits with a sign.
    if (instruction >>> 26 === 0b000101)
      found.push({ at: start + at, target: start + at + ((instruction << 6) >> 6) * 4 });
  }
  return found;
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

/**
 * How many bytes before the end of x86_64 code, which is the end of a call, its frame was made (`push %rbp;
 * mov %rsp,%rbp`), if that frame is still in force there; null where that is not certain.
 *
 * It is for functions without unwind information. A function ends in one of few ways, and nothing that could be
 * one may lie in between. Instructions are not told apart from their operands, so that there are doubts without
 * a reason; the other way round, only a function that never returns, without any padding behind it, before one
 * that keeps no frame pointer, would be mistaken.
 */
export function frameInForce(code: Buffer): number | null {
  const prologue = code.lastIndexOf(framePrologue);
  if (prologue < 0) return null;
  for (let at = prologue + framePrologue.length; at < code.length; at += 1) {
    if (mayEndFunction(code[at - 1] ?? 0, code[at] ?? 0)) return null;
  }
  return code.length - prologue;
}

const framePrologue = Buffer.from([0x55, 0x48, 0x89, 0xe5]);

function mayEndFunction(previous: number, byte: number): boolean {
  switch (byte) {
    case 0xc3: // ret, unless it is the operand of one of these: `mov %rax,%rbx` is 48 89 c3
      return !registerOperations.has(previous);
    case 0xe9: // jmp to another function, when the frame is gone: after pop %rbp or leave
    case 0xeb:
    case 0xff:
      return previous === 0x5d || previous === 0xc9;
    case 0x0b: // ud2, behind a call that does not return
    case 0x1f: // nop of several bytes, between functions
      return previous === 0x0f;
    case 0xcc: // int3, between functions
      return previous === 0xcc;
    default:
      return false;
  }
}

/** Instructions with a register (mov, add, or, and, sub, xor, cmp, test, shifts) in front of that register's byte. */
const registerOperations: ReadonlySet<number> = new Set([
  ...[0x89, 0x8b, 0x01, 0x03, 0x09, 0x0b, 0x21, 0x23, 0x29, 0x2b, 0x31, 0x33, 0x39, 0x3b],
  ...[0x81, 0x83, 0x85, 0xc1, 0xd1, 0xd3, 0xf7, 0xff],
]);
