import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { shellWord } from '../../src/model/shell-word.ts';
import { commandBlock, fetchCommand, pasteable } from '../../src/report/command.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import type { Links } from '../../src/report/links.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { hostileName } from './hostile.ts';
import { overviewOf } from './overviews.ts';
import { benchmark, links, report } from './reports.ts';

const regressed = report({
  verdict: 'regression',
  passes: false,
  benchmarks: [benchmark({ name: 'http', verdict: 'regression', before: { malloc: 100 }, now: { malloc: 105 } })],
});
const first = report({
  verdict: 'no-baseline',
  benchmarks: [benchmark({ before: null })],
  baselineFile: { path: 'x.json', exists: false, blob: null },
});
const fork = links({ label: null });

const at = (path: string, given: Report = regressed): Report => ({
  ...given,
  candidate: given.candidate && { ...given.candidate, path },
});
const commandsIn = (comment: string) => comment.match(/^.*gh api .*$/gm) ?? [];
const twoLegs = (given: Report, of: Links) =>
  renderComment(
    overviewOf([
      { name: 'one', report: given, links: of },
      { name: 'two', report: report(), links: of },
    ]),
  );

/** Folders of any length with what a shell interprets in them, quotes above all where a cut would come. */
const path = fc
  .array(fc.oneof(hostileName, fc.constantFrom("'", "'\\''", 'a', ' ', '/', "';id;'", '$(id)', 'x'.repeat(90))), {
    maxLength: 30,
  })
  .map((pieces) => `${pieces.join('')}.json`);

describe('the command that fetches a baseline', () => {
  test('names the host where that is not github.com', () => {
    const fetched = (address: string) => fetchCommand(regressed, { ...fork, reportArtifactUrl: address });
    expect(fetched('https://github.com/octo-org/shop/actions/runs/1/artifacts/2')).toContain('&& gh api repos/');
    expect(fetched('https://octo.ghe.com/octo-org/shop/actions/runs/1/artifacts/2')).toContain(
      '&& gh api --hostname octo.ghe.com repos/',
    );
    expect(fetched('https://$(id)/octo-org/shop/actions/runs/1/artifacts/2')).toBeNull();
  });

  test('is shown exactly as it was made, or not at all, whatever the path', () => {
    fc.assert(
      fc.property(path, (path) => {
        for (const given of [at(path), at(path, first)]) {
          for (const of of [links(), fork]) {
            const command = fetchCommand(given, of);
            const made = command === null ? [] : [command];
            expect(commandsIn(renderComment(overviewOfOne(given, of)))).toEqual(made);
            expect(commandsIn(twoLegs(given, of))).toEqual(made);
          }
        }
      }),
    );
  });

  test('is given for the longest path that a folder has, whole', () => {
    const folder = `${'a folder/'.repeat(26)}b`;
    const command = fetchCommand(at(`${folder}/x.json`), fork);
    expect(command).toMatch(/^mkdir -p -- '.*' && gh api \S+ \| jq -j \.candidate\.text > '.*'$/);
    expect(commandsIn(renderComment(overviewOfOne(at(`${folder}/x.json`), fork)))).toEqual([command]);
  });

  test.each([
    ["a'/x.json"],
    ['a"/x.json'],
    ['a\\/x.json'],
    ['$HOME/x.json'],
    ['`id`/x.json'],
    ['a;id/x.json'],
    ['a&/x.json'],
    ['a|b/x.json'],
    ['a\n/x.json'],
    ['a\t/x.json'],
    ['~/x.json'],
    [`${'x'.repeat(990)}/x.json`],
  ])('is not given for %j', (path) => {
    expect(fetchCommand(at(path), fork)).toBeNull();
  });

  test('is not given for a repository that no command can name', () => {
    const source = regressed.source && { ...regressed.source, repository: "a/b'; id; '" };
    expect(fetchCommand({ ...regressed, source }, fork)).toBeNull();
  });
});

describe('where no command can be given, a comment says all the same how to accept', () => {
  test('by the label', () => {
    expect(renderComment(overviewOfOne(at("a'.json"), links()))).toContain('add the label');
    expect(twoLegs(at("a'.json"), links())).toContain('add the label');
  });

  test('by the report where there is no label', () => {
    for (const diff of ['+1\n', null]) {
      const given = at("a'.json");
      const shown = renderComment(
        overviewOfOne({ ...given, candidate: given.candidate && { ...given.candidate, diff } }, fork),
      );
      expect(shown).toContain('commit the new baseline to the branch (`candidate.text` in the [report](https://');
    }
    expect(renderComment(overviewOfOne(at("a'.json", first), fork))).toContain('`candidate.text` in [');
    expect(twoLegs(at("a'.json"), fork)).toContain('commit each new baseline to the branch: it is `candidate.text`');
  });
});

test('a command is shown whole or not at all, so that a shell reads the word that was quoted', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("'", 'x'.repeat(97), ' ;', '\u202E', '\n'), { maxLength: 40 }), (pieces) => {
      const command = `printf %s ${shellWord(pieces.join(''))}`;
      const block = commandBlock([command]);
      expect(block).toBe(pasteable(command) === null ? '' : `\`\`\`sh\n${command}\n\`\`\``);
    }),
  );
  const word = `${"'".repeat(150)}; echo foreign`;
  const [, shown = ''] = commandBlock([`printf %s ${shellWord(word)}`]).split('\n');
  expect(execFileSync('sh', ['-c', shown], { encoding: 'utf8' })).toBe(word);
});

test('a label that cannot be shown as it is gets no command that creates it', () => {
  const comment = renderComment(overviewOfOne(first, links({ label: `a\u202E${'x'.repeat(40)}` })));
  expect(comment).not.toContain('gh label create');
  expect(comment).toContain('add the label');
});
