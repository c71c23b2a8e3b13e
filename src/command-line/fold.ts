import { createReadStream } from 'node:fs';
import { UsageError } from '../model/errors.ts';
import { dtrace } from '../stacks/dtrace.ts';
import { folded, foldedPath } from '../stacks/folded.ts';
import { perfScript } from '../stacks/perf-script.ts';
import { type StackFormat, StackSums, type Totals } from '../stacks/stack-sums.ts';
import { demangle, isMangled } from '../swift/demangle.ts';
import { linesOf } from '../system/lines.ts';
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
    usage: '--from perf-script|dtrace|folded [--event NAME] [FILE]',
    options: ['from', 'event', 'help'],
    takesOperands: true,
    examples: [
      ['fold --from perf-script stacks.txt > stacks.folded', 'what `perf script` printed'],
      ['fold --from perf-script --event probe:malloc stacks.txt', 'of several events in one recording, one'],
      ['fold --from dtrace < aggregation.txt', 'what DTrace printed of `@[ustack()] = count()`, on macOS for instance'],
      ['fold --from folded a.folded > sums.folded', 'equal stacks added up, Swift names demangled'],
    ],
  },
  execute: async ({ texts, operands: [file, ...others] }, terminal) => {
    if (others.length > 0) throw new UsageError('fold reads one file, or standard input where none is named.');
    const format = formats[optionChoice('from', texts.from, formatNames)];
    const input = file === undefined ? createReadStream('', { fd: 0 }) : createReadStream(file, { highWaterMark });
    const name = file ?? 'standard input';
    const sums = new StackSums(format, texts.event);
    await foldStream(input, sums, terminal).catch((error: NodeJS.ErrnoException) => {
      if (error.syscall === undefined) throw error;
      throw new UsageError(`${name} cannot be read: ${error.message}`);
    });
    const problem = whyNothing(sums.totals, texts.event);
    if (problem !== null) throw new UsageError(`${problem} in ${name}, read as ${texts.from}.${doubt(sums.totals)}`);
    for (const warning of warnings(sums.totals, texts.event)) terminal.logger.warning(warning);
    return 0;
  },
};

/** Bytes that are read at once. */
const highWaterMark = 256 * 1024;
const examplesShown = 3;
const eventsShown = 10;

async function foldStream(input: AsyncIterable<Buffer>, sums: StackSums, terminal: Terminal): Promise<void> {
  for await (const lines of linesOf(input)) {
    for (const line of lines) sums.read(line);
    if (sums.isFull) await printSums(sums, terminal);
  }
  sums.end();
  // Samples without stacks are no result by themselves: there is nothing to print of them alone.
  if (whyNothing(sums.totals) === null) await printSums(sums, terminal);
}

/** What is missing, as the beginning of a sentence; null where there are stacks. */
function whyNothing({ count, withoutStack, events }: Totals, event?: string): string | null {
  if (count === 0 && event !== undefined && events.size > 0) {
    return `There is no event ${JSON.stringify(event)} (there are ${listEvents(events)})`;
  }
  if (count === 0) return 'There is no stack';
  return withoutStack < count ? null : `There are ${count} samples, and no call stack of any (record them with -g),`;
}

/** What somebody has to know of the sums that were printed. */
function warnings(totals: Totals, event?: string): readonly string[] {
  const { count, withoutStack, lost, events, areEventsMixed, hasKeys, unparsedLines } = totals;
  return [
    ...(lost > 0 ? [`${lost} samples were lost when this was recorded.`] : []),
    ...(withoutStack > 0 ? [`${withoutStack} of ${count} samples have no call stack: they are [unknown].`] : []),
    ...(event === undefined && areEventsMixed
      ? [`These are several events, added up: ${listEvents(events)}. --event NAME folds one of them.`]
      : []),
    ...(hasKeys ? ['What was recorded beside the stacks, to keep counts apart, is left out: they are added up.'] : []),
    ...(unparsedLines > 0 ? [doubt(totals).trim()] : []),
  ];
}

/** `probe:malloc 20, probe:calloc 10`. */
function listEvents(events: Totals['events']): string {
  const shown = [...events].slice(0, eventsShown).map(([name, count]) => `${name} ${count}`);
  const rest = events.size - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
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
function doubt({ unparsedLines, examples, why }: Totals): string {
  if (unparsedLines === 0) return '';
  const lines = unparsedLines === 1 ? '1 line was' : `${unparsedLines} lines were`;
  const shown = examples.slice(0, examplesShown).map((line) => JSON.stringify(line));
  return ` ${lines} not understood, for example: ${shown.join(', ')}${why === null ? '' : `; of one: ${why}`}`;
}
