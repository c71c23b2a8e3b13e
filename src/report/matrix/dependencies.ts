import { dependencyLine } from '../dependency-line.ts';
import type { Phrase } from '../phrase.ts';
import type { Leg } from './matrix.ts';

/** The dependencies that moved, of all legs in which a count did, each once. */
export function matrixDependencies(legs: readonly Leg[]): Phrase {
  const explained = legs.map(({ report }) => report).filter((report) => dependencyLine(report).length > 0);
  const changes = new Map(
    explained.flatMap(({ dependencyChanges }) => dependencyChanges.map((change) => [JSON.stringify(change), change])),
  );
  return dependencyLine({
    benchmarks: explained.flatMap(({ benchmarks }) => benchmarks),
    dependencyChanges: [...changes.values()],
  });
}
