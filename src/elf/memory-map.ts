/** A file's part that is mapped executable into a process. */
export interface MemoryMap {
  readonly start: bigint;
  readonly end: bigint;
  /** Offset in the file of what lies at `start`. */
  readonly offset: bigint;
  /** A path, or a name in brackets such as `[vdso]`. */
  readonly path: string;
}

/** A place in a file that is mapped. */
export interface MappedPlace {
  readonly path: string;
  readonly offset: number;
}

/** What lies at an address of a process with these maps; null outside of all of them. */
export function placeIn(maps: readonly MemoryMap[] | undefined, address: bigint): MappedPlace | null {
  const map = maps?.find(({ start, end }) => address >= start && address < end);
  return map === undefined ? null : { path: map.path, offset: Number(address - map.start + map.offset) };
}
