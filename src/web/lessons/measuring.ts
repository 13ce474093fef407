import { judgeDelivery } from '../../delivery/delivery.ts';
import { heardEvents } from '../../delivery/heard-event.ts';
import type { TimelineEvent } from '../../timeline/timeline.ts';
import type { Lesson } from '../lesson/lesson.ts';
import { AT_THE_END } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, inSeconds } from '../lesson/seen-in.ts';
import { playDesign } from '../run/play-design.ts';

export const measuring: Lesson = {
  number: 10,
  title: 'Measuring: why a regression and not a stopwatch',
  story: [
    'You measure: the run took 6 s, and its first event was heard after 6 s. Is that late? It depends on when it was due, and on how much time everything else takes, and on this machine today.',
    'Two unknown managers ran this scenario. Look at what was heard.',
  ],
  scenario: AT_THE_END,
  lanes: [
    { name: 'manager A', manager: 'buffered' },
    { name: 'manager B', manager: 'streaming' },
  ],
  question: 'Both first events will be heard after 6 s. Which of the managers streams?',
  choices: [
    { key: 'both', text: 'both: each event was heard when it was said' },
    { key: 'none', text: 'neither: nothing was heard before the end' },
    { key: 'cannot tell', text: 'that can’t be told from this run' },
  ],
  answer: async ({ lane }) => {
    const [a, b] = [lane('manager A'), lane('manager B')];
    const { first, total } = await designOf();
    return {
      key: couldTell(a) || couldTell(b) ? 'both' : 'cannot tell',
      why: [
        `They were heard after ${inSeconds(firstEventMs(a))} and ${inSeconds(firstEventMs(b))}: here streaming and buffering look the same, and an honest instrument says that it can’t tell.`,
        `So vary two things independently: when the first output is due, and how long the run takes; and see which of them the first event follows. Of 24 runs of random lengths, manager A’s followed the first with ${first.a} and the total with ${total.a}; manager B’s with ${first.b} and ${total.b}. No threshold was guessed, and overhead and noise have their own places in the formula.`,
      ],
    };
  },
  exercise: {
    task: 'This manager passes every test with a stopwatch: its first event is in time. Repair the rest.',
    breaks: 'Z02',
    starter: managerFile(`
if (response.body === null) return response;
let isFirst = true;
const held: Uint8Array[] = [];
const body = response.body.pipeThrough(
  new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const isEvent = new TextDecoder().decode(chunk).includes('notifications/');
      if (isFirst) controller.enqueue(chunk);
      else held.push(chunk);
      if (isEvent) isFirst = false;
    },
    flush(controller) {
      for (const chunk of held) controller.enqueue(chunk);
    },
  }),
);
return new Response(body, response);
`),
  },
};

/** Whether this run could have told streaming from buffering. */
function couldTell(events: readonly TimelineEvent[]): boolean {
  const heard = heardEvents(events);
  return judgeDelivery(heard, { dueMs: heard.map(({ atMs }) => atMs), toleranceMs: 0 }).couldTell;
}

interface Coefficients {
  readonly a: string;
  readonly b: string;
}

async function designOf(): Promise<{ first: Coefficients; total: Coefficients }> {
  const { signal } = new AbortController();
  const found = new Map<string, { readonly first: string; readonly total: string }>();
  for await (const message of playDesign(['buffered', 'streaming'], { seed: 1, signal })) {
    if (message.kind !== 'tracking') continue;
    const { b, c } = message.tracking;
    found.set(message.lane, { first: rounded(b.value), total: rounded(c.value) });
  }
  const [a, b] = [found.get('buffered'), found.get('streaming')];
  return {
    first: { a: a?.first ?? '', b: b?.first ?? '' },
    total: { a: a?.total ?? '', b: b?.total ?? '' },
  };
}

function rounded(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}
