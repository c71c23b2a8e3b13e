import { listedNames } from '../list.ts';
import type { Phrase } from '../phrase.ts';
import type { StandingLeg } from './standing.ts';

/** Sentences of the legs, each once, with the names of those that say it where not all of them do. */
export function sharedPhrases(
  legs: readonly StandingLeg[],
  phrasesOf: (leg: StandingLeg) => readonly Phrase[],
): readonly Phrase[] {
  const shared = new Map<string, { readonly phrase: Phrase; readonly names: string[] }>();
  for (const each of legs) {
    for (const phrase of phrasesOf(each)) {
      const identity = JSON.stringify(phrase);
      const known = shared.get(identity) ?? { phrase, names: [] };
      if (!known.names.includes(each.leg.name)) known.names.push(each.leg.name);
      shared.set(identity, known);
    }
  }
  return [...shared.values()].map(({ phrase, names }) =>
    names.length === legs.length ? phrase : ['On ', ...listedNames(names), ': ', ...phrase],
  );
}
