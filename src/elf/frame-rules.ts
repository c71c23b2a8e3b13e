import { frameStateAt } from './call-frame-instructions.ts';
import { type ElfFile, readElf } from './elf-file.ts';
import type { FunctionDescription } from './frame-entries.ts';
import { callTargets, frameInForce, functionPointers } from './machine-code.ts';
import { type MemoryMap, placeIn } from './memory-map.ts';
import { openUnwindTable, type UnwindTable } from './unwind-table.ts';

/**
 * How the caller of a place in the code is found (facts 12 says why frame pointers alone do not do):
 *
 * - `frame-pointer`: the frame-pointer register points at the caller's, beside the return address
 * - `stack-pointer`: by the stack pointer only, so that the frame-pointer register may still hold the frame of
 *   any function further out, or no frame at all
 * - `start`: not at all, the program or a thread starts here
 * - `unknown`: in none of these ways (a signal's frame, a realigned stack, a PLT), or nobody knows
 * - `not-code`: nothing executable is there, so that nothing was called from there
 */
export type FrameRule = 'frame-pointer' | 'stack-pointer' | 'start' | 'unknown' | 'not-code';

/** The rules of everything that the processes of a recording had mapped. */
export interface FrameRules {
  /** The rule at the call that returns to this address, in a thread's process. */
  atCall(returnAddress: bigint, thread: number): FrameRule;
}

/** Rules by the memory maps of a recording. Files are opened when they are needed; each address is looked up once. */
export function createFrameRules(threads: ReadonlyMap<number, readonly MemoryMap[]>): FrameRules {
  const files = new Map<string, FileFrameRules>();
  const fileOf = (path: string) => {
    const file = files.get(path) ?? openFile(path);
    files.set(path, file);
    return file;
  };
  const ruleOf = (returnAddress: bigint, thread: number): FrameRule => {
    // The call is what comes before: behind a call that never returns, another function may begin.
    const place = placeIn(threads.get(thread), returnAddress - 1n);
    return place === null ? 'not-code' : fileOf(place.path).atOffset(place.offset);
  };
  const known = new Map<number, Map<bigint, FrameRule>>();
  return {
    atCall(returnAddress, thread) {
      const rules = known.get(thread) ?? new Map<bigint, FrameRule>();
      known.set(thread, rules);
      const rule = rules.get(returnAddress) ?? ruleOf(returnAddress, thread);
      rules.set(returnAddress, rule);
      return rule;
    },
  };
}

/** The rules of one file. Nothing is thrown: where the file is torn, the rule is `unknown`. */
export interface FileFrameRules {
  /** The rule at an address in the file's own numbering. */
  at(address: number): FrameRule;
  /** The rule at an offset in the file. */
  atOffset(offset: number): FrameRule;
}

/** The rules of an ELF file; its unwind information is read now, what it says of a place when that is asked. */
export function fileFrameRules(elf: ElfFile): FileFrameRules {
  const table = orNull(() => openUnwindTable(elf));
  if (table === null) return nothingKnown;
  const starts = orNull(() => startFunctions(elf, table)) ?? [];
  const at = (address: number): FrameRule =>
    starts.some(({ start, end }) => address >= start && address < end)
      ? 'start'
      : (orNull(() => ruleAt(elf, table, address)) ?? 'unknown');
  return {
    at,
    atOffset(offset) {
      const address = elf.addressAt(offset);
      return address === null ? 'not-code' : at(address);
    },
  };
}

const nothingKnown: FileFrameRules = { at: () => 'unknown', atOffset: () => 'unknown' };

/** `[vdso]` and files that are gone have no rules. */
function openFile(path: string): FileFrameRules {
  const elf = orNull(() => readElf(path));
  return elf === null ? nothingKnown : fileFrameRules(elf);
}

/** The frame pointer, in DWARF's numbering: System V ABI x86-64 figure 3.36, "DWARF for the Arm 64-bit Architecture". */
const registers = {
  x86_64: { framePointer: 6, stackPointer: 7 },
  aarch64: { framePointer: 29, stackPointer: 31 },
} as const;

function ruleAt(elf: ElfFile, table: UnwindTable, address: number): FrameRule {
  const description = table.functionAt(address);
  if (description === null) return ruleOfCode(elf, table, address);
  if (description.common.isSignalFrame) return 'unknown';
  const { framePointer, stackPointer } = registers[elf.machine];
  const { address: frame, saved } = frameStateAt(description, address);
  const returnAddress = saved.get(description.common.returnAddressRegister);
  // glibc's `_start` and `clone3`: "nothing before this" (DW_CFA_undefined).
  if (returnAddress === 'undefined') return 'start';
  if (frame?.register === stackPointer) return 'stack-pointer';
  // Following the pointer reads the caller's at [register] and the return address behind it.
  const isRecord =
    frame?.register === framePointer &&
    saved.get(framePointer) === -frame.offset &&
    returnAddress === wordSize - frame.offset;
  return isRecord ? 'frame-pointer' : 'unknown';
}

const wordSize = 8;

/**
 * Functions of Swift that cannot throw have no unwind information in libraries whose `.debug_frame` was stripped
 * (3,699 of 8,244 in libswiftCore 6.0.3): there, the code itself says whether it keeps a frame pointer.
 */
function ruleOfCode(elf: ElfFile, table: UnwindTable, address: number): FrameRule {
  if (elf.machine !== 'x86_64') return 'unknown';
  const end = address + 1; // The address is that of the call's last byte.
  const distance = frameInForce(elf.code(end - searchedBytes, end));
  return distance !== null && table.functionAt(end - distance) === null ? 'frame-pointer' : 'unknown';
}

const searchedBytes = 2048;

/** Null where reading failed: what is torn, and what cannot be opened, is not known. */
function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/**
 * glibc's functions that call the program for the first time, from which nothing has to be traced further: those
 * that call `main` and the constructors of the executable, and the one that calls a thread's function. Empty for
 * any other file. Throws a RangeError where the file is torn.
 *
 * They keep no frame pointer and are `static`, so that stripped libraries do not name them. They are found by
 * how exported functions use them: `__libc_start_main` calls `__libc_start_call_main` (csu/libc-start.c), and
 * `pthread_create` calls `create_thread`, which hands `start_thread` to the kernel (nptl/pthread_create.c).
 */
function startFunctions(elf: ElfFile, table: UnwindTable): readonly FunctionDescription[] {
  const symbols = [...elf.dynamicSymbols, ...elf.symbols].filter(({ defined, isFunction }) => defined && isFunction);
  const named = (name: string) => {
    const symbol = symbols.find((candidate) => candidate.name === name);
    return symbol === undefined ? null : table.functionAt(symbol.address);
  };
  // Exported functions are called by programs, too: what called them is not known to be the start.
  const exported = new Set(symbols.filter(({ name }) => !startNames.has(name)).map(({ address }) => address));
  const hidden = (addresses: readonly number[]) =>
    [...new Set(addresses)].flatMap((address) => {
      const target = exported.has(address) ? null : table.functionAt(address);
      return target?.start === address ? [target] : [];
    });
  const codeOf = ({ start, end }: FunctionDescription) => elf.code(start, end);
  const calledBy = (one: FunctionDescription) => hidden(callTargets(elf.machine, codeOf(one), one.start));
  const takenBy = (one: FunctionDescription) => hidden(functionPointers(elf.machine, codeOf(one), one.start));

  const startMain = named('__libc_start_main');
  const createThread = named('pthread_create');
  return [
    ...(startMain === null ? [] : [startMain, ...calledBy(startMain)]),
    ...(createThread === null ? [] : [createThread, ...calledBy(createThread)].flatMap(takenBy)),
  ];
}

/** Their names, and that of the function between, where a file has them: of named functions, only these are taken. */
const startNames: ReadonlySet<string> = new Set(['__libc_start_call_main', 'create_thread', 'start_thread']);
