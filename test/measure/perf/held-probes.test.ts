import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createHeldProbes } from '../../../src/measure/perf/held-probes.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

/** A perf that keeps a diary of what it holds where, and waits for what `beforeItsEnd` says. */
function perfWithDiary(beforeItsEnd = '') {
  const folder = temporaryDirectory();
  const perf = join(folder, 'perf');
  const diary = join(folder, 'diary');
  writeFileSync(
    perf,
    `#!/bin/sh
case "$*" in *"--cpu "*) where=everywhere ;; *) where=registered ;; esac
events=$(echo "$*" | grep -o '[a-z]:[a-z_]*' | tr '\\n' ' ')
echo "$where $events" >> '${diary}'
echo
cat > /dev/null
echo "not $where $events" >> '${diary}'
${beforeItsEnd}
`,
    { mode: 0o755 },
  );
  const cleanup = new Cleanup(collectingLogger());
  const written = () => readFileSync(diary, 'utf8').trim().split(/ *\n/);
  return { folder, cleanup, written, probes: createHeldProbes(perf, { cleanup }) };
}

describe('probes that are held', () => {
  it('are nobody’s error where a signal has them put back before they are there', async () => {
    const controller = new AbortController();
    const { folder, cleanup } = perfWithDiary();
    const slow = join(folder, 'slow');
    writeFileSync(slow, '#!/bin/sh\ncat > /dev/null\n', { mode: 0o755 });
    const probes = createHeldProbes(slow, { cleanup, signal: controller.signal });
    const settled = vi.fn();
    for (const holding of [probes.hold(['g:malloc']), probes.keep(['s:fork'])]) holding.then(settled, settled);
    controller.abort();
    await cleanup.undoAll();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(settled).not.toHaveBeenCalled();
  });

  it('are in every process while a run counts them, and registered all the time', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    await probes.hold(['g:malloc', 'g:calloc']);
    await probes.hold(['h:free']);
    expect(written()).toEqual(['registered g:malloc g:calloc', 'registered h:free']);
    const seen = await probes.during(['g:malloc', 's:fork'], async () => written().slice(2));
    expect(seen).toEqual(['everywhere g:malloc g:calloc']);
    await cleanup.undoAll();
  });

  it('stay there for the next run that counts them', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    await probes.hold(['g:malloc']);
    for (let time = 0; time < 3; time += 1) await probes.during(['g:malloc'], async () => {});
    expect(written()).toEqual(['registered g:malloc', 'everywhere g:malloc']);
    await cleanup.undoAll();
  });

  it('are in no process once a run begins that does not count them', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    await probes.hold(['g:malloc']);
    await probes.hold(['h:free']);
    await probes.during(['g:malloc', 'h:free'], async () => {});
    expect(await probes.during(['g:malloc'], async () => written().slice(4))).toEqual(['not everywhere h:free']);
    expect(await probes.during([], async () => written().slice(5))).toEqual(['not everywhere g:malloc']);
    await cleanup.undoAll();
  });

  it('are not taken from another run that goes on', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    await probes.hold(['g:malloc']);
    await probes.hold(['h:free']);
    await probes.during(['g:malloc'], async () => {
      await probes.during(['h:free'], async () => {});
      await probes.during([], async () => {});
    });
    expect(written().filter((line) => line.startsWith('not'))).toEqual([]);
    await cleanup.undoAll();
  });

  it('are let go of before the end, and with them nobody has them any more', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    const letGo = await probes.hold(['g:at']);
    await probes.during(['g:at'], async () => {});
    await letGo();
    expect(written().slice(2).sort()).toEqual(['not everywhere g:at', 'not registered g:at']);
    await probes.during(['g:at'], async () => {});
    expect(written()).toHaveLength(4);
    await cleanup.undoAll();
  });

  it('are events of the kernel’s own in no process', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    await probes.keep(['s:fork']);
    await probes.during(['s:fork'], async () => {});
    expect(written()).toEqual(['registered s:fork']);
    await cleanup.undoAll();
    await vi.waitFor(() => expect(written()).toEqual(['registered s:fork', 'not registered s:fork']));
  });

  it('are registered for nobody once the last run has counted them, and come back for one that counts all the same', async () => {
    const { probes, written, cleanup } = perfWithDiary();
    await probes.hold(['g:malloc']);
    await probes.during(['g:malloc'], async () => {});
    probes.letGo();
    expect(written()).toHaveLength(2);
    // In no process before the run begins; what that takes with the kernel's own list is done beside it.
    expect(await probes.during([], async () => written()[2])).toBe('not everywhere g:malloc');
    await vi.waitFor(() => expect(written()[3]).toBe('not registered g:malloc'));
    expect(await probes.during(['g:malloc'], async () => written().slice(4))).toEqual(['everywhere g:malloc']);
    await cleanup.undoAll();
    expect(written()[5]).toBe('not everywhere g:malloc');
  });

  it('are a failure of the run where perf cannot hold them', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const probes = createHeldProbes('/bin/false', { cleanup });
    await expect(probes.hold(['g:malloc'])).rejects.toThrow('ended before its time');
    await expect(probes.during(['g:malloc'], async () => 'counted')).rejects.toThrow('ended before its time');
    await cleanup.undoAll();
  });

  it('are let go of all at once in the end, and not one after the other', async () => {
    // Each ends when all have been told to, and not before.
    const { probes, cleanup, written } = perfWithDiary(
      'while [ "$(grep -c not "$(dirname "$0")/diary")" -lt 3 ]; do sleep 0.01; done',
    );
    await probes.hold(['g:malloc']);
    await probes.hold(['h:free']);
    await probes.during(['h:free'], async () => {});
    await cleanup.undoAll();
    expect(written().filter((line) => line.startsWith('not'))).toHaveLength(3);
  }, 20_000);
});
