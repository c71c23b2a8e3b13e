#!/usr/bin/env node
import { type Command, commandHelp, programHelp, terminalLogger } from './command-line/command.ts';
import { commands } from './command-line/commands.ts';
import { parseOptions } from './command-line/options.ts';
import { measurerHere } from './measure/measurer-here.ts';
import { MeasurementError, messageOf, ReportingError, UsageError } from './model/errors.ts';
import { Cleanup } from './system/cleanup.ts';
import { createLifetime, interruptible } from './system/lifetime.ts';
import { createRun, type Environment } from './system/process.ts';

/** The command line: reads the outside, calls one command, maps the outcome to an exit status. */
async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return execute(name, command, args);
  if (!['help', '--help', '-h'].includes(name)) {
    throw new UsageError(
      `There is no command ${JSON.stringify(name)}; the commands are ${Object.keys(commands).join(', ')}.`,
    );
  }
  process.stdout.write(programHelp(commands));
  return 0;
}

async function execute(name: string, command: Command, args: readonly string[]): Promise<number> {
  const given = parseOptions(name, args, command.help.options);
  if (given.switches.has('help')) {
    process.stdout.write(commandHelp(name, command.help));
    return 0;
  }
  if (given.operands.length > 0 && command.help.takesOperands !== true)
    throw new UsageError(`${name} takes options only, not ${JSON.stringify(given.operands[0])}.`);
  const isWatched = process.stderr.isTTY === true && process.env.CI === undefined;
  const logger = terminalLogger((text) => process.stderr.write(text), isWatched || given.switches.has('verbose'));
  const cleanup = new Cleanup(logger);
  const lifetime = createLifetime(cleanup);
  const environment = ownEnvironment();
  const runAlways = createRun(environment);
  return lifetime.during(() =>
    command.execute(given, {
      ...{ logger, cleanup, environment, runAlways },
      run: interruptible(runAlways, lifetime.signal),
      repository: process.cwd(),
      measurer: measurerHere,
      mayInstall: false,
      print: (text) => process.stdout.write(text),
      color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    }),
  );
}

function ownEnvironment(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const isOurs = error instanceof UsageError || error instanceof MeasurementError || error instanceof ReportingError;
  process.stderr.write(
    `${isOurs ? messageOf(error) : `This is a bug, please report it: ${error instanceof Error ? error.stack : error}`}\n`,
  );
  if (error instanceof MeasurementError) {
    for (const line of [...error.lastLines, error.remedy ?? '']) if (line !== '') process.stderr.write(`  ${line}\n`);
  }
  process.exitCode = error instanceof UsageError ? 2 : 3;
}
