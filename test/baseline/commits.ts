import { execFileSync } from 'node:child_process';
import { createRun } from '../../src/system/process.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const environment = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };

/** Runs git as nobody has configured it. */
export const run = createRun(environment);

/** One commit: its message, and the files that it writes (null: removes). */
export interface Commit {
  readonly message: string;
  readonly files: Readonly<Record<string, string | null>>;
}

/** A repository with these commits, the first on 2026-01-01 and each a day after the one before. */
export function repositoryOf(commits: readonly Commit[], format = 'sha1'): string {
  const repository = temporaryDirectory();
  const git = (args: readonly string[], input = '') =>
    execFileSync('git', [...args], { cwd: repository, env: environment, input });
  git(['init', '--quiet', '--initial-branch=main', `--object-format=${format}`]);
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const stream = commits.map(({ message, files }, index) => {
    const when = `${Date.UTC(2026, 0, 1 + index) / 1000} +0000`;
    const changes = Object.entries(files).map(([path, text]) =>
      text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
    );
    return `commit refs/heads/main\ncommitter mona <mona@localhost> ${when}\n${data(message)}${changes.join('')}\n`;
  });
  git(['fast-import', '--quiet'], stream.join(''));
  return repository;
}
