import type { Clock } from '../clock/clock.ts';

/** How long a server may take to end a session, in milliseconds. */
const CLOSE_MAX_MS = 5000;

/**
 * Ends a session as well as it can be ended. Never throws and never hangs: a probe ends its session
 * after failures too, and those matter more than a server that never answers.
 */
export async function closeSession(
  clock: Clock,
  end: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const enough = new AbortController();
  const limit = clock.sleep(CLOSE_MAX_MS, enough.signal);
  await Promise.race([end(enough.signal), limit]).catch(() => {});
  enough.abort('ended');
}
