import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Duplex } from 'node:stream';
import { type Launch, launcherCommand } from '../../../src/measure/inside/launcher.ts';
import { type LauncherChannel, openLauncherChannel } from '../../../src/measure/inside/launcher-channel.ts';
import type { ProgramReport } from '../../../src/measure/inside/program-end.ts';

/** A launcher, or a perf that starts it, while it runs. */
export interface Launched {
  readonly child: ChildProcess;
  readonly channel: LauncherChannel;
  /** What the program wrote to both streams so far. */
  output(): string;
  /** The report, and both streams, as they are when the launcher has ended. */
  readonly ended: Promise<{ readonly report: ProgramReport; readonly output: string }>;
}

export type LaunchOptions = Partial<Omit<Launch, 'command' | 'channel'>> & {
  /** What starts the launcher: perf and its options. */
  readonly prefix?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly directory?: string;
};

const defaults: Omit<Launch, 'command' | 'channel'> = {
  ...{ settings: {}, limitMilliseconds: 20_000, leftoverMilliseconds: 300, graceMilliseconds: 300 },
  fixedAddresses: false,
};

/** Starts a program through the launcher, with the channel at descriptor 3. */
export function launch(launcher: string, command: Launch['command'], options: LaunchOptions = {}): Launched {
  const { prefix = [], environment = { PATH: process.env.PATH ?? '' }, directory = '/', ...rest } = options;
  const [file = '', ...words] = [
    ...prefix,
    ...launcherCommand(launcher, { ...defaults, ...rest, command, channel: 3 }),
  ];
  const child = spawn(file, words, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'], cwd: directory, env: environment });
  const socket = child.stdio[3];
  if (!(socket instanceof Duplex)) throw new Error('Node gave no socket for the channel');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const channel = openLauncherChannel(socket);
  const ended = async () => {
    await once(child, 'close');
    return { report: await channel.report, output };
  };
  return { child, channel, output: () => output, ended: ended() };
}

/** The compilers to be tried: the clang beside the real swift, and gcc. */
export function compilers(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(':');
  const swift = folders.map((folder) => join(folder, 'swift')).find((path) => existsSync(path));
  if (swift === undefined) throw new Error('There is no swift on PATH: run the end-to-end tests by scripts/with-swift');
  return [join(dirname(realpathSync(swift)), 'clang'), 'gcc'];
}
