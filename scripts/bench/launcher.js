import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** What the launcher adds to a run: of many starts of /bin/true the quickest, with it and alone. */
export async function measureLauncher(folder) {
  const sources = here('../../src/measure/inside/launcher');
  const files = readdirSync(sources).filter((name) => name.endsWith('.c'));
  const launcher = join(folder, 'launcher');
  const compile = (target, options, ...paths) =>
    execFileSync('cc', ['-std=c11', '-D_GNU_SOURCE', '-O2', ...options, '-o', target, ...paths]);
  compile(launcher, ['-static', '-s'], ...files.map((name) => join(sources, name)));
  compile(join(folder, 'timing'), [], here('../../test/end-to-end/launcher/timing.c'));
  const [alone, launched] = execFileSync(join(folder, 'timing'), [launcher], { encoding: 'utf8' })
    .split(' ')
    .map(Number);
  return [
    { what: 'What the launcher adds to a run', value: (launched - alone) / 1000, unit: 'ms', limit: 2 },
    { what: '  /bin/true alone', value: alone / 1000, unit: 'ms', limit: null },
  ];
}
