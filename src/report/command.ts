import { codeBlock, logLine } from './escape.ts';

/** Longest command that is shown, in characters: the longest path that a file system takes is in it twice. */
const longest = 2000;

/**
 * The command of a POSIX shell, where a code block shows exactly it; null where anything of it would be spelled out or
 * left out, since people paste what they see, and a quoted word that lost a quote is another command.
 */
export function pasteable(command: string): string | null {
  return logLine(command, longest) === command ? command : null;
}

/** A fenced block of commands, one on each line; one that is not {@link pasteable} is not in it. */
export function commandBlock(commands: readonly string[]): string {
  const shown = commands.filter((command) => pasteable(command) !== null);
  return shown.length === 0 ? '' : codeBlock(shown, 'sh', longest);
}
