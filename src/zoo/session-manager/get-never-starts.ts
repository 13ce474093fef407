import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const getNeverStarts: Specimen = {
  name: 'get-never-starts',
  layer: 'session manager',
  about: 'never answers GET, whose stream has no end to be collected',
  thread: 'Vexa#921, PR#925; fastapi_mcp#259',
  breaks: ['G01', 'Z17'],
  open: healthy({
    before: (manager) =>
      answerInstead(manager, ({ request: { method, signal } }) =>
        method === 'GET'
          ? new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason));
            })
          : undefined,
      ),
  }),
};
