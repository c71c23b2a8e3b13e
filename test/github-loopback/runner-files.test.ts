import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseCommandFile, shownSummary } from './command-files.ts';
import { permissionsOf } from './permissions-of.ts';
import { parseWorkflowCommands } from './workflow-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'workflow-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('workflow commands', () => {
  test('are obeyed at the start of a line, and in their older form anywhere', () => {
    const output = [
      '  ::notice::a',
      'x ::error::b',
      'x ##[warning file=A;line=2]c',
      '::unknown::d',
      '::error',
      'a::b::c',
    ];
    expect(parseWorkflowCommands(output.join('\n')).annotations).toEqual([
      { level: 'notice', message: 'a' },
      { level: 'warning', message: 'c', file: 'A', line: 2 },
    ]);
  });

  test('are ignored between stop-commands and its own token', () => {
    const output = ['::stop-commands::tok', '::error::a', '::other::', '::error::b', '::tok::', '::error::c'];
    expect(parseWorkflowCommands(output.join('\n')).annotations).toEqual([{ level: 'error', message: 'c' }]);
    expect(parseWorkflowCommands(output.slice(0, 4).join('\n')).stopped).toBe(true);
  });

  test('are unescaped once', () => {
    const { annotations } = parseWorkflowCommands('::error title=a%2Cb%3A%25::50%25 of%0Ait, %250A: a::b');
    expect(annotations).toEqual([{ level: 'error', title: 'a,b:%', message: '50% of\nit, %0A: a::b' }]);
  });
});

describe('a command file', () => {
  test('holds lines and blocks', () => {
    expect(parseCommandFile('a=1=2\nb<<EOF\nx<<y\n\nz=1\nEOF\nc=\n')).toEqual({ a: '1=2', b: 'x<<y\n\nz=1', c: '' });
  });

  test.for(['no value\n', '=1\n', 'a<<EOF\nnever ends\n', 'a<<\n'])('%j is refused', (text) => {
    expect(() => parseCommandFile(text)).toThrow('Invalid');
  });

  test('that is the summary is dropped whole when it is too large', () => {
    expect(shownSummary('é'.repeat(524_288))).toHaveLength(524_288);
    expect(shownSummary('é'.repeat(524_289))).toBe('');
  });
});

describe('the permissions of a job', () => {
  const workflow = (text: string) => {
    const file = join(folder, 'allocations.yml');
    writeFileSync(file, text);
    return file;
  };

  test("are its own, else the workflow's", () => {
    const file = workflow(`
permissions: { contents: read, actions: read }
jobs:
  own: { permissions: { contents: read, pull-requests: write } }
  inherited: {}
  none: { permissions: {} }
`);
    expect(permissionsOf(file, 'own')).toEqual({ contents: 'read', 'pull-requests': 'write' });
    expect(permissionsOf(file, 'inherited')).toEqual({ contents: 'read', actions: 'read' });
    expect(permissionsOf(file, 'none')).toEqual({});
  });

  test('can be all of them', () => {
    const file = workflow('permissions: read-all\njobs: { gate: {} }');
    expect(permissionsOf(file, 'gate')).toMatchObject({ contents: 'read', 'pull-requests': 'read' });
  });

  test.for([
    ['jobs: { gate: {} }', /declares no permissions/],
    ['jobs: { gate: { permissions: { contents: reed } } }', /no valid permission 'contents: reed'/],
    ['jobs: { gate: { permissions: { pull_requests: write } } }', /no valid permission 'pull_requests: write'/],
    ['jobs: { other: {} }', /no job 'gate', but: other/],
  ] as const)('of %s are an error', ([text, message]) => {
    expect(() => permissionsOf(workflow(text), 'gate')).toThrow(message);
  });
});
