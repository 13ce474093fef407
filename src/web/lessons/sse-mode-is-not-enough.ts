import type { Lesson } from '../lesson/lesson.ts';
import { TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, inSeconds, notificationsMs } from '../lesson/seen-in.ts';

export const sseModeIsNotEnough: Lesson = {
  number: 2,
  title: 'SSE mode is not enough',
  story: [
    'An MCP transport can answer with one JSON object (json_response=True), which has no room for notifications, or with an event stream. The first thing that one finds, looking for the missing progress, is that the transport was in JSON mode. So one sets json_response=False.',
    'The transport now makes an event stream: text/event-stream, one event a line. The manager behind it is the one of the first lesson.',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [
    { name: 'JSON mode', manager: 'buffered-json' },
    { name: 'SSE mode', manager: 'buffered' },
  ],
  question: 'In SSE mode, when will the first event be heard?',
  choices: [
    { key: '0 s', text: 'at once: an event stream begins with its headers' },
    { key: '2 s', text: 'after 2 s' },
    { key: '12 s', text: 'after 12 s, as before' },
  ],
  answer: ({ lane }) => {
    const [json, sse] = [lane('JSON mode'), lane('SSE mode')];
    const heard = inSeconds(firstEventMs(sse));
    return {
      key: heard,
      why: [
        `In JSON mode ${notificationsMs(json).length} notifications were heard, in SSE mode ${notificationsMs(sse).length}: so the mode had been a cause. But they were heard after ${heard}: it had not been the only one.`,
        'Two causes, each of which hides the other. Mend the first alone and what you measure is still twelve seconds, so you may well conclude that it wasn’t the cause, and put it back.',
      ],
    };
  },
  exercise: {
    task: 'This manager streams, unless the answer is an event stream, of which it wants to know the length. Repair it.',
    breaks: 'Z03',
    starter: managerFile(`
if (response.headers.get('content-type') !== 'text/event-stream') return response;
const text = await response.text();
const headers = new Headers(response.headers);
headers.set('content-length', String(new TextEncoder().encode(text).byteLength));
return new Response(text, { status: response.status, headers });
`),
  },
};
