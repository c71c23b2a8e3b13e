import type { Cleanup } from './cleanup.ts';
import type { Logger } from './logger.ts';
import type { Environment, Run } from './process.ts';

/** What a door hands to every command. */
export interface Host {
  /** For all work; starts nothing more after a signal. */
  readonly run: Run;
  /** For putting things back, which has to work after a signal too. */
  readonly runAlways: Run;
  /** Aborted by the first signal, after which `run` never comes back; left out where none is heard. */
  readonly signal?: AbortSignal;
  readonly logger: Logger;
  readonly cleanup: Cleanup;
  /** The environment of child processes other than the measured program. */
  readonly environment: Environment;
  /** Names of the variables of this process that are kept from them; left out where there are none. */
  readonly withheld?: readonly string[];
  /** Whether a missing perf may be installed: on GitHub's own machines, which are thrown away, and nowhere else. */
  readonly mayInstall: boolean;
  /** Absolute path of the folder that the paths of the settings are relative to. */
  readonly repository: string;
}
