import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Compiles a C source with the toolchain's own clang, or with another compiler that is on PATH. */
export function compileC(
  source: string,
  target: string,
  options: readonly string[],
  compiler: string = clangBesideSwift(),
): void {
  mkdirSync(dirname(target), { recursive: true });
  execFileSync(compiler, [...options, '-o', target, source], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** As the known calls have to be compiled, so that none is left out. */
export const plainly = ['-O0', '-fno-builtin', '-pthread'] as const;

/** The clang of the toolchain that is on PATH. */
export function clangBesideSwift(): string {
  const swift = (process.env.PATH ?? '').split(':').map((folder) => join(folder, 'swift'));
  const found = swift.find((path) => existsSync(path));
  if (found === undefined) throw new Error('There is no swift on PATH: run the end-to-end tests by scripts/with-swift');
  return join(dirname(realpathSync(found)), 'clang');
}
