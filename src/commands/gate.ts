import { join } from 'node:path';
import { readBaselineText, refuseSharedFolder } from '../baseline/file.ts';
import { baselineFileName } from '../baseline/file-name.ts';
import { readKindredBaselines } from '../baseline/kindred.ts';
import { parseBaseline } from '../baseline/parse-text.ts';
import type { Baseline } from '../baseline/schema.ts';
import type { Settings } from '../config/settings.ts';
import { MeasurementError, UsageError } from '../errors.ts';
import { capitalized, noBaselineYet } from '../report/ground.ts';
import { markdownOf } from '../report/phrase.ts';
import type { NewEnvironment, Report, Source } from '../report/schema.ts';
import { readToolchain } from '../swift/toolchain.ts';
import { environmentHere } from './baseline-environment.ts';
import { buildFailureReport, buildReport, type ReportSetting } from './build-report.ts';
import { resolvedOtherwise } from './describe-base.ts';
import { needsBase, newEnvironmentOf } from './drift.ts';
import { type BaseCommit, findBase, measureBase } from './measure-base.ts';
import { measurePackage, type PackageMeasurement } from './measure-package.ts';
import type { Surroundings } from './surroundings.ts';

/** What is known of the pull request before anything of it is built; all null or empty on the command line. */
export interface GateSituation {
  readonly source: Source | null;
  readonly image: string | null;
  /** Tells what the base branch has, once the path of the baseline is known. */
  readonly inspectBase: (baselinePath: string, baseline: Baseline | null) => Promise<BaseInspection>;
  /** The commit to compare with where there is no comparable baseline; null where it cannot be had. */
  readonly findBase: () => Promise<BaseCommit | null>;
  /** Compare with the base whatever the baseline says (`gate --base`). */
  readonly alwaysBase: boolean;
  /** The default key, when the settings name none. */
  readonly keyOf: (environmentName: string) => string;
}

/** What the base branch says about the baseline that is checked out. */
export interface BaseInspection {
  /** The base branch has the baseline file, and it is missing here. */
  readonly baselineRemoved: boolean;
  /** Benchmarks that the base branch's file has numbers of, and the file here has not. */
  readonly removedEntries: readonly string[];
  /** Sentences for the top of the report: the pull request edits its own baseline. */
  readonly notices: readonly string[];
  /** Names of the files in the base branch's folder of baselines, asked for where there is no baseline here. */
  readonly files: readonly string[];
}

export interface GateResult {
  readonly report: Report;
  /** Null when nothing could be measured. */
  readonly measured: PackageMeasurement | null;
  /** The committed baseline, or the base commit's numbers that stood in for it; null where there is neither. */
  readonly comparedWith: Baseline | null;
}

/**
 * The gate: reads the baseline before anything of the package is built, builds and counts, compares, and decides.
 * A failure to measure is a report with the verdict `failed`; only wrong usage throws.
 */
export async function runGate(
  settings: Settings,
  situation: GateSituation,
  surroundings: Surroundings,
): Promise<GateResult> {
  const toolchain = await readToolchain(surroundings.run).catch((error: unknown) => ({ error }));
  if ('error' in toolchain) {
    const setting = settingOf(
      settings,
      situation,
      settings.baseline,
      { baseline: null, baselineText: null },
      { baselineRemoved: false, removedEntries: [], notices: [], files: [] },
    );
    return {
      report: buildFailureReport(toolchain.error, settings.packagePath, setting('unknown')),
      measured: null,
      comparedWith: null,
    };
  }
  const environment = environmentHere(toolchain);
  const fileName = baselineFileName(environment);
  const baselinePath = join(settings.baseline, fileName);
  const baselineText = await readBaselineText(surroundings.repository, baselinePath);
  const baseline = baselineText === null ? null : parseBaseline(baselineText, baselinePath);
  const kindred =
    baseline === null ? await readKindredBaselines(surroundings.repository, settings.baseline, environment) : [];
  const base = await situation.inspectBase(baselinePath, baseline);
  const setting = settingOf(
    settings,
    situation,
    baselinePath,
    { baseline, baselineText },
    base,
  )(fileName.replace(/\.json$/, ''));
  try {
    const measured = await measurePackage(settings, toolchain, baseline, surroundings);
    if (baseline !== null) refuseSharedFolder(baseline, measured.package.name, baselinePath);
    const others = { here: kindred, onBase: base.files };
    // A baseline that the pull request deletes is missed whatever else could be compared with.
    const mayStandIn = baseline === null && !base.baselineRemoved && !situation.alwaysBase;
    const newEnvironment = mayStandIn ? newEnvironmentOf(environment, others, measured.package.name) : null;
    return await judgeByBase({ measured, setting, newEnvironment }, settings, situation, surroundings);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const report = buildFailureReport(error, baseline?.package ?? settings.packagePath, setting);
    return { report, measured: null, comparedWith: null };
  }
}

interface Measured {
  readonly measured: PackageMeasurement;
  readonly setting: ReportSetting;
  readonly newEnvironment: NewEnvironment | null;
}

/** The result, judged by the base commit where the baseline cannot judge it; where that fails, a notice says why. */
async function judgeByBase(
  { measured, setting, newEnvironment }: Measured,
  settings: Settings,
  situation: GateSituation,
  surroundings: Surroundings,
): Promise<GateResult> {
  const { baseline } = setting;
  const { dependencies, onIncomparable } = settings;
  const report = buildReport(measured, setting);
  const byBaseline = (...notices: readonly string[]) => {
    const drift = newEnvironment === null ? [] : [`${markdownOf(capitalized(noBaselineYet(newEnvironment)))}.`];
    const all = [...report.notices, ...drift, ...notices];
    return { report: { ...report, notices: all }, measured, comparedWith: baseline };
  };
  const moved = baseline === null || dependencies === 'as-resolved' ? [] : resolvedOtherwise(baseline, measured);
  const isDrift = newEnvironment !== null || moved.length > 0;
  const wantsBase = onIncomparable === 'measure-base' && needsBase(report, isDrift);
  if (!wantsBase && !situation.alwaysBase) return byBaseline();
  try {
    const found = await findBase(situation.findBase);
    if (found === null) return byBaseline(noBase);
    const numbers = await measureBase(found, measured, settings, surroundings);
    const base = { ...numbers, isAskedFor: situation.alwaysBase, newEnvironment, dependencies };
    return { report: buildReport(measured, { ...setting, base }), measured, comparedWith: numbers.baseline };
  } catch (error) {
    // Who asked for this base has nothing from another comparison, which could even be green.
    if (situation.alwaysBase || !(error instanceof MeasurementError)) throw error;
    return byBaseline(error.message);
  }
}

function settingOf(
  settings: Settings,
  situation: GateSituation,
  baselinePath: string,
  known: Pick<ReportSetting, 'baseline' | 'baselineText'>,
  base: BaseInspection,
): (environmentName: string) => ReportSetting {
  return (environmentName) => ({
    key: settings.key ?? situation.keyOf(environmentName),
    policy: settings,
    source: situation.source,
    image: situation.image,
    baselinePath,
    ...known,
    ...base,
  });
}

const noBase = 'No base commit is known that could be measured instead (on the command line, name one with `--base`).';
