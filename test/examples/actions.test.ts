import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ourAction, repository } from './validator.ts';

/** The first major of each action that runs on Node 24; those before run on what GitHub has removed or will. */
const firstOnNode24: Readonly<Record<string, number>> = {
  'actions/cache': 5,
  'actions/checkout': 5,
  'actions/create-github-app-token': 3,
  'actions/download-artifact': 7,
  'actions/setup-node': 5,
  'actions/upload-artifact': 6,
};

const read = (path: string) => readFileSync(new URL(path, repository), 'utf8');
const namesIn = (folder: string, ending: string) =>
  readdirSync(new URL(`${folder}/`, repository))
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
const workflows = [...namesIn('examples/workflows', '.yml'), ...namesIn('.github/workflows', '.yml')];
const pages = ['README.md', ...namesIn('docs', '.md')];

/** The actions of others that a text uses: `uses: actions/checkout@3d3c42e… # v7.0.1`. */
function usedIn(text: string) {
  const uses = text.matchAll(/uses: ([\w-]+\/[\w-]+)@(\S+)(?: # v(\S+))?/g);
  return [...uses]
    .map(([, action = '', ref = '', comment]) => ({ action, ref, version: comment ?? ref.replace(/^v/, '') }))
    .filter(({ action }) => action !== ourAction);
}

test.each([...workflows, ...pages])('%s uses no action on a Node that GitHub has removed', (path) => {
  for (const { action, version } of usedIn(read(path))) {
    expect(firstOnNode24, `${action} is not known here`).toHaveProperty(action);
    expect(Number.parseInt(version, 10), `${action}@${version}`).toBeGreaterThanOrEqual(firstOnNode24[action] ?? 0);
  }
});

test('an action of others beside a token that can push is named by its commit, with its version', () => {
  const jobs = z.object({ jobs: z.record(z.string(), z.object({ permissions: z.unknown().optional() })) });
  const canPush = workflows.filter((path) =>
    Object.values(jobs.parse(parse(read(path))).jobs).some(
      ({ permissions }) => z.object({ contents: z.literal('write') }).safeParse(permissions).success,
    ),
  );
  expect(canPush).toEqual(['examples/workflows/accept.yml', 'examples/workflows/refresh.yml']);
  for (const { action, ref, version } of usedIn([...canPush, 'docs/accepting.md'].map(read).join('\n'))) {
    expect(ref, action).toMatch(/^[0-9a-f]{40}$/);
    expect(version, action).toMatch(/^\d+\.\d+\.\d+$/);
  }
});
