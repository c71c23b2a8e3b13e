/** What is in the brackets of a frame that is no function (`[libswiftCore.so]`, `[unknown]`, `[pruned]`); null for functions. */
export function bracketed(name: string): string | null {
  return /^\[([^[\]]+)\]$/.exec(name)?.[1] ?? null;
}
