import { createReadStream } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import { dtrace } from '../stacks/dtrace.ts';
import { folded, foldedPath } from '../stacks/folded.ts';
import { perfScript } from '../stacks/perf-script.ts';
import { type StackFormat, StackSums, type Totals } from '../stacks/stack-sums.ts';
import { demangle, isMangled } from '../swift/demangle.ts';
import { piecesOf } from '../system/pieces.ts';
import { succeed } from '../system/process.ts';
import type { Command, Terminal } from './command.ts';
import { optionChoice } from './options.ts';

const formatNames = ['perf-script', 'dtrace', 'folded'] as const;
const formats: Readonly<Record<(typeof formatNames)[number], StackFormat>> = {
  'perf-script': perfScript,
  dtrace,
  folded,
};

/** Folds stacks that were recorded elsewhere, however long the text is. */
export const fold: Command = {
  help: {
    summary: 'Fold stacks that were recorded elsewhere, by perf or DTrace, for flame graphs.',
    usage: '--from perf-script|dtrace|folded [FILE]',
    options: ['from', 'help'],
    takesOperands: true,
    examples: [
      ['fold --from perf-script stacks.txt > stacks.folded', 'what `perf script` printed'],
      ['fold --from dtrace < aggregation.txt', 'what DTrace printed of `@[ustack()] = count()`, on macOS for instance'],
      ['fold --from folded a.folded > sums.folded', 'equal stacks added up, Swift names demangled'],
    ],
  },
  execute: async ({ texts, operands: [file, ...others] }, terminal) => {
    if (others.length > 0) throw new UsageError('fold reads one file, or standard input where none is named.');
    const format = formats[optionChoice('from', texts.from, formatNames)];
    const input = file === undefined ? createReadStream('', { fd: 0 }) : createReadStream(file, { highWaterMark });
    const name = file ?? 'standard input';
    const totals = await foldStream(input, format, terminal).catch((error: NodeJS.ErrnoException) => {
      if (error.syscall === undefined) throw error;
      throw new UsageError(`${name} cannot be read: ${error.message}`);
    });
    if (totals.count === 0)
      throw new UsageError(`There is no stack in ${name}, read as ${texts.from}.${doubt(totals)}`);
    if (totals.lost > 0) terminal.logger.warning(`${totals.lost} samples were lost when this was recorded.`);
    if (totals.unparsedLines > 0) terminal.logger.warning(doubt(totals).trim());
    return 0;
  },
};

/** Bytes that are read at once. */
const highWaterMark = 256 * 1024;
const examplesShown = 3;

async function foldStream(input: AsyncIterable<Buffer>, format: StackFormat, terminal: Terminal): Promise<Totals> {
  const sums = new StackSums(format);
  for await (const pieces of piecesOf(input, format.separator)) {
    for (const piece of pieces) sums.add(piece);
    if (sums.isFull) await printSums(sums, terminal);
  }
  await printSums(sums, terminal);
  return sums.totals;
}

/** Names are demangled once folded: there are thousands of them in millions of frames (facts 17). */
async function printSums(sums: StackSums, { run, logger, print }: Terminal): Promise<void> {
  const recorded = new Map<string, number>();
  for (const { frames, count } of sums.take()) add(recorded, frames, count);
  const { names, note } = await demangle(uniqueNames(recorded.keys()), (file, given, input) =>
    succeed(run, 'demangling names', { file, arguments: given, input }),
  );
  if (note !== null) logger.warning(note);
  // Names that differed may be equal now.
  const shown = new Map<string, number>();
  for (const [path, count] of recorded) {
    recorded.delete(path);
    add(
      shown,
      path.split(';').map((name) => names.get(name) ?? name),
      count,
    );
  }
  for (const path of [...shown.keys()].sort()) print(`${path} ${shown.get(path)}\n`);
}

function add(sums: Map<string, number>, frames: readonly string[], count: number): void {
  const path = foldedPath(frames);
  sums.set(path, (sums.get(path) ?? 0) + count);
}

function uniqueNames(paths: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const path of paths) for (const name of path.split(';')) if (isMangled(name)) names.add(name);
  return names;
}

/** How much was not understood, and what it looks like. */
function doubt({ unparsedLines, examples }: Totals): string {
  if (unparsedLines === 0) return '';
  const lines = unparsedLines === 1 ? '1 line was' : `${unparsedLines} lines were`;
  const shown = examples.slice(0, examplesShown).map((line) => JSON.stringify(line));
  return ` ${lines} not understood, for example: ${shown.join(', ')}`;
}
