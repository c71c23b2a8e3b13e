import type { Scene } from '../action/scene.ts';
import { commitAll, git } from '../git.ts';
import type { Sandbox } from '../sandbox.ts';

/** Makes what lies in the sandbox the merge of the pull request, in a checkout of depth 1. */
export function checkOutMerge({ gitHub, repository, pullRequest }: Scene, sandbox: Sandbox): void {
  const { folder } = sandbox;
  const parents = [pullRequest.base.sha, pullRequest.head.sha];
  commitAll(folder, 'what is measured');
  const by = 'somebody <somebody@localhost> 0 +0000';
  const header = [`tree ${git(folder, 'rev-parse', 'HEAD^{tree}')}`, ...parents.map((sha) => `parent ${sha}`)];
  sandbox.write('.git/merge', `${[...header, `author ${by}`, `committer ${by}`].join('\n')}\n\nmerge\n`);
  const sha = git(folder, 'hash-object', '-t', 'commit', '-w', '.git/merge');
  sandbox.write('.git/shallow', `${sha}\n`);
  git(folder, 'update-ref', 'HEAD', sha);
  pullRequest.mergeSha = gitHub.state.addCommit(repository, 'refs/pull/7/merge', { sha, parents, files: {} }).sha;
}
