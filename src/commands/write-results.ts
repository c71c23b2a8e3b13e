import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderDifferentialSvg } from '../report/flame-graph/differential-svg.ts';
import { renderFlameGraphPage } from '../report/flame-graph/page.ts';
import type { Profile } from '../report/flame-graph/profile.ts';
import { renderFlameGraphSvg } from '../report/flame-graph/svg.ts';
import type { MeasuredBenchmark, Report } from '../report/schema.ts';
import { formatFolded } from '../stacks/folded.ts';
import { stackOf } from '../stacks/named-stack.ts';
import { flameGraphProfile } from './flame-graph-profile.ts';
import type { GateResult } from './gate.ts';
import { reportText } from './report-text.ts';

/** Where the results of a gate lie; null for what there is not. */
export interface ResultFiles {
  readonly report: string;
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
 * Writes report, flame graph page, the candidate baseline, and each benchmark's folded stacks and static flame graphs
 * into a folder, which is created.
 */
export async function writeResults(
  folder: string,
  { report, measured, comparedWith }: GateResult,
  names: ResultNames = { report: 'report.json', flameGraph: 'flamegraph.html' },
): Promise<ResultFiles> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };

  const stacks: string[] = [];
  const profiles: Profile[] = [];
  for (const outcome of measured?.benchmarks ?? []) {
    if (outcome.outcome !== 'measured' || outcome.recording === null) continue;
    const { name } = outcome.benchmark;
    stacks.push(await write(`${name}.folded`, formatFolded(outcome.recording.stacks.map(stackOf))));
    const reported = measuredBenchmark(report, name);
    if (reported === null) continue;
    const profile = flameGraphProfile(reported, outcome.recording, comparedWith);
    stacks.push(await write(`${name}.svg`, renderFlameGraphSvg(profile.tree, { ...profile, title: name })));
    if (profile.baseline !== null) stacks.push(await write(`${name}.diff.svg`, renderDifferentialSvg(profile)));
    profiles.push(profile);
  }
  return {
    stacks,
    report: await write(names.report, reportText(report).text),
    flameGraph: profiles.length === 0 ? null : await write(names.flameGraph, renderFlameGraphPage(profiles, report)),
    candidate: report.candidate === null ? null : await write('candidate.json', report.candidate.text),
  };
}

function measuredBenchmark(report: Report, name: string): MeasuredBenchmark | null {
  const found = report.benchmarks.find((benchmark) => benchmark.name === name);
  return found === undefined || found.verdict === 'failed' ? null : found;
}
