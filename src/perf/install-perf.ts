import type { Logger } from '../system/logger.ts';
import type { Run } from '../system/process.ts';

/** The packages that carry perf on Debian and Ubuntu, most fitting first. */
export function perfPackages(kernel: string): readonly string[] {
  return [`linux-tools-${kernel}`, 'linux-tools-azure', 'linux-tools-generic', 'linux-perf', 'perf'];
}

/**
 * Installs packages that carry perf, one by one, until `isFound` (facts 19: which one there is depends on the
 * distribution and the runner's kernel). `asRoot` makes a command one that root runs. Says what it does; whatever
 * fails is left to the search for perf, which knows what to say.
 */
export async function installPerf(
  run: Run,
  logger: Logger,
  kernel: string,
  asRoot: (command: readonly string[]) => { readonly file: string; readonly arguments: readonly string[] },
  isFound: () => Promise<boolean>,
): Promise<void> {
  const apt = (...given: readonly string[]) =>
    run(asRoot(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...given]));
  if ((await apt('update')).exitCode !== 0) return;
  for (const name of perfPackages(kernel)) {
    const { exitCode } = await apt('install', '--yes', '--no-install-recommends', name);
    if (exitCode !== 0) continue;
    logger.info(`perf was not found here; installed ${name}.`);
    if (await isFound()) return;
  }
}
