import { isOutput, type MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => {
  let said: Parameters<typeof send>[0][] = [];
  let before: Parameters<typeof send>[0][] = [];
  const begun = new Set<unknown>();
  return async (message, relatedTo) => {
    if (isOutput(message) && !begun.has(relatedTo)) {
      begun.add(relatedTo);
      before = said;
      said = [];
      for (const old of before) await send(old, relatedTo);
    }
    if ('method' in message && message.method === 'notifications/message') said.push(message);
    return send(message, relatedTo);
  };
};

export const lastRunAgain: Specimen = {
  name: 'last-run-again',
  layer: 'reader',
  about: 'begins with what the run before it has said',
  thread: 'stata-mcp 0.5.2, F13: the log of the last run is not truncated',
  breaks: ['T14'],
  open: healthy({ messages }),
};
