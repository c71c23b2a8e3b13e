import { statSync } from 'node:fs';
import type { ElfFile } from '../../elf/elf-file.ts';

/** What is known of the libc that a program allocates with. */
interface UsedLibc {
  readonly libc: string;
  readonly linkage: 'dynamic' | 'static';
}

/**
 * Why the recorder cannot be loaded into a program, as a part of a sentence; null where it can. It follows from the
 * program alone, so that stacks are taken in the same way in each gate.
 */
export function whyNotInside({ path }: Pick<ElfFile, 'path'>, { libc, linkage }: UsedLibc): string | null {
  if (linkage === 'static') return `${path} is linked statically, so that nothing can be loaded into it`;
  if (!libc.startsWith('glibc ')) return `${path} runs on ${libc}, and the recorder on glibc only`;
  if ((statSync(path).mode & setId) !== 0)
    return `${path} runs as another user (set-user-id): nothing is loaded into it`;
  return null;
}

/** S_ISUID and S_ISGID (inode(7)). */
const setId = 0o6000;
