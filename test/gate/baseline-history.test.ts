import { expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { baselineHistory } from '../../src/gate/baseline-history.ts';
import { repositoryOf, run } from '../baseline/commits.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';
import { baselineOf, run as perRun } from './measured.ts';

const baseline = '.github/allocations';
const versions = [50, 42].map((total) => ({
  message: `Now ${total}`,
  files: {
    [`${baseline}/swift-6.2-ubuntu-24.04-x86_64.json`]: formatBaseline(baselineOf({ http: perRun(total) })),
  },
}));

it('the history is in the summary of a run that is of no pull request, where git has it', async () => {
  const repository = repositoryOf(versions);
  const push = { eventName: 'push' } as const;
  expect(await baselineHistory({ baseline }, push, { run, repository })).toBe(
    '\n\n**The baseline so far**\n\n- `http` █▁ 50 → 42 per run, since 2026-01-01\n',
  );
  expect(await baselineHistory({ baseline }, { eventName: 'pull_request' }, { run, repository })).toBe('');
  expect(await baselineHistory({ baseline }, push, { run, repository: repositoryOf(versions.slice(1)) })).toBe('');
  expect(await baselineHistory({ baseline }, push, { run, repository: temporaryDirectory() })).toBe('');
});
