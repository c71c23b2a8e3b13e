import { accept } from './accept.ts';
import type { Command } from './command.ts';
import { compare } from './compare.ts';
import { doctor } from './doctor.ts';
import { flamegraph } from './flamegraph.ts';
import { fold } from './fold.ts';
import { importCommand } from './import.ts';
import { gate, measure } from './measure-and-gate.ts';

/** The commands, by the word that chooses them, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  measure,
  gate,
  compare,
  accept,
  import: importCommand,
  fold,
  flamegraph,
  doctor,
};
