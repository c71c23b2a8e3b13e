import type { ElfFile } from './elf-file.ts';

/** Registers by their number in x86_64's encoding: what a function gets its first three integer arguments in. */
const argumentRegisters = [7, 6, 2] as const; // rdi, rsi, rdx
const [rax, rdx, rsp] = [0, 2, 4];

/** How many bytes of a function are looked at; a probe further in is no probe on its start. */
const reach = 64;

/**
 * The place in the file, at a function's start, where a probe that reads the arguments at these positions (0 is the first)
 * and the return address costs least: the kernel emulates pushes and jumps, and steps through anything else, which takes
 * ten times as long (facts 31, 42). The start itself where nothing is known to be better.
 *
 * What lies before it runs from one end to the other whenever the function is called, and leaves those arguments and the
 * stack pointer as they were, so that a probe there sees what one on the first instruction would.
 */
export function emulatedPlace(elf: ElfFile, start: number, positions: readonly number[]): number {
  const address = elf.addressAt(start);
  if (address === null) return start;
  const code = elf.code(address, address + reach);
  return start + (elf.machine === 'x86_64' ? behindComputations(code, positions) : behindLandingPad(code));
}

/** How far into x86_64 code the kernel emulates an instruction, with these arguments in place; 0 where that is not known. */
function behindComputations(code: Buffer, positions: readonly number[]): number {
  const kept = [rsp, ...positions.map((position) => argumentRegisters[position])];
  for (let at = 0; at < code.length; ) {
    if (isEmulated(code[at] ?? 0, code[at + 1] ?? 0)) return at;
    const step = decode(code, at);
    if (step === null || step.writes.some((register) => kept.includes(register))) return 0;
    at += step.length;
  }
  return 0;
}

/**
 * The same in aarch64's code, where the kernel simulates what goes by its own place, and steps through `bti c`, `paciasp`
 * and `stp` alike. It looks no further than behind the landing pad: `paciasp` signs the return address. Seen on no machine.
 */
function behindLandingPad(code: Buffer): number {
  const [first, second] = [0, 4].map((at) => (at + 4 <= code.length ? code.readUInt32LE(at) : 0));
  return isBranchTarget(first ?? 0) && isSimulated(second ?? 0) ? 4 : 0;
}

/** `bti`, `bti c`, `bti j`, `bti jc` */
function isBranchTarget(instruction: number): boolean {
  return (instruction & 0xffffff3f) >>> 0 === 0xd503241f;
}

/** `arch/arm64/kernel/probes/decode-insn.c`: arm_probe_decode_insn. */
function isSimulated(instruction: number): boolean {
  const has = (mask: number, value: number) => (instruction & mask) >>> 0 === value;
  const branches = has(0x7c000000, 0x14000000) || has(0xff000010, 0x54000000); // b and bl; b.eq and its like
  const comparing = has(0x7e000000, 0x34000000) || has(0x7e000000, 0x36000000); // cbz, cbnz; tbz, tbnz
  return branches || comparing || has(0x1f000000, 0x10000000); // adr, adrp
}

/** `arch/x86/kernel/uprobes.c`: branch_setup_xol_ops, push_setup_xol_ops. */
function isEmulated(first: number, second: number): boolean {
  const isPush = (byte: number) => byte >= 0x50 && byte <= 0x57;
  const isNearJump = first === 0x0f && second >= 0x80 && second <= 0x8f;
  const isJump = (first >= 0x70 && first <= 0x7f) || isNearJump || first === 0xe9 || first === 0xeb;
  return isJump || isPush(first) || (first === 0x41 && isPush(second));
}

/** An instruction that does nothing but compute: which registers it writes. */
interface Computation {
  readonly length: number;
  readonly writes: readonly number[];
}

const endbr64 = Buffer.from([0xf3, 0x0f, 0x1e, 0xfa]);

/** What an opcode with a ModRM byte writes: its register, its register or memory operand, the product's two, or nothing. */
type Written = 'register' | 'operand' | 'product' | 'nothing';

/** Opcodes that begin functions of an allocator; those with an immediate say how long it is. Each knows its `reg` field. */
function opcodeForm(opcode: number, extension: number): readonly [writes: Written, immediateLength: number] | null {
  switch (opcode) {
    case 0x84: // test
    case 0x85:
    case 0x38: // cmp
    case 0x39:
    case 0x3a:
    case 0x3b:
      return ['nothing', 0];
    case 0x01: // add, or, and, sub, xor, mov: into the operand
    case 0x09:
    case 0x21:
    case 0x29:
    case 0x31:
    case 0x89:
      return ['operand', 0];
    case 0x03: // the same into the register, and lea
    case 0x0b:
    case 0x23:
    case 0x2b:
    case 0x33:
    case 0x8b:
    case 0x8d:
      return ['register', 0];
    case 0x80: // cmpb with an immediate; others of 0x80 write a byte
      return extension === 7 ? ['nothing', 1] : null;
    case 0x81: // add, or, adc, sbb, and, sub, xor, cmp with an immediate
      return [extension === 7 ? 'nothing' : 'operand', 4];
    case 0x83:
      return [extension === 7 ? 'nothing' : 'operand', 1];
    case 0xc1: // shifts
      return ['operand', 1];
    case 0xd1:
      return ['operand', 0];
    case 0xf6: // test with an immediate
      return extension === 0 ? ['nothing', 1] : null;
    case 0xf7:
      if (extension === 4) return ['product', 0];
      return extension === 0 ? ['nothing', 4] : null;
    default:
      return null;
  }
}

/** The instruction at a place in the code; null for one that is not known to compute only, or that writes to memory. */
function decode(code: Buffer, start: number): Computation | null {
  if (code.subarray(start, start + endbr64.length).equals(endbr64)) return { length: endbr64.length, writes: [] };
  const prefix = code[start] ?? 0;
  const hasRex = prefix >= 0x40 && prefix <= 0x4f;
  const rex = hasRex ? prefix : 0;
  const at = start + (hasRex ? 1 : 0);
  const modrm = code[at + 1];
  if (modrm === undefined) return null;
  const extension = (modrm >> 3) & 7;
  const form = opcodeForm(code[at] ?? 0, extension);
  if (form === null) return null;
  const [written, immediateLength] = form;
  const isMemory = modrm >> 6 !== 3;
  if (written === 'operand' && isMemory) return null;
  const operand = (modrm & 7) | ((rex & 1) << 3);
  const register = extension | ((rex & 4) << 1);
  const writes = { register: [register], operand: [operand], product: [rax, rdx], nothing: [] }[written];
  const length = at - start + 2 + addressLength(modrm, code[at + 2] ?? 0) + immediateLength;
  return { length, writes };
}

/** Bytes between an instruction's ModRM byte and its immediate. */
function addressLength(modrm: number, scaleIndexBase: number): number {
  const [mode, operand] = [modrm >> 6, modrm & 7];
  if (mode === 3) return 0;
  const hasBase = operand === 4;
  const base = hasBase ? scaleIndexBase & 7 : operand;
  const displacement = mode === 1 ? 1 : mode === 2 || base === 5 ? 4 : 0;
  return (hasBase ? 1 : 0) + displacement;
}
