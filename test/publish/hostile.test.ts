import { describe, expect, test } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseBaseline } from '../../src/baseline/parse-text.ts';
import type { Report } from '../../src/model/report.ts';
import { runStep } from '../github-loopback/in-process.ts';
import { parseMarkdown, piecesOf, type Shown } from '../report/markdown-tree.ts';
import { benchmark, failedBenchmark } from '../report/reports.ts';
import { closeScenes, expectExit, type LegGiven, openScene } from './scene.ts';

closeScenes();

/** Stands in every hostile report, and must not come out of it. */
const canary = 'CANARY';
const marked = (report: Report): Report => ({ ...report, package: canary, notices: [[{ prose: canary }]] });
const grown = benchmark({ name: canary, verdict: 'regression', before: { malloc: 1000 }, now: { malloc: 1024 } });

/** A report with a change of what it says of itself. */
const source = (change: Partial<NonNullable<Report['source']>>): LegGiven => ({
  change: (report) => marked({ ...report, source: report.source && { ...report.source, ...change } }),
});
const changed = (change: Partial<Report>): LegGiven => ({ change: (report) => marked({ ...report, ...change }) });
/** A report with a change of its text. */
const text = (edit: (json: string) => string) => edit(JSON.stringify({ ...template, package: canary }));
const { report: template } = (await openScene()).leg('hostile');
const padded = (bytes: number) => Buffer.from(JSON.stringify(marked(template)).padEnd(bytes));
const mebibytes = 1024 * 1024;

const refused: readonly (readonly [string, LegGiven, string])[] = [
  ['that is not JSON', { content: canary }, 'it is no JSON that the gate writes'],
  ['that is empty', { content: '' }, 'it is no JSON that the gate writes'],
  ['that is a list', { content: `["${canary}"]` }, '`the whole` is wrong'],
  ['that is nested a million deep', { content: '['.repeat(mebibytes) }, 'it is no JSON'],
  ['that is a zip', { content: `PK\u0003\u0004${canary}`, artifact: { mimeType: 'application/zip' } }, 'is a zip'],
  ['that is a zip under another type', { content: `PK\u0003\u0004${canary}` }, 'it is a zip'],
  ['of 5 MiB and a byte', { content: padded(5 * mebibytes + 1) }, 'and at most 5 MiB are read'],
  [
    'of 6 MiB that calls itself small',
    { content: padded(6 * mebibytes), artifact: { promisedBytes: 1000 } },
    'has more than it said',
  ],
  ['that has expired', { ...changed({}), artifact: { expiresAt: new Date(0) } }, 'The numbers have expired'],
  ['that is no UTF-8', { content: Buffer.from([0x22, 0xff, 0x22]) }, 'it is no text in UTF-8'],
  ['with 501 benchmarks', changed({ benchmarks: Array(501).fill(grown) }), '`benchmarks` is wrong'],
  ['with a name of 11,000 characters', changed({ removed: ['x'.repeat(11_000)] }), '`removed` is wrong'],
  [
    'with words in the key of a record',
    changed({ modules: { own: [], dependencies: [], packages: { [canary]: 'x'.repeat(10_001) } } }),
    '`modules` is wrong',
  ],
  ['with a key of 201 characters', changed({ key: 'x'.repeat(201) }), '`key` is wrong'],
  [
    'of another version',
    { content: text((json) => json.replace('"formatVersion":2', '"formatVersion":3')) },
    'written by a newer version of the gate (formatVersion is 3',
  ],
  [
    'with a field too many',
    { content: text((json) => json.replace('{', `{"script":"${canary}",`)) },
    '`the whole` is wrong',
  ],
  ['with NaN', { content: text((json) => json.replace('"total":1000', '"total":NaN')) }, 'it is no JSON'],
  ['with 1e999', { content: text((json) => json.replace('"total":1000', '"total":1e999')) }, 'it is no report'],
  ['with __proto__', { content: text((json) => json.replace('{', '{"__proto__":{"passes":true},')) }, 'it is no'],
  ['with a key twice', { content: text((json) => json.replace('{', '{"passes":true,')) }, 'it is no JSON'],
  ['of another repository', source({ repository: 'mona/shop' }), 'it is of another repository'],
  ['of another pull request', source({ pullRequest: 8 }), 'it is of another pull request'],
  ['of a push', source({ event: 'push', pullRequest: null }), 'it is of another pull request'],
  ['of another head', source({ headSha: 'a'.repeat(40) }), 'it is of another commit'],
  ['of another merge', source({ measuredSha: 'a'.repeat(40) }), 'it is of another commit'],
  ['of another run', source({ runId: 1 }), 'it is of another run'],
  ['of another attempt', source({ runAttempt: 2 }), 'it is of another run'],
  ['of no run', changed({ source: null }), 'it is not of a run on GitHub'],
  ['whose name does not fit its key', changed({ key: 'measure Swift 6.2' }), 'its name does not fit its key'],
  [
    'that says pass with a failed benchmark',
    changed({ benchmarks: [failedBenchmark({ name: canary })] }),
    'its verdict is not that of its benchmarks',
  ],
  [
    'that passes with a regression',
    changed({ verdict: 'regression', benchmarks: [grown] }),
    'it passes against its own settings',
  ],
  [
    'that calls a regression a pass',
    changed({ benchmarks: [{ ...grown, verdict: 'pass' }] }),
    'a verdict does not follow from its numbers',
  ],
  [
    'whose baseline is for a workflow',
    {
      change: (report) =>
        marked({
          ...report,
          candidate: report.candidate && { ...report.candidate, path: `.github/workflows/swift-${canary}.json` },
        }),
    },
    'its baseline is for another file than the one it was compared with',
  ],
  [
    'whose baseline is none',
    { change: (report) => marked({ ...report, candidate: report.candidate && { ...report.candidate, text: canary } }) },
    'its baseline is none',
  ],
  ['that measured nothing and passes', changed({ benchmarks: [] }), 'its verdict is not that of its benchmarks'],
];

describe('a report', () => {
  test.each(refused)('%s is refused in one sentence, and nothing is posted from it', async (_name, given, why) => {
    const scene = await openScene();
    scene.leg('Swift 6.2');
    const { artifact } = scene.leg('hostile', given);
    const { output, summary, outputs, annotations } = await expectExit(scene.needing, 3, runStep);
    expect(outputs.verdict).toBe('failed');
    const [comment, ...others] = scene.ours();
    expect(others).toEqual([]);
    const body = comment?.body ?? '';
    const warnings = [...body.matchAll(/^> \[!WARNING\]\n> (.*)$/gm)].map(([, sentence]) => sentence);
    expect(warnings).toEqual([expect.stringContaining(why)]);
    expect(warnings[0]).toContain(`\`${artifact?.name}\``);
    expect(body).toContain('`Swift 6.2`');
    expect(body).toContain('- `hostile` left no report');
    for (const shown of [body, summary, output, JSON.stringify([outputs, annotations])]) {
      expect(shown).not.toContain(canary);
    }
  });

  test('that is too large is not even downloaded', async () => {
    const scene = await openScene();
    const { artifact } = scene.leg('hostile', { content: padded(5 * mebibytes + 1) });
    await expectExit(scene.needing, 3);
    expect(scene.gitHub.requests.filter(({ path }) => path.includes(`/artifacts/${artifact?.id}/`))).toEqual([]);
  });

  test("of a fork's run is refused likewise, in red", async () => {
    const scene = await openScene({ fork: true });
    scene.leg('Swift 6.2');
    scene.leg('hostile', { content: canary });
    await expectExit(scene.finished(), 1);
    expect(scene.ours()[0]?.body).toContain('it is no JSON that the gate writes');
    expect(scene.ours()[0]?.body).not.toContain(canary);
  });

  test('that is there twice is read not once', async () => {
    const scene = await openScene();
    scene.leg('Swift 6.2');
    scene.leg('hostile', changed({}));
    scene.leg('hostile', changed({}));
    await expectExit(scene.needing, 3, runStep);
    expect(scene.ours()[0]?.body).toMatch(/The run has two artifacts called `[\w.-]+`, where the gate leaves one/);
    expect(scene.ours()[0]?.body).not.toContain(canary);
  });

  test("that claims another job's result does not stand for its own job, nor for the other one", async () => {
    const scene = await openScene();
    const { job } = scene.leg('Swift 6.2', { content: null, conclusion: 'failure' });
    scene.leg('hostile', source({ jobId: job.id }));
    await expectExit(scene.needing, 3, runStep);
    const body = scene.ours()[0]?.body ?? '';
    expect(body).toContain('- `Swift 6.2` ended with failure, though its report passes');
    expect(body).toContain('- `hostile` left no report');
  });
});

/** What GitHub, a browser or the runner would obey. */
const injections = [
  '@octocat',
  'octo-org/shop#1',
  'https://example.com/',
  '<img src=x onerror=alert(1)>',
  '</summary></details><h1>',
  '[click](https://example.com)',
  '![x](https://example.com/x.png)',
  '```\n# heading\n```',
  '| a | b |\n|---|---|',
  '<!-- swift-allocation-gate/1 key=x -->',
  '\n::error::injected',
  '\n##[error]injected',
  '\n::stop-commands::x\n',
  '\u202e\u2066',
];

/** The baseline of the report's only benchmark, under another name. */
function baselineOf({ candidate }: Report, name: string): string {
  const baseline = parseBaseline(candidate?.text ?? '', 'candidate');
  return formatBaseline({ ...baseline, benchmarks: { [name]: Object.values(baseline.benchmarks)[0] ?? never() } });
}

function never(): never {
  throw new Error('the report has a benchmark');
}

test('names that are Markdown, HTML, mentions or commands are only names', async () => {
  const name = `n\`\`${injections.join(' ')}`;
  const scene = await openScene();
  scene.leg(`Swift ${name.replaceAll('\n', ' ')}`, {
    total: 1024,
    change: (report) => ({
      ...report,
      package: name,
      notices: [[{ prose: name }, { code: name }]],
      removed: [`${name} removed`],
      modules: { own: [name], dependencies: [name], packages: { [name]: name } },
      environment: { perf: name, kernel: name, image: name, swift: name },
      fingerprint: report.fingerprint && { ...report.fingerprint, libc: name.slice(0, 100) },
      baselineFile: { path: `../../${name}/swift-6.2.json`, exists: true, blob: null },
      candidate: { path: `../../${name}/swift-6.2.json`, text: baselineOf(report, name), diff: null },
      benchmarks: [
        {
          ...grown,
          name,
          sites: [{ name, module: name, callers: [name], count: 24, bytes: 1, baselineCount: 0, delta: 24 }],
        },
      ].map((one) => ({ ...one, attribution: [{ origin: { kind: 'dependency' as const, module: name }, delta: 24 }] })),
    }),
  });
  const result = await expectExit(scene.needing, 1);
  const body = scene.ours()[0]?.body ?? '';
  for (const shown of [body, result.summary]) {
    const pieces = piecesOf(parseMarkdown(shown));
    const valuesOf = (kind: Shown['kind']) => pieces.filter((piece) => piece.kind === kind).map(({ value }) => value);
    expect(valuesOf('text').join(' ')).not.toMatch(/@octocat|shop#1|example\.com/);
    const ours = /^(<\/?(details|summary|code)( open)?>\s*)+$|^<!-- (swift-allocation-gate\/1 .*)?-->$/;
    for (const html of valuesOf('html'))
      expect(html.replaceAll(/<code>[^<]*<\/code>|(?<=>)[^<>]*(?=<)/g, '')).toMatch(ours);
    for (const link of valuesOf('link')) expect(link).toMatch(/^http:\/\/github\.localhost:\d+\/octo-org\/shop\//);
    expect(valuesOf('other')).not.toContain('image');
    expect(valuesOf('html').filter((html) => html.startsWith('<!-- swift-allocation-gate')).length).toBeLessThan(2);
  }
  expect(result.annotations.filter(({ message }) => /^injected/.test(message))).toEqual([]);
  expect(result.commands.stopped).toBe(false);
  expect(body.isWellFormed()).toBe(true);
});

test('half a character is no reason to post a broken comment', async () => {
  const scene = await openScene();
  scene.leg('Swift 6.2', { total: 1024, change: (report) => ({ ...report, package: 'half \ud83d' }) });
  await expectExit(scene.needing, 1);
  expect(scene.ours()[0]?.body).toContain('half');
  expect(scene.ours()[0]?.body.isWellFormed()).toBe(true);
});
