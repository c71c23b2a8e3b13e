import { statSync } from 'node:fs';
import type { ElfFile } from '../../elf/elf-file.ts';

/** What is known of the allocator that a program uses. */
interface UsedAllocator {
  readonly libc: string;
  readonly linkage: 'dynamic' | 'static';
  /** Whether it is in the program's own file. */
  readonly isCarried: boolean;
}

/**
 * Why the recorder cannot be loaded into a program, as a part of a sentence; null where it can. It follows from the
 * program alone, so that stacks are taken in the same way in each gate.
 */
export function whyNotInside(
  { path }: Pick<ElfFile, 'path'>,
  { libc, linkage, isCarried }: UsedAllocator,
  isCalledDirectly = false,
): string | null {
  if (linkage === 'static') return `${path} is linked statically, so that nothing can be loaded into it`;
  if (isCarried) return `${path} carries its allocator in itself, so that its calls never reach the recorder`;
  if (!libc.startsWith('glibc ')) return `${path} runs on ${libc}, and the recorder on glibc only`;
  if ((statSync(path).mode & setId) !== 0)
    return `${path} runs as another user (set-user-id): nothing is loaded into it`;
  if (isCalledDirectly) return 'also-count names functions whose calls never reach the recorder';
  return null;
}

/** S_ISUID and S_ISGID (inode(7)). */
const setId = 0o6000;
