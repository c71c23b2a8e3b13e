import { type BaselineEnvironment, baselineFileName } from '../baseline/file-name.ts';
import { UsageError } from '../model/errors.ts';
import { readToolchain, type Toolchain } from '../swift/toolchain.ts';
import type { Host } from '../system/host.ts';
import { readMachine } from '../system/machine.ts';

/** The environment of this machine and Swift, whose baseline a gate here compares with. */
export function environmentHere({ version, target }: Toolchain): BaselineEnvironment {
  const [arch = 'unknown'] = target.split('-');
  return { swift: version, os: readMachine().os, arch };
}

/**
 * The environment that `--environment` names as baseline files are named, or this machine's where it is not given.
 * Throws a {@link UsageError} for a name that no baseline file has.
 */
export async function chooseEnvironment(
  given: string | undefined,
  { run }: Pick<Host, 'run'>,
): Promise<BaselineEnvironment> {
  if (given === undefined) return environmentHere(await readToolchain(run));
  // `swift-6.2-ubuntu-24.04-x86_64`, `swift-nightly-main-debian-13-aarch64`
  const [, swift, os, arch] = /^swift-(\d+\.\d+|nightly-(?:main|\d+\.\d+))-(.+)-(\w+)$/.exec(given) ?? [];
  if (swift !== undefined && os !== undefined && arch !== undefined) {
    const environment = { swift, os, arch };
    if (baselineFileName(environment) === `${given}.json`) return environment;
  }
  throw new UsageError(
    `--environment: ${JSON.stringify(given.slice(0, 200))} is not the name of an environment; write it as baseline ` +
      'files are named, such as swift-6.2-ubuntu-24.04-x86_64.',
  );
}
