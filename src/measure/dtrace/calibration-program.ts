import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '../../system/host.ts';
import { type Run, succeed } from '../../system/process.ts';
import { blocks } from '../calibration.ts';
import type { Workload } from '../measurer.ts';
import { measuredEnvironment } from '../workload.ts';
import type { DTraceKind } from './kinds.ts';
import type { Platform } from './platform.ts';

/** Compiles the program that calls each kind as often as its arguments say, in their order, and returns its path. */
export async function compileCalibration(
  run: Run,
  compiler: string,
  kinds: readonly DTraceKind[],
  folder: string,
): Promise<string> {
  const [source, path] = [join(folder, 'calibration.c'), join(folder, 'calibration')];
  await writeFile(source, sourceOf(kinds));
  await succeed(run, 'compiling the calibration program', {
    file: compiler,
    arguments: ['-O0', '-fno-builtin', '-o', path, source],
  });
  return path;
}

/** The program as it is started. */
export function calibrationWorkload(
  path: string,
  kinds: readonly DTraceKind[],
  times: ReadonlyMap<string, number>,
  directory: string,
  { environment }: Pick<Host, 'environment'>,
): Workload {
  return {
    command: [path, ...kinds.map(({ kind }) => String(times.get(kind) ?? 0))],
    ...{ directory, environment: measuredEnvironment(environment, {}), timeoutSeconds: 60, status: 0 },
    ...{ leftovers: { waitMilliseconds: 0, allowed: false }, server: null },
  };
}

/** The functions that the platform's library has, of `dtrace -l`: `ID PROVIDER MODULE FUNCTION entry`, a line each. */
export function parseFunctions(listing: string): ReadonlySet<string> {
  return new Set(
    listing.split('\n').flatMap((line) => {
      const [, name] = /^\s*\d+\s+pid\d+\s+\S+\s+(\S+)\s+entry\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [name];
    }),
  );
}

/** What lists them: every function of the library, in a program that does nothing else. */
export function listingProbe({ module }: Platform): readonly string[] {
  return ['*alloc*', '*memalign*'].flatMap((glob) => ['-n', `pid$target:${module}:${glob}:entry`]);
}

/** Before the calls that are counted each is made once: a first call may be special (facts 44). */
function sourceOf(kinds: readonly DTraceKind[]): string {
  const prototypes = [...new Set(kinds.flatMap(({ prototype }) => (prototype === null ? [] : [`${prototype};`])))];
  return `
#include <stdlib.h>
#ifdef __APPLE__
#define SYMBOL(name) __asm__("_" #name)
void *malloc_default_zone(void);
#else
#include <malloc.h>
#endif

${prototypes.join('\n')}
static void *zone;
${blocks}
static void perform(int act, long i) {
  switch (act) {
${kinds.map(({ call }, index) => `    case ${index}: ${call}; break;`).join('\n')}
  }
}

int main(int argc, char **argv) {
#ifdef __APPLE__
  zone = (void *)malloc_default_zone();
#endif
  growing = malloc(16);
  for (int act = 0; act < ${kinds.length}; act++) perform(act, 0);
  for (int act = 0; act + 1 < argc; act++) {
    long times = atol(argv[act + 1]);
    for (long i = 0; i < times; i++) perform(act, i);
  }
  keep(growing);
  (void)small, (void)large, (void)zone, (void)posix_aligned;
  return 0;
}
`;
}
