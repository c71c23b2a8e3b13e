#!/usr/bin/env node
import { relative } from 'node:path';
import manifest from '../package.json' with { type: 'json' };
import { type Command, commandHelp, programHelp } from './command-line/command.ts';
import { commands, findCommand } from './command-line/commands.ts';
import { inOptions, parseOptions } from './command-line/options.ts';
import { type Showing, terminalLogger } from './command-line/terminal-logger.ts';
import { measurerFor } from './measure/measurer-here.ts';
import { MeasurementError, messageOf, ReportingError, UsageError } from './model/errors.ts';
import { shellWord } from './model/shell-word.ts';
import { Cleanup } from './system/cleanup.ts';
import { createLifetime, interruptible } from './system/lifetime.ts';
import { createRun, type Environment } from './system/process.ts';

/** The command line: reads the outside, calls one command, maps the outcome to an exit status. */
async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  if (['--version', '-V', 'version'].includes(name)) {
    process.stdout.write(`swift-allocation-gate ${manifest.version}\n`);
    return 0;
  }
  if (!['help', '--help', '-h'].includes(name)) return execute(name, findCommand(name), args);
  const [about] = args;
  process.stdout.write(about === undefined ? programHelp(commands) : commandHelp(about, findCommand(about).help));
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
  const logger = terminalLogger(
    (text) => process.stderr.write(text),
    showing(given.switches.has('verbose')),
    process.stderr.columns,
  );
  const cleanup = new Cleanup(logger);
  const lifetime = createLifetime(cleanup);
  const environment = ownEnvironment();
  const runAlways = createRun(environment);
  return lifetime.during(() =>
    command.execute(given, {
      ...{ logger, cleanup, environment, runAlways },
      run: interruptible(runAlways, lifetime.signal),
      signal: lifetime.signal,
      repository: process.cwd(),
      measurer: measurerFor(process.platform, environment.MEASURER),
      mayInstall: false,
      print: (text) => process.stdout.write(text),
      color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
      program: startedAs(process.argv[1]),
    }),
  );
}

/** The command that npm makes of `bin` has a name; a file is started by node, by the shorter of its paths. */
function startedAs(script = ''): string {
  if (!script.endsWith('.js')) return 'swift-allocation-gate';
  const path = relative(process.cwd(), script);
  return `node ${shellWord(path.length < script.length ? path : script)}`;
}

function showing(isVerbose: boolean): Showing {
  if (isVerbose) return 'verbose';
  if (process.env.CI !== undefined) return 'steps';
  return process.stderr.isTTY === true ? 'watched' : 'quiet';
}

function ownEnvironment(): Environment {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What is said of an error: our own ones and the system's say what is wrong, all others are bugs of ours. */
function wordsOf(error: unknown): string {
  const isOurs = error instanceof UsageError || error instanceof MeasurementError || error instanceof ReportingError;
  // ENOSPC: no space left on device, write
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  if (isOurs || isOfSystem) return messageOf(error);
  return `This is a bug, please report it: ${error instanceof Error ? error.stack : error}`;
}

// Who reads standard output may stop, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  if (error instanceof MeasurementError) {
    const lines = [...error.lastLines, inOptions(error.remedy ?? '')];
    for (const line of lines) if (line !== '') process.stderr.write(`  ${line}\n`);
  }
  process.exitCode = error instanceof UsageError ? 2 : 3;
}
