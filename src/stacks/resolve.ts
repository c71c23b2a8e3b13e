/** What lies at an address of a process. */
export interface Resolved {
  /** As in the symbol table, not demangled; null where the table has none for the address (a stripped library). */
  readonly symbol: string | null;
  /** Other names of the same place: perf may have chosen another than the resolver. */
  readonly aliases?: readonly string[];
  /** File name of what is mapped there: `libswiftCore.so`. */
  readonly library: string;
}

/**
 * Finds what lies at an address of the process to which the thread belongs; null where nothing executable is
 * mapped, so that the address was never code.
 */
export type Resolve = (address: bigint, thread: number) => Resolved | null;

/** The address that perf printed in place of a symbol (`0x7ffff7c610f9`, `0`), or null for a symbol. */
export function addressOf(frame: string): bigint | null {
  return /^(?:0|0x[0-9a-f]{1,16})$/.test(frame) ? BigInt(frame) : null;
}

/** An address as perf prints it. */
export function formatAddress(address: bigint): string {
  return address === 0n ? '0' : `0x${address.toString(16)}`;
}
