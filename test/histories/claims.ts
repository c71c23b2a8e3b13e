import { MeasurementError } from '../../src/model/errors.ts';
import { parseMarker } from '../../src/report/marker.ts';
import type { InProcess } from '../github-loopback/in-process.ts';
import type { Commit } from '../github-loopback/model.ts';
import { type Architecture, architectures } from './checkouts.ts';

/** What becomes of a measuring job, and the one true exit status then; null where it does not come to one. */
export const fates = {
  unchanged: 0,
  grew: 1,
  crashes: 3,
  'has no baseline any more': 1,
  'is cancelled': null,
  'is cancelled at its very end': 0,
} as const;
export type Fate = keyof typeof fates;

/** Who sets the label, and whether they may push. */
export const people = { octocat: true, tria: false } as const;
export type Person = keyof typeof people;

/** A job at its end. */
export interface EndedJob {
  /** Null where it was cancelled before. */
  readonly ended: InProcess<number> | null;
  /** Whether GitHub failed in it. */
  readonly isDisturbed: boolean;
}

export interface EndedLeg extends EndedJob {
  readonly architecture: Architecture;
  readonly fate: Fate;
}

export interface EndedAcceptance extends EndedJob {
  readonly sender: Person;
  /** What the gate had come to on the head that the label was set on. */
  readonly gate: 'at work' | 'finished' | 'not begun';
}

/** All that a history came to. */
export interface Outcome {
  readonly legs: readonly EndedLeg[];
  readonly publishing: EndedJob | null;
  readonly acceptances: readonly EndedAcceptance[];
  /** Every text that a comment of ours ever had. */
  readonly comments: readonly string[];
  /** The commits that came upon the measured head, newest first. */
  readonly commits: readonly Commit[];
  /** The content of each baseline file, as the base branch has it and as a gate has measured it. */
  readonly baselines: Readonly<Record<string, string>>;
  readonly measured: ReadonlyMap<string, string>;
}

/** What is untrue: a green without a measurement, a false word, a commit that nobody may make. One sentence each. */
export function untruths(outcome: Outcome): readonly string[] {
  const { legs, publishing, acceptances } = outcome;
  return [
    ...legs.flatMap(untruthOfGate),
    ...untruthOfPublishing(publishing, legs),
    ...acceptances.flatMap((acceptance) => untruthsOfAcceptance(acceptance, outcome)),
    ...untruthsOfCommits(outcome),
    ...outcome.comments.flatMap((body) => untruthsOfComment(body, outcome)),
  ];
}

/** The gate decides by what it measured, whatever GitHub answers. */
function untruthOfGate({ architecture, fate, ended }: EndedLeg): readonly string[] {
  const truth = fates[fate];
  const isTrue = truth === null || ended?.given === truth;
  return isTrue ? [] : [`the gate of ${architecture}, which ${fate}, ends with ${ended?.given ?? ended?.thrown}`];
}

/** Green where all jobs have measured and nothing grew; only where GitHub failed may it say that it cannot say. */
function untruthOfPublishing(publishing: EndedJob | null, legs: readonly EndedLeg[]): readonly string[] {
  const { ended, isDisturbed } = publishing ?? { ended: null, isDisturbed: false };
  if (ended === null) return ['nothing was published'];
  if (ended.thrown !== undefined) {
    return isDisturbed && ended.thrown instanceof MeasurementError ? [] : [`publish throws ${ended.thrown}`];
  }
  const isGreen = legs.every(({ fate }) => fate === 'unchanged');
  return (ended.given === 0) === isGreen ? [] : [`publish ends with ${ended.given}`];
}

function untruthsOfAcceptance(
  { sender, gate, isDisturbed, ended }: EndedAcceptance,
  { acceptances, commits, measured }: Outcome,
): readonly string[] {
  if (ended?.given === undefined) return [`accept throws ${ended?.thrown}`];
  // A commit that is there was made by one of those who set the label, who then is told so.
  const isToldOf = commits.length === 0 || acceptances.some((one) => one.ended?.given === 0);
  const said = [
    [/may not push/, !people[sender]],
    [/has not finished for/, gate === 'at work'],
    [/has not run for/, gate === 'not begun'],
    [/GitHub could not be reached|could not be read/, isDisturbed],
    [/Nothing was committed/, isDisturbed && isToldOf],
    [/left no numbers/, measured.size === 0],
    [/no workflow|is closed|is gone|another base|has moved|is not a folder|a bug/, false],
  ] as const;
  const isDue = people[sender] && gate === 'finished' && !isDisturbed && measured.size > 0;
  return [
    ...said.filter(([words, isTrue]) => !isTrue && words.test(ended.log)).map(([words]) => `${sender} reads ${words}`),
    ...(isDue && ended.given !== 0 ? [`${sender} is refused:\n${ended.log}`] : []),
    ...(!people[sender] && ended.given === 0 ? [`${sender} may not push, and accept ends with 0`] : []),
  ];
}

/** At most one commit, by somebody who may push, of what was measured. */
function untruthsOfCommits({ commits, acceptances, baselines, measured }: Outcome): readonly string[] {
  const [first, ...others] = commits;
  if (first === undefined) return [];
  const strange = Object.keys(baselines).filter((path) => {
    const content = first.files.get(path)?.toString();
    return content !== undefined && content !== baselines[path] && content !== measured.get(path);
  });
  return [
    ...(others.length > 0 ? ['the numbers were committed twice'] : []),
    ...(acceptances.some(({ sender }) => people[sender]) ? [] : ['nobody who may push has asked for the commit']),
    ...strange.map((path) => `${path} holds what nobody has measured`),
  ];
}

function untruthsOfComment(body: string, { legs, commits }: Outcome): readonly string[] {
  const key = parseMarker(body)?.key;
  const isOfLeg = architectures.some((name) => name === key);
  const meant = legs.filter(({ architecture }) => !isOfLeg || architecture === key);
  const isGreen = meant.every(({ fate }) => fates[fate] === 0);
  const named = (pattern: RegExp) => [...body.matchAll(pattern)].map(([, name = '']) => name);
  return [
    ...(body.includes('✅') && !isGreen ? [`a green comment:\n${body}`] : []),
    ...named(/`(\w+)` may not push/g).flatMap((name) => (name === 'tria' ? [] : [`a false word about ${name}`])),
    ...named(/\*\*Accepted\*\* by `(\w+)`/g).flatMap((name) =>
      name === 'octocat' && commits.length > 0 ? [] : [`${name} is said to have accepted`],
    ),
  ];
}
