import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createActionLogger } from '../../src/github/action-logger.ts';
import { endStep, writeAnnotations, writeOutputs, writeSummary } from '../../src/github/outputs.ts';
import { readAsRunner } from './runner.ts';

let folder: string;
let written: string;
const logger = createActionLogger((text) => {
  written += text.toString();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
  written = '';
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  process.exitCode = undefined;
});

/** An empty file that an environment variable of the runner names. */
function runnerFile(variable: string): string {
  const path = join(folder, variable);
  writeFileSync(path, '');
  vi.stubEnv(variable, path);
  return path;
}

test('outputs of several lines cannot set another output', async () => {
  const path = runnerFile('GITHUB_OUTPUT');
  await writeOutputs(logger, {
    verdict: 'regression',
    'report-path': '/tmp/report.json',
    'candidate-path': '',
    'comment-url': '',
    'flame-graph-url': '',
    'comment-body': 'first\nEOF\nverdict=pass\nverdict<<EOF\npass\nEOF',
  });
  const values = new Map<string, string>();
  for (const [, name = '', , value = ''] of readFileSync(path, 'utf8').matchAll(
    /^(.+)<<(ghadelimiter_.+)\n([\s\S]*?)\n\2\n/gm,
  )) {
    values.set(name, value);
  }
  expect(values.get('verdict')).toBe('regression');
  expect(values.get('comment-body')).toContain('verdict=pass\n');
  expect(values.size).toBe(6);
});

test('outputs that have no place to go to are a warning', async () => {
  vi.stubEnv('GITHUB_OUTPUT', join(folder, 'missing'));
  await writeOutputs(logger, { verdict: 'pass' });
  expect(readAsRunner(written).obeyed).toEqual([
    expect.stringMatching(/^warning.*: The outputs of this step could not/),
  ]);
});

describe('the summary', () => {
  test('is the Markdown as it is', async () => {
    const path = runnerFile('GITHUB_STEP_SUMMARY');
    await writeSummary(logger, '# Häufig <b>');
    expect(readFileSync(path, 'utf8')).toBe('# Häufig <b>\n');
  });

  test('longer than GitHub takes ends at a line, says so, and fits', async () => {
    const path = runnerFile('GITHUB_STEP_SUMMARY');
    await writeSummary(logger, '| Größe | 1 |\n'.repeat(100_000));
    const summary = readFileSync(path);
    expect(summary.length).toBeLessThanOrEqual(1024 * 1024);
    expect(summary.length).toBeGreaterThan(1024 * 1024 - 100);
    expect(summary.toString()).toMatch(/\| Größe \| 1 \|\n\n_The summary was cut here.*_\n$/);
  });

  test('of one endless line is cut too', async () => {
    const path = runnerFile('GITHUB_STEP_SUMMARY');
    await writeSummary(logger, 'ö'.repeat(1024 * 1024));
    expect(readFileSync(path).length).toBeLessThanOrEqual(1024 * 1024);
  });

  test('that has no place to go to is a warning', async () => {
    vi.stubEnv('GITHUB_STEP_SUMMARY', join(folder, 'none', 'summary'));
    await writeSummary(logger, 'x');
    expect(readAsRunner(written).obeyed).toEqual([
      expect.stringMatching(/^warning: The job summary could not be written: /),
    ]);
  });
});

describe('annotations', () => {
  test('name their place, and nothing in them is obeyed', () => {
    writeAnnotations(logger, [
      { level: 'error', title: 'App: a,b', message: '12 more\n::error::x', file: 'Sources/App.swift', line: 7 },
    ]);
    expect(readAsRunner(written).obeyed).toEqual([
      'error title=App: a,b,file=Sources/App.swift,line=7: 12 more\n::error::x',
    ]);
  });

  test('are written as many as there are', () => {
    const annotation = { level: 'warning', title: 't', message: 'm' } as const;
    writeAnnotations(
      logger,
      Array.from({ length: 8 }, () => annotation),
    );
    expect(readAsRunner(written)).toEqual({ obeyed: Array(8).fill('warning title=t: m'), shown: [] });
  });
});

test('the step ends with the exit status and one error that says why', () => {
  endStep(logger, 3, 'The build failed.');
  expect(process.exitCode).toBe(3);
  expect(readAsRunner(written).obeyed).toEqual(['error: The build failed.']);
});

test('a step that passes leaves no error, and commands switched on', () => {
  logger.output(Buffer.from('x'));
  endStep(logger, 0, 'all well');
  expect(process.exitCode).toBe(0);
  expect(readAsRunner(written)).toEqual({ obeyed: [], shown: ['x'] });
});
