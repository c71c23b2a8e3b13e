import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readElf } from '../../src/elf/elf-file.ts';
import { emulatedPlace } from '../../src/elf/emulated-place.ts';
import { findAllocator } from '../../src/measure/perf/allocator.ts';
import { placeFreeProbe, placeInstructionProbes, placeProbes } from '../../src/measure/perf/probe-group.ts';
import { cheapestPlaces } from '../../src/measure/perf/probed-allocator.ts';
import { openTraceFs } from '../../src/measure/perf/tracefs.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { createRun } from '../../src/system/process.ts';
import { silentLogger } from '../../test/system/silent-logger.ts';
import { compile } from './counting.js';

const source = fileURLToPath(new URL('../../test/programs/known-calls.c', import.meta.url));
const calls = 100_000;
const rounds = 5;

/** The argument of known-calls that calls each function; `checked` is a function of its own, called once an allocation. */
const argumentOf = {
  ...{ checked: 'malloc', malloc: 'malloc', calloc: 'calloc', posix_memalign: 'posix_memalign_64' },
  ...{ realloc: 'realloc_null', aligned_alloc: 'aligned_alloc_64', memalign: 'memalign_64', valloc: 'valloc' },
  ...{ pvalloc: 'pvalloc', free: 'malloc' },
};

/**
 * What a probe of the gate costs at each call of a function, in µs of processor time, beside one on a `push` of the program,
 * which the kernel emulates: the cheapest there is.
 */
export async function measureHits(folder) {
  const program = join(folder, 'hits');
  compile(source, program);
  const cleanup = new Cleanup(silentLogger);
  try {
    const events = await placed(program, cleanup);
    const costs = new Map([...events].map(([name, event]) => [name, costOf(program, name, event)]));
    const cheapest = costs.get('checked');
    return [...costs].map(([name, value]) => ({
      what: name === 'checked' ? 'A hit of a probe on a push, the cheapest there is' : `  on ${name}`,
      ...{ value, unit: 'µs', limit: name === 'checked' ? null : 1.3 * cheapest },
    }));
  } finally {
    await cleanup.undoAll();
  }
}

/** Probes as the gate places them; the event of each. */
async function placed(program, cleanup) {
  const run = createRun(process.env);
  const tracefs = await openTraceFs(run, cleanup);
  const allocator = await findAllocator(run, program, {});
  const { address } = readElf(program).symbols.find(({ name }) => name === 'checked');
  const start = readElf(program).fileOffset(address);
  const { events } = await placeInstructionProbes(tracefs, program, [start], cleanup);
  const places = cheapestPlaces(allocator.places);
  const { name, functions } = await placeProbes(tracefs, { ...allocator, places }, cleanup);
  const { path, offset: first } = allocator.free;
  const free = { path, offset: emulatedPlace(readElf(path), first, [0]) };
  const [freeEvent] = await placeFreeProbe(tracefs, allocator, free, cleanup);
  return new Map([['checked', events[0]], ...functions.map((one) => [one, `${name}:${one}`]), ['free', freeEvent]]);
}

function costOf(program, name, event) {
  const command = [program, `${argumentOf[name]}=${calls}`];
  const [without, withProbe] = [[], ['-e', event]].map((events) => {
    return Math.min(...Array.from({ length: rounds }, () => processorTime(command, events, `${program}.stat`)));
  });
  return ((withProbe - without) * 1000) / calls;
}

/** Milliseconds of processor time. */
function processorTime(command, events, file) {
  execFileSync('perf', ['stat', '-x;', '-o', file, '-e', 'task-clock', ...events, '--', ...command], {
    stdio: 'ignore',
  });
  // 71.63;msec;task-clock;71630000;100.00;0.98;CPUs utilized
  return Number.parseFloat(/^([\d.]+);.*task-clock/m.exec(readFileSync(file, 'utf8'))?.[1]);
}
