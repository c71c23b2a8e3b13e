import { fileURLToPath } from 'node:url';

/** Path of a file of test/fixtures/elf. */
export function elfFile(name: string): string {
  return fileURLToPath(new URL(`../fixtures/elf/${name}`, import.meta.url));
}
