import { MeasurementError } from '../errors.ts';
import type { ProbeEvent } from '../perf/stat.ts';
import type { Hits } from '../probes/call-kinds.ts';
import type { Logger } from '../system/logger.ts';
import type { ProbedFree } from './probed-free.ts';

/** What one run showed: the hits by kind of call, and those of further events, in their order. */
export interface HitsAndMore {
  readonly hits: Hits;
  readonly more: readonly number[];
}

/** Runs the program once, and counts further events beside the calls. */
export type CountHits = (more: readonly ProbeEvent[]) => Promise<HitsAndMore>;

/** The hits of a run, and the blocks that it freed; null where they were not counted. */
export interface HitsAndFreed {
  readonly hits: Hits;
  readonly freed: number | null;
}

/** Counts a run's calls alone. */
export async function countCalls(count: CountHits): Promise<HitsAndFreed> {
  const { hits } = await count([]);
  return { hits, freed: null };
}

/** Counts the blocks that a run frees, too; where that fails, the program is run once more for its calls alone. */
export async function countCallsAndFreed(count: CountHits, free: ProbedFree, logger: Logger): Promise<HitsAndFreed> {
  if (free.outcome === 'uncountable') return countCalls(count);
  try {
    const { hits, more } = await count(free.events);
    return { hits, freed: free.freedFrom(more) };
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    logger.info(`Once more, without freed blocks: ${error.message}`);
    return countCalls(count);
  }
}
