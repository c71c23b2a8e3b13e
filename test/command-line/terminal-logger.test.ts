import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Showing, terminalLogger } from '../../src/command-line/terminal-logger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function logging(showing: Showing, columns?: number) {
  let text = '';
  const logger = terminalLogger((more) => (text += more), showing, columns);
  /** What was written since the last time. */
  const written = () => {
    const all = text;
    text = '';
    return all;
  };
  return { logger, written };
}

const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const build = '[0/2] Planning build\nBuilding for production...\n[1/2] Compiling Server Headers.swift\n';

describe('the terminal logger', () => {
  it('shows each line of a build whole where it is asked to, however it was cut into chunks', async () => {
    const { logger, written } = logging('verbose');
    await logger.group('swift build', async () => {
      const bytes = Buffer.from(`${build}note: größer\nthe end`);
      for (let at = 0; at < bytes.length; at += 7) logger.output(bytes.subarray(at, at + 7));
    });
    expect(written()).toBe(`swift build …\n${build}note: größer\nthe end\n`);
  });

  it('shows a line without end in parts', async () => {
    const { logger, written } = logging('verbose');
    logger.output(Buffer.from('x'.repeat(40_000)));
    expect(written().split('\n').length).toBe(3);
  });

  it('lets nothing that a build prints move the cursor', async () => {
    const { logger, written } = logging('verbose');
    logger.output(Buffer.from('\u001B[2Jgone\n'));
    expect(written()).toBe('\\u{1B}[2Jgone\n');
  });

  it('is quiet where nobody watches, but for warnings and half a minute of silence', async () => {
    const { logger, written } = logging('quiet');
    const work = logger.group('Measuring load (2 of 3)', async () => {
      logger.info('a detail');
      logger.progress('run 4 of 5');
      logger.output(Buffer.from(build));
      await wait(29);
      expect(written()).toBe('');
      await wait(2);
      expect(written()).toBe('Measuring load (2 of 3): [1/2] Compiling Server Headers.swift (30 s)\n');
      logger.progress('run 5 of 5');
      await wait(59);
      expect(written()).toBe(
        'Measuring load (2 of 3): run 5 of 5 (1 min 00 s)\nMeasuring load (2 of 3): run 5 of 5 (1 min 30 s)\n',
      );
      logger.warning('mind the gap');
    });
    await work;
    await wait(100);
    expect(written()).toBe('warning: mind the gap\n');
  });

  it('has a line for each step in a log', async () => {
    const { logger, written } = logging('steps');
    await logger.group('Building', async () => logger.output(Buffer.from(build)));
    await logger.group('Measuring load', async () => logger.info('The runs of load differ.'));
    expect(written()).toBe('Building …\nMeasuring load …\nThe runs of load differ.\n');
  });

  it('changes one line in place where somebody watches, and leaves one for each step that is done', async () => {
    const { logger, written } = logging('watched', 40);
    const clear = '\r\u001B[K';
    await logger.group('Building', async () => {
      logger.output(Buffer.from(build));
      expect(written().split(clear).at(-1)).toBe('Building: [1/2] Com…Headers.swift (0 s)');
      await wait(3);
      expect(written().split(clear).at(-1)).toBe('Building: [1/2] Com…Headers.swift (3 s)');
      logger.info('a detail');
      expect(written()).toBe(`${clear}a detail\n${clear}Building: [1/2] Com…Headers.swift (3 s)`);
    });
    expect(written()).toBe(`${clear}Building (3 s)\n`);
  });
});
