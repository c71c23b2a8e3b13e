import type { Finding } from './findings.ts';
import { formatQuantity } from './numbers.ts';
import type { Phrase } from './phrase.ts';

/** One thing that is true of some of what was measured; of several statements, the first is the worst. */
export interface Statement {
  readonly predicate: Predicate;
  /** Of how many it is true. */
  readonly count: number;
  /** The largest case, or the first: what is said only of the worst statement. */
  readonly detail: Phrase;
  /** What is counted, where it is not what all the others count. */
  readonly noun?: string;
  /** The worst statement's words, where they are not its count and predicate. */
  readonly claim?: string;
}

type Predicate = Exclude<Finding, 'unchanged'> | 'new-benchmarks' | 'unchanged' | 'missing' | 'refused' | 'removed';
type Verb = readonly [one: string, several: string];

/** What is said of one and of several. */
export const predicates: Readonly<Record<Predicate, Verb>> = {
  regression: ['allocates more', 'allocate more'],
  exceeding: ['exceeds its imported threshold', 'exceed their imported thresholds'],
  failed: ['could not be measured', 'could not be measured'],
  'failed-in-part': ['could only be measured in part', 'could only be measured in part'],
  missing: ['is missing', 'are missing'],
  refused: ['is not taken', 'are not taken'],
  incomparable: ['cannot be compared', 'cannot be compared'],
  'no-baseline': ['has no baseline yet', 'have no baseline yet'],
  'new-benchmarks': ['has benchmarks without a baseline', 'have benchmarks without a baseline'],
  improvement: ['allocates less', 'allocate less'],
  'within-limit': ['changed within its limit', 'changed within their limits'],
  'within-threshold': ['is within its imported threshold', 'are within their imported thresholds'],
  unchanged: ['is unchanged', 'are unchanged'],
  removed: ['is not measured any more', 'are not measured any more'],
};

/** Of an environment, which has several benchmarks with limits and thresholds. */
export const environmentPredicates: Readonly<Record<Predicate, Verb>> = {
  ...predicates,
  exceeding: ['exceeds an imported threshold', 'exceed imported thresholds'],
  'within-limit': ['changed within its limits', 'changed within their limits'],
  'within-threshold': ['is within imported thresholds', 'are within imported thresholds'],
};

/** What statements are about: benchmarks, or all the environments there should be. */
export interface Subject {
  readonly predicates: Readonly<Record<Predicate, Verb>>;
  readonly noun: string;
  /** So many of them, as the beginning of a sentence. */
  readonly share: (count: number) => string;
}

/** Benchmarks of one environment. */
export const ofBenchmarks: Subject = {
  predicates,
  noun: 'benchmark',
  share: (count) => formatQuantity(count, 'benchmark'),
};

/** The statements as one sentence, the first of them in bold, then the policy. */
export function sentenceOf([first, ...rest]: readonly Statement[], subject: Subject, policy: Phrase): Phrase {
  if (first === undefined) return policy;
  const others = rest.map((statement) => summaryOf(statement, subject)).join(', ');
  const tail = others === '' ? [] : [` Besides, ${others}.`];
  return [{ strong: claimOf(first, subject) }, ...first.detail, '.', ...tail, ...policy];
}

/** In bold, of the worst statement. */
export function claimOf(statement: Statement, subject: Subject): string {
  const { count, noun, claim } = statement;
  return (
    claim ?? `${noun === undefined ? subject.share(count) : formatQuantity(count, noun)} ${verbOf(statement, subject)}`
  );
}

/** In a few words, of every other. */
export function summaryOf(statement: Statement, subject: Subject): string {
  const { count, noun } = statement;
  return `${noun === undefined ? count : formatQuantity(count, noun)} ${verbOf(statement, subject)}`;
}

function verbOf({ predicate, count }: Statement, { predicates }: Subject): string {
  const [one, several] = predicates[predicate];
  return count === 1 ? one : several;
}

/** The statement, where it is true of any. */
export function some<Each>(
  predicate: Predicate,
  all: readonly Each[],
  detail: (all: readonly Each[]) => Phrase,
  words: Pick<Statement, 'noun' | 'claim'> = {},
): readonly Statement[] {
  return all.length === 0 ? [] : [{ predicate, count: all.length, detail: detail(all), ...words }];
}
