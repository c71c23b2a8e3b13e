import { benchmarkLines } from '../baseline/benchmark-lines.ts';
import { dependencyChanges } from '../baseline/dependency-changes.ts';
import type { Fingerprint } from '../baseline/fingerprint.ts';
import { formatBaseline } from '../baseline/format-text.ts';
import { gitBlob } from '../baseline/git-blob.ts';
import { isOpen, type Policy } from '../baseline/policy.ts';
import { type Baseline, benchmarkNames } from '../baseline/schema.ts';
import { unifiedDiff } from '../baseline/unified-diff.ts';
import { worstVerdict } from '../baseline/verdict.ts';
import { type Report, reportFormatVersion, type Source } from '../report/schema.ts';
import { candidateBaseline } from './candidate.ts';
import { baseOf, type MeasuredBase } from './describe-base.ts';
import { failureOf } from './describe-failure.ts';
import { benchmarkReport, type Judged } from './judge-benchmark.ts';
import { failedAtBase, judgedByBase } from './judge-by-base.ts';
import type { PackageMeasurement } from './measure-package.ts';

/** What a report needs besides the measurement. */
export interface ReportSetting {
  readonly key: string;
  readonly policy: Policy;
  readonly source: Source | null;
  /** Name of the runner's image; null elsewhere. */
  readonly image: string | null;
  /** Path of the baseline file, relative to the repository. */
  readonly baselinePath: string;
  readonly baseline: Baseline | null;
  /** The content of the baseline file as it is committed; null: there is none. */
  readonly baselineText: string | null;
  /** The base branch has this baseline file, and it is missing here: never accepted. */
  readonly baselineRemoved: boolean;
  /** Benchmarks whose numbers the base branch has and the file here has not: as if the file were removed for them. */
  readonly removedEntries: readonly string[];
  readonly notices: readonly string[];
  /** The base commit's numbers, measured here: compared with where the baseline cannot be, or they were asked for. */
  readonly base?: MeasuredBase;
}

/** Compares a measurement with its baseline; pure, like everything that it calls. */
export function buildReport(measured: PackageMeasurement, setting: ReportSetting): Report {
  const { base } = setting;
  const modules = modulesOf(measured);
  const movedSince = (one: Baseline | null) =>
    one === null ? [] : dependencyChanges(one.dependencies, measured.dependencies.versions);
  const committed = {
    baseline: setting.baseline,
    lines: benchmarkLines(setting.baselineText ?? ''),
    moved: movedSince(setting.baseline),
  };
  const byBaseline = measured.benchmarks.map((outcome): Judged => benchmarkReport(outcome, committed, modules));
  const moved = base === undefined ? committed.moved : movedSince(base.baseline);
  const benchmarks =
    base === undefined ? byBaseline : judgedByBase(measured.benchmarks, byBaseline, { base, moved }, modules);
  const references = [setting.baseline, base?.baseline ?? null].filter((one) => one !== null);
  const names = new Set(measured.benchmarks.map(({ benchmark }) => benchmark.name));
  const removed = [...new Set(references.flatMap(benchmarkNames))].filter((name) => !names.has(name));
  const reports = benchmarks.map(({ report }) => report);
  const verdicts = reports.map(({ verdict }) => verdict);
  const anyChange = references.length > 0 && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
  const fingerprint = fingerprintOf(measured);
  const head = reportHead(setting);
  return {
    ...head,
    notices: base === undefined ? head.notices : [...head.notices, ...failedAtBase(reports, base)],
    base: baseOf(
      setting,
      measured,
      fingerprint,
      byBaseline.map(({ report }) => report),
    ),
    dependencyChanges: moved,
    package: measured.package.name,
    verdict: worstVerdict(verdicts),
    passes: isOpen({ verdicts, anyChange, baselineRemoved: isRemoved(setting, reports) }, setting.policy),
    failure: null,
    fingerprint,
    modules,
    environment: {
      perf: measured.perf,
      kernel: measured.machine.kernel,
      image: setting.image,
      swift: measured.toolchain.description,
    },
    benchmarks: reports,
    removed,
    candidate: fingerprint === null ? null : candidateOf(measured, fingerprint, setting),
  };
}

/** Whether something that is measured has no baseline only because the pull request took it away. */
function isRemoved({ baselineRemoved, removedEntries }: ReportSetting, reports: Report['benchmarks']): boolean {
  const isTakenAway = ({ name, verdict }: Report['benchmarks'][number]) =>
    verdict === 'no-baseline' && removedEntries.includes(name);
  return baselineRemoved || reports.some(isTakenAway);
}

function candidateOf(
  measured: PackageMeasurement,
  fingerprint: Fingerprint,
  { baselinePath, baseline, baselineText }: ReportSetting,
): Report['candidate'] {
  const text = formatBaseline(candidateBaseline(measured, fingerprint, baseline));
  return { path: baselinePath, text, diff: unifiedDiff(baselinePath, baselineText, text) };
}

/** The report of a gate that could not measure at all. */
export function buildFailureReport(error: unknown, packageName: string, setting: ReportSetting): Report {
  return {
    ...reportHead(setting),
    base: null,
    dependencyChanges: [],
    package: packageName,
    verdict: 'failed',
    passes: false,
    failure: failureOf(error),
    fingerprint: null,
    modules: { own: [], dependencies: [], packages: {} },
    environment: { perf: null, kernel: null, image: setting.image, swift: null },
    benchmarks: [],
    removed: [],
    candidate: null,
  };
}

function reportHead({ key, policy, source, baselinePath, baselineText, notices }: ReportSetting) {
  const blob = baselineText === null ? null : gitBlob(Buffer.from(baselineText));
  const { failOn, onMissingBaseline, onIncomparable } = policy;
  return {
    formatVersion: reportFormatVersion,
    key,
    policy: { failOn, onMissingBaseline, onIncomparable },
    source,
    baselineFile: { path: baselinePath, exists: blob !== null, blob },
    notices,
  } as const;
}

/** The fingerprint of the first benchmark that was measured; null when none was. */
export function fingerprintOf({ benchmarks }: PackageMeasurement): Fingerprint | null {
  for (const outcome of benchmarks) if (outcome.outcome === 'measured') return outcome.fingerprint;
  return null;
}

/** The executables are named too: C code and `main` belong to no module, but to the file they are in. */
function modulesOf({
  package: { modules, executables },
  builtModules,
  dependencies: { packages },
}: PackageMeasurement): Report['modules'] {
  const own = [...new Set([...modules, ...executables])].sort();
  return { own, dependencies: builtModules.filter((module) => !own.includes(module)).sort(), packages };
}
