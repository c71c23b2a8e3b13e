import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import { areSameBuild } from '../../elf/same-build.ts';
import { MeasurementError } from '../../model/errors.ts';
import { archivesOf, nameOf } from './foreign-allocator.ts';

/**
 * Links a program, to be made by `compile` at `target`, with the archive that the measured one carries its allocator of:
 * the first one that the linker finds and that gives it the very same functions. `own` names those of its source. Throws
 * a {@link MeasurementError} where there is none.
 */
export async function linkWithArchive(
  path: string,
  functions: readonly string[],
  target: string,
  own: ReadonlySet<string>,
  compile: (linked: readonly string[]) => Promise<string>,
): Promise<void> {
  const measured = readElf(path);
  if (measured === null) throw new MeasurementError(`${path} is no ELF executable any more.`);
  const tried: string[] = [];
  for (const { archive, libraries } of archivesOf(measured)) {
    const isLinked = await compile([...linkedAs(measured), `-l:${archive}`, ...libraries]).then(
      () => true,
      (error: unknown) => {
        if (error instanceof MeasurementError) return false;
        throw error;
      },
    );
    const linked = isLinked ? readElf(target) : null;
    if (linked !== null && areSameBuild(linked, measured, functions, own)) return;
    tried.push(`${archive} ${isLinked ? 'is another build of it' : 'cannot be linked with here'}`);
  }
  const because = tried.length === 0 ? 'no archive of it is known' : tried.join(', ');
  throw new MeasurementError(
    `${path} carries its allocator in itself (${nameOf(measured, true)}), which cannot be calibrated: ${because}.`,
    {
      remedy:
        tried.length === 0
          ? 'Measure a build without it (a sanitizer brings one along), or with the shared library of it.'
          : 'Link the program with the allocator’s shared library, or let the linker find the archive that the build used ' +
            '(LIBRARY_PATH), and keep the program’s symbols.',
    },
  );
}

/** Options by which an executable is linked as this one was, as far as that shows: linkers relax code differently. */
function linkedAs(elf: ElfFile): readonly string[] {
  const comment = elf.section('.comment')?.bytes.toString('latin1') ?? '';
  const linker =
    elf.section('.note.gnu.gold-version') !== null ? 'gold' : comment.includes('Linker: LLD') ? 'lld' : null;
  return linker === null ? [] : [`-fuse-ld=${linker}`];
}
