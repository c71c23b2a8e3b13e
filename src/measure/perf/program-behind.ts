import { existsSync } from 'node:fs';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readElf } from '../../elf/elf-file.ts';
import type { Run } from '../../system/process.ts';

/** No command of perf's own. */
const command = 'allocation-gate-parent';

/** Prints which program has started it. */
const askedScript = '#!/bin/sh\nexec readlink "/proc/$PPID/exe"\n';

/**
 * The program that runs when this perf is started: Ubuntu's is a script that starts the one of the running kernel, and each
 * version of it looks in other places (facts 19). So it is asked by a command that perf does not know: perf starts
 * `perf-COMMAND` on PATH for it (`execv_dashed_external` in tools/perf/perf.c), which sees who its parent is. `folder` is
 * private. Null for a script that does not tell.
 */
export async function programBehind(
  run: Run,
  perf: string,
  searchPath: string,
  folder: string,
): Promise<string | null> {
  const bin = join(folder, 'perf-commands');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, `perf-${command}`), askedScript, { mode: 0o700 });
  const { exitCode, stdout } = await run({
    file: perf,
    arguments: [command],
    environment: { PATH: `${bin}:${searchPath}` },
  });
  const answer = stdout.trim();
  if (exitCode === 0 && answer.startsWith('/') && existsSync(answer)) return answer;
  return existsSync(perf) && readElf(perf) !== null ? realpath(perf) : null;
}
