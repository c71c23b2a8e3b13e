/** Nothing is committed, and why: one or two sentences for the pull request, names in backticks. */
export interface Refusal {
  readonly outcome: 'refused';
  readonly sentence: string;
}

export function refused(sentence: string): Refusal {
  return { outcome: 'refused', sentence };
}

/** What to do after most refusals. */
export const updateAndLabelAgain =
  'Update the branch with its base, wait for the gate, and set the label again for the numbers it then shows.';
