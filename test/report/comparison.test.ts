import { expect, it } from 'vitest';
import type { Source } from '../../src/model/report.ts';
import { comparison } from '../../src/report/comparison.ts';
import { plainOf } from '../../src/report/phrase.ts';
import { gateSource } from '../report-file/candidate-reports.ts';
import { report } from './reports.ts';

const [head, merge] = ['c'.repeat(40), 'd'.repeat(40)];
const told = (source: Partial<Source>) =>
  /, commit (.*?), against /.exec(plainOf(comparison(report({ source: { ...gateSource, ...source } }))))?.[1];

it('says of what was checked out whether it is the pull request’s merge, its head, or neither', () => {
  expect(told({ headSha: head, measuredSha: merge, merged: true })).toBe('cccccccccc merged into its base');
  expect(told({ headSha: head, measuredSha: head, merged: false })).toBe('cccccccccc');
  expect(told({ headSha: head, measuredSha: merge, merged: false })).toBe(
    'dddddddddd, which was checked out and is not the commit cccccccccc of the pull request',
  );
});
