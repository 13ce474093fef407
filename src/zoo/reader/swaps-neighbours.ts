import { isOutput, type MessagesChange, outputKey } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => {
  const held = new Map<string, () => Promise<void>>();
  return async (message, relatedTo) => {
    if (!isOutput(message)) {
      for (const [key, sendHeld] of held) {
        if (!key.startsWith(`${relatedTo} `)) continue;
        held.delete(key);
        await sendHeld();
      }
      return send(message, relatedTo);
    }
    const key = outputKey(message, relatedTo);
    const before = held.get(key);
    if (before === undefined) {
      held.set(key, () => send(message, relatedTo));
      return;
    }
    held.delete(key);
    await send(message, relatedTo);
    await before();
  };
};

export const swapsNeighbours: Specimen = {
  name: 'swaps-neighbours',
  layer: 'reader',
  about: 'lets each second output overtake the one before it',
  thread: 'two workers that take from one queue',
  breaks: ['P01', 'Z01', 'Z02', 'Z03', 'Z14'],
  open: healthy({ messages }),
};
