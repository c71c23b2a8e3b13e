import { expect, test } from 'vitest';
import { readRequest } from '../../src/accept/acceptance-request.ts';
import type { PullRequest } from '../../src/github/event.ts';
import { UsageError } from '../../src/model/errors.ts';

const pullRequest: PullRequest = {
  ...{ number: 7, headSha: 'c'.repeat(40), headRef: 'change', headRepository: 'octo-org/shop' },
  ...{ baseSha: 'd'.repeat(40), baseRef: 'main', fromFork: false },
};
const event = {
  eventName: 'pull_request' as const,
  repository: { owner: 'octo-org', name: 'shop' },
  pullRequest,
  label: { name: 'accept', sender: 'octocat' },
};
const wanted = { label: 'accept' };

test('the label asks for an acceptance, in the name of who set it', () => {
  expect(readRequest(event, wanted)).toMatchObject({ outcome: 'requested', sender: 'octocat', pullRequest });
});

test('the label is the same in any case, as it is to GitHub', () => {
  const label = { name: 'ACCept', sender: 'octocat' };
  expect(readRequest({ ...event, label }, wanted)).toMatchObject({ outcome: 'requested', label: 'ACCept' });
});

test.each([
  ['another label', { name: 'bug', sender: 'octocat' }],
  ['no label', null],
])('%s asks for nothing', (_name, label) => {
  expect(readRequest({ ...event, label }, wanted).outcome).toBe('ignored');
});

test.each([
  ['a fork', { fromFork: true, headRepository: 'mona/shop' }],
  ['a fork that is gone', { headRepository: null }],
  ['another repository than the event says', { headRepository: 'mona/shop' }],
])('a branch in %s is refused', (_name, given) => {
  const request = readRequest({ ...event, pullRequest: { ...pullRequest, ...given } }, wanted);
  expect(request).toMatchObject({ outcome: 'refused', sentence: expect.stringContaining('The branch is in a fork') });
});

test('another event is a mistake in the workflow, named with the example to follow', () => {
  const push = { ...event, eventName: 'push' as const, pullRequest: null, label: null };
  expect(() => readRequest(push, wanted)).toThrow(UsageError);
  expect(() => readRequest(push, wanted)).toThrow(
    'not to `push`; give it a workflow of its own, as in examples/workflows/accept.yml',
  );
});
