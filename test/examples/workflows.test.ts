import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ourAction, problemsOf, repository } from './validator.ts';

const step = z.object({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });
const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions: permissions.optional(),
      container: z.object({ options: z.string() }).optional(),
      steps: z.array(step),
    }),
  ),
});

const folders = ['examples/workflows', '.github/workflows'];
const workflows = folders.flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, repository))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => {
      const content = readFileSync(new URL(`${folder}/${name}`, repository), 'utf8');
      return { path: `${folder}/${name}`, content, workflow: workflowSchema.parse(parse(content)) };
    }),
);
const examples = workflows.filter(({ path }) => path.startsWith('examples/'));

/** Those that no pull request starts a gate with have tests of their own (accepting.test.ts). */
const others = ['accept.yml', 'refresh.yml'].map((name) => `examples/workflows/${name}`);
const gating = workflows.filter(({ path }) => !others.includes(path));

test('there are an example for a single job, a container, a matrix, a monorepo, accepting and refreshing', () => {
  expect(examples.map(({ path }) => path.split('/').at(-1)).sort()).toEqual([
    'accept.yml',
    'allocations.yml',
    'container.yml',
    'matrix.yml',
    'monorepo.yml',
    'refresh.yml',
  ]);
});

test.each(workflows)('$path is valid for GitHub, inputs of the actions included', async ({ path, content }) => {
  expect(await problemsOf(path, content)).toEqual([]);
});

describe.each(gating)('$path', ({ content, workflow }) => {
  test('leaves no token on the disk', () => {
    const checkouts = Object.values(workflow.jobs)
      .flatMap(({ steps }) => steps)
      .filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(0);
    for (const checkout of checkouts) expect(checkout.with).toMatchObject({ 'persist-credentials': false });
  });

  test('a job that runs the gate has exactly the permissions it needs, and probes where it is in a container', () => {
    const gates = Object.values(workflow.jobs).filter(({ steps }) =>
      steps.some(({ uses }) => uses === './' || uses?.startsWith(`${ourAction}@`)),
    );
    expect(gates.length).toBeGreaterThan(0);
    for (const job of gates) {
      expect(job.permissions ?? workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
      if (job.container !== undefined) expect(job.container.options).toBe('--privileged');
    }
  });

  test('no label and no secret of the repository starts or reaches code of a pull request', () => {
    expect(Object.keys(workflow.on).sort()).toEqual(['merge_group', 'pull_request', 'push', 'workflow_dispatch']);
    expect(workflow.on.pull_request).toBeNull();
    expect(content).not.toContain('secrets.');
  });
});

const contentOf = (name: string) => examples.find(({ path }) => path.endsWith(`/${name}`))?.content ?? '';

describe('the validator', () => {
  const example = (change: (content: string) => string) =>
    problemsOf('examples/workflows/changed.yml', change(contentOf('allocations.yml')));

  test('refuses an input that our action.yml does not have', async () => {
    const problems = await example((content) => `${content}        with:\n          basline: x\n`);
    expect(problems).toEqual([expect.stringContaining("Invalid action input 'basline'")]);
  });

  test('refuses it for the action of the checkout itself, too', async () => {
    const problems = await example(
      (content) => `${content.replace(`${ourAction}@v1`, './')}        with:\n          basline: x\n`,
    );
    expect(problems).toEqual([expect.stringContaining("Invalid action input 'basline'")]);
  });

  test('refuses an unknown permission', async () => {
    const problems = await example((content) => content.replace('pull-requests: write', 'pull-request: write'));
    expect(problems).toEqual([expect.stringContaining('pull-request')]);
  });
});
