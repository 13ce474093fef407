import { type BodyChange, changeBody } from '../../zoo/parts/change-body.ts';
import { piecesOf } from '../../zoo/parts/pieces-of.ts';
import type { Lesson, LessonLane } from '../lesson/lesson.ts';
import { LONG_LINES, TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, firstOfKindMs, inSeconds } from '../lesson/seen-in.ts';

/** A proxy that sends headers at once and the body in pieces of 4 KiB, as nginx's buffer does. */
const inPieces: LessonLane['inTheWay'] = (manager) => changeBody(manager, piecesOf(4096));

/** Something that says a byte or two at once, and the rest when all of it is there. */
const helloFirst: LessonLane['inTheWay'] = (manager) => changeBody(manager, byteThenAll);

const byteThenAll: BodyChange = async function* (chunks, asked) {
  yield new TextEncoder().encode(':\n\n');
  yield* piecesOf(Number.POSITIVE_INFINITY)(chunks, asked);
};

export const whatProxiesHold: Lesson = {
  number: 6,
  title: 'Proxies, compression and thresholds: headers and first bytes lie',
  story: [
    'The manager streams now. On the way to the client there may be more: a proxy that sends what it gets in pieces of 4 KiB (nginx does, unless it is told not to), or something that compresses: gzip sends its head at once, and the rest when it has enough.',
    'So a client may have the headers, and a first byte too, long before it has an event.',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [
    { name: 'pieces of 4 KiB', manager: 'streaming', inTheWay: inPieces },
    {
      name: 'the same, long lines',
      manager: 'streaming',
      scenario: LONG_LINES,
      inTheWay: inPieces,
    },
    { name: 'a byte at once', manager: 'streaming', inTheWay: helloFirst },
  ],
  question:
    'Through a proxy that sends pieces of 4 KiB, when is the first of two short lines heard?',
  choices: [
    { key: '0 s', text: 'at once, with the headers' },
    { key: '2 s', text: 'after 2 s, when it is said' },
    { key: '8 s', text: 'after 8 s, with the second' },
    { key: '12 s', text: 'after 12 s, when all is over' },
  ],
  answer: ({ lane }) => {
    const [short, long, early] = [
      lane('pieces of 4 KiB'),
      lane('the same, long lines'),
      lane('a byte at once'),
    ];
    const heard = inSeconds(firstEventMs(short));
    return {
      key: heard,
      why: [
        `Its headers came after ${inSeconds(firstOfKindMs(short, 'headers'))}, and the line after ${heard}. A line of 8 KiB came after ${inSeconds(firstEventMs(long))} through the same proxy: a test with long lines finds nothing. So a run is to be done with two sizes.`,
        `The third lane has its first byte after ${inSeconds(firstOfKindMs(early, 'first-byte'))} and its first event after ${inSeconds(firstEventMs(early))}. Whoever measures the time to the first byte measures the wrong thing: the watch stops at the first event that could be decoded.`,
      ],
    };
  },
  exercise: {
    task: 'This manager saves system calls by sending nothing smaller than 4 KiB. Repair it.',
    breaks: 'Z01',
    starter: managerFile(`
if (response.body === null) return response;
let held: Uint8Array[] = [];
let bytes = 0;
const body = response.body.pipeThrough(
  new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      held.push(chunk);
      bytes += chunk.byteLength;
      if (bytes < 4096) return;
      for (const each of held) controller.enqueue(each);
      [held, bytes] = [[], 0];
    },
    flush(controller) {
      for (const each of held) controller.enqueue(each);
    },
  }),
);
return new Response(body, response);
`),
  },
};
