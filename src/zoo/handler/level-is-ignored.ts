import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const levelIsIgnored: Specimen = {
  name: 'level-is-ignored',
  layer: 'handler',
  about: 'logs everything, whatever level its client has set',
  thread: 'servers that answer logging/setLevel with {} and go on as before',
  breaks: ['L02'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ method, text }) => {
        if (method !== 'logging/setLevel') return undefined;
        const id: unknown = JSON.parse(text).id;
        return Response.json({ jsonrpc: '2.0', id, result: {} });
      }),
  }),
};
