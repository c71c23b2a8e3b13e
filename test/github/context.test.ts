import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readContext } from '../../src/github/context.ts';
import { UsageError } from '../../src/model/errors.ts';

const examplesPath = fileURLToPath(import.meta.resolve('@octokit/webhooks-examples'));
const examples = z
  .array(z.object({ name: z.string(), examples: z.array(z.looseObject({ action: z.string().optional() })) }))
  .parse(JSON.parse(readFileSync(examplesPath, 'utf8')));

const sha = 'b'.repeat(40);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'context-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A real payload of GitHub. */
function recorded(event: string, action?: string): object {
  const found = examples.find(({ name }) => name === event)?.examples.find((payload) => payload.action === action);
  if (found === undefined) throw new Error(`no example of ${event} ${action}`);
  return found;
}

function environment(event: string, payload: unknown, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof payload === 'string' ? payload : JSON.stringify(payload));
  return {
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: path,
    GITHUB_REPOSITORY: 'octo-org/shop',
    GITHUB_SHA: sha,
    GITHUB_RUN_ID: '12345',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_JOB: 'allocations',
    GITHUB_WORKFLOW_REF: 'octo-org/shop/.github/workflows/allocations.yml@refs/pull/2/merge',
    GITHUB_WORKSPACE: '/home/runner/work/shop/shop',
    ...more,
  };
}
const read = (...args: Parameters<typeof environment>) => readContext(environment(...args));

describe('the context', () => {
  test('of a pull request has the head that people see and the merge commit that is measured', () => {
    expect(read('pull_request', recorded('pull_request', 'synchronize'))).toEqual({
      eventName: 'pull_request',
      repository: { owner: 'octo-org', name: 'shop' },
      pullRequest: {
        number: 2,
        headSha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
        headRef: 'changes',
        headRepository: 'Codertocat/Hello-World',
        baseSha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
        baseRef: 'master',
        fromFork: false,
      },
      headSha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
      measuredSha: sha,
      merged: true,
      mergedBase: null,
      base: { sha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e', ref: 'master' },
      label: null,
      triggeringRun: null,
      since: new Date('2019-05-15T15:20:33Z'),
      runId: 12345,
      runAttempt: 2,
      runUrl: 'https://github.com/octo-org/shop/actions/runs/12345/attempts/2',
      job: 'allocations',
      workflow: 'allocations.yml',
      workspace: '/home/runner/work/shop/shop',
      resultFolder: '/home/runner/work/shop/shop',
      serverUrl: 'https://github.com',
      apiUrl: 'https://api.github.com',
      retentionDays: 90,
      image: null,
      isHosted: false,
    });
  });

  test('of a label has the label and who added it', () => {
    expect(read('pull_request', recorded('pull_request', 'labeled')).label).toEqual({
      name: 'bug',
      sender: 'Codertocat',
    });
    expect(read('pull_request', recorded('pull_request', 'unlabeled')).label).toBeNull();
  });

  test('of a merge group has its own head and base, and no pull request', () => {
    expect(read('merge_group', recorded('merge_group', 'checks_requested'))).toMatchObject({
      eventName: 'merge_group',
      pullRequest: null,
      headSha: '2ffea6db159f6b6c47a24e778fb9ef40cf6b1c7d',
      measuredSha: sha,
      base: { sha: '380387fbc80638b734a49e1be1c4dfec1c01b33c', ref: 'main' },
    });
  });

  test('of a push has the commit before as its base, unless the branch is new', () => {
    const push = { ref: 'refs/heads/main', before: 'c'.repeat(40) };
    expect(read('push', push)).toMatchObject({ headSha: sha, base: { sha: 'c'.repeat(40), ref: 'main' } });
    expect(read('push', recorded('push'))).toMatchObject({ base: { sha: null, ref: 'refs/tags/simple-tag' } });
  });

  test.each([
    ['workflow_dispatch', recorded('workflow_dispatch')],
    ['schedule', { schedule: '0 5 * * 1' }],
  ])('of %s has no base', (event, payload) => {
    expect(read(event, payload)).toMatchObject({ headSha: sha, measuredSha: sha, base: null, pullRequest: null });
  });

  test('follows the addresses of a GitHub Enterprise Server and names the image of a hosted runner', () => {
    const context = read('push', recorded('push'), {
      GITHUB_SERVER_URL: 'https://git.example.org',
      GITHUB_API_URL: 'https://git.example.org/api/v3',
      GITHUB_RETENTION_DAYS: '14',
      ImageOS: 'ubuntu24',
      ImageVersion: '20251112.124.1',
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_TEMP: '/home/runner/work/_temp',
    });
    expect(context).toMatchObject({
      apiUrl: 'https://git.example.org/api/v3',
      runUrl: 'https://git.example.org/octo-org/shop/actions/runs/12345/attempts/2',
      retentionDays: 14,
      image: 'ubuntu24 20251112.124.1',
      isHosted: true,
      resultFolder: '/home/runner/work/_temp',
    });
  });
});

describe('a head', () => {
  const pullRequest = (headRepository: { id: number; full_name: string } | null) => ({
    action: 'opened',
    sender: { login: 'mona' },
    pull_request: {
      number: 1,
      head: { sha, ref: 'main', repo: headRepository },
      base: { sha, ref: 'main', repo: { id: 1, full_name: 'octo-org/shop' } },
    },
  });

  test('in another repository is a fork', () => {
    const context = read('pull_request', pullRequest({ id: 2, full_name: 'mona/shop' }));
    expect(context.pullRequest).toMatchObject({ fromFork: true, headRepository: 'mona/shop' });
  });

  test('whose repository is gone was a fork', () => {
    expect(read('pull_request', pullRequest(null)).pullRequest).toMatchObject({ fromFork: true, headRepository: null });
  });

  test('in the same repository is none, even when that is a fork of something itself', () => {
    const same = { id: 1, full_name: 'octo-org/shop', fork: true };
    expect(read('pull_request', pullRequest(same)).pullRequest?.fromFork).toBe(false);
  });
});

describe('is refused with the reason:', () => {
  const refusal = (...args: Parameters<typeof environment>): string => {
    try {
      read(...args);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return String(error);
    }
    throw new Error('was read');
  };

  test('pull_request_target, whose token can write', () => {
    const message = refusal('pull_request_target', recorded('pull_request', 'opened'));
    expect(message).toContain('would run the code of the pull request with a token that can write');
    expect(message).toContain('`on: pull_request`');
  });

  test('an event that the gate has no answer to', () => {
    expect(refusal('issue_comment', {})).toContain('pull_request, merge_group, push, workflow_dispatch, schedule');
  });

  test('a payload that is not JSON, or not there', () => {
    expect(refusal('push', '{')).toContain('`push` (GITHUB_EVENT_PATH) is not readable');
    expect(refusal('push', {}, { GITHUB_EVENT_PATH: join(folder, 'none.json') })).toContain('not readable');
  });

  test.each([
    ['no payload', null, 'its top level'],
    ['no commit', { ref: 'refs/heads/main', before: '; rm -rf /' }, 'before'],
    ['a number for a ref', { ref: 1, before: sha }, 'ref'],
  ])('a payload with %s, by the place in it', (_what, payload, place) => {
    expect(refusal('push', payload)).toContain(`${place}: `);
  });

  test('a repository of SHA-256 objects, before anything is built', () => {
    expect(refusal('push', {}, { GITHUB_SHA: 'a'.repeat(64) })).toContain('names its objects by SHA-256');
  });

  test('a machine that is no job, with what to use there', () => {
    const message = refusal('push', {}, { GITHUB_RUN_ID: undefined, GITHUB_REPOSITORY: 'no/t/one' });
    expect(message).toContain('GITHUB_REPOSITORY, GITHUB_RUN_ID');
    expect(message).toContain('swift-allocation-gate gate');
  });
});
