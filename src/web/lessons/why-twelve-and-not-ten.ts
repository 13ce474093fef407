import type { Lesson } from '../lesson/lesson.ts';
import { TEN_SECONDS } from '../lesson/lesson-scenarios.ts';
import { firstOfKindMs, inSeconds, notificationsMs, resultMs } from '../lesson/seen-in.ts';

export const whyTwelveAndNotTen: Lesson = {
  number: 5,
  title: 'Readers that look now and then: why 12 and not 10',
  story: [
    'stata-mcp doesn’t hear Stata. It looks at Stata’s log: every 2 s, and it tells of what it found when 5 s have passed since it last did. The call behind the tool asks every 0.5 s whether Stata has ended.',
    'The do-file of the diagnosis works for 10 s. Here it is, behind the manager that streams, with the reader that looks now and then and with one that listens.',
  ],
  scenario: TEN_SECONDS,
  lanes: [
    { name: 'looks every 2 s', manager: 'streaming', reader: 'polled' },
    { name: 'listens', manager: 'streaming', reader: 'direct' },
  ],
  question: 'When is the call over with the reader that looks every 2 s?',
  choices: [
    { key: '10 s', text: 'after 10 s, as Stata is' },
    { key: '10.5 s', text: 'after 10.5 s, half a second later' },
    { key: '12 s', text: 'after 12 s' },
    { key: '14 s', text: 'after 14 s' },
  ],
  answer: ({ lane }) => {
    const [polled, direct] = [lane('looks every 2 s'), lane('listens')];
    const over = inSeconds(resultMs(polled));
    return {
      key: over,
      why: [
        `Stata ended after ${inSeconds(firstOfKindMs(polled, 'ended'))}. The call behind the tool saw that at its next look, half a second later, and the reader at its own next look: after ${over}. The reader that listens was done after ${inSeconds(resultMs(direct))}.`,
        `It told its client something after ${notificationsMs(polled).map(inSeconds).join(', ')}. No manager mends that: the lateness is the reader’s, and unlike a buffer’s it doesn’t grow with the length of the run.`,
      ],
    };
  },
  exercise: {
    task: 'Run the same with both readers, and find the two seconds. Then find a scenario for which the two readers are over at the same time.',
    command: 'fake-stata demo twelve-seconds --reader direct --virtual',
  },
};
