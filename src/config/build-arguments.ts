import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/** What the gate decides itself: another value would measure something else than the report says. */
const own = ['-c', '--configuration', '--package-path', '--product', '--target', '--show-bin-path'];

/** Reads further arguments of `swift build`, one on each line; white space around them and empty lines are dropped. */
export function parseBuildArguments(text: string): Parsed<readonly string[]> {
  const lines = text.split('\n').map((line) => line.trim());
  const found = lines.filter((line) => line !== '');
  for (const argument of found) {
    if (/\p{Cc}/u.test(argument)) return problem(`${quoted(argument)} has control characters`);
    const option = argument.split('=')[0] ?? '';
    if (own.includes(option))
      return problem(`${option} is set by the gate itself, which builds -c release; leave it out`);
    if (/^--?[A-Za-z][\w-]*\s/.test(argument)) {
      return problem(
        `${quoted(argument)} would be one argument with a space in it; write each argument on a line of its own`,
      );
    }
  }
  return parsed(found);
}
