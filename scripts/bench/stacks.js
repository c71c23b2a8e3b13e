import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeBareRuns, withProbes } from './counting.js';
import { measureFold } from './fold.js';
import { timeGate } from './gate.js';
import { measurePublishedRecipe } from './published-recipe.js';

const program = fileURLToPath(new URL('../../test/programs/KnownCalls', import.meta.url));
const allocationsPerTurn = 17;
const makes = (allocations) => ({ ITERATIONS: String(Math.ceil(allocations / allocationsPerTurn)) });
const million = 1_000_000;

/** Stacks of a Swift program that allocates a million times; beside it the published recipe; and `fold`. */
export async function measureStacks(folder) {
  const directory = join(folder, 'stacks');
  cpSync(program, directory, { recursive: true, filter: (path) => basename(path) !== '.build' });
  const environment = JSON.stringify(makes(million));
  const configuration = `benchmarks: { million: { product: KnownCalls, environment: ${environment} } }\n`;
  writeFileSync(join(directory, '.allocations.yml'), configuration);
  const gate = (stacks) =>
    timeGate(directory, ['--config', '.allocations.yml', '--runs', '1', '--flame-graph', String(stacks)]);
  await gate(false);
  // What the stacks take is what the gate takes longer with them: recording, folding, demangling, reporting.
  const without = await gate(false);
  const seconds = (await gate(true)).wall - without.wall;
  const report = JSON.parse(readFileSync(join(directory, '.build/allocations/report.json'), 'utf8'));
  const { samples, lost, difference } = report.benchmarks[0].stacks;

  const binary = join(directory, '.build/release/KnownCalls');
  return withProbes(binary, async (events) => {
    const bare = timeBareRuns([binary], events, 1, makes(million));
    return [
      {
        what: 'A million stacks recorded, folded, demangled and reported, against one bare perf stat',
        ...{ value: seconds / bare, unit: '×', limit: 6 },
      },
      { what: '  the stacks', value: seconds, unit: 's', limit: null },
      { what: '  one run under bare perf stat', value: bare, unit: 's', limit: null },
      { what: '  samples, relayed calls included', value: samples, unit: 'samples', limit: null },
      { what: '  lost', value: lost, unit: 'samples', limit: 0 },
      { what: '  allocations in stacks beside those counted', value: Math.abs(difference), unit: 'samples', limit: 0 },
      // 16 KiB for each would fill a disk with a million of them.
      ...(await measurePublishedRecipe(
        ...[directory, [binary], makes(million / 20), events],
        'The published recipe for a twentieth of it (dwarf,16384 -m 50000, perf script)',
      )),
      ...measureFold(directory, [binary], makes(million / 4), events),
    ];
  });
}
