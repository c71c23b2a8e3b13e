import { expect, it } from 'vitest';
import { baselineFileName } from '../../src/baseline/file-name.ts';
import { chooseEnvironment } from '../../src/gate/baseline-environment.ts';
import { UsageError } from '../../src/model/errors.ts';
import { recorded } from '../elf/recorded.ts';
import { scriptedRun } from '../system/scripted-run.ts';

const run = scriptedRun(() => ({ stdout: recorded('swift/target-info.json') }));

it.each([
  ['swift-6.2-ubuntu-24.04-x86_64', { swift: '6.2', os: 'ubuntu-24.04', arch: 'x86_64' }],
  ['swift-nightly-main-debian-13-aarch64', { swift: 'nightly-main', os: 'debian-13', arch: 'aarch64' }],
  ['swift-nightly-6.3-amzn-2-x86_64', { swift: 'nightly-6.3', os: 'amzn-2', arch: 'x86_64' }],
])('%s is an environment, and its baseline is called so', async (name, environment) => {
  expect(await chooseEnvironment(name, { run })).toEqual(environment);
  expect(baselineFileName(environment)).toBe(`${name}.json`);
});

it.each([
  '6.2',
  'swift-6-ubuntu-x86_64',
  'swift-6.2.1-ubuntu-24.04-x86_64',
  '../swift-6.2-x-y',
  'swift-6.2-a/b-x86_64',
  '',
])('%j is refused with the accepted form', async (name) => {
  await expect(chooseEnvironment(name, { run })).rejects.toThrow(UsageError);
  await expect(chooseEnvironment(name, { run })).rejects.toThrow('such as swift-6.2-ubuntu-24.04-x86_64.');
});

it('is this machine’s where none is named', async () => {
  expect(await chooseEnvironment(undefined, { run })).toMatchObject({ swift: '6.0.3', arch: 'x86_64' });
});
