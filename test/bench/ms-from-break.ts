import type { StataSession } from '../../src/stata/session/stata-session.ts';

/**
 * Runs code, and presses Break after a while, which comes when the code lets others run.
 *
 * @returns how long it went on since Break was pressed, in milliseconds; undefined when it had ended before
 */
export async function msFromBreak(
  session: StataSession,
  code: string,
  { isEchoed, breakAfterMs }: { readonly isEchoed: boolean; readonly breakAfterMs: number },
): Promise<number | undefined> {
  const breakKey = new AbortController();
  const pressedAtMs = performance.now() + breakAfterMs;
  const timer = setTimeout(() => breakKey.abort(), breakAfterMs);
  for await (const _ of session.run(code, { isEchoed, signal: breakKey.signal })) {
    // Nobody keeps it.
  }
  clearTimeout(timer);
  const tookMs = performance.now() - pressedAtMs;
  return tookMs < 0 ? undefined : tookMs;
}
