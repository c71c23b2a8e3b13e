import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { commands, findCommand } from '../../src/command-line/commands.ts';
import { formatOf, inputsOf, parseOptions } from '../../src/command-line/options.ts';
import { UsageError } from '../../src/model/errors.ts';
import { parseConfigFile } from '../../src/settings/configuration-file.ts';
import { chooseBenchmarks, resolveSettings } from '../../src/settings/settings.ts';
import { requirePackage } from '../../src/swift/package.ts';
import { defaultInputs } from '../settings/default-inputs.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

/** What `swift-allocation-gate` says to these arguments before it does anything. */
function answer(line: string): string {
  const [name = '', ...args] = line.match(/'[^']*'|\S+/g)?.map((word) => word.replaceAll("'", '')) ?? [];
  const text = 'benchmarks: { parse-headers: { product: Server }, route: { product: Server } }';
  return messageOf(() => {
    const given = parseOptions(name, args, findCommand(name).help.options);
    formatOf(given);
    const settings = resolveSettings(inputsOf(given, '/repository'), parseConfigFile(text, '.github/allocations.yml'));
    chooseBenchmarks(settings, given.benchmarks);
  });
}

function messageOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'accepted';
}

/** What is typed, and the answer: one voice, the option's own name, what is wrong, and what to write instead. */
const table = [
  'gat',
  'everything',
  'gate --basline x',
  'gate --report x',
  'gate -z',
  'gate --runs',
  'gate --runs --json',
  'gate --json=yes',
  'gate --runs 3 --runs 4',
  'gate --runs 0',
  'gate --limit -5',
  'gate --limit=-5',
  "gate --limit '5 apples'",
  'gate --timeout soon',
  'gate --fail-on regresion',
  'gate --format html',
  'gate --format markdown --json',
  'gate --config /etc/allocations.yml',
  'gate --package-path ../elsewhere',
  'gate --flame-graph false --recorder perf',
  'gate --counter inside --recorder perf',
  'gate --recorder inside --call-graph fp',
  'gate --product Server',
  'gate --benchmark parse-header',
  'gate --benchmark parse-headers --benchmark route',
  'gate --build-arguments --static-swift-stdlib',
] as const;

it('the command line answers what it does not take', () => {
  expect(table.map((line) => `$ ${line}\n${answer(line)}\n`).join('\n')).toMatchInlineSnapshot(`
    "$ gat
    There is no command "gat"; did you mean gate? The commands are measure, gate, compare, accept, history, import, fold, flamegraph, doctor.

    $ everything
    There is no command "everything"; the commands are measure, gate, compare, accept, history, import, fold, flamegraph, doctor.

    $ gate --basline x
    gate has no option --basline; did you mean --baseline?
    See \`swift-allocation-gate gate --help\`.

    $ gate --report x
    gate has no option --report.
    See \`swift-allocation-gate gate --help\`.

    $ gate -z
    gate has no option -z.
    See \`swift-allocation-gate gate --help\`.

    $ gate --runs
    --runs needs a value: N, how often each benchmark is run (default: 5 to 100 times, as a few seconds allow).
    See \`swift-allocation-gate gate --help\`.

    $ gate --runs --json
    --runs needs a value: N, how often each benchmark is run (default: 5 to 100 times, as a few seconds allow). If "--json" is meant, write --runs=--json.
    See \`swift-allocation-gate gate --help\`.

    $ gate --json=yes
    --json takes no value, and got "yes".
    See \`swift-allocation-gate gate --help\`.

    $ gate --runs 3 --runs 4
    --runs is there twice; give it once.
    See \`swift-allocation-gate gate --help\`.

    $ gate --runs 0
    --runs: "0" is not a whole number from 1 to 100

    $ gate --limit -5
    --limit: "-5" is not a limit; write 20, 1% or "20, 1%"

    $ gate --limit=-5
    --limit: "-5" is not a limit; write 20, 1% or "20, 1%"

    $ gate --limit '5 apples'
    --limit: "5 apples" is not a limit; write 20, 1% or "20, 1%"

    $ gate --timeout soon
    --timeout: "soon" is not a time; write 90s, 10m or 1h

    $ gate --fail-on regresion
    --fail-on: "regresion" is unknown; did you mean regression? Accepted: regression, any-change or never

    $ gate --format html
    --format: "html" is unknown; write terminal, markdown or json.

    $ gate --format markdown --json
    --format markdown contradicts --json; leave one of them out.

    $ gate --config /etc/allocations.yml
    --config: "/etc/allocations.yml" is outside the working directory, which stands for the repository

    $ gate --package-path ../elsewhere
    --package-path: "../elsewhere" is outside the repository; write a path inside the repository and relative to it, such as examples/server

    $ gate --flame-graph false --recorder perf
    --recorder perf contradicts --flame-graph false, which keeps perf from stacks; leave one of them out

    $ gate --counter inside --recorder perf
    --recorder perf records the hits of probes, and --counter inside places none; leave one of them out

    $ gate --recorder inside --call-graph fp
    --call-graph fp says how perf takes stacks, and --recorder inside that it does not; leave one of them out

    $ gate --product Server
    --product: contradicts .github/allocations.yml, which names benchmarks; add the products there, or pick some of them with --benchmark

    $ gate --benchmark parse-header
    --benchmark: there is no benchmark "parse-header" in .github/allocations.yml; did you mean parse-headers? It has: parse-headers, route

    $ gate --benchmark parse-headers --benchmark route
    accepted

    $ gate --build-arguments --static-swift-stdlib
    --build-arguments needs a value: TEXT, further arguments of \`swift build\`, one on each line. If "--static-swift-stdlib" is meant, write --build-arguments=--static-swift-stdlib.
    See \`swift-allocation-gate gate --help\`.
    "
  `);
});

it('a benchmark cannot be picked where no configuration names any', () => {
  expect(messageOf(() => chooseBenchmarks(resolveSettings(defaultInputs, null), ['route']))).toBe(
    '--benchmark: picks from the benchmarks of .github/allocations.yml, which names none; leave it out',
  );
});

it('a folder without a package is told from one below a package', async () => {
  const folder = temporaryDirectory();
  mkdirSync(join(folder, 'Sources'));
  await expect(requirePackage(join(folder, 'Sources'), '--package-path')).rejects.toThrow('it is no Swift package');
});

it('every command’s help names options that exist, and begins its examples with its own name', () => {
  for (const [name, { help }] of Object.entries(commands)) {
    for (const [example] of help.examples) expect(example.startsWith(name)).toBe(true);
  }
});
