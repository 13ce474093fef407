import type { Clock } from '../clock/clock.ts';

/** How long a server may take to say goodbye. */
const FAREWELL_MAX_MS = 5000;

/**
 * Ends a session as well as it can be ended. Never throws and never hangs: a probe says goodbye
 * after failures too, and those matter more than a server's bad manners.
 */
export async function farewell(
  clock: Clock,
  say: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const enough = new AbortController();
  const limit = clock.sleep(FAREWELL_MAX_MS, enough.signal);
  await Promise.race([say(enough.signal), limit]).catch(() => {});
  enough.abort('goodbye');
}
