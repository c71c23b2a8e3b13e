import { UsageError } from '../model/errors.ts';
import { nearest } from '../settings/nearest.ts';
import { accept } from './accept.ts';
import type { Command } from './command.ts';
import { compare } from './compare.ts';
import { doctor } from './doctor.ts';
import { flamegraph } from './flamegraph.ts';
import { fold } from './fold.ts';
import { history } from './history.ts';
import { importCommand } from './import.ts';
import { gate, measure } from './measure-and-gate.ts';

/** The commands, by the word that chooses them, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  measure,
  gate,
  compare,
  accept,
  history,
  import: importCommand,
  fold,
  flamegraph,
  doctor,
};

/** The command of this name; throws a {@link UsageError} that has the nearest one and all that there are. */
export function findCommand(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const names = Object.keys(commands);
  const meant = nearest(name, names);
  const hint = meant === null ? 'the' : `did you mean ${meant}? The`;
  throw new UsageError(`There is no command ${JSON.stringify(name)}; ${hint} commands are ${names.join(', ')}.`);
}
