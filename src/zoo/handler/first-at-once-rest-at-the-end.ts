import { isOutput, type MessagesChange, outputKey } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => {
  const held = new Map<string, (() => Promise<void>)[]>();
  return async (message, relatedTo) => {
    if (!isOutput(message)) {
      for (const [key, kept] of held) {
        if (!key.startsWith(`${relatedTo} `)) continue;
        held.delete(key);
        for (const sendKept of kept) await sendKept();
      }
      return send(message, relatedTo);
    }
    const key = outputKey(message, relatedTo);
    const kept = held.get(key);
    if (kept !== undefined) kept.push(() => send(message, relatedTo));
    else {
      held.set(key, []);
      await send(message, relatedTo);
    }
  };
};

export const firstAtOnceRestAtTheEnd: Specimen = {
  name: 'first-at-once-rest-at-the-end',
  layer: 'handler',
  about: 'sends the first output when it is made, and all others with the result',
  thread: 'claude-code#5960, #4157: only the first output is shown; a naive check sees a stream',
  breaks: ['Z02', 'Z03', 'Z11'],
  open: healthy({ messages }),
};
