import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { isOutput, type MessagesChange } from '../parts/change-messages.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

const messages: MessagesChange = (send) => {
  const running = new Set<RequestId>();
  return (message, relatedTo) => {
    if (relatedTo === undefined) return send(message, relatedTo);
    if (!isOutput(message)) {
      running.delete(relatedTo);
      return send(message, relatedTo);
    }
    running.add(relatedTo);
    const [first] = running;
    return send(message, first);
  };
};

export const mixesCallsUp: Specimen = {
  name: 'mixes-calls-up',
  layer: 'routing',
  about: 'sends what one call says on the stream of another call of the session',
  thread: 'stata-mcp, NOTIFICATION_ROUTING_BUG.md; nuxt mcp-toolkit#306',
  breaks: ['T14', 'R08'],
  open: healthy({ messages }),
};
