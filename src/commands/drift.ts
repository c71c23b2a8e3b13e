import { type BaselineEnvironment, nameOf } from '../baseline/file-name.ts';
import { type KindredBaseline, kindredAmong } from '../baseline/kindred.ts';
import { hasMoved } from '../report/benchmarks.ts';
import type { NewEnvironment, Report } from '../report/schema.ts';

/** What the folder of baselines has for environments of this kind, in the checkout and in the base branch. */
export interface OtherBaselines {
  readonly here: readonly KindredBaseline[];
  /** Names of all files that the folder has in the base branch. */
  readonly onBase: readonly string[];
}

/**
 * What is missing where this package has baselines for environments of this kind and none for this one; null where it
 * has none at all: a first run.
 */
export function newEnvironmentOf(
  environment: BaselineEnvironment,
  { here, onBase }: OtherBaselines,
  packageName: string,
): NewEnvironment | null {
  const own = here.filter((one) => one.package === null || one.package === packageName);
  // What the pull request deletes still shows that this is no first run.
  const deleted = kindredAmong(onBase, environment).filter(({ name }) => !here.some((one) => one.name === name));
  const others = [...own, ...deleted].map(({ swift, os }) => ({ swift, os }));
  return others.length === 0 ? null : { ...nameOf(environment), others };
}

/**
 * Whether the base commit tells what the committed baseline does not: where the baseline was measured elsewhere, and,
 * `isDrift`, where there is none for this environment yet or dependencies have moved since. What did not move needs no
 * explanation.
 */
export function needsBase({ benchmarks }: Report, isDrift: boolean): boolean {
  return benchmarks.some(
    (benchmark) =>
      benchmark.verdict === 'incomparable' || (isDrift && (benchmark.verdict === 'no-baseline' || hasMoved(benchmark))),
  );
}
