import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folder } from '../report-file/candidate-reports.ts';
import { expectNothingCommitted, refusal } from './refusal.ts';
import { closeScenes, openScene } from './scene.ts';

closeScenes();

describe('an artifact', () => {
  test('that has expired is told to be measured again', async () => {
    const scene = await openScene();
    scene.leave().expiresAt = new Date(Date.now() - 1000);
    await expectNothingCommitted(scene, /The numbers have expired.*run the gate again/);
  });

  test('that expires between the list and the download likewise', async () => {
    const scene = await openScene();
    scene.leave();
    scene.gitHub.failNext({ path: /artifacts\/\d+\/zip$/ }, 410);
    await expectNothingCommitted(scene, 'The numbers have expired');
  });

  test('that is not there is told so', async () => {
    const scene = await openScene();
    scene.leave();
    scene.repository.artifacts.clear();
    await expectNothingCommitted(scene, 'left no numbers that could be accepted');
  });

  test.each([
    ['of another commit', withSource({ headSha: 'a'.repeat(40) }), 'it is of another commit'],
    ['of another pull request', withSource({ pullRequest: 8 }), 'it is of another pull request'],
    ['of another repository', withSource({ repository: 'mona/shop' }), 'it is of another repository'],
    ['with a path outside the folder', withPath('../swift-6.2-a-x86_64.json'), 'the file lies outside of'],
  ])('%s is not taken', async (_name, change, sentence) => {
    const scene = await openScene();
    scene.leave({ change });
    await expectNothingCommitted(scene, sentence);
  });

  test('of 100 MB is not even downloaded', async () => {
    const scene = await openScene();
    const { name } = scene.leave();
    scene.repository.artifacts.clear();
    const content = Buffer.alloc(100 * 1024 * 1024, 32);
    scene.gitHub.state.addArtifact(scene.repository, scene.gate, { name, content });
    await expectNothingCommitted(scene, /has 100 MiB, and at most 5 MiB are read/);
    expect(scene.gitHub.requests.filter(({ path }) => path.endsWith('/zip'))).toEqual([]);
  });

  test('that is a zip (an extra file, a symbolic link) is never unpacked', async () => {
    const scene = await openScene();
    const { name } = scene.leave();
    scene.repository.artifacts.clear();
    const zip = { name, content: Buffer.from('PK\u0003\u0004…'), mimeType: 'application/zip' };
    scene.gitHub.state.addArtifact(scene.repository, scene.gate, zip);
    await expectNothingCommitted(scene, 'is a zip, and the gate leaves a JSON file: it is not unpacked');
  });

  test('that is a zip under another type is not read either', async () => {
    const scene = await openScene();
    const { name } = scene.leave();
    scene.repository.artifacts.clear();
    scene.gitHub.state.addArtifact(scene.repository, scene.gate, { name, content: Buffer.from('PK\u0003\u0004…') });
    await expectNothingCommitted(scene, 'it is a zip');
  });

  test('that speaks Markdown is only quoted', async () => {
    const scene = await openScene();
    const path = `${folder}/<img src=x>@octocat\`[a](javascript:1).json`;
    scene.leave({ change: withPath(path) });
    const { sentence } = await refusal(scene);
    expect(sentence).not.toMatch(/@octocat|<img/);
  });

  test('beside others of no interest is found', async () => {
    const scene = await openScene();
    const { state } = scene.gitHub;
    for (const name of ['logs', 'allocations-x-0123456789ab-1.json', 'allocations.json']) {
      state.addArtifact(scene.repository, scene.gate, { name, content: '{}' });
    }
    scene.leave();
    expect(await scene.label()).toMatchObject({ exitCode: 0 });
  });
});

function withSource(change: Readonly<Record<string, unknown>>) {
  return (left: Report) => ({ ...left, source: { ...left.source, ...change } });
}

function withPath(path: string) {
  return (left: Report) => ({
    ...left,
    baselineFile: { ...left.baselineFile, path },
    candidate: { ...left.candidate, path, diff: null },
  });
}
