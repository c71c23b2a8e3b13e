import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { inputDefaults } from '../settings/default-inputs.ts';
import { ourAction, repository } from './validator.ts';

const access = z.record(z.string(), z.string());
const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: access,
  concurrency: z.unknown().optional(),
  jobs: z.record(
    z.string(),
    z.object({
      if: z.string().optional(),
      permissions: access,
      concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }).optional(),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});
const contentOf = (name: string) => readFileSync(new URL(`examples/workflows/${name}`, repository), 'utf8');
const workflowOf = (name: string) => workflowSchema.parse(parse(contentOf(name)));
const isOurs = ({ uses }: { uses?: string | undefined }) => uses?.startsWith(`${ourAction}@`) === true;

describe('examples/workflows/accept.yml', () => {
  const workflow = workflowOf('accept.yml');
  const job = workflow.jobs.accept;

  test('is started by labels alone, and its job by the default label alone', () => {
    expect(workflow.on).toEqual({ pull_request: { types: ['labeled'] } });
    expect(job?.if).toBe(`github.event.label.name == '${inputDefaults.label}'`);
  });

  test('checks nothing out and runs nothing but the action, for its token can push', () => {
    expect(Object.keys(workflow.jobs)).toEqual(['accept']);
    expect(job?.permissions).toEqual({ contents: 'write', 'pull-requests': 'write', actions: 'read' });
    expect(workflow.permissions).toEqual({});
    expect(job?.steps).toHaveLength(1);
    expect(job?.steps.every(isOurs)).toBe(true);
    expect(job?.steps[0]?.with).toEqual({ mode: 'accept', workflow: inputDefaults.workflow });
  });

  test('lets no other label evict an acceptance that waits', () => {
    expect(workflow.concurrency).toBeUndefined();
    expect(job?.concurrency).toEqual({
      group: expect.stringContaining('github.event.pull_request.number'),
      'cancel-in-progress': false,
    });
  });
});

describe('examples/workflows/refresh.yml', () => {
  const content = contentOf('refresh.yml');
  const { measure, propose } = workflowOf('refresh.yml').jobs;

  test('measures with a token that can only read, and runs nothing of the package where it can push', () => {
    expect(measure?.permissions).toEqual({ contents: 'read' });
    expect(measure?.steps.filter(isOurs)).toHaveLength(1);
    expect(propose?.permissions).toEqual({ contents: 'write', 'pull-requests': 'write' });
    expect(propose?.steps.filter(isOurs)).toEqual([]);
    const commands = propose?.steps.map(({ run = '' }) => run).join('\n') ?? '';
    expect(commands).not.toMatch(/swift|\.\//);
  });

  test('pushes to a branch of its own and to no other', () => {
    expect(content.match(/git push.*/g)).toEqual(['git push --force origin HEAD:refs/heads/refresh-allocations']);
  });

  test('leaves no token on the disk, and puts no foreign text into a script', () => {
    const steps = [...(measure?.steps ?? []), ...(propose?.steps ?? [])];
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(2);
    for (const checkout of checkouts) expect(checkout.with).toEqual({ 'persist-credentials': false });
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });
});
