import { gitBlob } from '../baseline/file.ts';
import { formatBaseline } from '../baseline/format-text.ts';
import { benchmarkLines } from '../baseline/parse-text.ts';
import { unifiedDiff } from '../baseline/unified-diff.ts';
import { benchmarkReport, type Judged } from '../judge/judge-benchmark.ts';
import { fewRuns } from '../judge/tolerance.ts';
import { fingerprintOf, type PackageMeasurement } from '../measure/measure-package.ts';
import { type Baseline, benchmarkIn, benchmarkNames } from '../model/baseline.ts';
import { dependencyChanges } from '../model/dependency-changes.ts';
import { failureOf } from '../model/errors.ts';
import type { Fingerprint } from '../model/fingerprint.ts';
import { type Notice, noticeOf } from '../model/notice.ts';
import { isOpen, type Policy } from '../model/policy.ts';
import {
  areSitesComparable,
  type MeasuredBenchmark,
  type Report,
  reportFormatVersion,
  type Source,
} from '../model/report.ts';
import { worstVerdict } from '../model/verdict.ts';
import { isOfRuntime } from '../stacks/memory-words.ts';
import { candidateBaseline, canKeepLeftOut } from './candidate.ts';
import { failedAtBase, judgedByBase } from './judge-by-base.ts';
import { baseOf, type MeasuredBase } from './why-base.ts';

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
  readonly notices: readonly Notice[];
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
  const names = new Set([...measured.benchmarks.map(({ benchmark }) => benchmark.name), ...measured.leftOut]);
  const removed = [...new Set(references.flatMap(benchmarkNames))].filter((name) => !names.has(name));
  const reports = benchmarks.map(({ report }) => report);
  const verdicts = reports.map(({ verdict }) => verdict);
  const anyChange = references.length > 0 && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
  const fingerprint = fingerprintOf(measured);
  const head = reportHead(setting);
  return {
    ...head,
    notices: [
      ...head.notices,
      ...(base === undefined ? unknownWorkload(setting, reports) : failedAtBase(reports, base)),
      ...partOfBaseline(measured, fingerprint, setting),
    ],
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
      counter: measured.counter,
      kernel: measured.machine.kernel,
      image: setting.image,
      swift: measured.toolchain.description,
    },
    benchmarks: reports,
    removed,
    candidate:
      fingerprint === null ? null : candidateOf(measured, fingerprint, setting, namesUnchanged(byBaseline, setting)),
  };
}

/** That the baseline is compared with as it is where it does not say of which workload its numbers are. */
function unknownWorkload({ baseline }: ReportSetting, reports: Report['benchmarks']): readonly Notice[] {
  const isUnknown = (report: Report['benchmarks'][number]) =>
    report.verdict !== 'failed' &&
    report.delta !== null &&
    baseline !== null &&
    benchmarkIn(baseline, report.name)?.workload === null;
  if (!reports.some(isUnknown)) return [];
  return [
    noticeOf(
      'The baseline was written by an older version of the gate, which did not note arguments, environment and ' +
        'iterations: if they have changed since, the numbers say nothing. The next baseline that is accepted has them.',
    ),
  ];
}

/** That a part of the benchmarks makes no baseline where the others' committed numbers cannot stay beside them. */
function partOfBaseline(
  measured: PackageMeasurement,
  fingerprint: Fingerprint | null,
  { baseline }: ReportSetting,
): readonly Notice[] {
  if (fingerprint === null || canKeepLeftOut(measured, fingerprint, baseline)) return [];
  return [
    noticeOf(
      'These numbers alone cannot become the baseline: those of the benchmarks that were left out are of another Swift, ' +
        'libc or machine. Measure all of them to renew it.',
    ),
  ];
}

/** Whether something that is measured has no baseline only because the pull request took it away. */
function isRemoved({ baselineRemoved, removedEntries }: ReportSetting, reports: Report['benchmarks']): boolean {
  const isTakenAway = ({ name, verdict }: Report['benchmarks'][number]) =>
    verdict === 'no-baseline' && removedEntries.includes(name);
  return baselineRemoved || reports.some(isTakenAway);
}

/** The benchmarks of which the committed numbers are as good as these: nothing changed, and they were taken as these were. */
function namesUnchanged(byBaseline: readonly Judged[], { baseline }: ReportSetting): ReadonlySet<string> {
  const isUnchanged = ({ report, changed }: Judged): boolean => {
    const known = baseline === null ? undefined : benchmarkIn(baseline, report.name);
    if (known === undefined || report.verdict !== 'pass' || changed || (report.unfreed?.change ?? 0) !== 0)
      return false;
    const { stacks, sites, measurement } = report;
    const areSitesAlike = sites.every(
      (site) => site.delta === 0 && site.movedFrom === undefined && hasKnownTypes(site),
    );
    // The second run of a few is counted alone.
    const isAsGood = (known.recordedRuns ?? 1) >= Math.min(fewRuns - 1, stacks?.runs ?? 1);
    return (
      known.workload !== null &&
      areSitesAlike &&
      isAsGood &&
      known.measurement.runs >= Math.min(fewRuns, measurement.runs) &&
      // Perf's two ways to take stacks are one recorder: with `auto` an odd run may decide which it is.
      (stacks === null || (known.callGraph !== undefined && areSitesComparable(stacks)))
    );
  };
  return new Set(byBaseline.filter(isUnchanged).map(({ report }) => report.name));
}

/**
 * Whether the baseline has the types of a site as they are, but for the hundredth part of what it allocates, and all of what
 * varies: a thread that is cut off leaves an object without its type, and whoever comes first pays for what is made once.
 * The runtime's own memory is no part of what decides.
 */
function hasKnownTypes({ allocates = [], count, tolerance }: MeasuredBenchmark['sites'][number]): boolean {
  const mayDiffer = Math.max(count / 100, tolerance ?? 0);
  return allocates.every(({ name, count: now, baselineCount }) => {
    if (isOfRuntime({ name }) || (baselineCount !== undefined && tolerance !== undefined)) return true;
    return Math.abs(now - (baselineCount ?? 0)) <= mayDiffer + 1e-6;
  });
}

function candidateOf(
  measured: PackageMeasurement,
  fingerprint: Fingerprint,
  { baselinePath, baseline, baselineText }: ReportSetting,
  unchanged: ReadonlySet<string>,
): Report['candidate'] {
  if (!canKeepLeftOut(measured, fingerprint, baseline)) return null;
  const text = formatBaseline(candidateBaseline(measured, fingerprint, baseline, unchanged));
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

/** The executables are named too: C code and `main` belong to no module, but to the file they are in. */
function modulesOf({
  package: { modules, executables },
  builtModules,
  dependencies: { packages },
}: PackageMeasurement): Report['modules'] {
  const own = [...new Set([...modules, ...executables])].sort();
  return { own, dependencies: builtModules.filter((module) => !own.includes(module)).sort(), packages };
}
