import { isOutput, type MessagesChange, outputKey } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => {
  const held = new Map<unknown, () => Promise<void>>();
  return async (message, relatedTo) => {
    if (!isOutput(message)) {
      for (const key of held.keys()) if (String(key).startsWith(`${relatedTo} `)) held.delete(key);
      return send(message, relatedTo);
    }
    const before = held.get(outputKey(message, relatedTo));
    held.set(outputKey(message, relatedTo), () => send(message, relatedTo));
    await before?.();
  };
};

export const dropsTheLastLine: Specimen = {
  name: 'drops-the-last-line',
  layer: 'reader',
  about: 'loses what was said last before the end',
  thread: 'stata-mcp 0.5.2, ISSUE_57: the log is not looked at once more when the run is over',
  breaks: ['Z01', 'Z14', 'Z17'],
  open: healthy({ messages }),
};
