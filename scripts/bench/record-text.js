import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const path = { PATH: '/usr/bin:/bin', DEBUGINFOD_URLS: '' };

/** Records a command with `perf record` and these options, and writes what `perf script` makes of it to a file. */
export function recordText(directory, command, environment, events, options) {
  const data = join(directory, 'bench.data');
  const text = join(directory, 'bench.script');
  const record = ['record', '--quiet', '-o', data, ...options, ...events, '--', ...command];
  // It may end with a complaint about lost samples.
  spawnSync('perf', record, { env: { ...path, ...environment }, stdio: 'ignore' });
  const output = openSync(text, 'w');
  try {
    execFileSync('perf', ['script', '--no-inline', '-i', data], { env: path, stdio: ['ignore', output, 'ignore'] });
  } finally {
    closeSync(output);
  }
  return { data, text };
}

/** How often the probes are hit in one run. */
export function countHits(directory, command, environment, events) {
  const file = join(directory, 'bench.counted');
  const stat = ['stat', '-x,', '-o', file, ...events, '--', ...command];
  execFileSync('perf', stat, { env: { ...path, ...environment }, stdio: 'ignore' });
  // "1000008,,bench_123:malloc,5012345678,100.00,,"
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.reduce((sum, line) => sum + (/^\d/.test(line) ? Number.parseInt(line, 10) : 0), 0);
}
