import type { Cleanup } from '../system/cleanup.ts';
import type { Logger } from '../system/logger.ts';
import type { Environment, Run } from '../system/process.ts';

/** What a door hands to every command. */
export interface Surroundings {
  /** For all work; starts nothing more after a signal. */
  readonly run: Run;
  /** For putting things back, which has to work after a signal too. */
  readonly runAlways: Run;
  readonly logger: Logger;
  readonly cleanup: Cleanup;
  /** The environment of child processes other than the measured program. */
  readonly environment: Environment;
  /** Whether a missing perf may be installed: on GitHub's own machines, which are thrown away, and nowhere else. */
  readonly mayInstall: boolean;
  /** Absolute path of the folder that the paths of the settings are relative to. */
  readonly repository: string;
}
