import { basename, join, resolve } from 'node:path';
import { readBaselineText, readSiblingBaselines, refuseSharedFolder, type SiblingBaseline } from '../baseline/file.ts';
import { type BaselineEnvironment, baselineFileName } from '../baseline/file-name.ts';
import { parseBaseline } from '../baseline/parse-text.ts';
import { whatIsUndecided } from '../judge/is-undecided.ts';
import { type KnownBefore, measurePackage, type PackageMeasurement } from '../measure/measure-package.ts';
import type { MeasuringHost } from '../measure/measurer.ts';
import { type Baseline, benchmarkIn } from '../model/baseline.ts';
import { MeasurementError, UsageError } from '../model/errors.ts';
import { type Notice, noticeOf } from '../model/notice.ts';
import type { NewEnvironment, Report, Source } from '../model/report.ts';
import { capitalized, noBaselineYet } from '../report/comparison.ts';
import type { Settings } from '../settings/settings.ts';
import { readToolchain } from '../swift/toolchain.ts';
import { environmentHere } from './baseline-environment.ts';
import { buildFailureReport, buildReport, type ReportSetting } from './build-report.ts';
import { type ComparedTrees, committedTrees } from './flame-graph-profile.ts';
import { type BaseInspection, nothingInspected } from './inspect-base.ts';
import { type BlobsAtHead, withLines, withSources } from './lines-in-report.ts';
import { type BaseCommit, findBase, measureBase } from './measure-base.ts';
import { asStored } from './stored-text.ts';
import { needsBase, newEnvironmentOf, resolvedOtherwise } from './why-base.ts';

/** What is known of the pull request before anything of it is built; all null or empty on the command line. */
export interface GateContext {
  readonly source: Source | null;
  readonly image: string | null;
  /** Tells what the base branch has, once the path of the baseline is known. */
  readonly inspectBase: (baselinePath: string, baseline: Baseline | null) => Promise<BaseInspection>;
  /** The commit to compare with where there is no comparable baseline; null where it cannot be had. */
  readonly findBase: () => Promise<BaseCommit | null>;
  /** Compare with the base whatever the baseline says (`gate --base`). */
  readonly alwaysBase: boolean;
  /** Is given the result so far each time that a benchmark is finished and others are to come. */
  readonly keep?: (soFar: GateResult) => Promise<void>;
  readonly blobsAtHead: BlobsAtHead;
  /** The default key, when the settings name none. */
  readonly keyOf: (environmentName: string) => string;
}

export interface GateResult {
  readonly report: Report;
  /** Null when nothing could be measured. */
  readonly measured: PackageMeasurement | null;
  /** Call trees of what each benchmark was compared with: the committed baseline, or the base commit measured here. */
  readonly trees: ComparedTrees;
}

/**
 * The gate: reads the baseline before anything of the package is built, builds and counts, compares, and decides.
 * A failure to measure is a report with the verdict `failed`; only wrong usage throws.
 */
export async function runGate(settings: Settings, context: GateContext, host: MeasuringHost): Promise<GateResult> {
  const toolchain = await readToolchain(host.run).catch((error: unknown) => ({ error }));
  if ('error' in toolchain) {
    const nothing = { baselinePath: settings.baseline, baseline: null, baselineText: null, ...nothingInspected };
    return unmeasured(toolchain.error, folderName(settings, host), settingOf(settings, context, 'unknown', nothing));
  }
  const environment = environmentHere(toolchain);
  const committed = await readCommitted(settings.baseline, environment, context, host);
  const { baseline, baselinePath } = committed;
  const setting = settingOf(settings, context, basename(baselinePath, '.json'), committed);
  // Where the base commit is asked for, the baseline does not decide.
  const decisive = context.alwaysBase ? null : baseline;
  try {
    const known: KnownBefore = {
      baseline,
      comparedWith: (name) => (baseline === null ? undefined : benchmarkIn(baseline, name)),
      whatIsUndecided: (measured) => whatIsUndecided(measured, decisive),
      onFinished: async (soFar) =>
        context.keep?.({ report: buildReport(soFar, setting), measured: soFar, trees: committedTrees(baseline) }),
    };
    const measured = await measurePackage(settings, toolchain, known, host);
    if (baseline !== null) refuseSharedFolder(baseline, measured.package.name, baselinePath);
    // A baseline that the pull request deletes is missed whatever else could be compared with.
    const mayStandIn = baseline === null && !committed.baselineRemoved && !context.alwaysBase;
    const newEnvironment = mayStandIn ? newEnvironmentOf(environment, committed, measured.package.name) : null;
    const result = await judgeMeasured({ measured, setting, newEnvironment }, settings, context, host);
    const tree = { repository: host.repository, run: host.run, blobsAtHead: context.blobsAtHead };
    return { ...result, report: await withSources(withLines(result.report, measured), tree) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return unmeasured(error, baseline?.package ?? folderName(settings, host), setting);
  }
}

/** What the checkout has in its folder of baselines, and the base branch in the same one. */
interface Committed extends BaseInspection, Pick<ReportSetting, 'baselinePath' | 'baseline' | 'baselineText'> {}

async function readCommitted(
  folder: string,
  environment: BaselineEnvironment,
  context: GateContext,
  { run, repository }: MeasuringHost,
): Promise<Committed & { readonly siblings: readonly SiblingBaseline[] }> {
  const baselinePath = join(folder, baselineFileName(environment));
  const text = await readBaselineText(repository, baselinePath);
  const baselineText = text === null ? null : await asStored(run, repository, baselinePath, text);
  const baseline = baselineText === null ? null : parseBaseline(baselineText, baselinePath);
  const siblings = baseline === null ? await readSiblingBaselines(repository, folder, environment) : [];
  return { baselinePath, baselineText, baseline, siblings, ...(await context.inspectBase(baselinePath, baseline)) };
}

/** Stands for the package's own name where that could not be read. */
function folderName({ packagePath }: Settings, { repository }: MeasuringHost): string {
  return basename(resolve(repository, packagePath));
}

function unmeasured(error: unknown, packageName: string, setting: ReportSetting): GateResult {
  return { report: buildFailureReport(error, packageName, setting), measured: null, trees: new Map() };
}

interface Measured {
  readonly measured: PackageMeasurement;
  readonly setting: ReportSetting;
  readonly newEnvironment: NewEnvironment | null;
}

/** The result, judged by the base commit where the baseline cannot judge it; where that fails, a notice says why. */
async function judgeMeasured(
  { measured, setting, newEnvironment }: Measured,
  settings: Settings,
  context: GateContext,
  host: MeasuringHost,
): Promise<GateResult> {
  const { baseline } = setting;
  const { dependencies, onIncomparable } = settings;
  const report = buildReport(measured, setting);
  const byBaseline = (...notices: readonly Notice[]) => {
    const missing = newEnvironment === null ? [] : [noticeOf(...capitalized(noBaselineYet(newEnvironment)), '.')];
    const all = [...report.notices, ...missing, ...notices];
    return { report: { ...report, notices: all }, measured, trees: committedTrees(baseline) };
  };
  const moved = baseline === null || dependencies === 'as-resolved' ? [] : resolvedOtherwise(baseline, measured);
  const isOutdated = newEnvironment !== null || moved.length > 0;
  const wantsBase = onIncomparable === 'measure-base' && needsBase(report, isOutdated);
  if (!wantsBase && !context.alwaysBase) return byBaseline();
  try {
    const found = await findBase(context.findBase);
    if (found === null) return byBaseline(noBase);
    const { trees, ...numbers } = await measureBase(found, measured, settings, host);
    const base = { ...numbers, isAskedFor: context.alwaysBase, newEnvironment, dependencies };
    return { report: buildReport(measured, { ...setting, base }), measured, trees };
  } catch (error) {
    // Who asked for this base has nothing from another comparison, which could even be green.
    if (context.alwaysBase || !(error instanceof MeasurementError)) throw error;
    return byBaseline(noticeOf(error.message));
  }
}

function settingOf(
  { key, ...policy }: Settings,
  { source, image, keyOf }: GateContext,
  environmentName: string,
  committed: Committed,
): ReportSetting {
  return { key: key ?? keyOf(environmentName), policy, source, image, ...committed };
}

const noBase = noticeOf(
  'No base commit is known that could be measured instead (on the command line, name one: ',
  { code: 'gate --base REV' },
  ').',
);
