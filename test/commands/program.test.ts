import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programOf } from '../../src/commands/program.ts';
import type { Benchmark } from '../../src/config/settings.ts';
import { MeasurementError } from '../../src/errors.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';
import { benchmark } from './measured.ts';

const command = (word: string): Benchmark => ({ ...benchmark('load'), kind: 'command', command: [word] });

function script(path: string, mode = 0o755): string {
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

/** Message and remedy of the failure. */
function refusal(one: Benchmark, folders: Parameters<typeof programOf>[1]): string {
  try {
    return programOf(one, folders, {});
  } catch (error) {
    return error instanceof MeasurementError
      ? `${error.message}\n${error.remedy}`
      : `not a failure to measure: ${error}`;
  }
}

describe('the program of a benchmark', () => {
  it('is the product in the build folder', () => {
    const folders = { packagePath: '/shop', binaries: '/shop/.build/release' };
    expect(programOf(benchmark('http'), folders, {})).toBe('/shop/.build/release/Server');
  });

  it('is relative to the package where the command has a slash', () => {
    const packagePath = temporaryDirectory();
    mkdirSync(join(packagePath, 'scripts'));
    const path = script(join(packagePath, 'scripts', 'load.sh'));
    const folders = { packagePath, binaries: '/nowhere' };
    expect(programOf(command('./scripts/load.sh'), folders, {})).toBe(path);
    expect(programOf(command('scripts/load.sh'), folders, {})).toBe(path);
    expect(programOf(command(path), folders, {})).toBe(path);
  });

  it('is looked up on the measured program’s own PATH where the command has none', () => {
    const [first, second] = [temporaryDirectory(), temporaryDirectory()];
    const path = script(join(second, 'wrk'));
    const folders = { packagePath: first, binaries: first };
    expect(programOf(command('wrk'), folders, { PATH: `/nowhere:${first}:${second}` })).toBe(path);
    script(join(first, 'local'));
    expect(() => programOf(command('local'), folders, { PATH: second })).toThrow('"local" of load was not found');
  });

  it('is an error with its remedy when it is missing', () => {
    const folders = { packagePath: temporaryDirectory(), binaries: '/nowhere' };
    expect(refusal(command('./load.sh'), folders)).toMatchInlineSnapshot(`
      "The command "./load.sh" of load was not found.
      Write its path relative to the package, such as ./scripts/load.sh, or install it in a step before."
    `);
    expect(() => programOf(command('load.sh'), folders, {})).toThrow('was not found');
  });

  it('is an error with its remedy when it is not executable', () => {
    const packagePath = temporaryDirectory();
    script(join(packagePath, 'load.sh'), 0o644);
    const folders = { packagePath, binaries: '/nowhere' };
    expect(refusal(command('./load.sh'), folders)).toMatchInlineSnapshot(`
      "The command "./load.sh" of load is not executable.
      Run \`git update-index --chmod=+x\` on it, and commit."
    `);
  });
});
