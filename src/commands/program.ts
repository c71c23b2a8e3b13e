import { accessSync, constants, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Benchmark } from '../config/settings.ts';
import { MeasurementError } from '../errors.ts';
import type { Environment } from '../system/process.ts';

/**
 * The absolute path of what a benchmark starts: the product's executable, or the command's first word, which is
 * relative to the package where it has a slash and looked up on the measured program's PATH where it has none.
 */
export function programOf(
  benchmark: Benchmark,
  { packagePath, binaries }: { readonly packagePath: string; readonly binaries: string },
  environment: Environment,
): string {
  if (benchmark.kind === 'product') return join(binaries, benchmark.product);
  const [word] = benchmark.command;
  const searched = (environment.PATH ?? '').split(':').map((folder) => join(folder, word));
  const found = word.includes('/') ? resolve(packagePath, word) : searched.find((path) => existsSync(path));
  if (found === undefined || !existsSync(found)) {
    throw new MeasurementError(`The command ${JSON.stringify(word)} of ${benchmark.name} was not found.`, {
      remedy: 'Write its path relative to the package, such as ./scripts/load.sh, or install it in a step before.',
    });
  }
  try {
    accessSync(found, constants.X_OK);
  } catch {
    throw new MeasurementError(`The command ${JSON.stringify(word)} of ${benchmark.name} is not executable.`, {
      remedy: `Run \`git update-index --chmod=+x\` on it, and commit.`,
    });
  }
  return found;
}
