import { changeBody } from '../../zoo/parts/change-body.ts';
import { untilSilentFor } from '../../zoo/parts/until-silent-for.ts';
import type { Lesson, LessonLane } from '../lesson/lesson.ts';
import { LONG_SILENCE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, firstOfKindMs, inSeconds } from '../lesson/seen-in.ts';

/** A proxy that cuts a connection on which nothing has moved for 30 s. */
const cutWhenSilent: LessonLane['inTheWay'] = (manager, clock) =>
  changeBody(manager, untilSilentFor(30_000, clock));

export const silenceIsNotDeath: Lesson = {
  number: 8,
  title: 'Silence, keep-alive comments and timeouts',
  story: [
    'Stata thinks for 40 s and says nothing. On the way to the client is something that takes a connection on which nothing has moved for 30 s for dead, as many proxies and clients do, and cuts it.',
    'An event stream may hold comments: lines that begin with a colon, and mean nothing. A server can send one now and then.',
  ],
  scenario: LONG_SILENCE,
  lanes: [
    {
      name: 'no keep-alive',
      manager: 'streaming',
      keepAliveMs: 0,
      inTheWay: cutWhenSilent,
    },
    {
      name: 'with comments',
      manager: 'streaming',
      keepAliveMs: 15_000,
      inTheWay: cutWhenSilent,
    },
  ],
  question: 'What becomes of the call whose stream gives no keep-alive?',
  choices: [
    { key: 'heard', text: 'its line is heard after 40 s' },
    { key: 'broken', text: 'it is broken off after 30 s, and the line is never heard' },
    { key: 'late', text: 'its line is heard later, after the client has asked again' },
  ],
  answer: ({ lane }) => {
    const [silent, alive] = [lane('no keep-alive'), lane('with comments')];
    const closed = silent.find((event) => event.kind === 'closed');
    const isBroken = closed?.kind === 'closed' && closed.reason !== null;
    const heardMs = firstEventMs(silent);
    return {
      key: heardMs !== null ? 'heard' : isBroken ? 'broken' : 'late',
      why: [
        `It was broken off after ${inSeconds(closed?.atMs ?? null)}; Stata went on, and nobody heard. With a comment every 15 s the line was heard after ${inSeconds(firstEventMs(alive))}, and the first comment after ${inSeconds(firstOfKindMs(alive, 'sse-comment'))}.`,
        'A comment keeps a connection alive and proves nothing about events. And a manager that buffers holds comments back like everything else.',
      ],
    };
  },
  exercise: {
    task: 'This manager tidies up: it lets only whole events through, and drops the comments. Repair it.',
    breaks: 'Z05',
    starter: managerFile(`
const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
if (!isStream || response.body === null) return response;
const body = response.body.pipeThrough(
  new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (!new TextDecoder().decode(chunk).startsWith(':')) controller.enqueue(chunk);
    },
  }),
);
return new Response(body, response);
`),
  },
};
