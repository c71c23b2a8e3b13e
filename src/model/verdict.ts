/** The verdicts, worst first. */
export const verdicts = ['failed', 'regression', 'incomparable', 'no-baseline', 'improvement', 'pass'] as const;
export type Verdict = (typeof verdicts)[number];

/** The worst of the verdicts; `failed` when there are none, since then nothing was measured. */
export function worstVerdict(all: readonly Verdict[]): Verdict {
  return verdicts.find((verdict) => all.includes(verdict)) ?? 'failed';
}
