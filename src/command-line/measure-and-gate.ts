import { relative } from 'node:path';
import { type GateContext, runGate } from '../gate/gate.ts';
import { nothingInspected } from '../gate/inspect-base.ts';
import { writeResults } from '../gate/write-results.ts';
import { type Failure, UsageError } from '../model/errors.ts';
import { exitStatusOf, type Report } from '../model/report.ts';
import { shellWord } from '../model/shell-word.ts';
import { groupBenchmarks } from '../report/benchmarks.ts';
import { renderComment } from '../report/comment-and-summary.ts';
import { noLinks } from '../report/links.ts';
import { renderMeasured } from '../report/measured.ts';
import { overviewOfOne } from '../report/overview.ts';
import { renderTerminal } from '../report/terminal.ts';
import { jsonOf } from '../report-file/report-text.ts';
import { chooseBenchmarks, readSettings } from '../settings/settings.ts';
import { pathInRepository, resolveCommit, writeCommitTree } from '../system/git.ts';
import type { Host } from '../system/host.ts';
import type { Command, Terminal } from './command.ts';
import { type Format, formatOf, type Given, inOptions, inputsOf, type OptionName } from './options.ts';

const measuring = [
  ...[
    'package-path',
    'product',
    'config',
    'benchmark',
    'build-arguments',
    'build-environment',
    'runs',
    'also-count',
    'timeout',
    'flame-graph',
    'counter',
    'recorder',
    'call-graph',
  ],
  ...['perf-path', 'output', 'format', 'json', 'verbose', 'help'],
] as const satisfies readonly OptionName[];

const judging = [
  ...['base', 'baseline', 'limit', 'fail-on', 'on-missing-baseline', 'on-incomparable', 'dependencies'],
] as const satisfies readonly OptionName[];

/** Nobody else's branch is involved where the command line runs; the base is a commit that the user names. */
function localContext(revision: string | undefined, { run, repository }: Host): GateContext {
  return {
    source: null,
    image: null,
    inspectBase: async () => nothingInspected,
    findBase: async () => {
      if (revision === undefined) return null;
      const commit = await resolveCommit(run, repository, revision);
      if (commit === null) throw new UsageError(`--base: there is no commit ${JSON.stringify(revision)} here.`);
      const prefix = await pathInRepository(run, repository);
      return { commit, prefix, writeTree: (folder) => writeCommitTree(run, repository, commit, folder) };
    },
    blobsAtHead: async () => null,
    alwaysBase: revision !== undefined,
    keyOf: (environmentName) => environmentName,
  };
}

/** Builds, counts and records, without judging; the exit status is 0 when everything could be measured. */
export const measure: Command = {
  help: {
    summary: 'Build, count and record; writes report.json, flamegraph.html and folded stacks.',
    usage: '[OPTION…]',
    options: measuring,
    examples: [
      ['measure', 'measures what .github/allocations.yml says, or the only executable product'],
      ['measure --product Server --runs 10', 'measures one product as it is, ten times'],
      ['measure --benchmark request', 'measures one benchmark of the configuration, and shows its largest call sites'],
    ],
  },
  execute: async (given, terminal) => {
    const report = await measureAndPrint(given, terminal, renderMeasured);
    return report.verdict === 'failed' ? 3 : 0;
  },
};

/** Measures and compares with the committed baseline; the exit status is the gate. */
export const gate: Command = {
  help: {
    summary: 'Measure, compare with the committed baseline, print the report; the exit status is the gate.',
    usage: '[OPTION…]',
    options: [...measuring, ...judging],
    examples: [
      ['gate', 'fails when the package allocates more than its baseline in .github/allocations allows'],
      ["gate --limit '20, 1%'", 'allows 20 allocations or one per cent more, whichever is larger'],
      ['gate --base HEAD~1', 'compares with the commit before, built and measured here; needs no baseline'],
      ['gate --format markdown > comment.md', 'the comment, for any CI to post'],
      ['gate --json | jq .verdict', 'for scripts'],
    ],
  },
  execute: async (given, terminal) => exitStatusOf(await measureAndPrint(given, terminal, renderTerminal)),
};

type Render = (report: Report, how: { readonly color: boolean }) => string;

async function measureAndPrint(given: Given, terminal: Terminal, renderText: Render): Promise<Report> {
  const format = formatOf(given);
  const all = await readSettings(inputsOf(given, terminal.repository), terminal.repository);
  const settings = chooseBenchmarks(all, given.benchmarks);
  const folder = given.texts.output ?? '.build/allocations';
  const result = await runGate(
    settings,
    {
      ...localContext(given.texts.base, terminal),
      // Whatever ends the gate early, what it has measured lies there.
      keep: async (soFar) => void (await writeResults(folder, soFar, settings.flameGraph)),
    },
    terminal,
  );
  const report = withOptions(result.report);
  const files = await writeResults(folder, { ...result, report }, settings.flameGraph);
  if (files.report === null) terminal.logger.warning(files.warning ?? '');
  if (format !== 'terminal') {
    terminal.print(inFormat(report, format));
    return report;
  }
  terminal.print(renderText(report, { color: terminal.color }));
  if (files.report === null) return report;
  const shown = (path: string) => relative(terminal.repository, path) || path;
  terminal.print(`\nReport: ${shown(files.report)}\n`);
  if (files.flameGraph !== null) terminal.print(`Flame graph: ${shown(files.flameGraph)}\n`);
  if (report.candidate !== null && (report.verdict !== 'pass' || groupBenchmarks(report).withinThreshold.length > 0)) {
    terminal.print(`To accept these numbers: ${terminal.program} accept --report ${shellWord(shown(files.report))}\n`);
  }
  return report;
}

/** The report, in which what helps where something failed speaks of options. */
function withOptions(report: Report): Report {
  const { failure, benchmarks } = report;
  const inWords = <Failed extends Failure>(failed: Failed) => ({
    ...failed,
    remedy: failed.remedy === null ? null : inOptions(failed.remedy),
  });
  return {
    ...report,
    failure: failure === null ? null : inWords(failure),
    benchmarks: benchmarks.map((one) => (one.verdict === 'failed' ? { ...one, failure: inWords(one.failure) } : one)),
  };
}

/** The report for a machine, or as the comment that any CI can post. */
export function inFormat(report: Report, format: Exclude<Format, 'terminal'>): string {
  return format === 'json' ? jsonOf(report) : `${renderComment(overviewOfOne(report, noLinks))}\n`;
}
