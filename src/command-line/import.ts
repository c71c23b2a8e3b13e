import { formatBaseline } from '../baseline/format-text.ts';
import { chooseEnvironment } from '../gate/baseline-environment.ts';
import { type ChosenThresholds, type ImportRequest, importThresholds, type NamedThreshold } from '../import/import.ts';
import { thresholdSources } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { logLine } from '../report/escape.ts';
import { formatCount, formatQuantity } from '../report/numbers.ts';
import { listedNames, plainOf } from '../report/phrase.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import type { Command } from './command.ts';
import { inputsOf, optionChoice } from './options.ts';

/** Imports thresholds, and says what was done, what was not and why. */
export const importCommand: Command = {
  help: {
    summary: 'Import the thresholds of swift-nio style files or of package-benchmark into a baseline.',
    usage: '--from swift-nio|package-benchmark FILE|FOLDER…',
    options: ['from', 'per', 'environment', 'package-path', 'product', 'config', 'baseline', 'json', 'help'],
    takesOperands: true,
    meanings: { from: { value: 'TOOL', description: 'whose thresholds they are: swift-nio or package-benchmark' } },
    examples: [
      [
        'import --from swift-nio IntegrationTests/tests_04_performance/Thresholds',
        'the file of this machine’s Swift, such as 6.2.json',
      ],
      ['import --from package-benchmark Benchmarks/Thresholds', 'TARGET.BENCHMARK.p90.json, of each benchmark'],
      [
        'import --from swift-nio Thresholds/6.2.json --environment swift-6.2-ubuntu-24.04-x86_64',
        'into the baseline of another machine',
      ],
    ],
  },
  execute: async (given, terminal) => {
    const from = optionChoice('from', given.texts.from, thresholdSources);
    const unit = optionChoice('per', given.texts.per ?? 'iteration', ['iteration', 'run']);
    if (given.operands.length === 0) throw new UsageError('import reads files or folders: name one.');
    const settings = await readSettings(inputsOf(given, terminal.repository), terminal.repository);
    const environment = await chooseEnvironment(given.texts.environment, terminal);
    const request = { from, unit, paths: given.operands, environment };
    const { chosen, path, baseline } = await importThresholds(request, settings, terminal);
    if (baseline === null) throw nothingToImport(chosen, settings);
    terminal.print(given.switches.has('json') ? formatBaseline(baseline) : account(chosen, path, request, settings));
    return 0;
  },
};

function nothingToImport({ measured, unknown }: ChosenThresholds, settings: Settings): UsageError {
  const others = `No benchmark of ${settings.config} has the name of`;
  if (measured.length === 0) {
    const these =
      unknown.length === 1 ? 'this threshold' : `one of these ${formatQuantity(unknown.length, 'threshold')}`;
    return new UsageError(`${others} ${these}. ${toAdd(unknown)}`);
  }
  const nothing = `There is nothing to import: the baseline has measured numbers for ${namesOf(measured)}.`;
  if (unknown.length === 0) return new UsageError(nothing);
  return new UsageError(`${nothing} ${others} the other ${unknown.length}. ${toAdd(unknown)}`);
}

/** What was done, what was not and why, and what holds from now on. */
function account(
  { taken, measured, unknown }: ChosenThresholds,
  path: string,
  { from, unit }: ImportRequest,
  settings: Settings,
): string {
  const lines = taken.map(({ benchmark, threshold: { total, file, place } }) =>
    logLine(`  ${benchmark}: at most ${formatCount(total)} per ${unit} (${file}:${place.line})`),
  );
  return `${[
    `Wrote ${path}: ${formatQuantity(taken.length, 'threshold')} of ${from}.`,
    ...lines,
    ...(measured.length === 0 ? [] : [`Left out, since the baseline has measured numbers: ${namesOf(measured)}.`]),
    ...(unknown.length === 0
      ? []
      : [`Left out, since no benchmark of ${settings.config} has their name: ${unknown.length}. ${toAdd(unknown)}`]),
    `${from} counts differently, so the gate compares the total alone, and fails above it, until measured numbers are`,
    'accepted. docs/importing.md says what is comparable.',
  ].join('\n')}\n`;
}

const mostNames = 50;

function namesOf(thresholds: readonly NamedThreshold[]): string {
  return plainOf(
    listedNames(
      thresholds.map(({ benchmark }) => benchmark),
      mostNames,
    ),
  );
}

/** YAML to paste: names of benchmarks hold nothing that YAML could interpret. */
function toAdd(unknown: readonly NamedThreshold[]): string {
  const entries = unknown
    .slice(0, mostNames)
    .flatMap(({ benchmark }) => [
      `  ${benchmark}:`,
      '    product: NameOfTheProgram',
      '    iterations: { variable: ITERATIONS, from: 1, to: 11 }',
    ]);
  const more = unknown.length > mostNames ? ['', `(and ${unknown.length - mostNames} more)`] : [];
  const [first] = unknown;
  return [
    `One iteration is what the other tool measures once. To hold ${first?.benchmark ?? 'them'}${unknown.length > 1 ? ' and the others' : ''}, add:`,
    '',
    'benchmarks:',
    ...entries,
    ...more,
    '',
  ].join('\n');
}
