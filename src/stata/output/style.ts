/** The kinds of text on Stata's screen, which a terminal shows in colours and a SMCL log by tags. */
export type Style = 'text' | 'result' | 'error' | 'input' | 'command';

/** What SMCL calls each. */
export const STYLE_TAGS: Readonly<Record<Style, string>> = {
  text: '{txt}',
  result: '{res}',
  error: '{err}',
  input: '{inp}',
  command: '{com}',
};
