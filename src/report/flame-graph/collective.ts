import { prunedName } from '../../stacks/prune.ts';

/** What stands for the frames that a page has no room for; not the baseline's `[pruned]`, which is a fact of its own. */
export const hiddenName = '[not shown]';

/** The names that stand for many small paths instead of a function. */
export const collectiveNames: readonly string[] = [prunedName, hiddenName];
