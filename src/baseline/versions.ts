import { posix } from 'node:path';
import { z } from 'zod';
import { largestBaselineBytes } from '../model/baseline.ts';
import { type Fingerprint, fingerprintDifferences, fingerprintSchema } from '../model/fingerprint.ts';
import { measurementSchema, perUnit, type Unit } from '../model/measurement.ts';
import { nameSchema } from '../model/site.ts';
import { measurementSchema1 } from '../model/version-1.ts';
import { git, pathInRepository } from '../system/git.ts';
import type { Run } from '../system/process.ts';

/** What a committed baseline file said from one commit on. */
export interface BaselineVersion {
  /** The file's name, which is that of its environment: `swift-6.2-ubuntu-24.04-x86_64.json`. */
  readonly file: string;
  readonly commit: string;
  /** `2026-11-22`, of the commit. */
  readonly date: string;
  /** Who accepted the numbers by label, else the commit's author; foreign text, as the subject is. */
  readonly by: string;
  readonly subject: string;
  /** Null where the commit removed the file, or no numbers were measured yet. */
  readonly fingerprint: Fingerprint | null;
  /** By name. */
  readonly benchmarks: ReadonlyMap<string, BenchmarkVersion>;
}

export interface BenchmarkVersion {
  readonly unit: Unit;
  /** Allocations per unit. */
  readonly total: number;
  /** What was run, as text that is equal where it is the same. */
  readonly workload: string;
}

/** All versions that were read, the oldest first, and how many were not. */
export interface BaselineVersions {
  readonly versions: readonly BaselineVersion[];
  /** Files that are no baseline. */
  readonly unreadable: number;
  /** Older ones than are read. */
  readonly omitted: number;
  /** Whether the repository holds the newest commits alone (a shallow clone). */
  readonly isShallow: boolean;
}

/** Changes of baseline files that are read, the newest first. */
const mostVersions = 5000;
/** Bytes of all their contents. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Reads what git has of the baseline files directly in a folder, which is relative to `repository`: their content after
 * each commit that changed one. Two programs are started for any number of versions, and nothing but numbers is kept.
 */
export async function readBaselineVersions(run: Run, repository: string, folder: string): Promise<BaselineVersions> {
  const prefix = posix.join(await pathInRepository(run, repository), folder);
  const changes = await readChanges(run, repository, folder, prefix === '.' ? '' : `${prefix}/`);
  const shallow = await run(git(repository, 'rev-parse', '--is-shallow-repository'));
  const contents = await readContents(run, repository, [...new Set(changes.map(({ blob }) => blob))]);
  const versions: BaselineVersion[] = [];
  const counted = { unreadable: 0, omitted: 0 };
  for (const { blob, ...change } of changes) {
    const content = removed.test(blob) ? nothing : contents.get(blob);
    if (content === undefined) counted.omitted += 1;
    else if (content === null) counted.unreadable += 1;
    else versions.push({ ...change, ...content });
  }
  return { versions: versions.reverse(), ...counted, isShallow: shallow.stdout.trim() === 'true' };
}

/** Which fields make two versions of a benchmark incomparable: another Swift, libc or machine, or another workload. */
export function whatChangedBetween(
  before: BaselineVersion,
  now: BaselineVersion,
  benchmark: string,
): readonly { readonly field: string; readonly before: string; readonly now: string }[] {
  const [one, other] = [before.benchmarks.get(benchmark), now.benchmarks.get(benchmark)];
  if (one === undefined || other === undefined || before.fingerprint === null || now.fingerprint === null) return [];
  const fields = fingerprintDifferences(before.fingerprint, now.fingerprint, other.unit).map((difference) => ({
    field: difference.field,
    before: difference.baseline.slice(0, 40),
    now: difference.measured.slice(0, 40),
  }));
  if (one.unit !== other.unit) return [...fields, { field: 'unit', before: one.unit, now: other.unit }];
  if (one.workload !== other.workload) return [...fields, { field: 'workload', before: 'another', now: 'changed' }];
  return fields;
}

/** As git calls the content of a file that is not there. */
const removed = /^0+$/;

type Content = Pick<BaselineVersion, 'fingerprint' | 'benchmarks'>;
const nothing: Content = { fingerprint: null, benchmarks: new Map() };

type Change = Omit<BaselineVersion, keyof Content> & { readonly blob: string };

/** The changes of baseline files, the newest first. `prefix` is the folder's path from the top, with a `/` at its end. */
async function readChanges(run: Run, repository: string, folder: string, prefix: string): Promise<readonly Change[]> {
  const format = '%x01%H%x02%cs%x02%an%x02%(trailers:key=Accepted-By,valueonly,separator=%x2C)%x02%s';
  const listing = git(
    ...([
      repository,
      '-c',
      'core.quotePath=false',
      '--literal-pathspecs',
      'log',
      `--max-count=${mostVersions}`,
    ] as const),
    ...['--raw', '--no-abbrev', '--no-renames', '--no-color', `--format=${format}`, '--', folder],
  );
  const { exitCode, stdout } = await run(listing);
  if (exitCode !== 0) return [];
  const changes: Change[] = [];
  let commit: Omit<Change, 'file' | 'blob'> | null = null;
  for (const line of stdout.split('\n')) {
    if (line.startsWith('\u0001')) commit = commitOf(line.slice(1).split('\u0002'));
    // :100644 100644 3f1c8a2b9d… 9a6b13d1c8… M	.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json
    const [, blob, path] = /^:\d{6} \d{6} [0-9a-f]{40,64} ([0-9a-f]{40,64}) [A-Z]\t(.+)$/.exec(line) ?? [];
    if (commit === null || blob === undefined || path === undefined || !path.startsWith(prefix)) continue;
    const file = path.slice(prefix.length);
    if (/^[^/]{1,200}\.json$/.test(file)) changes.push({ ...commit, file, blob });
  }
  return changes.slice(0, mostVersions);
}

function commitOf([commit = '', date = '', author = '', acceptedBy = '', ...subject]: readonly string[]) {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
  return { commit, date, by: acceptedBy || author, subject: subject.join(' ') };
}

/**
 * What is read of each content, by its name in git; null for what is no baseline. Those that come after so many bytes,
 * and are thus older, are left out.
 */
async function readContents(
  run: Run,
  repository: string,
  blobs: readonly string[],
): Promise<ReadonlyMap<string, Content | null>> {
  const names = blobs.filter((blob) => !removed.test(blob));
  const contents = new Map<string, Content | null>();
  if (names.length === 0) return contents;
  const sizes = await run({ ...git(repository, 'cat-file', '--batch-check'), input: `${names.join('\n')}\n` });
  const wanted: string[] = [];
  let bytes = 0;
  // 9a6b13d1c8… blob 24081
  for (const [, blob = '', size] of sizes.stdout.matchAll(/^([0-9a-f]{40,64}) blob (\d+)$/gm)) {
    if (Number(size) > largestBaselineBytes) {
      contents.set(blob, null);
      continue;
    }
    bytes += Number(size);
    if (bytes > mostBytes) break;
    wanted.push(blob);
  }
  const chunks: Buffer[] = [];
  const onOutput = (chunk: Buffer, stream: string) => void (stream === 'stdout' && chunks.push(chunk));
  const batch = git(repository, 'cat-file', '--batch');
  await run({ ...batch, input: `${wanted.join('\n')}\n`, onOutput, keep: 'tail' });
  const output = Buffer.concat(chunks);
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf('\n', at);
    const [, blob, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
    if (end === -1 || blob === undefined) break;
    contents.set(blob, parseContent(output.toString('utf8', end + 1, end + 1 + Number(size))));
    at = end + 1 + Number(size) + 1;
  }
  return contents;
}

/** Of a baseline, what is drawn: sites and call trees, which are nearly all of it, are passed over. */
const contentSchema = (measurement: typeof measurementSchema | typeof measurementSchema1) =>
  z.object({
    fingerprint: fingerprintSchema.nullable(),
    benchmarks: z.record(nameSchema, z.object({ measurement, workload: z.unknown() })),
  });
const schemas = { 1: contentSchema(measurementSchema1), 2: contentSchema(measurementSchema) };

function parseContent(text: string): Content | null {
  const value = parsedJson(text);
  const version = z.object({ formatVersion: z.union([z.literal(1), z.literal(2)]) }).safeParse(value);
  if (!version.success) return null;
  const content = schemas[version.data.formatVersion].safeParse(value);
  if (!content.success) return null;
  const { fingerprint, benchmarks } = content.data;
  const versions = Object.entries(benchmarks).map(([name, { measurement, workload }]) => {
    const version = { unit: measurement.unit, total: perUnit(measurement).total, workload: JSON.stringify(workload) };
    return [name, version] as const;
  });
  return { fingerprint, benchmarks: new Map(versions) };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
