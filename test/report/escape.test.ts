import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shellWord } from '../../src/model/shell-word.ts';
import { code, codeBlock, html, link, logLine, prose } from '../../src/report/escape.ts';
import { hostileName } from './hostile.ts';
import { malformation } from './well-formed.ts';

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00A0\uFFFE\uFFFF]/u;

/** What CommonMark 6.1 shows for a code span that is the whole text; null where the text is anything else. */
function codeSpan(markdown: string): string | null {
  const fence = /^`+/.exec(markdown)?.[0];
  if (fence === undefined) return null;
  const closing = Array.from(markdown.matchAll(/`+/g)).find(({ 0: run, index }) => index > 0 && run === fence);
  if (closing === undefined || closing.index + fence.length !== markdown.length) return null;
  const content = markdown.slice(fence.length, closing.index);
  return /^ .*[^ ].* $/.test(content) ? content.slice(1, -1) : content;
}

/** What a browser shows for a code element in which punctuation is entities; null for anything else. */
function codeElement(markdown: string): string | null {
  const content = /^<code>((?:[\p{L}\p{N} ]|(?:<!-- -->)?&#\d+;)*)<\/code>$/u.exec(markdown)?.[1];
  return (
    content?.replaceAll('<!-- -->', '').replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point))) ?? null
  );
}

describe('code', () => {
  test.each([
    ['malloc', '`malloc`'],
    ['a`b', '``a`b``'],
    ['`a``', '``` `a`` ```'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a|@b', '<code>a&#124;<!-- -->&#64;b</code>'],
    ['two\nlines', '`two\\u{A}lines`'],
    ['user\u202Enimda', '`user\\u{202E}nimda`'],
    [' padded ', '`\\u{20}padded\\u{20}`'],
    ['\u001B[31mred', '`\\u{1B}[31mred`'],
    ['', '(empty)'],
  ])('shows %j as %s', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });

  test('shows nothing but the visible name, whatever the name', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        const shown = codeSpan(code(name)) ?? codeElement(code(name));
        const outside = (text: string) => text.replace(/^ +| +$/g, (spaces) => '\\u{20}'.repeat(spaces.length));
        expect(shown).toBe(outside(logLine(name, 160)));
      }),
      { numRuns: 1000 },
    );
  });

  test('stays within one cell of a table', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        expect(code(name)).not.toMatch(/[|\r\n]/);
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps both ends of a long name', () => {
    const shown = code(`${'a'.repeat(300)}(label:)`, 21);
    expect(shown).toBe(`\`${'a'.repeat(10)}…aa(label:)\``);
  });

  test('never cuts a character in two', () => {
    expect(code('😀'.repeat(50), 5)).toBe('`😀😀…😀😀`');
  });
});

describe('prose', () => {
  test.each([
    ['Nothing to see here, 3 of 4.', 'Nothing to see here, 3 of 4.'],
    ['Set kernel.perf_event_paranoid=-1.', 'Set `kernel.perf_event_paranoid=-1`.'],
    ['ask @octocat about #1', 'ask `@octocat` about `#1`'],
    ['`swift build` failed', '`swift build` failed'],
    ['see GH-1, gh-2', 'see `GH-1`, `gh-2`'],
    ['`a``b`', '`a` `b`'],
    ['see https://example.com, please', 'see `https://example.com`, please'],
    ['it failed with exit status 1.', 'it failed with exit status 1.'],
    ['1. not a list', '`1`. not a list'],
    ['an *odd* <b>', 'an `*odd*` `<b>`'],
    ['two\n\nparagraphs', 'two paragraphs'],
  ])('writes %j as %s', (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });

  test('leaves nothing outside code that could be interpreted', () => {
    fc.assert(
      fc.property(fc.array(hostileName, { maxLength: 4 }), (names) => {
        const markdown = prose(names.join(' '));
        const outside = markdown
          .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
          .replace(/<code>(?:[^<]|<!-- -->)*<\/code>/g, '');
        expect(outside).not.toMatch(/[`<>@#*_~$[\]\\|&\n]|www\./);
        expect(outside).not.toMatch(invisible);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a block of code', () => {
  test('ends where it should, whatever the lines', () => {
    fc.assert(
      fc.property(fc.array(hostileName, { minLength: 1, maxLength: 5 }), (lines) => {
        const block = codeBlock(lines, 'text').split('\n');
        const fence = /^`{3,}/.exec(block[0] ?? '')?.[0] ?? '';
        expect(block).toHaveLength(lines.length + 2);
        expect(block.at(-1)).toBe(fence);
        for (const line of block.slice(1, -1)) expect(line).not.toContain(fence);
      }),
    );
  });

  test('keeps the indentation that compilers use', () => {
    expect(codeBlock(['\tlet x = 1', '  ^'])).toBe('```\n    let x = 1\n  ^\n```');
  });
});

describe('html', () => {
  test('is text in an element and in an attribute, whatever the name', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        expect(malformation(`<p title="${html(name)}">${html(name)}</p>`)).toBeNull();
        expect(html(name)).not.toMatch(invisible);
      }),
      { numRuns: 1000 },
    );
  });

  test('escapes after it has shortened, so that no entity is cut', () => {
    expect(html('<'.repeat(10), 3)).toBe('&lt;…&lt;');
  });
});

test('a log line moves no cursor, sets no colour and is one line', () => {
  expect(logLine('\u001B[2Jok\r\n')).toBe('\\u{1B}[2Jok\\u{D}\\u{A}');
  fc.assert(
    fc.property(hostileName, (name) => {
      expect(logLine(name)).not.toMatch(invisible);
    }),
  );
});

describe('a link', () => {
  test('leads to an address of the web', () => {
    expect(link('Run', 'https://github.com/a/b')).toBe('[Run](https://github.com/a/b)');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'not an address', ''])('does not lead to %j', (address) => {
    expect(link('Run', address)).toBe('Run');
  });

  test('cannot be ended by its address', () => {
    fc.assert(
      fc.property(hostileName, (name) => {
        expect(link('Run', `https://example.com/${name}`)).toMatch(/^\[Run\]\([\w\-.~:/?#@!$&*+,;=%]+\)$/);
      }),
    );
  });
});

test('a shell word stays one word', () => {
  expect(shellWord('.github/allocations')).toBe('.github/allocations');
  expect(shellWord("it's $(rm)")).toBe(`'it'\\''s $(rm)'`);
  expect(shellWord('')).toBe("''");
});
