import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatBaseline } from '../baseline/format-text.ts';
import { type Profile, renderFlameGraphPage } from '../report/flame-graph-page.ts';
import type { Report } from '../report/schema.ts';
import { buildCallTree } from '../stacks/call-tree.ts';
import { formatFolded } from '../stacks/folded.ts';
import { stackOf } from '../stacks/named-stack.ts';
import type { PackageMeasurement } from './measure-package.ts';

/** Where the results of a gate lie; null for what there is not. */
export interface ResultFiles {
  readonly report: string;
  readonly flameGraph: string | null;
  readonly candidate: string | null;
}

/** Names of the files, where they are not the plain ones. */
export interface ResultNames {
  readonly report: string;
  readonly flameGraph: string;
}

/** Writes report, flame graph page, folded stacks and the candidate baseline into a folder, which is created. */
export async function writeResults(
  folder: string,
  report: Report,
  measured: PackageMeasurement | null,
  names: ResultNames = { report: 'report.json', flameGraph: 'flamegraph.html' },
): Promise<ResultFiles> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };

  const profiles: Profile[] = [];
  for (const outcome of measured?.benchmarks ?? []) {
    if (outcome.outcome !== 'measured' || outcome.recording === null) continue;
    const { units } = outcome.recording;
    const stacks = outcome.recording.stacks.map(stackOf);
    await write(`${outcome.benchmark.name}.folded`, formatFolded(stacks));
    profiles.push({
      benchmark: outcome.benchmark.name,
      unit: outcome.measurement.unit,
      tree: buildCallTree(
        stacks.map((stack) => ({ ...stack, count: stack.count / units, bytes: stack.bytes / units })),
      ),
    });
  }
  return {
    report: await write(names.report, `${JSON.stringify(report, null, 2)}\n`),
    flameGraph: profiles.length === 0 ? null : await write(names.flameGraph, renderFlameGraphPage(profiles, report)),
    candidate:
      report.candidate === null ? null : await write('candidate.json', formatBaseline(report.candidate.baseline)),
  };
}
