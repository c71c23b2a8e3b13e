import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Immutable } from './immutable.ts';

const longestText = 200;
const longestList = 50;

/** Room for what {@link boundedTexts} makes of long texts. */
const text = z.string().max(longestText + 100);
const texts = z.array(text).max(longestList);

/**
 * What a benchmark's numbers are numbers of, as far as the configuration says. Numbers of two workloads cannot be
 * compared. Texts are as {@link boundedTexts} makes them.
 */
export const workloadSchema = z.strictObject({
  /** The executable product; left out where a command runs. */
  product: text.optional(),
  /** The words of the command; left out where a product runs. */
  command: texts.optional(),
  arguments: texts,
  /** `NAME=value`, by name. */
  environment: texts,
  /** How the program is told its number of iterations: `ITERATIONS`, `--count={iterations}`; null where it is not. */
  iterations: text.nullable(),
  /** Of a server: how it is seen that it is ready, `port 8080`; what loads it; the signal that ends it. */
  ready: text.optional(),
  drive: texts.optional(),
  stop: text.optional(),
  /** Further arguments of `swift build`. */
  buildArguments: texts,
  /** What the build got besides the environment of every build, `NAME=value`, by name; left out where there is none. */
  buildEnvironment: texts.optional(),
});
export type WorkloadIdentity = Immutable<z.infer<typeof workloadSchema>>;

/** One field in which two workloads differ. */
export interface WorkloadDifference {
  readonly field: string;
  readonly baseline: string;
  readonly measured: string;
}

/** The fields that make the numbers of two workloads incomparable, and what each says there. */
export function workloadDifferences(
  baseline: WorkloadIdentity,
  measured: WorkloadIdentity,
): readonly WorkloadDifference[] {
  const rows: readonly (readonly [field: string, of: (workload: WorkloadIdentity) => readonly string[]])[] = [
    ['program', ({ product, command }) => (product === undefined ? (command ?? []) : ['product', product])],
    ['arguments', (workload) => workload.arguments],
    ['environment', ({ environment }) => environment],
    ['iterations', ({ iterations }) => (iterations === null ? [] : [iterations])],
    ['ready', ({ ready }) => listOf(ready)],
    ['drive', ({ drive = [] }) => drive],
    ['stop', ({ stop }) => listOf(stop)],
    ['build-arguments', ({ buildArguments }) => buildArguments],
    ['build-environment', ({ buildEnvironment }) => buildEnvironment ?? []],
  ];
  return rows.flatMap(([field, of]) => {
    const [before, now] = [of(baseline), of(measured)];
    return JSON.stringify(before) === JSON.stringify(now) ? [] : [{ field, ...shownApart(before, now) }];
  });
}

function listOf(one: string | undefined): readonly string[] {
  return one === undefined ? [] : [one];
}

const longestShown = 300;

/** Both lists as one text each, of bounded length, `none` for an empty one; of long ones, from the first entry on that differs. */
export function shownApart(before: readonly string[], now: readonly string[]) {
  const isLong = [before, now].some((all) => words(all).length > longestShown);
  const first = isLong ? before.findIndex((one, index) => one !== now[index]) : 0;
  const from = first < 0 ? before.length : first;
  const shown = (all: readonly string[]) => {
    const whole = `${from > 0 ? '… ' : ''}${words(all.slice(from))}`;
    return whole.length > longestShown ? `${whole.slice(0, longestShown)}…` : whole;
  };
  return { baseline: shown(before), measured: shown(now) };
}

function words(all: readonly string[]): string {
  if (all.length === 0) return 'none';
  return all.map((one) => (/^[\w@%+=:,./{}-]+$/.test(one) ? one : JSON.stringify(one))).join(' ');
}

/** What a shortened text ends in; one that ends so by itself is shortened too, so that no text stands for another. */
const shortened = /SHA-256 [0-9a-f]{32}\)$/;

/** The text itself, or of a long one its beginning, its length and what tells it from every other. */
export function boundedText(given: string): string {
  if (given.length <= longestText && !shortened.test(given)) return given;
  return `${given.slice(0, longestText / 2)}… (${given.length} characters, SHA-256 ${hashOf(given)})`;
}

/** The texts, each as {@link boundedText}, and of a long list its beginning and what tells the rest from every other. */
export function boundedTexts(given: readonly string[]): readonly string[] {
  const bounded = given.map(boundedText);
  if (given.length <= longestList) return bounded;
  const rest = given.slice(longestList - 1);
  return [...bounded.slice(0, longestList - 1), `… (${rest.length} more, SHA-256 ${hashOf(JSON.stringify(rest))})`];
}

function hashOf(given: string): string {
  return createHash('sha256').update(given).digest('hex').slice(0, 32);
}
