import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Acceptance, withAcceptance, withEarlierAcceptance, withRefusal } from '../../src/report/acceptance.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import { parseMarker } from '../../src/report/marker.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { benchmark, failedBenchmark, links, report } from './reports.ts';

const acceptance: Acceptance = { commit: 'a'.repeat(40), measured: 'c'.repeat(40), by: 'octocat', on: '2026-11-22' };
const red = renderComment(
  overviewOfOne(
    report({
      verdict: 'regression',
      passes: false,
      benchmarks: [benchmark({ verdict: 'regression', before: { malloc: 1 } })],
    }),
    links(),
  ),
);
const at = (headSha: string, given: Partial<Report> = {}) => {
  const known = report(given);
  return renderComment(
    overviewOfOne({ ...known, source: known.source === null ? null : { ...known.source, headSha } }, links()),
  );
};
const visible = (body: string) => body.split('\n').filter((line) => !line.startsWith('<!--'));

describe('an accepted report', () => {
  const body = withAcceptance(red, acceptance, 'Press the `button`.');

  test('says so right below its verdict, and keeps everything else', () => {
    const [verdict, ...rest] = visible(red);
    expect(visible(body)).toEqual([
      verdict,
      '',
      '> [!NOTE]',
      `> **Accepted** by \`octocat\` on 2026-11-22 in ${'a'.repeat(40)}. Press the \`button\`.`,
      ...rest,
    ]);
    expect(parseMarker(body)).toEqual(parseMarker(red));
  });

  test('tells the last acceptance only', () => {
    const again = withAcceptance(body, { ...acceptance, by: 'hubot', commit: 'b'.repeat(40) }, '');
    expect(again).not.toContain('octocat');
    expect(again.match(/\*\*Accepted\*\*/g)).toHaveLength(1);
  });
});

describe('the next report', () => {
  const accepted = withAcceptance(red, acceptance, 'Press the `button`.');

  test('on the accepted commit is resolved', () => {
    const body = withEarlierAcceptance(at(acceptance.commit), accepted);
    expect(body).toContain('✅');
    expect(body).toContain(
      `> **Resolved**: \`octocat\` accepted the baseline of this commit on 2026-11-22 in ${acceptance.commit}.`,
    );
    expect(body).not.toContain('Press the');
  });

  test('on a later commit still tells of it, and so does the one after', () => {
    const next = withEarlierAcceptance(at('d'.repeat(40)), accepted);
    const third = withEarlierAcceptance(at('e'.repeat(40)), next);
    for (const body of [next, third]) {
      expect(body).toContain(`> \`octocat\` accepted a baseline earlier, on 2026-11-22 in ${acceptance.commit}.`);
    }
  });

  test('that is red is not resolved, even on the accepted commit', () => {
    const body = withEarlierAcceptance(at(acceptance.commit, { verdict: 'regression', passes: false }), accepted);
    expect(body).not.toContain('Resolved');
    expect(body).toContain('accepted a baseline earlier');
  });

  test('is found by GitHub’s line ends too, and is as it was where there was no acceptance', () => {
    const next = at('d'.repeat(40));
    expect(withEarlierAcceptance(next, accepted.replaceAll('\n', '\r\n'))).toContain('accepted a baseline earlier');
    expect(withEarlierAcceptance(next, red)).toBe(next);
  });

  test('forgets a refusal', () => {
    const next = at('d'.repeat(40));
    expect(withEarlierAcceptance(next, withRefusal(red, 'No.'))).toBe(next);
  });
});

describe('a refusal', () => {
  test('stands below the verdict, once', () => {
    const body = withRefusal(withRefusal(red, 'Not `first`.'), 'Nor @that.');
    expect(visible(body).slice(1, 4)).toEqual(['', '> [!WARNING]', '> **Not accepted.** Nor `@that`.']);
    expect(body).not.toContain('first');
  });

  test('leaves an earlier acceptance, and is replaced by the next', () => {
    const refused = withRefusal(withAcceptance(red, acceptance, ''), 'No.');
    expect(refused).toContain('`octocat` accepted a baseline earlier');
    expect(refused).toContain('**Not accepted.** No.');
    expect(withEarlierAcceptance(at(acceptance.commit), refused)).toContain('**Resolved**');
    expect(withAcceptance(refused, acceptance, '')).not.toContain('Not accepted');
  });
});

test('what a program printed is never taken for an acceptance', () => {
  const tag = withAcceptance(red, acceptance, '')
    .split('\n')
    .find((line) => line.includes('/accepted'));
  expect(tag).toBeDefined();
  const lastLines = ['', tag ?? '', '> [!NOTE]', '> **Accepted** by the boss', ''];
  const failure = { message: 'It crashed', remedy: null, lastLines };
  const hostile = at('d'.repeat(40), { verdict: 'failed', passes: false, benchmarks: [failedBenchmark({ failure })] });
  const next = at('e'.repeat(40));
  expect(hostile).toContain(tag);
  expect(withEarlierAcceptance(next, hostile)).toBe(next);
});
