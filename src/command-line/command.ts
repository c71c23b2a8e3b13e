import type { MeasuringHost } from '../measure/measurer.ts';
import type { ExitStatus } from '../model/report.ts';
import { describeOptions, type Given, type Meanings, type OptionName } from './options.ts';

/** What a command may use of the outside. */
export interface Terminal extends MeasuringHost {
  /** Writes the result. */
  readonly print: (text: string) => void;
  readonly color: boolean;
  /** What starts this program from the working directory, to be pasted: `node ../swift-allocation-gate/dist/cli.js`. */
  readonly program: string;
}

/** A command of the command line: its help, and what it does. */
export interface Command {
  readonly help: CommandHelp;
  readonly execute: (given: Given, terminal: Terminal) => Promise<ExitStatus>;
}

/** What the help says of a command. */
export interface CommandHelp {
  readonly summary: string;
  readonly usage: string;
  readonly options: readonly OptionName[];
  readonly meanings?: Meanings;
  /** Whether it takes files besides options. */
  readonly takesOperands?: true;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
}

const program = 'swift-allocation-gate';

export function commandHelp(name: string, help: CommandHelp): string {
  const examples = help.examples.map(([command, meaning]) => `  ${program} ${command}\n      ${meaning}`);
  return [
    `${help.summary}`,
    '',
    `Usage: ${program} ${name} ${help.usage}`,
    '',
    'Options:',
    describeOptions(help.options, help.meanings),
    '',
    'Examples:',
    ...examples,
    '',
  ].join('\n');
}

export function programHelp(commands: Readonly<Record<string, Command>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    'Counts the heap allocations of a Swift package and compares them with a committed baseline.',
    '',
    `Usage: ${program} COMMAND [OPTION…]`,
    '',
    ...Object.entries(commands).map(([name, { help }]) => `  ${name.padEnd(width)}  ${help.summary}`),
    '',
    `\`${program} COMMAND --help\` explains a command.`,
    'Exit status: 0 pass, improvement or allowed; 1 regression, or what the policy fails; 2 wrong usage or',
    'configuration; 3 could not measure.',
    '',
  ].join('\n');
}
