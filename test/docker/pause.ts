import type { StartedFakeStataContainer } from '../../src/kit/testcontainers.ts';

/** The calls that are made of a container meanwhile go on for longer. */
const ASKED_FOR_MS = 1000;

/**
 * Pauses a container, and asks again where need be: an engine gives up on a process that doesn't come to a rest
 * within a fifth of a second, on a busy machine.
 */
export async function pause(stata: Pick<StartedFakeStataContainer, 'pause'>): Promise<void> {
  const startedAtMs = performance.now();
  for (;;) {
    try {
      await stata.pause();
      return;
    } catch (error) {
      if (!String(error).includes('unable to freeze')) throw error;
      if (performance.now() - startedAtMs > ASKED_FOR_MS) throw error;
    }
  }
}
