import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../scripts/debian-packages', import.meta.url));

/** Unpacks packages of a Debian release for an architecture into a folder of this root, once, and returns the folder. */
export function unpackPackages(
  folder: string,
  release: string,
  architecture: string,
  packages: readonly string[],
): string {
  execFileSync(script, [release, architecture, folder, ...packages], { stdio: ['ignore', 'ignore', 'inherit'] });
  return folder;
}
