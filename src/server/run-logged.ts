import type { Stata } from '../stata/session/stata.ts';
import type { StataOutput } from '../timeline/emission.ts';

/** What a log begins with. */
const RULE = '-'.repeat(79);

/**
 * A Stata that runs code as stata-mcp's worker does: with a log around it, of which stata-mcp reads
 * everything, from the log's head on. What Stata says before that isn't in the log.
 *
 * @param options - as for `Stata.run`, and where the log goes
 */
export async function* runLogged(
  stata: Stata,
  code: string,
  { logPath, ...options }: Parameters<Stata['run']>[1] & { readonly logPath: string },
): AsyncGenerator<StataOutput, void, void> {
  const wrapped = [
    'capture log close _all',
    `log using "${logPath}", replace text`,
    code.replace(/\n$/, ''),
    'capture log close _all',
    '',
  ].join('\n');
  let before = '';
  let isInLog = false;
  for await (const output of stata.run(wrapped, options)) {
    if (isInLog || output.kind !== 'output') {
      yield output;
      continue;
    }
    before += output.text;
    const start = before.indexOf(`${RULE}\n`);
    if (start === -1) continue;
    isInLog = true;
    yield { kind: 'output', text: before.slice(start) };
  }
}
