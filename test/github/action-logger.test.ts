import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { createActionLogger, maskToken } from '../../src/github/action-logger.ts';
import { readAsRunner } from './runner.ts';

function logged(work: (logger: ReturnType<typeof createActionLogger>) => unknown) {
  const chunks: Buffer[] = [];
  work(createActionLogger((text) => chunks.push(Buffer.from(text))));
  return readAsRunner(Buffer.concat(chunks).toString());
}

/** Text that means harm: pieces of commands, line ends and invisible characters in any order. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('::', '##[', ']', 'warning', 'add-mask', 'stop-commands', 'group', ' ', '\t', '%0A', '%'),
      fc.constantFrom('\n', '\r', '\r\n', '\u2028', '\u200b', '\u034f', '\ufeff', '\u0000', '\u001b[2K', '\u00a0'),
      fc.string({ maxLength: 3 }),
    ),
  )
  .map((pieces) => pieces.join(''));

describe('our own lines', () => {
  test('appear as they are', () => {
    const log = logged((logger) => logger.info('Built in 3.2 s: 12 allocations (malloc ×10)'));
    expect(log).toEqual({ obeyed: [], shown: ['Built in 3.2 s: 12 allocations (malloc ×10)'] });
  });

  test('say each half minute of silence that the work of a group goes on, and at what', async () => {
    vi.useFakeTimers();
    try {
      let text = '';
      const logger = createActionLogger((more) => {
        text += more;
      });
      await logger.group('Measuring load', async () => {
        logger.progress('run 3 of 5');
        await vi.advanceTimersByTimeAsync(29_000);
        logger.output(Buffer.from('a line of the program\n'));
        await vi.advanceTimersByTimeAsync(31_000);
      });
      await vi.advanceTimersByTimeAsync(100_000);
      const { shown } = readAsRunner(text);
      expect(shown).toEqual(['a line of the program', 'Measuring load: run 3 of 5 (59 s)']);
    } finally {
      vi.useRealTimers();
    }
  });

  test('are never obeyed, whatever foreign text is in them', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(logged((logger) => logger.info(text)).obeyed).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['after a tab', '\t::warning::a'],
    ['after a space that does not break', '\u00a0::warning::a'],
    ['after a character that nobody sees', '\u034f::warning::a'],
    ['around one', ':\u200b:warning:\u200b:a'],
    ['after a carriage return', 'a\r::warning::a'],
    ['after a colour', '\u001b[31m::warning::a'],
    ['in the old form', 'a ##[warning]a'],
    ['around a control character', 'a #\u0001#[warning]a'],
    ['in the old form around a character that nobody sees', 'a #\u034f#[warning]a'],
  ])('are not obeyed %s', (_where, text) => {
    expect(logged((logger) => logger.info(text)).obeyed).toEqual([]);
  });

  test('stay readable where they look like a command', () => {
    const log = logged((logger) => logger.info(' ::warning::a\nstd::vector ##[group]'));
    expect(log.shown).toEqual([' : :warning::a', 'std::vector ## [group]']);
  });

  test('that warn are one annotation, and group titles one group, whatever is in them', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { obeyed, shown } = logged((logger) => {
          logger.warning(`W${text}`);
          void logger.group(`G${text}`, async () => {});
        });
        expect(obeyed).toEqual([expect.stringMatching(/^warning: W/), expect.stringMatching(/^group: G/)]);
        expect(shown).toEqual([]);
      }),
    );
  });
});

describe('the output of a child', () => {
  test('is never obeyed', () => {
    const log = logged((logger) => {
      logger.output(Buffer.from('::add-mask::a\n##[warning]b\n::stop-commands::c\n::c::\n::error::d\n'));
      logger.endOutput();
    });
    expect(log.obeyed).toEqual([]);
    expect(log.shown).toHaveLength(5);
  });

  test('ends where our own line begins, which is obeyed again', () => {
    const log = logged((logger) => {
      logger.output(Buffer.from('::error::a'));
      logger.output(Buffer.from('b ::error::c without a line end'));
      logger.warning('ours');
    });
    expect(log).toEqual({ obeyed: ['warning: ours'], shown: ['::error::ab ::error::c without a line end'] });
  });

  test('comes through byte by byte, also when a chunk ends within a character', () => {
    const bytes = Buffer.from('Größe: 12 🙂\n');
    const log = logged((logger) => {
      for (const byte of bytes) logger.output(Buffer.from([byte]));
      logger.info('done');
    });
    expect(log).toEqual({ obeyed: [], shown: ['Größe: 12 🙂', 'done'] });
  });

  test('has another token each time, which nobody can guess', () => {
    const written: string[] = [];
    const logger = createActionLogger((text) => written.push(text.toString()));
    for (let n = 0; n < 3; n++) {
      logger.output(Buffer.from('x\n'));
      logger.info('between');
    }
    const tokens = written.flatMap((text) => /^::stop-commands::([0-9a-f]{32})\n$/.exec(text)?.[1] ?? []);
    expect(new Set(tokens).size).toBe(3);
  });

  test('that is empty needs no stretch', () => {
    expect(logged((logger) => logger.output(Buffer.alloc(0))).shown).toEqual(['']);
  });
});

describe('a group', () => {
  test('ends when its work does, after the output in it, and gives its result back', async () => {
    const chunks: string[] = [];
    const logger = createActionLogger(
      (text) => chunks.push(text.toString()),
      () => 'TOKEN',
    );
    const result = await logger.group('swift build', async () => {
      logger.output(Buffer.from('Compiling'));
      return 42;
    });
    expect(result).toBe(42);
    expect(chunks.join('')).toBe('::group::swift build\n::stop-commands::TOKEN\nCompiling\n::TOKEN::\n::endgroup::\n');
  });

  test('ends when its work throws', async () => {
    const chunks: string[] = [];
    const logger = createActionLogger((text) => chunks.push(text.toString()));
    await expect(logger.group('build', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(chunks.join('')).toBe('::group::build\n::endgroup::\n');
  });
});

test('a token is masked, an empty one is not mentioned', () => {
  expect(logged((logger) => maskToken(logger, 'ghs_abc')).obeyed).toEqual(['add-mask: ghs_abc']);
  expect(logged((logger) => maskToken(logger, ' ')).obeyed).toEqual([]);
});
