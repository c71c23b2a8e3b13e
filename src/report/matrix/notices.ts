import { changedBenchmarks } from '../benchmarks.ts';
import { importedSuspicions } from '../imported.ts';
import { markdownOf, type Phrase } from '../phrase.ts';
import { suspicion } from '../sentence.ts';
import { cut } from '../table.ts';
import type { MatrixRoom } from './fit.ts';
import { sharedPhrases } from './shared-phrases.ts';
import type { StandingLeg } from './standing.ts';

/** What must not be overlooked, one quoted warning each, with the legs that say so; not among what is collapsed. */
export function matrixNotices(legs: readonly StandingLeg[], room: MatrixRoom): readonly string[] {
  const { shown, omitted } = cut(sharedPhrases(legs, noticesOf), room.notices, 'notice');
  return [...shown.map((notice) => `> [!WARNING]\n> ${markdownOf(notice)}`), omitted];
}

function noticesOf({ leg, groups }: StandingLeg): readonly Phrase[] {
  const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious);
  return [
    ...leg.report.notices.map((notice): Phrase => [{ prose: notice }]),
    ...suspicious.map(suspicion),
    ...importedSuspicions(groups.imported),
  ];
}
