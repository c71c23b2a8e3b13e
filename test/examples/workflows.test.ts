import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ourAction, problemsOf, repository } from './validator.ts';

/** The permissions of jobs that measure: those that comment themselves, and those that leave it to another job. */
const commenting = { contents: 'read', 'pull-requests': 'write' };
const reading = { contents: 'read' };

const step = z.object({ uses: z.string().optional(), with: z.record(z.string(), z.unknown()).optional() });
const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const workflowSchema = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  jobs: z.record(
    z.string(),
    z.object({
      permissions: permissions.optional(),
      if: z.string().optional(),
      needs: z.string().optional(),
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
const others = ['accept.yml', 'macos-questions.yml', 'publish.yml', 'refresh.yml'].map(
  (name) => `examples/workflows/${name}`,
);
const gating = workflows.filter(({ path }) => !others.includes(path));

test('there is an example for each way to set the gate up, to publish, to accept and to refresh', () => {
  expect(examples.map(({ path }) => path.split('/').at(-1)).sort()).toEqual([
    'accept.yml',
    'allocations.yml',
    'container.yml',
    'macos-questions.yml',
    'macos.yml',
    'matrix.yml',
    'monorepo.yml',
    'publish.yml',
    'read-only.yml',
    'refresh.yml',
    'server.yml',
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

  const steps = Object.values(workflow.jobs).flatMap((job) =>
    job.steps
      .filter(({ uses }) => uses === './' || uses?.startsWith(`${ourAction}@`))
      .map((step) => ({ job, permissions: job.permissions ?? workflow.permissions, inputs: step.with ?? {} })),
  );

  test('a job that measures has exactly the permissions it needs, and probes where it is in a container', () => {
    const measuring = steps.filter(({ inputs }) => inputs.mode === undefined);
    expect(measuring.length).toBeGreaterThan(0);
    for (const { job, permissions, inputs } of measuring) {
      expect(permissions).toEqual(inputs.comment === 'never' ? reading : commenting);
      if (job.container !== undefined) expect(job.container.options).toBe('--privileged');
      // A job with a condition can be skipped, and a skipped check counts as passed.
      expect(job.if).toBeUndefined();
    }
  });

  test('a job that publishes runs whatever became of the others, and checks nothing out', () => {
    for (const { job, permissions } of steps.filter(({ inputs }) => inputs.mode === 'publish')) {
      expect(job).toMatchObject({ if: 'always()', needs: expect.any(String), steps: [expect.anything()] });
      expect(permissions).toEqual({ actions: 'read', 'pull-requests': 'write' });
    }
  });

  test('no label and no secret of the repository starts or reaches code of a pull request', () => {
    expect(Object.keys(workflow.on).sort()).toEqual(['merge_group', 'pull_request', 'push', 'workflow_dispatch']);
    expect(workflow.on.pull_request).toBeNull();
    expect(content).not.toContain('secrets.');
  });
});

const contentOf = (name: string) => examples.find(({ path }) => path.endsWith(`/${name}`))?.content ?? '';

describe('examples/workflows/macos-questions.yml', () => {
  const { workflow } = z
    .object({ workflow: workflowSchema })
    .parse(examples.find(({ path }) => path.endsWith('/macos-questions.yml')));

  test('is started by hand, may nothing, and takes nobody’s code', () => {
    expect(workflow.on).toEqual({ workflow_dispatch: null });
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.questions?.steps.filter(({ uses }) => uses !== undefined)).toEqual([]);
  });
});

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

describe('examples/workflows/publish.yml', () => {
  const { workflow } = z
    .object({ workflow: workflowSchema })
    .parse(examples.find(({ path }) => path.endsWith('/publish.yml')));

  test('answers to finished runs of the very workflow that read-only.yml is', () => {
    const { name } = z.object({ name: z.string() }).parse(parse(contentOf('read-only.yml')));
    expect(workflow.on).toEqual({ workflow_run: { workflows: [name], types: ['completed'] } });
    expect(workflow.jobs.publish?.steps[0]?.with).toEqual({ mode: 'publish', workflow: 'allocations.yml' });
  });

  test('checks nothing out, and runs one step with the permissions to read the reports and to comment', () => {
    const { publish } = workflow.jobs;
    expect(publish?.steps.map(({ uses }) => uses)).toEqual([`${ourAction}@v1`]);
    expect(workflow.permissions).toEqual({});
    expect(publish?.permissions).toEqual({ actions: 'read', 'pull-requests': 'write' });
  });
});
