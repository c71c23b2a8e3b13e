import { describe, expect, it } from 'vitest';
import { Cleanup } from '../../src/system/cleanup.ts';
import { collectingLogger } from './collecting-logger.ts';

describe('cleanup', () => {
  it('undoes the last thing first', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const undone: string[] = [];
    for (const name of ['mount', 'probes', 'folder']) cleanup.add(async () => void undone.push(name));
    await cleanup.undoAll();
    expect(undone).toEqual(['folder', 'probes', 'mount']);
  });

  it('undoes each thing once, early or at the end', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const undone: string[] = [];
    const early = cleanup.add(async () => void undone.push('early'));
    cleanup.add(async () => void undone.push('late'));
    await early();
    await early();
    await cleanup.undoAll();
    await cleanup.undoAll();
    await early();
    expect(undone).toEqual(['early', 'late']);
  });

  it('waits for one thing before it begins the next', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const events: string[] = [];
    cleanup.add(async () => void events.push('second'));
    cleanup.add(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push('first');
    });
    await cleanup.undoAll();
    expect(events).toEqual(['first', 'second']);
  });

  it('waits, where it is asked twice at a time, for what is being undone, and keeps the order', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const events: string[] = [];
    cleanup.add(async () => void events.push('folder'));
    const early = cleanup.add(async () => {
      events.push('probes begun');
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push('probes');
    });
    void early();
    void cleanup.undoAll();
    await cleanup.undoAll();
    expect(events).toEqual(['probes begun', 'probes', 'folder']);
  });

  it('undoes what is done while it undoes, too', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const undone: string[] = [];
    cleanup.add(async () => {
      cleanup.add(async () => void undone.push('late'));
      undone.push('early');
    });
    await cleanup.undoAll();
    expect(undone).toEqual(['early', 'late']);
  });

  it('goes on after a failure, which becomes a warning', async () => {
    const logger = collectingLogger();
    const cleanup = new Cleanup(logger);
    const undone: string[] = [];
    cleanup.add(async () => void undone.push('folder'));
    cleanup.add(() => Promise.reject(new Error('the probes could not be removed')));
    cleanup.add(() => {
      throw new Error('thrown at once');
    });
    await cleanup.undoAll();
    expect(undone).toEqual(['folder']);
    expect(logger.lines).toEqual(['warning: thrown at once', 'warning: the probes could not be removed']);
  });

  it('tells whoever undoes early about a failure, and does not try again', async () => {
    const logger = collectingLogger();
    const cleanup = new Cleanup(logger);
    const early = cleanup.add(() => Promise.reject(new Error('busy')));
    await expect(early()).rejects.toThrow('busy');
    await cleanup.undoAll();
    expect(logger.lines).toEqual([]);
  });
});
