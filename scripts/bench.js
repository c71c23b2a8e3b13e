// `npm run bench` (inside scripts/with-swift): what the gate costs, each number beside its limit. Exits 1 when one is
// missed. Others may use the machine: run it alone, and again before you believe a number that is close to its limit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureAddedTime } from './bench/added-time.js';
import { measureBase } from './bench/base.js';
import { measureCounting } from './bench/counting.js';
import { measureHits } from './bench/hit-cost.js';
import { measureLauncher } from './bench/launcher.js';
import { measureRecorder } from './bench/recorder.js';
import { measureStacks } from './bench/stacks.js';
import { measureStart } from './bench/start.js';
import { formatTable } from './bench/table.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const rows = [];
  for (const measure of [
    measureStart,
    measureAddedTime,
    measureBase,
    measureCounting,
    measureHits,
    measureRecorder,
    measureStacks,
    measureLauncher,
  ])
    rows.push(...(await measure(folder)));
  console.log(formatTable(rows));
  if (rows.some(({ value, limit }) => limit !== null && value > limit)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
