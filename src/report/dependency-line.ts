import type { DependencyChange } from '../baseline/dependency-changes.ts';
import { hasMoved } from './benchmarks.ts';
import type { Phrase } from './phrase.ts';
import type { Report } from './schema.ts';

/** More than this is a `swift package update`; report.json has them all. */
const changesShown = 10;

/**
 * The dependencies that moved, in a line; empty where none did, or where no count changed, so that there is nothing
 * for them to explain.
 */
export function dependencyLine({
  dependencyChanges,
  benchmarks,
}: Pick<Report, 'dependencyChanges' | 'benchmarks'>): Phrase {
  if (dependencyChanges.length === 0 || !benchmarks.some(hasMoved)) return [];
  const omitted = dependencyChanges.length - changesShown;
  const listed = dependencyChanges.slice(0, changesShown).map(versionsOf);
  const separated = listed.flatMap((part, index) => (index === 0 ? part : [', ', ...part]));
  return ['Dependencies that moved: ', ...separated, omitted > 0 ? ` and ${omitted} more.` : '.'];
}

/** `swift-nio` 2.80.0 → 2.81.0. */
export function versionsOf({ identity, baseline, measured }: DependencyChange): Phrase {
  const name = { code: identity };
  if (baseline === null) return [name, ' ', ...version(measured), ' (new)'];
  if (measured === null) return [name, ' ', ...version(baseline), ' (removed)'];
  return [name, ' ', ...version(baseline), ' → ', ...version(measured)];
}

function version(text: string | null): Phrase {
  return text === null ? [] : [{ code: text }];
}
