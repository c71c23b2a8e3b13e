import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { inspectBase } from '../../src/gate/inspect-base.ts';
import { createClient } from '../../src/github/client.ts';
import type { Context } from '../../src/github/context.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { markdownOf } from '../../src/report/phrase.ts';
import { workload } from '../baseline/measurements.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { baselineOf, run } from './measured.ts';

const path = '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json';
const [headSha, baseSha] = ['a'.repeat(40), 'b'.repeat(40)];

/** What the base branch has at `path`: a text, nothing (null), or GitHub's bad day. */
let file: string | null | 'broken';
/** What it has in the folder of that path, or that this is a link. */
let folder: readonly string[] | 'link';
let requested: string[];
const server = createServer((request, response) => {
  requested.push(request.url ?? '');
  if (request.url?.startsWith(`/repos/octo/shop/contents/${encodeURIComponent('.github/allocations')}?`)) {
    response.writeHead(200, { 'content-type': 'application/json' });
    const link = { name: 'allocations', type: 'symlink', sha: headSha };
    const answer = folder === 'link' ? link : folder.map((name) => ({ name, type: 'file', sha: headSha }));
    response.end(JSON.stringify(answer));
    return;
  }
  const status = file === 'broken' ? 502 : file === null ? 404 : 200;
  response.writeHead(status, { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' });
  response.end(status === 200 ? file : '{"message":"Not Found"}');
});
let apiUrl: string;
beforeEach(async () => {
  requested = [];
  folder = [];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  apiUrl = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function context(given: Partial<Context> = {}): Context {
  return {
    ...{ eventName: 'pull_request', repository: { owner: 'octo', name: 'shop' }, headSha, measuredSha: headSha },
    ...{ merged: false, mergedBase: null },
    pullRequest: {
      ...{ number: 7, headSha, headRef: 'change', headRepository: 'octo/shop' },
      ...{ baseSha, baseRef: 'main', fromFork: false },
    },
    ...{ base: { sha: baseSha, ref: 'main' }, label: null, triggeringRun: null, since: null, runId: 1, runAttempt: 1 },
    ...{ runUrl: '', job: 'allocations', workflow: null },
    ...{ workspace: '/work', serverUrl: '', apiUrl, retentionDays: 90, image: null },
    ...{ resultFolder: '/temp', isHosted: true },
    ...given,
  };
}

async function inspect(head: Baseline | null, given: Partial<Context> = {}) {
  const logger = collectingLogger();
  const client = await createClient('token', { apiUrl, sleep: async () => {} });
  const base = Promise.resolve(context(given).base?.sha ?? null);
  return {
    ...(await inspectBase(client, context(given), base, { path, baseline: head }, logger)),
    lines: logger.lines,
  };
}

const nothing = { baselineRemoved: false, removedEntries: [], notices: [], files: [], lines: [] };
const base = baselineOf({ http: run(100), json: run(1234) });

describe('the base branch', () => {
  it('has the same baseline: nothing to say', async () => {
    file = formatBaseline(base);
    expect(await inspect(base)).toEqual(nothing);
    expect(requested).toEqual([`/repos/octo/shop/contents/${encodeURIComponent(path)}?ref=${baseSha}`]);
  });

  it('has the same baseline in another form', async () => {
    file = JSON.stringify(base);
    expect(await inspect(base)).toEqual(nothing);
  });

  it('has none: this is the first', async () => {
    file = null;
    expect(await inspect(null)).toEqual(nothing);
    expect(await inspect(base)).toEqual(nothing);
  });

  it('has none, but others in the same folder: they are named', async () => {
    file = null;
    folder = ['README.md', 'swift-6.1-ubuntu-24.04-x86_64.json'];
    expect(await inspect(null)).toEqual({ ...nothing, files: folder });
  });

  it('has one that the pull request removes: the gate must stay shut, and the report says why', async () => {
    file = formatBaseline(base);
    expect(await inspect(null)).toEqual({
      ...nothing,
      baselineRemoved: true,
      notices: [
        [{ prose: 'The base branch has a baseline, ' }, { code: path }, { prose: ', that this pull request removes.' }],
      ],
    });
  });

  it('has a link in place of the folder, behind which a removed one could not be seen: the gate stays shut', async () => {
    file = null;
    folder = 'link';
    const { baselineRemoved, notices } = await inspect(null);
    expect(baselineRemoved).toBe(true);
    expect(notices.map(markdownOf)).toEqual([
      'In the base branch, `.github/allocations` is a symbolic link or a file, behind which GitHub shows no baseline: ' +
        'give `baseline` a folder.',
    ]);
    expect(await inspect(base)).toEqual(nothing);
  });

  it('has one that the pull request removes, even if it is broken', async () => {
    file = '{';
    expect((await inspect(null)).baselineRemoved).toBe(true);
  });

  it('has one that the pull request edits: each total that changes is named, with those that come and go', async () => {
    file = formatBaseline(base);
    const { notices, baselineRemoved, removedEntries } = await inspect(baselineOf({ http: run(1500), 'a|b': run(3) }));
    expect(baselineRemoved).toBe(false);
    expect(removedEntries).toEqual(['json']);
    expect(notices.map(markdownOf)).toMatchInlineSnapshot(`
      [
        "This pull request edits its own baseline, \`.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json\`: <code>a&#124;b</code> from none to 3, \`http\` from 100 to 1,500, \`json\` from 1,234 to none.",
      ]
    `);
  });

  it('has one whose noise, reallocs or workload the pull request edits', async () => {
    const { http, ...others } = base.benchmarks;
    if (http?.measurement.unit !== 'run') throw new Error('not the benchmark');
    file = formatBaseline(base);
    const { counts, noise } = http.measurement;
    const measurement = {
      ...http.measurement,
      counts: { ...counts, realloc: counts.realloc + 7 },
      noise: { ...noise, total: 1_000_000 },
    };
    const { notices } = await inspect({
      ...base,
      benchmarks: { ...others, http: { ...http, measurement, workload: null } },
    });
    expect(notices.map(markdownOf)).toEqual([
      `This pull request edits its own baseline, \`${path}\`: realloc of \`http\` from 0 to 7, ` +
        'the noise of `http` from 0 to 1,000,000, the workload of `http`.',
    ]);
  });

  it('has one whose arguments the pull request edits: it says so, with both', async () => {
    const { http, ...others } = base.benchmarks;
    if (http === undefined) throw new Error('not the benchmark');
    const withArguments = (...given: readonly string[]) => ({
      ...base,
      benchmarks: { ...others, http: { ...http, workload: { ...workload, arguments: given } } },
    });
    file = formatBaseline(withArguments('--requests', '1000'));
    const { notices } = await inspect(withArguments('--requests', '10'));
    expect(notices.map(markdownOf)).toEqual([
      `This pull request edits its own baseline, \`${path}\`: ` +
        'the arguments of `http` from `--requests 1000` to `--requests 10`.',
    ]);
  });

  it('has one whose call sites the pull request edits, with the total as it is', async () => {
    const { http, ...others } = base.benchmarks;
    if (http === undefined) throw new Error('not the benchmark');
    file = formatBaseline(base);
    const sites = [{ name: 'parse(_:)', module: 'HTTP', callers: [], count: 90, bytes: null }];
    const { notices } = await inspect({ ...base, benchmarks: { ...others, http: { ...http, sites } } });
    expect(notices.map(markdownOf)).toEqual([
      `This pull request edits its own baseline, \`${path}\`: the call sites of \`http\`.`,
    ]);
  });

  it('has one of which the pull request edits something else', async () => {
    file = formatBaseline(base);
    const { notices } = await inspect({ ...base, dependencies: { nio: '2.0.0' } });
    expect(notices.map(markdownOf)).toEqual([
      `This pull request edits its own baseline, \`${path}\`: the numbers stay as they are.`,
    ]);
  });

  it('has measured numbers that the pull request replaces by an imported threshold', async () => {
    const { json, http } = base.benchmarks;
    if (json === undefined || http === undefined) throw new Error('not the benchmarks');
    const threshold = { from: 'swift-nio', file: '6.2.json', name: 'http', unit: 'run', total: 9000 } as const;
    file = formatBaseline(base);
    const { notices } = await inspect({ ...base, benchmarks: { json }, imported: { http: threshold } });
    expect(notices.map(markdownOf)).toEqual([expect.stringContaining('`http` from 100 to 9,000 (imported).')]);
  });

  it('names five of many changes', async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`b${index}`, run(count + index)]));
    file = formatBaseline(baselineOf(many(10)));
    const [notice = ''] = (await inspect(baselineOf(many(20)))).notices.map(markdownOf);
    expect(notice).toContain('`b4` from 14 to 24, and 3 more.');
    expect(notice).not.toContain('`b5`');
  });

  it('cannot be read: that is a warning', async () => {
    file = 'broken';
    const { lines, notices } = await inspect(base);
    expect(notices.map(markdownOf)).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^warning: The baseline of the base branch could not be read: /)]);
  });
});

describe('without a pull request, its base, or a token', () => {
  it('nothing is asked', async () => {
    file = formatBaseline(base);
    expect(await inspect(null, { pullRequest: null })).toEqual(nothing);
    expect(await inspect(null, { base: null })).toEqual(nothing);
    expect(requested).toEqual([]);
  });

  it('a missing baseline may have been deleted, and a warning says what could not be looked at', async () => {
    const logger = collectingLogger();
    const without = await inspectBase(null, context(), Promise.resolve(baseSha), { path, baseline: null }, logger);
    expect(without).toEqual({ baselineRemoved: true, removedEntries: [], notices: [], files: [] });
    expect(logger.lines).toEqual([expect.stringMatching(/^warning: There is no token/)]);
  });
});
