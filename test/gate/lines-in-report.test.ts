import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../src/gate/build-report.ts';
import { withLines, withLinesOf, withSources } from '../../src/gate/lines-in-report.ts';
import type { AllocatedType, NamedStack, SourceLine } from '../../src/model/recording.ts';
import { reportSchema } from '../../src/model/report.ts';
import { createRun } from '../../src/system/process.ts';
import { baselineOf, measured, packageOf, run as perRun, recorded, setting, stack } from './measured.ts';

const repository = mkdtempSync(join(realpathSync(tmpdir()), 'repository-'));
afterAll(() => rmSync(repository, { recursive: true }));
const file = 'Sources/Server/Headers.swift';
const source = 'one\n  let head = RequestHead()\nthree\n';
mkdirSync(dirname(join(repository, file)), { recursive: true });
writeFileSync(join(repository, file), source);
const run = createRun({ PATH: process.env.PATH ?? '' });
const blob = execFileSync('git', ['hash-object', file], { cwd: repository, encoding: 'utf8' }).trim();

const at = (line: number): SourceLine => ({ file, package: null, line });
const allocating = (
  types: readonly (readonly [name: string, count: number, line: SourceLine | null])[],
): NamedStack => ({
  ...stack(
    types.reduce((sum, [, count]) => sum + count, 0),
    'main',
    'parseHeaders(_:)',
  ),
  types: types.map(([name, count, line]): AllocatedType => ({ name, count, line, bytes: 16 * count })),
});

/** A gate on `parse`, whose baseline has the strings of one line. */
function gated() {
  const strings = ['String storage', 40, at(1)] as const;
  const before = packageOf(measured('parse', perRun(40), { recording: recorded([allocating([strings])]) }));
  const { candidate } = buildReport(before, setting(null));
  const [known] = before.benchmarks;
  if (known?.outcome !== 'measured' || candidate === null) throw new Error('nothing was measured');
  const recording = recorded([allocating([strings, ['RequestHead', 10, at(2)], ['Late', 1, null]])]);
  const now = packageOf(measured('parse', perRun(51), { recording }));
  const sites = known.recording?.sites.map(({ site }) => site) ?? [];
  const { measurement, workload } = known;
  const how = { callGraph: 'fp', naming: 'functions' } as const;
  const baseline = baselineOf({ parse: { measurement, workload, ...how, sites: [...sites], callTree: [] } });
  return { now, report: buildReport(now, setting(baseline)) };
}

const siteOf = (report: ReturnType<typeof gated>['report']) => {
  const [benchmark] = report.benchmarks;
  return benchmark?.verdict === 'failed' ? undefined : benchmark?.sites[0];
};

describe('the lines of a report', () => {
  const { now, report } = gated();
  const lined = withLines(report, now);

  it('are of each site all that were recorded, the one that its change is from first of all', () => {
    expect(siteOf(lined)).toMatchObject({
      ...{ name: 'parseHeaders(_:)', delta: 11, file, line: 2 },
      lines: [
        { file, line: 1, type: 'String storage', count: 40 },
        { file, line: 2, type: 'RequestHead', count: 10 },
      ],
    });
    expect(reportSchema.safeParse(lined).success).toBe(true);
  });

  it('are in no baseline', () => {
    expect(lined.candidate?.text).toContain('RequestHead');
    expect(lined.candidate?.text).not.toContain('Headers.swift');
  });

  it('are those of the same recording where that is compared with something else', () => {
    const again = withLinesOf(report, lined);
    expect(siteOf(again)).toEqual(siteOf(lined));
  });

  it('have their text, and say whether the head commit has the file as it was measured', async () => {
    const tree = { repository, run };
    const same = await withSources(lined, { ...tree, blobsAtHead: async () => new Map([[file, blob]]) });
    expect(same.filesAtHead).toEqual([file]);
    expect(siteOf(same)?.text).toBe('let head = RequestHead()');
    const other = await withSources(lined, { ...tree, blobsAtHead: async () => new Map([[file, '0'.repeat(40)]]) });
    expect(other.filesAtHead).toEqual([]);
    const unknown = await withSources(lined, { ...tree, blobsAtHead: async () => null });
    expect(unknown.filesAtHead).toBeUndefined();
  });

  it('have no text where the file is gone, or has no such line', async () => {
    const elsewhere = { repository: '/nowhere', run, blobsAtHead: async () => null };
    expect(siteOf(await withSources(lined, elsewhere))?.text).toBeUndefined();
  });

  it('are those of a site of which nothing is known: none', () => {
    const without = packageOf(measured('parse', perRun(51), { recording: recorded([stack(51, 'main', 'parse()')]) }));
    const bare = withLines(buildReport(without, setting(null)), without);
    expect(siteOf(bare)).not.toHaveProperty('lines');
    expect(siteOf(bare)).not.toHaveProperty('file');
  });
});
