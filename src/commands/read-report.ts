import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../errors.ts';
import { type Report, reportSchema } from '../report/schema.ts';

/** 500 benchmarks of 64 KiB each stay below. */
const largestReport = 64 * 1024 * 1024;

/** Reads and validates a report.json; throws a {@link UsageError} that says what is wrong with it and where. */
export async function readReport(path: string | undefined): Promise<Report> {
  if (path === undefined)
    throw new UsageError('--report is missing: name the report.json that `measure` or `gate` wrote.');
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UsageError(`${path} does not exist; \`measure\` and \`gate\` write it.`);
  if (found.size > largestReport) throw new UsageError(`${path} is larger than any report can be.`);
  const parsed = reportSchema.safeParse(parseJson(await readFile(path, 'utf8'), path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `${path} is not a report of this version: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
}
