import type { SessionManager } from '../../manager/session-manager.ts';
import { changeEvents, isMessage } from '../parts/change-events.ts';
import { healthy } from '../parts/healthy.ts';
import type { Specimen } from '../parts/specimen.ts';

export const replaysFromTheStart: Specimen = {
  name: 'replays-from-the-start',
  layer: 'transport',
  about: 'replays a resumed stream from its beginning',
  thread: 'event stores that know streams, and not events',
  breaks: ['Z17'],
  open: healthy({ before: replayFromTheStart }),
};

/** A manager that, when a stream is resumed, sends all that was on it before once more. */
function replayFromTheStart(manager: SessionManager): SessionManager {
  const sent: Sent[] = [];
  return changeEvents(manager, async function* (events, { request: { method, headers } }) {
    const session = headers.get('mcp-session-id');
    const last = headers.get('last-event-id');
    const before = sent.find(
      (stream) => stream.session === session && stream.events.some((event) => idOf(event) === last),
    );
    if (last !== null && before !== undefined) yield* before.events.filter(isMessage);
    const mine: Sent = { session, events: [] };
    if (method === 'POST') sent.push(mine);
    for await (const event of events) {
      mine.events.push(event);
      yield event;
    }
  });
}

/** What was sent on one stream, whose ids are unique in its session and nowhere else. */
interface Sent {
  readonly session: string | null;
  readonly events: string[];
}

function idOf(event: string): string | undefined {
  return /^id: (.*)$/m.exec(event)?.[1];
}
