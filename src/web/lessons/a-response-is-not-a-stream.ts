import type { Lesson } from '../lesson/lesson.ts';
import { TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, firstOfKindMs, inSeconds, notificationsMs } from '../lesson/seen-in.ts';

export const aResponseIsNotAStream: Lesson = {
  number: 1,
  title: 'A response is not a stream',
  story: [
    'Stata runs a do-file. It prints a line after 2 s and another after 8 s, and is done after 12 s. The MCP server sends each line to its client as a notification, in the moment that it is printed.',
    'Between the server’s transport and the HTTP response stands a session manager. This one was asked for a response, and so it makes one: it collects the body, and returns it.',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [{ name: 'buffered', manager: 'buffered' }],
  question: 'When will the client hear the first line?',
  choices: [
    { key: '2 s', text: 'after 2 s, when it is printed' },
    { key: '8 s', text: 'after 8 s, with the second line' },
    { key: '12 s', text: 'after 12 s, when all is over' },
    { key: 'never', text: 'never' },
  ],
  answer: ({ lane }) => {
    const events = lane('buffered');
    const saidMs = firstOfKindMs(events, 'output');
    const heard = inSeconds(firstEventMs(events));
    return {
      key: heard,
      why: [
        `The first line was said after ${inSeconds(saidMs)} and heard after ${heard}, one of ${notificationsMs(events).length} that came with the result. A body that is collected is complete when the last of it has come, and not before.`,
        'Everything else was right: the status, the headers, the bytes and their order. That is why no test of the protocol found it.',
      ],
    };
  },
  exercise: {
    task: 'Repair this manager, so that each event leaves when it is made.',
    breaks: 'Z01',
    starter: managerFile(`
const body = await response.arrayBuffer();
return new Response(body.byteLength === 0 ? null : body, response);
`),
  },
};
