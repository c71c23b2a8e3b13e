import { gitBlob } from '../baseline/file.ts';
import { UsageError } from '../model/errors.ts';
import { storedName } from '../system/git.ts';
import type { Run } from '../system/process.ts';

/**
 * The text of a file as git has it, from its text in the working tree: `.gitattributes` may say that lines end otherwise
 * there. The file's path is relative to the folder `repository`.
 *
 * @throws UsageError where git has something else than a text: Git LFS, or another filter.
 */
export async function asStored(run: Run, repository: string, path: string, text: string): Promise<string> {
  const blob = await storedName(run, repository, path);
  const stored = [text, text.replaceAll('\r\n', '\n')].find(
    (one) => blob === null || blob === gitBlob(Buffer.from(one)),
  );
  if (stored !== undefined && !stored.startsWith('version https://git-lfs.github.com/spec/')) return stored;
  throw new UsageError(
    `${path}: git has another content than this file, by Git LFS or another filter; take the file out of it with a ` +
      `line of .gitattributes: ${path} -filter -working-tree-encoding -ident text`,
  );
}
