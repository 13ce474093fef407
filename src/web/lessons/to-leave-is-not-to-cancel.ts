import type { Lesson } from '../lesson/lesson.ts';
import { TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstOfKindMs, inSeconds, notificationsMs, resultMs } from '../lesson/seen-in.ts';

export const toLeaveIsNotToCancel: Lesson = {
  number: 9,
  title: 'Leaving, coming back, and cancelling',
  story: [
    'The client’s connection breaks after 5 s: a train goes into a tunnel. It comes out after 9 s. The client asks again, and says which event was the last that it heard (Last-Event-ID).',
    'To cancel is another thing: the client says so, in a message (notifications/cancelled).',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [
    { name: 'stays', manager: 'streaming' },
    { name: 'in a tunnel', manager: 'streaming', absence: { fromMs: 5000, toMs: 9000 } },
  ],
  question: 'What does Stata do when the connection breaks after 5 s?',
  choices: [
    { key: 'breaks', text: 'it is stopped: nobody listens' },
    { key: 'goes on', text: 'it goes on, and what it says meanwhile is kept for the client' },
    { key: 'lost', text: 'it goes on, and what it says meanwhile is lost' },
  ],
  answer: ({ lane }) => {
    const tunnel = lane('in a tunnel');
    const ended = tunnel.find((event) => event.kind === 'ended');
    const isWhole = ended?.kind === 'ended' && ended.returnCode === 0;
    const heard = notificationsMs(tunnel);
    const said = tunnel.filter(({ kind }) => kind === 'output').length;
    return {
      key: isWhole ? (heard.length === said ? 'goes on' : 'lost') : 'breaks',
      why: [
        `It went on until ${inSeconds(firstOfKindMs(tunnel, 'ended'))}. The client heard its lines after ${heard.map(inSeconds).join(' and ')}: the second one was said in the tunnel, and given back at its end, once. The result came after ${inSeconds(resultMs(tunnel))}.`,
        'MCP up to 2025-11-25 says that to leave is not to cancel, and servers that stop the tool when a socket closes break that. (From 2026-07-28 on it is the other way round.)',
      ],
    };
  },
  exercise: {
    task: 'This manager hides what it thinks is nobody’s business: the ids of the events. Repair it.',
    breaks: 'Z17',
    starter: managerFile(`
if (response.body === null) return response;
const body = response.body.pipeThrough(
  new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const text = new TextDecoder().decode(chunk);
      controller.enqueue(new TextEncoder().encode(text.replace(/^id: .*\\n/gm, '')));
    },
  }),
);
return new Response(body, response);
`),
  },
};
