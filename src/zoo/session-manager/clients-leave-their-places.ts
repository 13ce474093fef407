import { changeBody } from '../parts/change-body.ts';
import { answerInstead } from '../parts/change-requests.ts';
import { healthy } from '../parts/healthy.ts';
import { isCall } from '../parts/posted.ts';
import type { Specimen } from '../parts/specimen.ts';

/** How many runs whose clients have left there may be, and how long each of them goes on. */
const PLACES = 4;
const ORPHAN_MS = 20_000;

export const clientsLeaveTheirPlaces: Specimen = {
  name: 'clients-leave-their-places',
  layer: 'session manager',
  about: 'lets nobody in while the runs of clients who have left take up all places',
  thread: 'stata-mcp 0.5.2, F16; PrefectHQ/fastmcp#4192: a deadlock at a dozen sessions',
  breaks: ['Z07'],
  open: healthy({
    before: (manager, { clock }) => {
      let orphans = 0;
      let onFree: (() => void)[] = [];
      const adopt = async (): Promise<void> => {
        orphans += 1;
        await clock.sleep(ORPHAN_MS);
        orphans -= 1;
        for (const enter of onFree) enter();
        onFree = [];
      };
      const watched = changeBody(
        manager,
        async function* (chunks, { request: { signal } }) {
          let isOver = false;
          signal.addEventListener('abort', () => isOver || void adopt(), { once: true });
          yield* chunks;
          isOver = true;
        },
        isCall,
      );
      return answerInstead(watched, async (asked) => {
        while (isCall(asked) && orphans >= PLACES) {
          await new Promise<void>((resolve) => onFree.push(resolve));
        }
        return undefined;
      });
    },
  }),
};
