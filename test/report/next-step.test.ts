import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderComment, renderSummary } from '../../src/report/comment-and-summary.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { benchmark, links, report } from './reports.ts';

const regressed = report({
  verdict: 'regression',
  passes: false,
  benchmarks: [benchmark({ name: 'http', verdict: 'regression', before: { malloc: 100 }, now: { malloc: 105 } })],
});
const withCandidate = (given: Partial<NonNullable<Report['candidate']>>): Report => ({
  ...regressed,
  candidate: regressed.candidate && { ...regressed.candidate, ...given },
});
const fork = links({ label: null });
const command = /^mkdir -p -- .* && gh api .* \| jq -j \.candidate\.text > .*$/gm;
const folded = /<details><summary>The baseline's diff([^<]*)<\/summary>([\s\S]*?)<\/details>/;

describe('where there is no label to set', () => {
  test('the comment has one command in the open, and the diff folded below it', () => {
    const comment = renderComment(overviewOfOne(regressed, fork));
    expect(comment.match(command)).toHaveLength(1);
    const [section = '', who, content] = folded.exec(comment) ?? [];
    expect(who).toBe('');
    expect(content).toContain(`\`\`\`diff\n${regressed.candidate?.diff}\`\`\``);
    expect(section).not.toMatch(command);
    expect(comment).toContain('To accept these numbers, run this at the top of a checkout of the branch');
    expect(comment).not.toContain('label');
  });

  test('the diff is there without the command where the report was not uploaded', () => {
    const comment = renderComment(overviewOfOne(regressed, { ...fork, reportArtifactUrl: null }));
    expect(comment).not.toMatch(command);
    expect(comment).toContain('To accept these numbers, commit the new baseline to the branch:');
    expect(comment).toMatch(folded);
  });

  test('nothing is offered where there is neither', () => {
    const comment = renderComment(overviewOfOne(withCandidate({ diff: null }), { ...fork, reportArtifactUrl: null }));
    expect(comment).not.toContain('accept');
    expect(comment).not.toMatch(folded);
  });
});

test('where there is one, diff and command are folded below the sentence about it', () => {
  const comment = renderComment(overviewOfOne(regressed, links()));
  const [section = '', who] = folded.exec(comment) ?? [];
  expect(who).toBe(', for whoever cannot set the label');
  expect(section.match(command)).toHaveLength(1);
  expect(comment.replace(section, '')).not.toMatch(command);
  expect(comment.indexOf('add the label')).toBeLessThan(comment.indexOf(section));
});

describe('no diff is shown', () => {
  test.each<[string, Report]>([
    ['where no count changed', report()],
    ['where the file is what it would be', withCandidate({ diff: '' })],
    ['where nothing could be measured', { ...regressed, candidate: null }],
  ])('%s', (_name, given) => {
    for (const shown of [links(), fork]) {
      expect(renderComment(overviewOfOne(given, shown))).not.toMatch(folded);
      expect(renderComment(overviewOfOne(given, shown))).not.toContain('these numbers');
    }
  });

  test('of a first baseline, which is all new: its command alone', () => {
    const baselineFile = { path: 'x.json', exists: false, blob: null };
    const first = report({ verdict: 'no-baseline', benchmarks: [benchmark({ before: null })], baselineFile });
    expect(first.candidate?.diff).toContain('--- /dev/null');
    expect(renderComment(overviewOfOne(first, fork))).not.toMatch(folded);
    expect(renderComment(overviewOfOne(first, fork)).match(command)).toHaveLength(1);
  });
});

describe('a long diff', () => {
  const long = withCandidate({ diff: Array.from({ length: 400 }, (_, index) => `+line ${index + 1}\n`).join('') });

  test('is cut after 150 lines, and says how many there are besides', () => {
    for (const text of [renderComment(overviewOfOne(long, fork)), renderSummary(overviewOfOne(long, fork))]) {
      expect(text).toContain('+line 150\n```\n\n*250 lines omitted.*');
      expect(text).not.toContain('+line 151');
    }
  });

  test('is the first thing to go where there is no room, line by line; the command stays', () => {
    const wide = withCandidate({
      diff: Array.from({ length: 150 }, (_, at) => `+${'x'.repeat(380)} ${at}\n`).join(''),
    });
    const rows = Array.from({ length: 80 }, (_, index) => benchmark({ name: `same${index}`.padEnd(150, 'x') }));
    const comment = renderComment(overviewOfOne({ ...wide, benchmarks: [...wide.benchmarks, ...rows] }, fork));
    expect(comment.length).toBeGreaterThan(59_500);
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment).toMatch(/\*\d+ lines omitted\.\*/);
    expect(comment).not.toMatch(/rows? omitted/);
    expect(comment.match(command)).toHaveLength(1);

    const more = Array.from({ length: 400 }, (_, index) => benchmark({ name: `same${index}`.padEnd(150, 'x') }));
    const full = renderComment(overviewOfOne({ ...wide, benchmarks: [...wide.benchmarks, ...more] }, fork));
    expect(full).toContain('*150 lines omitted.*');
    expect(full).toMatch(/rows omitted/);
    expect(full).not.toContain('```diff');
    expect(full.match(command)).toHaveLength(1);
  });
});

describe('a report that lies', () => {
  const artifact = links();
  test.each([
    '../x.json',
    '/etc/x.json',
    '.git/x.json',
    'a/.GIT/hooks/x.json',
    'a//x.json',
    './x.json',
    '.git/config',
    'x.sh',
  ])('gets no command that writes to %s', (path) => {
    expect(renderComment(overviewOfOne(withCandidate({ path }), artifact))).not.toMatch(command);
  });

  test('cannot end the block of its diff', () => {
    const comment = renderComment(overviewOfOne(withCandidate({ diff: '+a\n```\n</details>\n@octocat\n' }), artifact));
    expect(comment).toContain('````diff\n+a\n```\n</details>\n@octocat\n````');
  });
});
