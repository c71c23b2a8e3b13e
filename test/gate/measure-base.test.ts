import { describe, expect, it } from 'vitest';
import { type BaseCommit, findBase, measureBase } from '../../src/gate/measure-base.ts';
import type { MeasuringHost } from '../../src/measure/measurer.ts';
import { MeasurementError, UsageError } from '../../src/model/errors.ts';
import { resolveSettings } from '../../src/settings/settings.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { noMeasurer } from '../measure/fake-measurer.ts';
import { defaultInputs } from '../settings/default-inputs.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { silentLogger } from '../system/silent-logger.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';
import { measured, packageOf, run } from './measured.ts';

const settings = resolveSettings(defaultInputs, null);
const head = packageOf(measured('http', run(100)));

/** Measures a base commit whose files cannot be had, for the reason given. */
async function failingWith(error: unknown): Promise<unknown> {
  const base: BaseCommit = { commit: 'ba5e'.repeat(10), prefix: '', writeTree: () => Promise.reject(error) };
  const cleanup = new Cleanup(silentLogger);
  const script = scriptedRun(() => undefined);
  const host: MeasuringHost = {
    ...{ run: script, runAlways: script, logger: silentLogger, cleanup, environment: {}, mayInstall: false },
    repository: temporaryDirectory(),
    measurer: noMeasurer,
  };
  try {
    return await measureBase(base, head, settings, host).catch((thrown: unknown) => thrown);
  } finally {
    await cleanup.undoAll();
  }
}

describe('a base commit that cannot be measured', () => {
  const absent = Object.assign(new Error("ENOENT: no such file or directory, realpath '/sibling'"), { code: 'ENOENT' });
  const reasons = [
    ['that could not be measured', new MeasurementError('reading the package failed\nerror: no manifest')],
    ['that has no such product', new UsageError('reading the package failed')],
  ] as const;

  it.each(reasons)('is a failure to measure that names the commit and the reason, of one %s', async (_, reason) => {
    const failure = await failingWith(reason);
    expect(failure).toBeInstanceOf(MeasurementError);
    expect(failure).toMatchObject({
      message: 'The base commit ba5eba5eba could not be measured: reading the package failed',
    });
  });

  it('is the same whatever goes wrong there, so that the measurement of the head stands', async () => {
    const failure = await failingWith(absent);
    expect(failure).toBeInstanceOf(MeasurementError);
    expect(failure).toMatchObject({
      message: `The base commit ba5eba5eba could not be measured: ${absent.message}`,
      cause: absent,
    });
  });
});

describe('a base commit that cannot be found', () => {
  it('is a failure to measure the base, whatever went wrong', async () => {
    const failure = await findBase(() => Promise.reject(new Error('Bad credentials'))).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MeasurementError);
    expect(failure).toMatchObject({ message: 'The base commit could not be found: Bad credentials' });
  });

  it('has the sentence for what GitHub answered', async () => {
    const answer = Object.assign(new Error('Not Found - https://docs.github.com/rest'), { status: 404, response: {} });
    const failure = await findBase(() => Promise.reject(answer)).catch((error: unknown) => error);
    const sentence = 'GitHub does not find it, or the token may not see it (Not Found)';
    expect(failure).toMatchObject({ message: `The base commit could not be found: ${sentence}` });
  });

  it('is wrong usage where it was named wrongly', async () => {
    const wrong = new UsageError('--base: there is no commit "nowhere" here.');
    await expect(findBase(() => Promise.reject(wrong))).rejects.toBe(wrong);
  });
});
