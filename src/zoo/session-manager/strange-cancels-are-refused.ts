import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const strangeCancelsAreRefused: Specimen = {
  name: 'strange-cancels-are-refused',
  layer: 'session manager',
  about: 'answers a cancellation of nothing with 500',
  thread: 'python-sdk and others: KeyError in a table of requests',
  breaks: ['C08'],
  open: healthy({
    before: (manager) => {
      const running = new Set<string>();
      return answerInstead(manager, ({ method, text }) => {
        if (method === 'tools/call') running.add(/"id":(\d+)/.exec(text)?.[1] ?? '');
        if (method !== 'notifications/cancelled') return undefined;
        const id = /"requestId":(\d+)/.exec(text)?.[1];
        return id !== undefined && running.has(id)
          ? undefined
          : new Response(null, { status: 500 });
      });
    },
  }),
};
