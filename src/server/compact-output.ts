/** The head that Stata writes into a log, and the tail that stata-mcp's wrapper adds. */
const LOG_INFO = /^\s*(?:name:|log:|log type:|opened on:|closed on:|Log file saved to:)/i;
/** `. regress y x`, `  2. display 1` in a block, and `> ` where a command goes on. */
const ECHO = /^\.(?:\s*$|\s+\S)|^\s*\d+\.\s|^>\s/;
const LOOP_START = /^(?:\d+\.)?\s*(?:\.\s*)?(?:foreach|forvalues|while)\s.*\{$/i;
const LOOP_END = /^\s*\d+\.\s*\}\s*$/;
const COUNTS = /^\s*\([\d,]+\s+(?:real changes? made|missing values? generated)\)\s*$/i;
const SMCL =
  /\{(?:txt|res|err|inp|com|bf|it|sf|hline|c\s+\||-+|break|col\s+\d+|right|center|ul|\/ul)\}/g;

/**
 * A run's output as stata-mcp 0.5 shortens it for language models: without the echo of loops, notes
 * of changes, formatting tags, and runs of blank lines.
 *
 * Programs, Mata and long lists of variables, which it shortens too, are left as they are.
 *
 * @param withoutEcho - leave out the log's head and all echoed commands too, as it does for files
 */
export function compactOutput(text: string, { withoutEcho }: { withoutEcho: boolean }): string {
  const kept: string[] = [];
  let loopDepth = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (LOOP_START.test(line.trim())) {
      loopDepth += 1;
    } else if (loopDepth > 0 && LOOP_END.test(line)) {
      loopDepth -= 1;
    } else if (!isLeftOut(line, { inLoop: loopDepth > 0, withoutEcho })) {
      const clean = line.replace(SMCL, '');
      const isRepeatedBlank = clean.trim() === '' && kept.at(-1)?.trim() === '';
      if (!isRepeatedBlank) kept.push(clean);
    }
  }
  if (kept.at(-1)?.trim() === '') kept.pop();
  return kept.join('\n');
}

function isLeftOut(
  line: string,
  { inLoop, withoutEcho }: { readonly inLoop: boolean; readonly withoutEcho: boolean },
): boolean {
  if (COUNTS.test(line) || /^\s*\d+\.\s*$/.test(line)) return true;
  if (inLoop) return line.trim() === '' || ECHO.test(line);
  return withoutEcho && (ECHO.test(line) || LOG_INFO.test(line));
}
