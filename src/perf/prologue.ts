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
