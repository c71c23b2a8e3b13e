import { join } from 'node:path';
import { readBaseline, writeBaseline } from '../baseline/file.ts';
import { baselineFileName } from '../baseline/file-name.ts';
import { formatBaseline } from '../baseline/format-text.ts';
import { type ImportedThreshold, type ThresholdSource, thresholdSources } from '../baseline/imported.ts';
import type { ForeignThreshold } from '../baseline/threshold-file.ts';
import type { Settings } from '../config/settings.ts';
import { UsageError } from '../errors.ts';
import { logLine } from '../report/escape.ts';
import { listedNames } from '../report/list.ts';
import { formatCount, formatQuantity } from '../report/numbers.ts';
import { plainOf } from '../report/phrase.ts';
import { describeMeasuredPackage } from '../swift/measured-package.ts';
import { resolveInside } from '../system/inside.ts';
import { chooseEnvironment } from './baseline-environment.ts';
import { type ChosenThresholds, chooseThresholds, type NamedThreshold, withThresholds } from './choose-thresholds.ts';
import type { Command } from './command-line.ts';
import { readSettings } from './configuration.ts';
import { needsProduct } from './measure-package.ts';
import { optionChoice } from './option-choice.ts';
import { inputsOf } from './options.ts';
import { readThresholds } from './threshold-files.ts';

/** Takes the thresholds of another tool over into a baseline, to be held until measured numbers are accepted. */
export const importThresholds: Command = {
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
    const { repository, run } = terminal;
    const settings = await readSettings(inputsOf(given), repository);
    const environment = await chooseEnvironment(given.texts.environment, terminal);
    const [swift = ''] = /^(?:\d+\.\d+|nightly-.+)/.exec(environment.swift) ?? [];
    const thresholds = await readThresholds({ from, paths: given.operands, swift, repository });

    const path = join(settings.baseline, baselineFileName(environment));
    const existing = await readBaseline(repository, path);
    const names = (settings.benchmarks ?? []).map(({ name }) => name);
    const chosen = chooseThresholds(thresholds, names, existing);
    if (chosen.taken.length === 0) throw nothingToImport(chosen, settings);

    for (const other of otherVersions(thresholds, swift)) {
      terminal.logger.warning(`These are thresholds of Swift ${other}, and the baseline is of Swift ${swift}.`);
    }
    const folder = await resolveInside(repository, settings.packagePath, 'package-path');
    const { name } = await describeMeasuredPackage(run, folder, needsProduct(settings));
    const baseline = withThresholds(existing, name, chosen.taken, { from, unit });
    await writeBaseline(repository, path, baseline);
    terminal.print(
      given.switches.has('json') ? formatBaseline(baseline) : account(chosen, { from, unit, path }, settings),
    );
    return 0;
  },
};

/** Nothing is written where nothing would be compared. */
function nothingToImport({ measured, unknown }: ChosenThresholds, settings: Settings): UsageError {
  const others = `No benchmark of ${settings.config} has the name of`;
  if (measured.length === 0) {
    return new UsageError(`${others} one of these ${formatQuantity(unknown.length, 'threshold')}. ${toAdd(unknown)}`);
  }
  const nothing = `There is nothing to import: the baseline has measured numbers for ${namesOf(measured)}.`;
  if (unknown.length === 0) return new UsageError(nothing);
  return new UsageError(`${nothing} ${others} the other ${unknown.length}. ${toAdd(unknown)}`);
}

/** Versions of Swift that files or their folders are named after, besides the baseline's. */
function otherVersions(thresholds: readonly ForeignThreshold[], swift: string): readonly string[] {
  const versions = thresholds.flatMap(({ file }) => {
    // `Thresholds/6.2.json`, `Thresholds/nightly-main/TARGET.BENCHMARK.p90.json`
    const version = /(?:^|\/)(\d+\.\d+|nightly-[\w.]+?)(?:\.json$|\/)/.exec(file)?.[1];
    return version === undefined || version === swift ? [] : [version];
  });
  return [...new Set(versions)];
}

/** What was done, what was not and why, and what holds from now on. */
function account(
  { taken, measured, unknown }: ChosenThresholds,
  { from, unit, path }: { readonly from: ThresholdSource; readonly unit: ImportedThreshold['unit']; path: string },
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
