import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitAll, git } from '../git.ts';
import type { Sandbox } from '../sandbox.ts';
import type { History, RealCommit } from './scene.ts';

/**
 * Makes the sandbox what `actions/checkout` leaves with a depth of 1 and `persist-credentials: false`: the merge of a
 * pull request, without its parents and without a remote to fetch them from. What the sandbox holds is the base; the
 * change is the pull request. Returns the commits, for GitHub to know.
 */
export function checkOutMerge(sandbox: Sandbox, change: () => void): History {
  const { folder } = sandbox;
  sandbox.write('.gitignore', '.build\n');
  const base = commitOf(folder, commitAll(folder, 'before'));
  git(folder, 'switch', '--quiet', '--create', 'change');
  change();
  const head = commitOf(folder, commitAll(folder, 'after'));
  git(folder, 'switch', '--quiet', 'main');
  git(folder, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
  const merge = commitOf(folder, git(folder, 'rev-parse', 'HEAD'));

  const clone = mkdtempSync(join(tmpdir(), 'end-to-end-'));
  git(clone, 'clone', '--quiet', '--depth=1', '--no-checkout', `file://${folder}`, 'shallow');
  git(join(clone, 'shallow'), 'remote', 'remove', 'origin');
  rmSync(join(folder, '.git'), { recursive: true });
  cpSync(join(clone, 'shallow/.git'), join(folder, '.git'), { recursive: true });
  rmSync(clone, { recursive: true });
  git(folder, 'reset', '--quiet');
  return { base, head, merge };
}

function commitOf(folder: string, sha: string): RealCommit {
  const names = git(folder, 'ls-files').split('\n');
  return { sha, files: Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])) };
}
