import { describe, expect, it } from 'vitest';
import type { MeasurerSource, OpenMeasurer } from '../../src/measure/measurer.ts';
import { inTurn } from '../../src/measure/measurer-here.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import type { Host } from '../../src/system/host.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { silentLogger } from '../system/silent-logger.ts';

const options = { perfPath: null, mayRecordInside: false, counter: 'probes' } as const;
const later = () => new Promise<void>((resolve) => setTimeout(resolve, 20));

/** A kind of measurer that keeps a diary of what it changes on the machine, after it was asked to and some time. */
function kindWithDiary(failure: Error | null = null) {
  const diary: string[] = [];
  let opened = 0;
  const open: MeasurerSource['open'] = async ({ cleanup }) => {
    opened += 1;
    const number = opened;
    diary.push(`opening ${number}`);
    await later();
    if (failure !== null) throw failure;
    cleanup.add(async () => {
      await later();
      diary.push(`put back ${number}`);
    });
    diary.push(`open ${number}`);
    return { name: 'fake' } as OpenMeasurer;
  };
  return { diary, kind: inTurn({ open, needs: () => [] }) };
}

function host(signal?: AbortSignal): Host {
  const run = scriptedRun(() => ({}));
  return {
    ...{ run, runAlways: run, logger: silentLogger, cleanup: new Cleanup(silentLogger), environment: {} },
    ...{ mayInstall: false, repository: '/', ...(signal === undefined ? {} : { signal }) },
  };
}

describe('a measurer', () => {
  it('is opened when the one before has put everything back, though nobody waited for that', async () => {
    const { diary, kind } = kindWithDiary();
    const here = host();
    void (await kind.open(here, options)).close();
    await kind.open(here, options);
    expect(diary).toEqual(['opening 1', 'open 1', 'put back 1', 'opening 2', 'open 2']);
    await here.cleanup.undoAll();
    expect(diary.slice(5)).toEqual(['put back 2']);
  });

  it('that nobody waits for is open before it is put back in the end', async () => {
    const { diary, kind } = kindWithDiary();
    const here = host();
    void kind.open(here, options);
    await here.cleanup.undoAll();
    expect(diary).toEqual(['opening 1', 'open 1', 'put back 1']);
  });

  it('that cannot be opened is an error for who waits for it, and keeps nobody from the end', async () => {
    const { diary, kind } = kindWithDiary(new MeasurementError('There is no perf.'));
    const here = host();
    await expect(kind.open(here, options)).rejects.toThrow('There is no perf.');
    await here.cleanup.undoAll();
    expect(diary).toEqual(['opening 1']);
  });

  it('is not waited for after a signal, since its work may never go on', async () => {
    const { diary, kind } = kindWithDiary();
    const controller = new AbortController();
    const here = host(controller.signal);
    const opening = kind.open(here, options);
    controller.abort();
    await here.cleanup.undoAll();
    expect(diary).toEqual(['opening 1']);
    await opening;
  });
});
