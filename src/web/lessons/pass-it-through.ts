import type { Lesson } from '../lesson/lesson.ts';
import { TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { inSeconds, notificationsMs, resultMs } from '../lesson/seen-in.ts';

export const passItThrough: Lesson = {
  number: 4,
  title: 'Pass it through',
  story: [
    'A Response of Fetch’s has a body that is a stream, so a transport that returns one has done everything already. The best manager is `(request) => transport(request)`: no queue, no copy, no loop. The status, the headers and the end of the stream are the transport’s own, and can’t be got wrong.',
    'Where a framework insists on a callback, a queue is needed; done right (a bound, an end, a status, a way to cancel), it is seventy lines.',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [
    { name: 'passed through', manager: 'streaming' },
    { name: 'a queue done right', manager: 'option-1-hardened' },
  ],
  question:
    'When will the two lines and the result be heard behind the manager that passes them through?',
  choices: [
    { key: '2 s, 8 s, 12 s', text: 'after 2 s, 8 s and 12 s' },
    { key: '2.01 s, 8.01 s, 12.01 s', text: 'after 2.01 s, 8.01 s and 12.01 s' },
    { key: '8 s, 8 s, 12 s', text: 'after 8 s, 8 s and 12 s' },
    { key: '12 s, 12 s, 12 s', text: 'all after 12 s' },
  ],
  answer: ({ lane }) => {
    const timesOf = (name: string): string =>
      [...notificationsMs(lane(name)), resultMs(lane(name))].map(inSeconds).join(', ');
    const times = timesOf('passed through');
    const queued = timesOf('a queue done right');
    return {
      key: times,
      why: [
        `They were heard after ${times}: exactly when they were said, since time is virtual here and nothing else costs any.`,
        queued === times
          ? 'So were they behind the queue. In time there is nothing between the two; the difference is seventy lines in which something can go wrong.'
          : `Behind the queue they were heard after ${queued}.`,
      ],
    };
  },
  exercise: {
    task: 'This manager copies the stream into one of its own, a second event late. Repair it; the shortest repair is to delete most of it.',
    breaks: 'Z13',
    starter: managerFile(`
if (response.body === null) return response;
let last: Uint8Array | undefined;
const body = response.body.pipeThrough(
  new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (last !== undefined) controller.enqueue(last);
      last = chunk;
    },
    flush(controller) {
      if (last !== undefined) controller.enqueue(last);
    },
  }),
);
return new Response(body, response);
`),
  },
};
