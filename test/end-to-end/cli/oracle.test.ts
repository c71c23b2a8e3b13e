import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measuredEnvironment } from '../../../src/measure/workload.ts';
import type { Counts } from '../../../src/model/counts.ts';
import { compileC } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn, parseCounts } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox, testProgram } from '../sandbox.ts';

/** The measured programs of the example packages, and the environment variables with which they are run. */
const programs = [
  { name: 'objects-and-strings', executable: 'ObjectsAndStrings', benchmark: 'loop-turn', variable: 'ITERATIONS' },
  { name: 'request-loop', executable: 'RequestLoop', benchmark: 'request', variable: 'REQUESTS' },
] as const;

/**
 * The calls of a program by another way than perf: a preloaded library counts them. It runs in the environment of the
 * gate, so that its numbers are those of the gate to the last allocation: where threads meet, runs differ by one or
 * two, so that it is one of its runs that must be one of the gate's.
 */
describe.concurrent('the counts of an example package agree with those of a preloaded library, function by function:', () => {
  const sandboxes = new Map<string, Sandbox>();
  beforeAll(() => {
    for (const { name } of programs) sandboxes.set(name, createSandbox(examplePackage(name)));
  });
  afterAll(() => {
    for (const sandbox of sandboxes.values()) sandbox.remove();
  });

  it.for(programs)('$name', async ({ name, executable, benchmark, variable }) => {
    const sandbox = sandboxes.get(name);
    if (sandbox === undefined) throw new Error(`No sandbox for ${name}`);
    const library = join(sandbox.folder, 'interpose.so');
    const output = join(sandbox.folder, 'counted');
    compileC(testProgram('interpose.c'), library, ['-O2', '-shared', '-fPIC']);

    const measured = await sandbox.run(['measure', '--json', '--runs', '3', '--flame-graph', 'false']);
    expect(measured.exitCode).toBe(0);
    const oracle = (iterations: number): Counts => {
      const added = { [variable]: String(iterations), LD_PRELOAD: library, ORACLE_OUTPUT: output };
      execFileSync(join(sandbox.folder, '.build/release', executable), {
        env: measuredEnvironment({ HOME: homedir() }, added),
      });
      return parseCounts(readFileSync(output, 'utf8'));
    };
    const { singleRuns } = measuredIn(reportOf(measured), benchmark);
    expect(singleRuns).toHaveLength(2);
    for (const { iterations, counts } of singleRuns) {
      const counted = Array.from({ length: 10 }, () => oracle(iterations ?? 0));
      expect(counted).toEqual(expect.arrayContaining([expect.toBeOneOf([...counts])]));
    }
  });
});
