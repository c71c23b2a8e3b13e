import { join } from 'node:path';
import type { Profile } from '../flame-graph/overlay.ts';
import { renderFlameGraphPage } from '../flame-graph/page.ts';
import { renderDifferentialSvg, renderFlameGraphSvg } from '../flame-graph/svg.ts';
import { ReportingError } from '../model/errors.ts';
import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { reportText } from '../report-file/report-text.ts';
import { formatFolded } from '../stacks/folded.ts';
import { stackOf } from '../stacks/named-stack.ts';
import { writeWhole } from '../system/whole-file.ts';
import { flameGraphProfile } from './flame-graph-profile.ts';
import type { GateResult } from './gate.ts';

/** Where the results of a gate lie; null for what there is not. */
export interface ResultFiles {
  readonly report: string | null;
  /** What to say where a file could not be written, or `accept` and `publish` will not read the report; else null. */
  readonly warning: string | null;
  readonly flameGraph: string | null;
  readonly candidate: string | null;
  /** Folded stacks and static flame graphs of the benchmarks. */
  readonly stacks: readonly string[];
}

/** Names of the files, where they are not the plain ones. */
export interface ResultNames {
  readonly report: string;
  readonly flameGraph: string;
}

/**
 * Writes report and candidate baseline into a folder, which is created, and where the page is wanted that, and each
 * benchmark's folded stacks and static flame graphs. Where that fails, a warning says why: the verdict stands.
 */
export async function writeResults(
  folder: string,
  result: GateResult,
  wantsPage: boolean,
  names: ResultNames = { report: 'report.json', flameGraph: 'flamegraph.html' },
): Promise<ResultFiles> {
  try {
    return await writeAll(folder, result, wantsPage, names);
  } catch (error) {
    if (!(error instanceof ReportingError)) throw error;
    return { report: null, warning: error.message, flameGraph: null, candidate: null, stacks: [] };
  }
}

async function writeAll(
  folder: string,
  { report, measured, trees }: GateResult,
  wantsPage: boolean,
  names: ResultNames,
): Promise<ResultFiles> {
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeWhole(path, text);
    return path;
  };

  const stacks: string[] = [];
  const profiles: Profile[] = [];
  for (const outcome of (wantsPage && measured?.benchmarks) || []) {
    if (outcome.outcome !== 'measured' || outcome.recording === null) continue;
    const { name } = outcome.benchmark;
    stacks.push(await write(`${name}.folded`, formatFolded(outcome.recording.stacks.map(stackOf))));
    const reported = measuredBenchmark(report, name);
    if (reported === null) continue;
    const profile = flameGraphProfile(reported, outcome.recording, trees);
    stacks.push(await write(`${name}.svg`, renderFlameGraphSvg(profile.tree, { ...profile, title: name })));
    if (profile.baseline !== null) stacks.push(await write(`${name}.diff.svg`, renderDifferentialSvg(profile)));
    profiles.push(profile);
  }
  const { text, warning } = reportText(report);
  return {
    stacks,
    warning,
    report: await write(names.report, text),
    flameGraph: profiles.length === 0 ? null : await write(names.flameGraph, renderFlameGraphPage(profiles, report)),
    candidate: report.candidate === null ? null : await write('candidate.json', report.candidate.text),
  };
}

function measuredBenchmark(report: Report, name: string): MeasuredBenchmark | null {
  const found = report.benchmarks.find((benchmark) => benchmark.name === name);
  return found === undefined || found.verdict === 'failed' ? null : found;
}
