import type { Logger } from '../system/logger.ts';
import { accept } from './accept-report.ts';
import { compare } from './compare.ts';
import { doctor } from './doctor.ts';
import { flamegraph } from './flamegraph.ts';
import { fold } from './fold.ts';
import type { CommandHelp } from './help.ts';
import { importThresholds } from './import-thresholds.ts';
import { gate, measure } from './measure-and-gate.ts';
import type { Given } from './options.ts';
import type { Surroundings } from './surroundings.ts';

/** Exit status of the program, as the design has it. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** What a command may use of the outside. */
export interface Terminal extends Surroundings {
  readonly logger: Logger;
  /** Writes the result. */
  readonly print: (text: string) => void;
  readonly color: boolean;
}

/** A command of the command line: its help, and what it does. */
export interface Command {
  readonly help: CommandHelp;
  readonly execute: (given: Given, terminal: Terminal) => Promise<ExitStatus>;
}

export const commands: Readonly<Record<string, Command>> = {
  ...{ measure, gate, compare, accept },
  import: importThresholds,
  ...{ fold, flamegraph, doctor },
};
