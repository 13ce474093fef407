import { VirtualClock } from '../../clock/virtual-clock.ts';
import { createEndpoint } from '../../testbed/endpoint.ts';
import type { Lesson } from '../lesson/lesson.ts';
import { TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, inSeconds } from '../lesson/seen-in.ts';
import { HOLES, type Hole } from './holes.ts';

export const thePatchAndItsHoles: Lesson = {
  number: 3,
  title: 'The patch as printed, and its six holes',
  story: [
    'The diagnosis recommends a patch, “Option 1”: a queue between the application, which says its response piece by piece, and the framework, which wants a response object. The application’s start sets a flag, a loop looks at the flag every 10 ms, and what follows goes through the queue.',
    'It does stream; a demonstration shows nothing but success. Read src/manager/option-1-as-printed.ts, and look for what happens to the status.',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [
    { name: 'buffered', manager: 'buffered' },
    { name: 'Option 1 as printed', manager: 'option-1-as-printed' },
  ],
  question:
    'A client comes back with a session that has ended. The transport answers 404, which tells the client to begin a new one. What does the client get behind Option 1 as printed?',
  choices: [
    { key: '404', text: '404' },
    { key: '200', text: '200' },
    { key: '500', text: '500' },
    { key: 'no answer', text: 'no answer at all' },
  ],
  answer: async ({ lane }) => {
    const status = await statusForEndedSession();
    const heard = inSeconds(firstEventMs(lane('Option 1 as printed')));
    return {
      key: status,
      why: [
        `It got ${status}: the patch looks at the start of a response for its headers and forgets the status. Of a run it hears the first event after ${heard}, so the patch does stream; that is what it was tried with. Six holes it wasn’t tried with, each seen just now, in virtual time:`,
        ...(await Promise.all(HOLES.map(holeSentence))),
      ],
    };
  },
  exercise: {
    task: 'This manager streams, and answers everything with 200. Repair it.',
    breaks: 'Z10',
    starter: managerFile(`
return new Response(response.body, { headers: response.headers });
`),
  },
};

async function holeSentence({ when, seen }: Hole, index: number): Promise<string> {
  const printed = await seen('option-1-as-printed');
  const hardened = await seen('option-1-hardened');
  return `${index + 1}. ${when} ${printed}. Done right: ${hardened}.`;
}

async function statusForEndedSession(): Promise<string> {
  const clock = new VirtualClock();
  await using endpoint = createEndpoint({
    scenario: TWO_EIGHT_TWELVE,
    manager: 'option-1-as-printed',
    clock,
  });
  const request = new Request('http://127.0.0.1/mcp-streamable', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-session-id': 'a session that has ended',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
  });
  const { status, body } = await clock.runUntil(endpoint.handle(request));
  await body?.cancel();
  return String(status);
}
