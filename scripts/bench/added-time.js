import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sum, timeGate } from './gate.js';
import { median } from './table.js';

const example = fileURLToPath(new URL('../../examples/packages/objects-and-strings', import.meta.url));
const times = 3;

const secondsOfRuns = ({ counted, recorded }) => sum(counted) + sum(recorded);

/** What the gate takes for itself, besides building and running: preparing, calibrating, reading stacks, reporting. */
export async function measureAddedTime(folder) {
  const directory = join(folder, 'example');
  cpSync(example, directory, { recursive: true, filter: (path) => basename(path) !== '.build' });
  // Whatever machine this is: without a baseline there is nothing to fail.
  rmSync(join(directory, '.github/allocations'), { recursive: true, force: true });
  await timeGate(directory);
  const gates = [];
  for (let time = 0; time < times; time++) gates.push(await timeGate(directory));
  const middle = (of) => median(gates.map(of));
  return [
    {
      what: 'What the gate adds to build and runs, for the example',
      value: middle((gate) => gate.wall - gate.build - secondsOfRuns(gate)),
      unit: 's',
      limit: 2.5,
    },
    { what: '  swift build, nothing to do', value: middle(({ build }) => build), unit: 's', limit: null },
    {
      what: `  ${gates[0].counted.length} runs under the probes, ${gates[0].recorded.length} recorded alone`,
      value: middle(secondsOfRuns),
      unit: 's',
      limit: null,
    },
    { what: '  the whole gate', value: middle(({ wall }) => wall), unit: 's', limit: null },
  ];
}
