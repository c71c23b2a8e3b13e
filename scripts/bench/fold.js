import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordText } from './record-text.js';

const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));

/** `fold` against readline and a regular expression for each line, on the text of the same recording. */
export function measureFold(directory, command, environment, events) {
  const { data, text } = recordText(directory, command, environment, events, ['--call-graph', 'fp']);
  try {
    const fold = timed(directory, [fromHere('../../dist/cli.js'), 'fold', '--from', 'perf-script', text]);
    const plain = timed(directory, [fromHere('readline-fold.js'), text]);
    const size = statSync(text).size / 1e6;
    return [
      {
        what: 'Folding the text of perf script, against readline and a regular expression a line',
        ...{ value: fold.seconds / plain.seconds, unit: '×', limit: 1 },
      },
      { what: '  the text', value: size, unit: 'MB', limit: null },
      { what: '  fold', value: fold.seconds, unit: 's', limit: null },
      { what: '  fold, most memory', value: fold.bytes / 1e6, unit: 'MB', limit: 300 },
      { what: '  readline', value: plain.seconds, unit: 's', limit: null },
      { what: '  readline, most memory', value: plain.bytes / 1e6, unit: 'MB', limit: null },
    ];
  } finally {
    for (const file of [data, text]) rmSync(file);
  }
}

function timed(directory, script) {
  const file = join(directory, 'peak-memory');
  const started = performance.now();
  execFileSync(process.execPath, ['--import', fromHere('peak-memory.js'), ...script], {
    env: { ...process.env, PEAK_MEMORY: file },
    stdio: 'ignore',
  });
  return { seconds: (performance.now() - started) / 1000, bytes: Number(readFileSync(file, 'utf8')) };
}
