import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '../model/errors.ts';
import { type Report, reportFormatVersion, reportSchema } from '../model/report.ts';
import { reportSchema1, upgradeReport } from './version-1.ts';

/** 500 benchmarks of 64 KiB each stay below. */
const largestReport = 64 * 1024 * 1024;

/** Reads and validates a report.json; throws a {@link UsageError} that says what is wrong with it and where. */
export async function readReport(path: string | undefined): Promise<Report> {
  if (path === undefined)
    throw new UsageError('--report is missing: name the report.json that `measure` or `gate` wrote.');
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`${path} does not exist; \`measure\` and \`gate\` write it.`);
  if (found.size > largestReport) throw new UsageError(`${path} is larger than any report can be.`);
  const parsed = parseReport(parseJson(await readFile(path, 'utf8'), path));
  if (parsed.outcome === 'report') return parsed.report;
  if (parsed.outcome === 'newer') throw new UsageError(`${path} was ${parsed.sentence}.`);
  const { key, problem } = parsed;
  throw new UsageError(`${path} is not a report of this version: ${key.join('.') || 'the whole'}: ${problem}.`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
}

/** A report, or what is wrong with what should be one: the key (none: the whole), and how. */
export type ParsedReport =
  | { readonly outcome: 'report'; readonly report: Report }
  | { readonly outcome: 'newer'; readonly sentence: string }
  | { readonly outcome: 'wrong'; readonly key: readonly string[]; readonly problem: string };

const versioned = z.looseObject({ formatVersion: z.int() });

/** Takes the value of a report.json of this version, or of one before, for a report. */
export function parseReport(value: unknown): ParsedReport {
  const version = versioned.safeParse(value).data?.formatVersion;
  if (version !== undefined && version > reportFormatVersion) {
    const sentence = `written by a newer version of the gate (formatVersion is ${version}, this version reads ${reportFormatVersion}): update the action`;
    return { outcome: 'newer', sentence };
  }
  const parsed =
    version === 1 ? reportSchema1.transform(upgradeReport).safeParse(value) : reportSchema.safeParse(value);
  if (parsed.success) return { outcome: 'report', report: parsed.data };
  const [issue] = parsed.error.issues;
  return { outcome: 'wrong', key: issue?.path.map(String) ?? [], problem: issue?.message ?? '' };
}
