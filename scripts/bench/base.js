import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeGate } from './gate.js';
import { median } from './table.js';

const example = fileURLToPath(new URL('../../examples/packages/objects-and-strings', import.meta.url));
const times = 3;

/** What a measured base commit costs: the gate with one against the gate without, each from a fresh checkout. */
export async function measureBase(folder) {
  const directory = join(folder, 'with-base');
  cpSync(example, directory, { recursive: true, filter: (path) => basename(path) !== '.build' });
  rmSync(join(directory, '.github/allocations'), { recursive: true, force: true });
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@localhost', ...args], { cwd: directory });
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'base');

  const fresh = async (options) => {
    rmSync(join(directory, '.build'), { recursive: true, force: true });
    return (await timeGate(directory, options)).wall;
  };
  await fresh([]);
  const pairs = [];
  // In turns, so that what others do on the machine meets both.
  for (let time = 0; time < times; time++) pairs.push([await fresh([]), await fresh(['--base', 'HEAD'])]);
  return [
    {
      what: 'The gate with a base commit built and measured, against the gate without',
      ...{ value: median(pairs.map(([plain, both]) => both / plain)), unit: '×', limit: 2.2 },
    },
    { what: '  without', value: median(pairs.map(([plain]) => plain)), unit: 's', limit: null },
    { what: '  with', value: median(pairs.map(([, both]) => both)), unit: 's', limit: null },
  ];
}
