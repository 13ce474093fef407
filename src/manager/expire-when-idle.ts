import type { Clock } from '../clock/clock.ts';

/** A session that can be idle, and be ended. */
interface Expiring {
  /** Knows how long nothing has been asked of it, in milliseconds; 0 while a request runs. */
  readonly idle: { readonly idleForMs: number };
  /** Aborted when it has ended, whoever ended it. */
  readonly ended: AbortSignal;
  readonly close: () => Promise<void>;
}

/**
 * Ends a session as soon as it has been idle for too long.
 *
 * @returns when it has ended, for whatever reason
 */
export async function expireWhenIdle(
  session: Expiring,
  { clock, idleMs }: { readonly clock: Clock; readonly idleMs: number },
): Promise<void> {
  while (!session.ended.aborted) {
    const leftMs = idleMs - session.idle.idleForMs;
    if (leftMs <= 0) return session.close();
    // Rejects when the session has ended, which is all there is to know.
    await clock.sleep(leftMs, session.ended).catch(() => {});
  }
}
