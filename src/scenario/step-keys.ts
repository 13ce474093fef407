/** The steps that are a word, without anything to be said about them. */
export const WORD_STEPS = ['break', 'hang', 'interpret', 'interpret-unseen'] as const;

/** The steps after which nothing comes, since the run, or Stata itself, is at its end. */
export const LAST_STEPS: readonly string[] = ['error', 'break', 'hang', 'crash', 'licence'];
