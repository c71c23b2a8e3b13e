import type { ElfFile } from '../system/elf.ts';
import type { FunctionDescription } from './frame-entries.ts';
import { callTargets, functionPointers } from './machine-code.ts';
import type { UnwindTable } from './unwind-table.ts';

/**
 * glibc's functions that call the program for the first time, from which nothing has to be traced further: those
 * that call `main` and the constructors of the executable, and the one that calls a thread's function. Empty for
 * any other file. Throws a RangeError where the file is torn.
 *
 * They keep no frame pointer and are `static`, so that stripped libraries do not name them. They are found by
 * how exported functions use them: `__libc_start_main` calls `__libc_start_call_main` (csu/libc-start.c), and
 * `pthread_create` calls `create_thread`, which hands `start_thread` to the kernel (nptl/pthread_create.c).
 */
export function startFunctions(elf: ElfFile, table: UnwindTable): readonly FunctionDescription[] {
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
