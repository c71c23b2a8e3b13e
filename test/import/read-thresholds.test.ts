import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseThresholds, readThresholds } from '../../src/import/read-thresholds.ts';
import type { ThresholdSource } from '../../src/model/baseline.ts';
import { UsageError } from '../../src/model/errors.ts';

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

function refusal(text: string, from: ThresholdSource, path: string): string {
  try {
    parseThresholds(text, path, from);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
    throw thrown;
  }
  throw new Error('accepted');
}

describe('a threshold file of swift-nio’s form', () => {
  const path = 'Thresholds/6.2.json';
  const refused = (text: string) => refusal(text, 'swift-nio', path);

  it('has a number for each test, in the file’s order', () => {
    const text = '{\n    "500_greetings": 12050,\n    "routing_without_match": 0\n}\n';
    expect(parseThresholds(text, path, 'swift-nio')).toEqual([
      { name: '500_greetings', total: 12_050, file: path, place: { line: 2, column: 5 } },
      { name: 'routing_without_match', total: 0, file: path, place: { line: 3, column: 5 } },
    ]);
  });

  it.each([
    ['a text', '"12050"', '"12050"'],
    ['a fraction', '120.5', '120.5'],
    ['less than nothing', '-1', '-1'],
    ['nothing', 'null', 'null'],
    ['a list', '[1]', '[1]'],
    ['too large to be exact', '1e300', '1e+300'],
  ])('with %s in place of a number is refused with line and reason', (_, value, shown) => {
    expect(refused(`{\n    "a": 1,\n    "b": ${value}\n}`)).toBe(
      `Thresholds/6.2.json:3:5: "b" is ${shown}; it must be a whole number of allocations, 0 or more.`,
    );
  });

  it.each([
    ['{ "a": 1, }', '1:11: not JSON: "}" where a key in double quotes should be.'],
    ['{\n  "a": 1,\n  "a": 2\n}', '3:3: the key "a" is there twice; keep one.'],
    ['{\n<<<<<<< HEAD\n', '2:1: not JSON: "<" where a key in double quotes should be.'],
    ['MAX_ALLOCS=3', '1:1: not JSON: "M" where a value should be.'],
    ['', '1:1: not JSON: the file ends where a value should be.'],
    ['[1, 2]', '1:1: not an object; a threshold file is { "NAME": NUMBER, … }.'],
  ])('that is %j is refused with the place', (text, words) => {
    expect(refused(text)).toBe(`Thresholds/6.2.json:${words}`);
  });

  it('of one megabyte is read at once', () => {
    const names = Array.from({ length: 30_000 }, (_, index) => `test_number_${index}`);
    const text = `{\n${names.map((name, index) => `    "${name}": ${index}`).join(',\n')}\n}`;
    const started = performance.now();
    expect(parseThresholds(text, path, 'swift-nio').at(-1)?.place).toEqual({ line: 30_001, column: 5 });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('without a threshold is refused', () => {
    expect(refused('{}')).toBe('Thresholds/6.2.json: holds no threshold, such as { "1000_requests": 27350 }.');
  });
});

describe('a threshold file of package-benchmark', () => {
  const path = 'Thresholds/RouterBenchmarks.Route.match(path:).p90.json';

  it('has the number of allocations among its metrics, and its file’s name is the benchmark’s', () => {
    const text = '{\n  "syscalls" : 6,\n  "mallocCountTotal" : 1033\n}';
    expect(parseThresholds(text, path, 'package-benchmark')).toEqual([
      { name: 'RouterBenchmarks.Route.match(path:)', total: 1033, file: path, place: { line: 3, column: 3 } },
    ]);
  });

  it('that measures something else has no threshold', () => {
    expect(parseThresholds('{ "wallClock": 12000, "throughput": -3 }', path, 'package-benchmark')).toEqual([]);
  });

  it('with anything but whole numbers is refused with line and reason, as package-benchmark reads none of it', () => {
    expect(refusal('{\n  "syscalls": "6",\n  "mallocCountTotal": 5 }', 'package-benchmark', path)).toBe(
      `${path}:2:3: "syscalls" is "6"; it must be a whole number of allocations, 0 or more.`,
    );
    expect(refusal('{ "mallocCountTotal": -5 }', 'package-benchmark', path)).toBe(
      `${path}:1:3: "mallocCountTotal" is -5; it must be a whole number of allocations, 0 or more.`,
    );
  });

  it.each(['results.json', 'Thresholds/p90.json', 'Target.p90.json', '.Name.p90.json'])(
    'called %s says nothing of its benchmark, and is refused',
    (name) => {
      expect(refusal('{ "mallocCountTotal": 5 }', 'package-benchmark', name)).toBe(
        `${name}: a threshold file of package-benchmark is called TARGET.BENCHMARK.p90.json.`,
      );
    },
  );
});
