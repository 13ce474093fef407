import { changeBody } from '../../zoo/parts/change-body.ts';
import { piecesOf } from '../../zoo/parts/pieces-of.ts';
import type { Lesson, LessonLane } from '../lesson/lesson.ts';
import { TWO_EIGHT_TWELVE } from '../lesson/lesson-scenarios.ts';
import { managerFile } from '../lesson/manager-file.ts';
import { firstEventMs, inSeconds } from '../lesson/seen-in.ts';

/** A client that waits for the whole body before it looks at any of it. */
const readToTheEnd: LessonLane['inTheWay'] = (manager) =>
  changeBody(manager, piecesOf(Number.POSITIVE_INFINITY));

export const theClientCanBeTheBuffer: Lesson = {
  number: 7,
  title: 'The client can be the buffer',
  story: [
    'The server streams, the manager streams, no proxy is in the way, and the people at the other end still see nothing until the end. Their client says `await response.text()`, or uses a library that hands over a body when it is complete.',
    'The upper lane is what arrives at the client’s machine, the lower one what the client’s own code gets to see.',
  ],
  scenario: TWO_EIGHT_TWELVE,
  lanes: [
    { name: 'on the wire', manager: 'streaming' },
    { name: 'in the client', manager: 'streaming', inTheWay: readToTheEnd },
  ],
  question: 'When does the code of such a client see the first event?',
  choices: [
    { key: '2 s', text: 'after 2 s: it has arrived' },
    { key: '8 s', text: 'after 8 s' },
    { key: '12 s', text: 'after 12 s' },
  ],
  answer: ({ lane }) => {
    const seen = inSeconds(firstEventMs(lane('in the client')));
    return {
      key: seen,
      why: [
        `It had arrived after ${inSeconds(firstEventMs(lane('on the wire')))} and was seen after ${seen}. From the client’s side this can’t be told from a manager that buffers; from a second client’s side it can.`,
        'So before you blame a server, listen to it with something that you know to listen: `fake-stata probe URL --tool NAME` does, and curl -N.',
      ],
    };
  },
  exercise: {
    task: 'This is the same mistake with another name: it copies the answer so that it can be logged, and waits for the copy. Repair it, and keep the log.',
    breaks: 'Z01',
    starter: managerFile(`
const copy = response.clone();
process.stderr.write(\`\${(await copy.text()).length} characters\\n\`);
return response;
`),
  },
};
