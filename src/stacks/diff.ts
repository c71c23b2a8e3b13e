import { compareNames } from './call-tree.ts';
import { pairUp } from './pairing.ts';
import type { Site } from './site.ts';

export type Change = 'appeared' | 'grew' | 'unchanged' | 'shrank' | 'vanished';

/** A site on both sides: as it is now, or as the baseline has it (with count 0) where it vanished. */
export interface SiteDelta extends Site {
  readonly change: Change;
  readonly baselineCount: number;
  readonly delta: number;
  /** Null where sizes were not recorded on a side that has the site. */
  readonly bytesDelta: number | null;
  /** The baseline's name of it, where the compiler numbered or specialised it differently; else null. */
  readonly baselineName: string | null;
}

export interface SiteDiff {
  /** Largest absolute delta first, then largest count, then name. */
  readonly deltas: readonly SiteDelta[];
  /** What the sites do not explain of the total's delta: the run-to-run difference of the recordings. */
  readonly residual: number;
}

/**
 * Compares sites. `totalDelta` is the delta of the counted totals, which the deltas and the residual add up to.
 */
export function diffSites(before: readonly Site[], after: readonly Site[], totalDelta: number): SiteDiff {
  const modules = new Set([...before, ...after].map(({ module }) => module));
  const deltas = [...modules].flatMap((module) => {
    const ofModule = (sites: readonly Site[]) => sites.filter((site) => site.module === module);
    return pairUp(ofModule(before), ofModule(after)).flatMap((pair) => siteDelta(pair.before, pair.after) ?? []);
  });
  deltas.sort(byDelta);
  return { deltas, residual: deltas.reduce((rest, { delta }) => rest - delta, totalDelta) };
}

function siteDelta(before: Site | null, after: Site | null): SiteDelta | null {
  const site = after ?? before;
  if (site === null) return null;
  const baselineCount = before?.count ?? 0;
  const count = after?.count ?? 0;
  const bytes = after === null ? (site.bytes === null ? null : 0) : after.bytes;
  const baselineBytes = before === null ? 0 : before.bytes;
  const delta = count - baselineCount;
  return {
    ...site,
    count,
    bytes,
    change: changeOf(before, after, delta),
    baselineCount,
    delta,
    bytesDelta: bytes === null || baselineBytes === null ? null : bytes - baselineBytes,
    baselineName: before === null || before.name === site.name ? null : before.name,
  };
}

function changeOf(before: Site | null, after: Site | null, delta: number): Change {
  if (before === null) return 'appeared';
  if (after === null) return 'vanished';
  return delta > 0 ? 'grew' : delta < 0 ? 'shrank' : 'unchanged';
}

function byDelta(a: SiteDelta, b: SiteDelta): number {
  return (
    Math.abs(b.delta) - Math.abs(a.delta) ||
    b.count - a.count ||
    compareNames(a.name, b.name) ||
    compareNames(a.module, b.module)
  );
}
