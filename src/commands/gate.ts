import { join } from 'node:path';
import { readBaseline, refuseSharedFolder } from '../baseline/file.ts';
import { baselineFileName } from '../baseline/file-name.ts';
import type { Baseline } from '../baseline/schema.ts';
import type { Settings } from '../config/settings.ts';
import { UsageError } from '../errors.ts';
import type { Report, Source } from '../report/schema.ts';
import { readToolchain } from '../swift/toolchain.ts';
import { readMachine } from '../system/machine.ts';
import { buildFailureReport, buildReport, type ReportSetting } from './build-report.ts';
import { measurePackage, type PackageMeasurement } from './measure-package.ts';
import type { Surroundings } from './surroundings.ts';

/** What is known of the pull request before anything of it is built; all null or empty on the command line. */
export interface GateSituation {
  readonly source: Source | null;
  readonly image: string | null;
  /** Tells what the base branch has, once the path of the baseline is known. */
  readonly inspectBase: (baselinePath: string, baseline: Baseline | null) => Promise<BaseInspection>;
  /** The default key, when the settings name none. */
  readonly keyOf: (environmentName: string) => string;
}

/** What the base branch says about the baseline that is checked out. */
export interface BaseInspection {
  /** The base branch has the baseline file. */
  readonly baselineExpected: boolean;
  /** Sentences for the top of the report: the pull request edits its own baseline. */
  readonly notices: readonly string[];
}

export interface GateResult {
  readonly report: Report;
  /** Null when nothing could be measured. */
  readonly measured: PackageMeasurement | null;
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
    const setting = settingOf(settings, situation, settings.baseline, null, { baselineExpected: false, notices: [] });
    return { report: buildFailureReport(toolchain.error, settings.packagePath, setting('unknown')), measured: null };
  }
  const [arch = 'unknown'] = toolchain.target.split('-');
  const fileName = baselineFileName({ swift: toolchain.version, os: readMachine().os, arch });
  const baselinePath = join(settings.baseline, fileName);
  const baseline = await readBaseline(surroundings.repository, baselinePath);
  const base = await situation.inspectBase(baselinePath, baseline);
  const setting = settingOf(settings, situation, baselinePath, baseline, base)(fileName.replace(/\.json$/, ''));
  try {
    const measured = await measurePackage(settings, surroundings);
    if (baseline !== null) refuseSharedFolder(baseline, measured.package.name, baselinePath);
    return { report: buildReport(measured, setting), measured };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return { report: buildFailureReport(error, baseline?.package ?? settings.packagePath, setting), measured: null };
  }
}

function settingOf(
  settings: Settings,
  situation: GateSituation,
  baselinePath: string,
  baseline: Baseline | null,
  base: BaseInspection,
): (environmentName: string) => ReportSetting {
  return (environmentName) => ({
    key: settings.key ?? situation.keyOf(environmentName),
    policy: settings,
    source: situation.source,
    image: situation.image,
    baselinePath,
    baseline,
    ...base,
  });
}
