import { isOutput, type MessagesChange } from './change-messages.ts';

/** Sends outputs at regular intervals only; results wait for the outputs before them. */
export function atTicks(everyMs: number): MessagesChange {
  return (send, clock) => {
    let sent: Promise<void> = Promise.resolve();
    return (message, relatedTo) => {
      const dueMs = Math.ceil(clock.now() / everyMs) * everyMs;
      sent = sent.then(async () => {
        if (isOutput(message) && dueMs > clock.now()) await clock.sleep(dueMs - clock.now());
        await send(message, relatedTo);
      });
      return isOutput(message) ? Promise.resolve() : sent;
    };
  };
}
