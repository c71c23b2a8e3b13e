import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { reportSchema } from '../../src/model/report.ts';
import { parseMarker } from '../../src/report/marker.ts';
import { pullRequestEvent } from '../github-loopback/events.ts';
import { type ActionResult, runAction } from '../github-loopback/run-action.ts';
import { startGitHub } from '../github-loopback/server.ts';

/**
 * What `examples/demo` runs, bundled as dist/demo.js so that it needs no node_modules: the built Action on a pull
 * request that allocates more, against a GitHub inside this process. Takes the path of our repository.
 */
const [, , repositoryFolder = '.'] = process.argv;
const examples = join(repositoryFolder, 'examples');
/** Survives the demo; `.build` is not committed. */
const kept = join(repositoryFolder, '.build/demo');
const work = mkdtempSync(join(tmpdir(), 'demo-'));
const workspace = join(work, 'objects-and-strings');

process.on('exit', () => rmSync(work, { recursive: true, force: true }));
// The gate hears the terminal's signal as well, and puts its probes back before it ends.
process.once('SIGINT', () => process.exit(130));

const say = (text = '') => process.stdout.write(`${text}\n`);
const rule = '─'.repeat(100);

const gitHub = await startGitHub();
const repository = gitHub.state.addRepository('octo-org/shop');
/** What the pull request changes, as its commit has it. */
const changed = 'Sources/ObjectsAndStrings/Headers.swift';
gitHub.state.addCommit(repository, 'headers-as-a-class', {
  message: 'Make RequestHead a class',
  files: { [changed]: readFileSync(join(examples, 'demo-regression/objects-and-strings', changed)) },
});
const pullRequest = gitHub.state.addPullRequest(repository, { branch: 'headers-as-a-class', author: 'mona' });

say('A pull request makes one struct a class, and the gate runs on it, in three steps:');
say('1. examples/packages/objects-and-strings is copied, with examples/demo-regression over it, and built by Swift.');
say(
  '2. perf counts its allocations, which are compared with the committed baseline and traced to where they are made.',
);
say('3. The built Action reports to a GitHub inside this program: nothing leaves this machine.');

copyExample();
copyRegression();
let result = await gate();
const { verdict = '' } = result.outputs;
if (verdict === 'no-baseline' || verdict === 'incomparable') {
  say();
  say(
    `The committed baseline is another machine's (verdict ${verdict}): the unchanged example is accepted here first.`,
  );
  await acceptUnchanged();
  copyRegression();
  result = await gate();
}
await gitHub.close();
process.exitCode = show(result);

/** The example as the base branch has it, without what was built in it. */
function copyExample(): void {
  const source = join(examples, 'packages/objects-and-strings');
  cpSync(source, workspace, { recursive: true, filter: (path) => basename(path) !== '.build' });
}

/** The change of the pull request. */
function copyRegression(): void {
  cpSync(join(examples, 'demo-regression/objects-and-strings'), workspace, { recursive: true });
}

/** The step `uses: ./` in the job of examples/workflows/allocations.yml. */
function gate(): Promise<ActionResult> {
  return runAction({
    ...{ gitHub, repository, workspace },
    event: pullRequestEvent(gitHub, repository, pullRequest),
    permissions: { contents: 'read', 'pull-requests': 'write' },
    manifest: join(repositoryFolder, 'action.yml'),
    runnerFolder: work,
  });
}

/** What a maintainer does on the first run: commits the numbers that the gate made ready. */
async function acceptUnchanged(): Promise<void> {
  copyExample();
  const { outputs } = await gate();
  const { candidate } = reportSchema.parse(JSON.parse(readFileSync(outputs['report-path'] ?? '', 'utf8')));
  const path = join(workspace, candidate?.path ?? '');
  mkdirSync(dirname(path), { recursive: true });
  cpSync(outputs['candidate-path'] ?? '', path);
}

/** Prints what a reviewer sees; 0 if the gate ended as it should. */
function show({ exitCode, outputs, output, run }: ActionResult): 0 | 1 {
  const comment = pullRequest.comments.find(({ body }) => parseMarker(body) !== null);
  const page = [...repository.artifacts.values()].find(({ runId, name }) => runId === run.id && name.endsWith('.html'));
  if (outputs.verdict !== 'regression' || exitCode !== 1 || comment === undefined || page === undefined) {
    say(`\n${output}\nThe gate should have ended with the verdict regression, a comment and a flame graph; see above.`);
    return 1;
  }
  mkdirSync(kept, { recursive: true });
  const keep = (name: string, content: string | Buffer) => {
    writeFileSync(join(kept, name), content);
    return join(kept, name);
  };
  const [, ...shown] = comment.body.split('\n');
  keep('comment.md', comment.body);
  say(`\n${rule}\nThe comment on pull request #${pullRequest.number}, by ${comment.author}\n${rule}`);
  say(shown.join('\n').trim());
  say(rule);
  say(`Verdict:     ${outputs.verdict}`);
  say(`Exit status: ${exitCode}, so the check is red`);
  say(`Flame graph: ${keep('flame-graph.html', page.content)} (open it in a browser)`);
  say(`Job's log:   ${keep('log.txt', output)}`);
  return 0;
}
