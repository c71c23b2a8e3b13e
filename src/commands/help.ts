import { describeOptions, type Meanings, type OptionName } from './options.ts';

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

export function programHelp(commands: Readonly<Record<string, CommandHelp>>): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    'Counts the heap allocations of a Swift package and compares them with a committed baseline.',
    '',
    `Usage: ${program} COMMAND [OPTION…]`,
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    `\`${program} COMMAND --help\` explains a command.`,
    'Exit status: 0 pass, improvement or allowed; 1 regression, or what the policy fails; 2 wrong usage or',
    'configuration; 3 could not measure.',
    '',
  ].join('\n');
}
