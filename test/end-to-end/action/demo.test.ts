import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

/** What a fresh clone has of what the demo needs: no sources, no node_modules. */
const clone = mkdtempSync(join(tmpdir(), 'end-to-end-'));
for (const name of ['action.yml', 'dist', 'examples', 'scripts']) {
  const source = fileURLToPath(new URL(`../../../${name}`, import.meta.url));
  cpSync(source, join(clone, name), { recursive: true, filter: (path) => basename(path) !== '.build' });
}
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test('the demo shows a red gate with real numbers and keeps its flame graph, without node_modules', async () => {
  const { stdout } = await promisify(execFile)(join(clone, 'examples/demo'));
  expect(stdout).toMatch(/^(.+\n){4}/);
  // By how much, and whether the whole run allocates more, too, depends on the heap and on Swift's start (facts 43).
  expect(stdout).toMatch(/^❌ \*\*\d benchmarks? allocates? more\*\*: \+[\d.]+ `malloc` per /m);
  expect(stdout).toMatch(/\*\*\[\+1\]\(\S+\)\*\* .*`RequestHead` · \S+ in `parseHeaders\(_:\)` of `ObjectsAndStrings`/);
  expect(stdout).toMatch(/^Verdict: +regression$/m);
  expect(stdout).toMatch(/^Exit status: 1/m);
  const [, page = ''] = /^Flame graph: (\/.*\.html)/m.exec(stdout) ?? [];
  expect(page.startsWith(clone)).toBe(true);
  expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>[\s\S]*parseHeaders/i);
});
