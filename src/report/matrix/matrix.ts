import type { Links } from '../links.ts';
import type { Marker } from '../marker.ts';
import type { Report } from '../schema.ts';

/** A measured job of a run. */
export interface Leg {
  /** The job as GitHub shows it, `Swift 6.2.1 on ubuntu-24.04-arm`; foreign text. */
  readonly name: string;
  readonly report: Report;
  readonly links: Links;
}

/** A job of the run that should have left a report and has not. */
export interface MissingLeg {
  /** As of {@link Leg}; foreign text. */
  readonly name: string;
  /** Ends the sentence that the name begins: `was cancelled`, `has not finished`. */
  readonly reason: string;
  /** Of the job; null where it is not known. */
  readonly url: string | null;
}

/** What the jobs of one run measured, to be shown as one. */
export interface Matrix {
  /** First line of the comment; null where there is no pull request. */
  readonly marker: Marker | null;
  /** In the order in which GitHub lists the jobs; may be empty. */
  readonly legs: readonly Leg[];
  readonly missing: readonly MissingLeg[];
  /** Why what else was found is not taken, a sentence each, names in backticks. */
  readonly refusals: readonly string[];
  readonly runUrl: string | null;
}

/** The only leg, where there is nothing besides it: it is shown as a report of its own. */
export function singleLeg({ legs, missing, refusals }: Matrix): Leg | null {
  const [only, ...others] = legs;
  return only === undefined || others.length + missing.length + refusals.length > 0 ? null : only;
}
