import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { readBaselineVersions, whatChangedBetween } from '../../src/baseline/versions.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { baselineOf, run as perRun } from '../gate/measured.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';
import { repositoryOf, run } from './commits.ts';
import { fingerprint } from './measurements.ts';

const folder = '.github/allocations';
const file = 'swift-6.2-ubuntu-24.04-x86_64.json';

const textOf = (total: number, given: Partial<Baseline> = {}) =>
  formatBaseline(baselineOf({ http: perRun(total) }, given));
const inFolder = (text: string | null, name = file) => ({ [`${folder}/${name}`]: text });

describe('the versions of a baseline', () => {
  it('are what git has of its folder, the oldest first, with who accepted them', async () => {
    const repository = repositoryOf([
      { message: 'Start', files: { 'Package.swift': '', ...inFolder(textOf(50)) } },
      { message: 'Reuse the buffer\n\nhttp: −8\n\nAccepted-By: hubot\n', files: inFolder(textOf(42)) },
      { message: 'Elsewhere', files: { [`${folder}/server/${file}`]: textOf(7), 'README.md': '' } },
      { message: 'Remove it', files: inFolder(null) },
    ]);
    const { versions, ...rest } = await readBaselineVersions(run, repository, folder);
    expect(rest).toEqual({ unreadable: 0, omitted: 0, isShallow: false });
    expect(
      versions.map(({ benchmarks, commit, ...version }) => ({ ...version, total: benchmarks.get('http')?.total })),
    ).toEqual([
      { file, date: '2026-01-01', by: 'mona', subject: 'Start', fingerprint, total: 50 },
      { file, date: '2026-01-02', by: 'hubot', subject: 'Reuse the buffer', fingerprint, total: 42 },
      { file, date: '2026-01-04', by: 'mona', subject: 'Remove it', fingerprint: null, total: undefined },
    ]);
  });

  it('are read below a folder that is not the repository’s top, and of a repository with longer names', async () => {
    const commits = [{ message: 'Start', files: { [`server/${folder}/${file}`]: textOf(50) } }];
    for (const format of ['sha1', 'sha256']) {
      const below = join(repositoryOf(commits, format), 'server');
      mkdirSync(below);
      expect((await readBaselineVersions(run, below, folder)).versions).toMatchObject([{ file, subject: 'Start' }]);
    }
  });

  it('leave out what is no baseline, and say how many that are', async () => {
    const repository = repositoryOf([
      { message: 'Start', files: inFolder(textOf(50)) },
      { message: 'Break it', files: inFolder('<<<<<<< ours\n') },
      {
        message: 'Write another number',
        files: inFolder(textOf(50).replace('"formatVersion": 2', '"formatVersion": 9')),
      },
      { message: 'Mend it', files: inFolder(textOf(51)) },
    ]);
    const { versions, unreadable } = await readBaselineVersions(run, repository, folder);
    expect({ subjects: versions.map(({ subject }) => subject), unreadable }).toEqual({
      subjects: ['Start', 'Mend it'],
      unreadable: 2,
    });
  });

  it('are none where there is no repository', async () => {
    expect((await readBaselineVersions(run, temporaryDirectory(), folder)).versions).toEqual([]);
  });

  it('take a hostile author for one, whatever the name holds', async () => {
    const repository = repositoryOf([
      { message: `Start \u0001${'a'.repeat(40)}\u00022026-01-01\u0002x`, files: inFolder(textOf(50)) },
    ]);
    const { versions } = await readBaselineVersions(run, repository, folder);
    expect(versions).toMatchObject([{ date: '2026-01-01', by: 'mona' }]);
  });

  it('of a new Swift cannot be compared with those before', async () => {
    const repository = repositoryOf([
      { message: 'Start', files: inFolder(textOf(50)) },
      { message: 'Swift', files: inFolder(textOf(40, { fingerprint: { ...fingerprint, swift: '6.2.2' } })) },
    ]);
    const [first, second] = (await readBaselineVersions(run, repository, folder)).versions;
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(whatChangedBetween(first, second, 'http')).toEqual([{ field: 'swift', before: '6.2.1', now: '6.2.2' }]);
    expect(whatChangedBetween(first, first, 'http')).toEqual([]);
  });

  it('are read by as many processes, a thousand of them as ten', async () => {
    const tree = Array.from({ length: 400 }, (_, index) => `  ${index + 1} aFunctionWithALongName(of:and:)${index}`);
    const text = (total: number) =>
      formatBaseline(baselineOf({ http: { measurement: perRun(total), workload: null, sites: [], callTree: tree } }));
    const read = async (count: number) => {
      const repository = repositoryOf(
        Array.from({ length: count }, (_, index) => ({
          message: `Change ${index}`,
          files: inFolder(text(1000 + index)),
        })),
      );
      let processes = 0;
      const counted: typeof run = (invocation) => {
        processes += 1;
        return run(invocation);
      };
      return { ...(await readBaselineVersions(counted, repository, folder)), processes: () => processes };
    };
    const [few, many] = [await read(10), await read(1000)];
    expect(many.versions).toHaveLength(1000);
    expect(many.versions.at(-1)?.benchmarks.get('http')?.total).toBe(1999);
    expect(few.processes()).toBeGreaterThan(0);
    expect(many.processes()).toBe(few.processes());
  });
});
