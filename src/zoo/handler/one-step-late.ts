import { isOutput, type MessagesChange, outputKey } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => {
  const held = new Map<unknown, () => Promise<void>>();
  return async (message, relatedTo) => {
    const before = held.get(outputKey(message, relatedTo));
    if (!isOutput(message)) {
      for (const [key, sendHeld] of held)
        if (String(key).startsWith(`${relatedTo} `)) {
          held.delete(key);
          await sendHeld();
        }
      return send(message, relatedTo);
    }
    held.set(outputKey(message, relatedTo), () => send(message, relatedTo));
    await before?.();
  };
};

export const oneStepLate: Specimen = {
  name: 'one-step-late',
  layer: 'handler',
  about: 'sends each output when the next one is made, and the last one with the result',
  thread: 'punkpeye/fastmcp#90, PR#91: progress that is not awaited',
  breaks: ['Z01', 'Z02'],
  open: healthy({ messages }),
};
