import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileCalibration } from '../../../src/measure/dtrace/calibration-program.ts';
import { appleKinds } from '../../../src/measure/dtrace/kinds.ts';
import { createRun } from '../../../src/system/process.ts';
import { clangBesideSwift } from '../c-program.ts';

/** What the calibration program takes from macOS's headers, one of the typed functions among it, declared as Apple does. */
const stdlib = `
typedef unsigned long size_t;
typedef unsigned long long malloc_type_id_t;
void *malloc(size_t size);
void *malloc_type_malloc(size_t size, malloc_type_id_t type_id);
void free(void *block);
int posix_memalign(void **block, size_t alignment, size_t size);
long atol(const char *text);
void abort(void);
`;

describe('the calibration program for macOS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'apple-calibration-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['arm64', 'x86_64'])(
    'is C without a warning for %s, as far as a compiler can tell without macOS',
    async (arch) => {
      const headers = join(folder, 'include');
      mkdirSync(headers, { recursive: true });
      writeFileSync(join(headers, 'stdlib.h'), stdlib);
      const run = createRun({ PATH: process.env.PATH ?? '' });
      const target = [
        '-target',
        `${arch}-apple-macos14`,
        '-nostdinc',
        '-I',
        headers,
        '-Wall',
        '-Wextra',
        '-Werror',
        '-c',
      ];
      const forApple: typeof run = (invocation) => {
        return run({ ...invocation, arguments: [...target, ...(invocation.arguments ?? [])] });
      };
      expect(await compileCalibration(forApple, clangBesideSwift(), appleKinds, folder)).toBe(
        join(folder, 'calibration'),
      );
    },
  );
});
