import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ThresholdSource } from '../../src/baseline/imported.ts';
import { readThresholds } from '../../src/commands/threshold-files.ts';

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'threshold-files-'));
});
afterEach(() => rmSync(repository, { recursive: true }));

function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), content);
}

async function read(from: ThresholdSource, swift: string, ...paths: readonly string[]) {
  const all = await readThresholds({ from, swift, repository, paths: paths.map((path) => join(repository, path)) });
  return all.map(({ name, total, file }) => `${file} ${name} ${total}`);
}

describe('a folder of swift-nio’s form', () => {
  beforeEach(() => {
    write('Thresholds/6.2.json', '{ "a": 1, "b": 2 }');
    write('Thresholds/nightly-main.json', '{ "a": 3 }');
  });

  it('has a file for each Swift, of which the environment’s is read', async () => {
    expect(await read('swift-nio', '6.2', 'Thresholds')).toEqual([
      'Thresholds/6.2.json a 1',
      'Thresholds/6.2.json b 2',
    ]);
    expect(await read('swift-nio', 'nightly-main', 'Thresholds')).toEqual(['Thresholds/nightly-main.json a 3']);
  });

  it('without that file is refused, and the files that it has are named', async () => {
    await expect(read('swift-nio', '6.1', 'Thresholds')).rejects.toThrow(
      "has no 6.1.json, of the environment's Swift; it has 6.2.json, nightly-main.json: name the one to import.",
    );
  });
});

describe('a folder of package-benchmark’s', () => {
  const number = '{ "mallocCountTotal": 5 }';

  it('has its files in it, or in a folder for each Swift', async () => {
    write('flat/T.one.p90.json', number);
    write('flat/T.two.p90.json', '{ "wallClock": 5 }');
    write('flat/README.md', 'x');
    write('nested/6.1/T.old.p90.json', number);
    write('nested/6.2/T.new.p90.json', number);
    expect(await read('package-benchmark', '6.2', 'flat', 'nested')).toEqual([
      'flat/T.one.p90.json T.one 5',
      'nested/6.2/T.new.p90.json T.new 5',
    ]);
  });

  it('without such files is refused', async () => {
    write('nested/6.1/T.old.p90.json', number);
    await expect(read('package-benchmark', '6.2', 'nested')).rejects.toThrow(
      /nested: there is no TARGET\.BENCHMARK\.p90\.json, neither in it nor in .*nested\/6\.2; it has 6\.1: name the one/,
    );
  });

  it('that says nothing of allocations is refused', async () => {
    write('flat/T.two.p90.json', '{ "wallClock": 5 }');
    await expect(read('package-benchmark', '6.2', 'flat')).rejects.toThrow(
      'no file says anything of mallocCountTotal.',
    );
  });
});

describe('a file', () => {
  it('that is missing, too large or no text is refused', async () => {
    write('large.json', Buffer.alloc(1024 * 1024 + 1, ' '));
    write('binary.json', Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(read('swift-nio', '6.2', 'missing.json')).rejects.toThrow('missing.json: there is no such file');
    await expect(read('swift-nio', '6.2', 'large.json')).rejects.toThrow('has 2 MiB, and a threshold file at most 1.');
    await expect(read('swift-nio', '6.2', 'binary.json')).rejects.toThrow('not a text in UTF-8');
  });

  it('outside of the repository is known by its name alone, so that no machine’s folders are committed', async () => {
    write('elsewhere/6.2.json', '{ "a": 1 }');
    const paths = [join(repository, 'elsewhere/6.2.json')];
    const inside = join(repository, 'repository');
    const [only] = await readThresholds({ from: 'swift-nio', swift: '6.2', repository: inside, paths });
    expect(only?.file).toBe('6.2.json');
  });
});
