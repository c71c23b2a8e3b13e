import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { parseConfigFile } from '../../src/settings/configuration-file.ts';

const path = '.github/allocations.yml';
const parse = (text: string) => parseConfigFile(text, path);

function refusal(text: string): string {
  try {
    parse(text);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown.message;
    throw thrown;
  }
  throw new Error(`accepted: ${text}`);
}

describe('the configuration file', () => {
  it('is read as the documentation shows it', () => {
    const text = `
benchmarks:
  http-requests:
    product: HTTPBench            # an executable product, built in release mode
    arguments: [--requests, "1000"]
    environment: { MODE: fast }
    iterations: { variable: ITERATIONS, from: 1, to: 11 }
    limit: { percent: 1, absolute: 20 }
  load:
    command: [./scripts/load.sh, --fast]
    iterations: { argument: "--count={iterations}", from: 0, to: 1000 }
    timeout: 90s
    also-count: [operator_new, mallocx]
    status: 3
    leftover-processes: { wait: 5s, allow: true }
    runs: 3
defaults: { runs: 10, timeout: 1h, limit: { percent: 0.5 }, environment: { LANG: C } }
`;
    expect(parse(text)).toEqual({
      path,
      benchmarks: [
        {
          name: 'http-requests',
          kind: 'product',
          product: 'HTTPBench',
          arguments: ['--requests', '1000'],
          environment: { MODE: 'fast' },
          iterations: { kind: 'variable', variable: 'ITERATIONS', levels: { from: 1, to: 11 } },
          server: null,
          limit: { percent: 1, absolute: 20 },
          runs: null,
          timeoutSeconds: null,
          status: null,
          leftovers: null,
          alsoCount: null,
        },
        {
          name: 'load',
          kind: 'command',
          command: ['./scripts/load.sh', '--fast'],
          arguments: [],
          environment: {},
          iterations: { kind: 'argument', argument: '--count={iterations}', levels: { from: 0, to: 1000 } },
          server: null,
          limit: null,
          runs: 3,
          timeoutSeconds: 90,
          status: 3,
          leftovers: { waitMilliseconds: 5000, allowed: true },
          alsoCount: ['operator_new', 'mallocx'],
        },
      ],
      places: { 'http-requests': `${path}:4:14`, load: `${path}:10:14` },
      defaults: {
        environment: { LANG: 'C' },
        limit: { percent: 0.5, absolute: 0 },
        runs: 10,
        timeoutSeconds: 3600,
        status: null,
        leftovers: null,
        alsoCount: null,
      },
      totalIncludes: [],
    });
  });

  it.each(['', '# nothing yet\n', '---\n', '{}'])('may be empty: %j', (text) => {
    const silent = {
      environment: {},
      limit: null,
      runs: null,
      timeoutSeconds: null,
      status: null,
      leftovers: null,
      alsoCount: null,
    };
    expect(parse(text)).toEqual({ path, benchmarks: [], places: {}, defaults: silent, totalIncludes: [] });
  });

  it('may put functions into the total that are not in it otherwise', () => {
    expect(parse('total-includes: [memalign, aligned_alloc]').totalIncludes).toEqual(['memalign', 'aligned_alloc']);
    expect(refusal('total-includes: [malloc]')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:18: total-includes[0]: "malloc" is unknown; did you mean valloc? Accepted: aligned_alloc, memalign, valloc or pvalloc"`,
    );
    expect(refusal('total-includes: [memalign, memalign]')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:17: total-includes: names a function twice"`,
    );
  });

  it('passes environment and arguments on as they are written, not as YAML understands them', () => {
    const text = `
benchmarks:
  a:
    product: A
    arguments: [1_000, 0x10, no, ~, 1e3]
    environment: { VERSION: 1.10, MODE: on, NOTHING: null, EMPTY: , OCTAL: 010, DATE: 2024-01-01, QUOTED: "a\\tb" }
`;
    const [benchmark] = parse(text).benchmarks;
    expect(benchmark?.arguments).toEqual(['1_000', '0x10', 'no', '~', '1e3']);
    expect(benchmark?.environment).toEqual({
      VERSION: '1.10',
      MODE: 'on',
      NOTHING: 'null',
      EMPTY: '',
      OCTAL: '010',
      DATE: '2024-01-01',
      QUOTED: 'a\tb',
    });
  });

  it('may share parts by anchors', () => {
    const text = 'benchmarks:\n  a: { product: A, environment: &e { M: x } }\n  b: { product: B, environment: *e }\n';
    expect(parse(text).benchmarks.map(({ environment }) => environment)).toEqual([{ M: 'x' }, { M: 'x' }]);
  });

  it('keeps tabs where they are no indentation', () => {
    const text = 'benchmarks:\n  a:\n    product: A\n    environment:\n      TABLE: |\n        x\n        \ty\n';
    expect(parse(text).benchmarks[0]?.environment).toEqual({ TABLE: 'x\n\ty\n' });
  });
});

describe('a wrong configuration file', () => {
  it('with an unknown key names the key, its place, and the nearest known one', () => {
    expect(
      refusal('benchmarks:\n  http:\n    product: A\n    itterations: 3\n    threshold: 1\n'),
    ).toMatchInlineSnapshot(`
      ".github/allocations.yml:4:5: benchmarks.http: unknown key "itterations"; did you mean iterations?
      .github/allocations.yml:5:5: benchmarks.http: unknown key "threshold"; the keys here are product, command, arguments, iterations, ready, drive, stop, environment, limit, runs, timeout, status, leftover-processes, also-count"
    `);
    expect(refusal('benchmark:\n  http: { product: A }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:1: unknown key "benchmark"; did you mean benchmarks?"`,
    );
    expect(refusal('benchmarks:\n  http:\n    product: A\n    limit: { percentage: 1 }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:14: benchmarks.http.limit: unknown key "percentage"; did you mean percent?"`,
    );
    expect(refusal('defaults: { product: A }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:13: defaults: unknown key "product"; the keys here are environment, limit, runs, timeout, status, leftover-processes, also-count"`,
    );
  });

  it.each([
    ['status: 256', '4:13: benchmarks.http.status: "256" is not a whole number from 0 to 255'],
    ['status: -1', '4:13: benchmarks.http.status: "-1" is not a whole number from 0 to 255'],
    ['status: SIGSEGV', '4:13: benchmarks.http.status: "SIGSEGV" is not a whole number from 0 to 255'],
    ['status: [3]', '4:13: benchmarks.http.status: must be a whole number from 0 to 255'],
    [
      'leftover-processes: 2s',
      '4:25: benchmarks.http.leftover-processes: must be a map, such as { wait: 2s, allow: true }',
    ],
    ['leftover-processes: {}', '4:25: benchmarks.http.leftover-processes: says nothing; write wait, allow or both'],
    [
      'leftover-processes: { wait: 2 }',
      '4:33: benchmarks.http.leftover-processes.wait: "2" has no unit; write 2ms, 2s or 2m',
    ],
    [
      'leftover-processes: { wait: 11m }',
      '4:33: benchmarks.http.leftover-processes.wait: "11m" is longer than ten minutes; write at most 10m',
    ],
    [
      'leftover-processes: { wait: soon }',
      '4:33: benchmarks.http.leftover-processes.wait: "soon" is not a time; write 500ms, 2s or 1m',
    ],
    ['leftover-processes: { allow: maybe }', '4:34: benchmarks.http.leftover-processes.allow: "maybe"'],
    [
      'leftover-processes: { alow: true }',
      '4:27: benchmarks.http.leftover-processes: unknown key "alow"; did you mean allow?',
    ],
  ])('says of `%s` where it is and what to write', (line, message) => {
    expect(refusal(`benchmarks:\n  http:\n    product: A\n    ${line}\n`)).toContain(`${path}:${message}`);
  });

  it('with tabs says what to write instead', () => {
    expect(refusal('benchmarks:\n\thttp:\n\t\tproduct: A\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:2:1: a tab indents this line; YAML takes spaces only, so replace each tab by two spaces"`,
    );
    expect(refusal('benchmarks:\n  http:\n  \tproduct: A\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:3:3: a tab indents this line; YAML takes spaces only, so replace each tab by two spaces"`,
    );
  });

  it('with a duplicate key names it', () => {
    expect(refusal('benchmarks:\n  a:\n    product: A\n    product: B\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:5: the key "product" is there twice; keep one"`,
    );
    expect(refusal('benchmarks:\n  a: { product: A }\n  A: { product: B }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:3:3: benchmarks.A: differs from "a" in upper and lower case only, and both become names of files; rename one"`,
    );
  });

  it('that is no YAML says where', () => {
    expect(refusal('benchmarks:\n  a: [1, 2\ndefaults: {}\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:3:1: not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]"`,
    );
    expect(refusal('a: b: c\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:4: not YAML: Nested mappings are not allowed in compact mappings"`,
    );
    expect(refusal('benchmarks: !!map {}\nx: !run 3\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:2:4: tags (!name) have no meaning here; leave it out"`,
    );
    expect(refusal('defaults: {}\n---\ndefaults: {}\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:2:1: a second document starts here; keep one"`,
    );
    expect(refusal('? [a]\n: b\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:3: a key must be a text, not a list or a map"`,
    );
    expect(refusal('defaults: { environment: { __proto__: x } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:28: "__proto__" cannot be a key here"`,
    );
  });

  it('with values of the wrong type shows the accepted form of each, in the order of the file', () => {
    expect(
      refusal(`
benchmarks:
  a:
    product: [A]
    arguments: --fast
    environment: [MODE=fast]
    iterations: 10
    limit: 1%
    runs: many
    timeout: 10
  b: Server
  c:
    command: ./run.sh
  d:
    command: []
  e:
    product: A
    limit: { percent: -1 }
    environment: { A-B: x, OK: [1] }
`),
    ).toMatchInlineSnapshot(`
      ".github/allocations.yml:4:14: benchmarks.a.product: must be the name of an executable product
      .github/allocations.yml:5:16: benchmarks.a.arguments: must be a list, such as [--requests, "1000"]
      .github/allocations.yml:6:18: benchmarks.a.environment: must be a map, such as { MODE: fast }
      .github/allocations.yml:7:17: benchmarks.a.iterations: must be a map, such as { variable: ITERATIONS }
      .github/allocations.yml:8:12: benchmarks.a.limit: must be a map, such as { percent: 1, absolute: 20 }
      .github/allocations.yml:9:11: benchmarks.a.runs: "many" is not a whole number from 1 to 100
      .github/allocations.yml:10:14: benchmarks.a.timeout: "10" has no unit; write 10s, 10m or 10h
      .github/allocations.yml:11:6: benchmarks.b: must be a map, such as { product: Server }
      .github/allocations.yml:13:14: benchmarks.c.command: must be a list, such as [./scripts/load.sh]
      .github/allocations.yml:15:14: benchmarks.d.command: names no program; write [./scripts/load.sh]
      .github/allocations.yml: and 3 more"
    `);
    expect(refusal('- a\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:1: must be a map, such as benchmarks: { http: { product: Server } }"`,
    );
    expect(refusal('benchmarks:\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:12: benchmarks: must be a map, such as { http: { product: Server } }"`,
    );
    expect(refusal('benchmarks: {}\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:13: benchmarks: names no benchmark; add one or leave out the key"`,
    );
    expect(refusal('{ benchmarks }')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:3: benchmarks: must be a map, such as { http: { product: Server } }"`,
    );
  });

  it('names at most ten problems', () => {
    const entries = Array.from({ length: 14 }, (_, index) => `  b${index}: {}\n`);
    const lines = refusal(`benchmarks:\n${entries.join('')}`).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('.github/allocations.yml: and 4 more');
  });

  it('whose benchmark runs nothing, two things or an impossible name is refused', () => {
    expect(refusal('benchmarks: { a: { runs: 3 } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:18: benchmarks.a: names nothing to run; write product: Server or command: [./scripts/load.sh]"`,
    );
    expect(refusal('benchmarks: { a: { product: "" } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:29: benchmarks.a.product: the name is empty; write the name of an executable product"`,
    );
    expect(refusal('benchmarks: { a: { product: ../a } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:29: benchmarks.a.product: "../a" is not the name of a product; write it as in Package.swift"`,
    );
    expect(refusal('benchmarks: { a: { product: A, command: [b] } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:41: benchmarks.a.command: contradicts product; keep one of the two"`,
    );
    expect(refusal('benchmarks: { a: { command: [""] } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:29: benchmarks.a.command: names no program; write [./scripts/load.sh]"`,
    );
    expect(refusal('benchmarks: { ../a: { product: A } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:15: benchmarks: "../a" is not a name; a name starts with a letter or digit and has at most 100 letters (a to z), digits, spaces and - _ . +, without two dots in a row and without a space or dot at its end"`,
    );
    expect(refusal('benchmarks: { a: { product: A, arguments: ["a\\0b"] } }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:44: benchmarks.a.arguments[0]: "a\\u0000b" has a NUL character, which no program can be given"`,
    );
  });

  it('whose iterations cannot be counted is refused', () => {
    const iterations = (text: string, rest = '') =>
      refusal(`benchmarks:\n  a:\n    product: A\n    iterations: { ${text} }\n${rest}`);
    expect(iterations('variable: N, from: 11, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:46: benchmarks.a.iterations.to: must be larger than from, which is 11"`,
    );
    expect(iterations('variable: N, from: 1.5, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:38: benchmarks.a.iterations.from: "1.5" is not a whole number from 0 to 1000000000"`,
    );
    expect(iterations('variable: N, from: -1, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:38: benchmarks.a.iterations.from: "-1" is not a whole number from 0 to 1000000000"`,
    );
    expect(iterations('variable: N, fromm: 1, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:32: benchmarks.a.iterations: unknown key "fromm"; did you mean from?"`,
    );
    expect(iterations('variable: N, from: 1')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:38: benchmarks.a.iterations.from: is one of two; write to: 11 too, or neither"`,
    );
    expect(iterations('variable: N, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:36: benchmarks.a.iterations.to: is one of two; write from: 1 too, or neither"`,
    );
    expect(iterations('from: 1, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:17: benchmarks.a.iterations: does not say how to pass the number; write variable: ITERATIONS or argument: --count={iterations}"`,
    );
    expect(iterations('argument: --count, from: 1, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:29: benchmarks.a.iterations.argument: "--count" lacks {iterations}; write --count={iterations}"`,
    );
    expect(iterations('variable: N, argument: "{iterations}", from: 1, to: 11')).toMatchInlineSnapshot(
      `".github/allocations.yml:4:42: benchmarks.a.iterations.argument: contradicts variable; keep one of the two"`,
    );
    expect(iterations('variable: N, from: 1, to: 11', '    environment: { N: 3 }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:5:23: benchmarks.a.environment.N: contradicts iterations, which sets N too; leave one of them out"`,
    );
  });

  it('that is large, deep or a bomb of aliases is refused before it does harm', () => {
    const bomb = Array.from({ length: 9 }, (_, i) =>
      `a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`.replaceAll('*a-1', 'x'),
    );
    expect(refusal(bomb.join('\n'))).toMatchInlineSnapshot(
      `".github/allocations.yml: the aliases (*name) repeat too much; write the values out"`,
    );
    expect(refusal('defaults: *nothing\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:11: the alias *nothing has no anchor &nothing before it"`,
    );
    expect(refusal('#'.repeat(256 * 1024 + 1))).toMatchInlineSnapshot(
      `".github/allocations.yml: the file is larger than 256 KiB; a configuration file is a page of YAML"`,
    );
    // Each of these three makes yaml 2.9.1 overflow the stack, the first one even abort the process.
    expect(refusal('- '.repeat(20_000))).toMatchInlineSnapshot(
      `".github/allocations.yml:1:41: nested deeper than 20 levels"`,
    );
    expect(refusal('['.repeat(20_000))).toMatchInlineSnapshot(
      `".github/allocations.yml:1:21: nested deeper than 20 levels"`,
    );
    expect(refusal('{a: '.repeat(10_000))).toMatchInlineSnapshot(
      `".github/allocations.yml:1:81: nested deeper than 20 levels"`,
    );
    expect(refusal(`benchmarks: &a x\ndefaults: [${'*a,'.repeat(20_000)}]\n`)).toMatchInlineSnapshot(
      `".github/allocations.yml:2:312: more than 100 aliases (*name); write the values out"`,
    );
    expect(refusal('benchmarks: &a { x: *a }\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:18: benchmarks.x: unknown key "x"; the keys here are product, command, arguments, iterations, ready, drive, stop, environment, limit, runs, timeout, status, leftover-processes, also-count"`,
    );
    expect(refusal('a: &a [*a]\n')).toMatchInlineSnapshot(
      `".github/allocations.yml:1:1: unknown key "a"; the keys here are benchmarks, defaults, total-includes"`,
    );
  });
});
