import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startCommandLine } from '../command-line.ts';

const recording = fileURLToPath(new URL('../../fixtures/perf/toy.script.txt', import.meta.url));

describe('fold', () => {
  it('prints what was recorded as folded stacks, under the names that people wrote', async () => {
    const start = { directory: '/', environment: { PATH: process.env.PATH ?? '' }, user: null };
    const { exitCode, stdout, stderr } = await startCommandLine(['fold', '--from', 'perf-script', recording], start)
      .ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/(^|;)Toy_main;/m);
    expect(stdout).not.toMatch(/\$s\d/);
  });
});
