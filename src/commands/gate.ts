import { join } from 'node:path';
import { readBaselineText, refuseSharedFolder } from '../baseline/file.ts';
import { baselineFileName } from '../baseline/file-name.ts';
import { parseBaseline } from '../baseline/parse-text.ts';
import type { Baseline } from '../baseline/schema.ts';
import type { Settings } from '../config/settings.ts';
import { MeasurementError, UsageError } from '../errors.ts';
import type { Report, Source } from '../report/schema.ts';
import { readToolchain } from '../swift/toolchain.ts';
import { environmentHere } from './baseline-environment.ts';
import { buildFailureReport, buildReport, type ReportSetting } from './build-report.ts';
import { type BaseCommit, measureBase } from './measure-base.ts';
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
  /** Sentences for the top of the report: the pull request edits its own baseline. */
  readonly notices: readonly string[];
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
      { baselineRemoved: false, notices: [] },
    );
    return {
      report: buildFailureReport(toolchain.error, settings.packagePath, setting('unknown')),
      measured: null,
      comparedWith: null,
    };
  }
  const fileName = baselineFileName(environmentHere(toolchain));
  const baselinePath = join(settings.baseline, fileName);
  const baselineText = await readBaselineText(surroundings.repository, baselinePath);
  const baseline = baselineText === null ? null : parseBaseline(baselineText, baselinePath);
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
    const report = buildReport(measured, setting);
    if (!wantsBase(report, settings, situation)) return { report, measured, comparedWith: baseline };
    const commit = await situation.findBase();
    if (commit === null) return { report: withNotice(report, noBase), measured, comparedWith: baseline };
    const compared = await measureBase(commit, settings, toolchain, surroundings).catch((error: unknown) => {
      if (error instanceof MeasurementError) return error;
      throw error;
    });
    if (compared instanceof MeasurementError)
      return { report: withNotice(report, compared.message), measured, comparedWith: baseline };
    const baseSetting = { ...setting, base: { commit: commit.commit, baseline: compared } };
    return { report: buildReport(measured, baseSetting), measured, comparedWith: compared };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const report = buildFailureReport(error, baseline?.package ?? settings.packagePath, setting);
    return { report, measured: null, comparedWith: null };
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

/** A baseline that was measured elsewhere says nothing; the base commit, measured here, does. */
function wantsBase(report: Report, { onIncomparable }: Settings, { alwaysBase }: GateSituation): boolean {
  const isIncomparable = report.benchmarks.some(({ verdict }) => verdict === 'incomparable');
  return alwaysBase || (onIncomparable === 'measure-base' && isIncomparable);
}

function withNotice(report: Report, notice: string): Report {
  return { ...report, notices: [...report.notices, notice] };
}

const noBase = 'No base commit is known that could be measured instead (on the command line, name one with `--base`).';
