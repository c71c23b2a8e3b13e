import { changedBenchmarks } from '../benchmarks.ts';
import { importedSuspicions } from '../imported.ts';
import { markdownOf, type Phrase } from '../phrase.ts';
import { suspicion } from '../sentence.ts';
import { cut } from '../table.ts';
import type { MatrixRoom } from './fit.ts';
import { listed } from './list.ts';
import type { StandingLeg } from './standing.ts';

/** What must not be overlooked, one quoted warning each, with the legs that say so; not among what is collapsed. */
export function matrixNotices(legs: readonly StandingLeg[], room: MatrixRoom): readonly string[] {
  const { shown, omitted } = cut(distinctNotices(legs), room.notices, 'notice');
  const quoted = shown.map(({ notice, names }) => {
    const where: Phrase = names.length === legs.length ? [] : ['On ', ...listed(names), ': '];
    return `> [!WARNING]\n> ${markdownOf([...where, ...notice])}`;
  });
  return [...quoted, omitted];
}

interface SharedNotice {
  readonly notice: Phrase;
  readonly names: string[];
}

function distinctNotices(legs: readonly StandingLeg[]): readonly SharedNotice[] {
  const notices = new Map<string, SharedNotice>();
  for (const { leg, groups } of legs) {
    const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious);
    const all = [
      ...leg.report.notices.map((notice): Phrase => [{ prose: notice }]),
      ...suspicious.map(suspicion),
      ...importedSuspicions(groups.imported),
    ];
    for (const notice of all) {
      const identity = JSON.stringify(notice);
      const shared = notices.get(identity) ?? { notice, names: [] };
      if (!shared.names.includes(leg.name)) shared.names.push(leg.name);
      notices.set(identity, shared);
    }
  }
  return [...notices.values()];
}
