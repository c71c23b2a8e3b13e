import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Recordings, readRecordings } from '../../../src/measure/inside/read-recordings.ts';
import { compileRecorder, recorderSettings } from '../../../src/measure/inside/recorder.ts';
import type { Recording } from '../../../src/measure/inside/recording.ts';
import type { RecordedKind } from '../../../src/measure/inside/recording-layout.ts';
import { createRun } from '../../../src/system/process.ts';
import { clangBesideSwift } from '../c-program.ts';

/** The recorder, compiled by the toolchain's clang, with a folder for what its tests need. */
export interface Recorder {
  readonly library: string;
  readonly folder: string;
  /** Runs a command to its end and reads what its processes left. */
  record(command: readonly [string, ...string[]], options?: RecordOptions): Recorded;
  remove(): void;
}

export interface RecordOptions {
  readonly checksStacks?: boolean;
  /** What stands before the command, such as `perf stat`. */
  readonly prefix?: readonly string[];
}

export interface Recorded extends Recordings {
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly milliseconds: number;
}

/** The path of a file beside the tests. */
export const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export async function prepareRecorder(compiler: string = clangBesideSwift()): Promise<Recorder> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'recorder-'));
  chmodSync(folder, 0o755);
  const library = await compileRecorder(createRun({ PATH: process.env.PATH ?? '' }), compiler, folder);
  let runs = 0;
  return {
    library,
    folder,
    record: (command, { checksStacks = false, prefix = [] } = {}) => {
      runs += 1;
      const left = join(folder, `run-${runs}`);
      mkdirSync(left);
      chmodSync(left, 0o1777);
      const environment = {
        PATH: process.env.PATH ?? '',
        ...recorderSettings({ library, folder: left, checksStacks }),
      };
      const started = performance.now();
      const [file = '', ...args] = [...prefix, ...command];
      const { status, signal, stdout, stderr } = spawnSync(file, args, { env: environment, encoding: 'utf8' });
      const milliseconds = performance.now() - started;
      return { status, signal, output: `${stdout}${stderr}`, milliseconds, ...readRecordings(left) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Calls of a kind, with a stack or without. */
export function callsOf(recording: Recording, kind: RecordedKind): number {
  const recorded = recording.stacks.filter((stack) => stack.kind === kind);
  return recorded.reduce((sum, { calls }) => sum + calls, recording.unrecorded.get(kind)?.calls ?? 0);
}

/** Whether the compilers that the tests want are here: gcc is another opinion on the same sources. */
export function compilers(): readonly string[] {
  const gcc = spawnSync('gcc', ['--version']).status === 0 ? ['gcc'] : [];
  return [clangBesideSwift(), ...gcc];
}

/** The user's own name for a program's frames: those whose address lies in the program, by `addr2line`. */
export function functionNames(program: string, addresses: readonly number[]): readonly string[] {
  const hexadecimal = addresses.map((address) => `0x${address.toString(16)}`);
  const text = execFileSync('addr2line', ['-f', '-e', program, ...hexadecimal], { encoding: 'utf8' });
  return text.split('\n').filter((_, line) => line % 2 === 0 && line / 2 < addresses.length);
}
