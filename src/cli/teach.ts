import { Lanes } from '../report/lanes.ts';
import { wrap } from '../report/wrap.ts';
import { isEmission } from '../timeline/side.ts';
import type { Choice, Lesson, LessonAnswer } from '../web/lesson/lesson.ts';
import { type PlayedLane, playLesson } from '../web/lesson/play-lesson.ts';
import { LESSONS } from '../web/lessons/lessons.ts';
import type { Learned } from './learned.ts';
import { shownText } from './live-lanes.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const LETTERS = 'abcdefgh';

export interface Teaching {
  readonly learned: Learned;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** A letter, where it has been given beforehand. */
  readonly answer: string | undefined;
}

/** A lesson at the terminal: the story, the question, the run, the answer and the exercise. */
export async function teach(lesson: Lesson, teaching: Teaching): Promise<void> {
  const { learned, terminal } = teaching;
  const { number, title, story, question, choices, exercise } = lesson;
  const write = (text: string): void => terminal.write(`${wrap(text, terminal.width)}\n`);
  const given = givenChoice(choices, teaching.answer);
  terminal.write(`${terminal.bold(`${number}. ${title}`)}\n\n`);
  for (const paragraph of story) write(paragraph);
  terminal.write(`${terminal.bold(wrap(question, terminal.width))}`);
  for (const [index, { text }] of choices.entries()) {
    terminal.write(`  ${LETTERS[index]}) ${text}\n`);
  }
  const chosen = given ?? (await choose(choices, teaching));
  if (chosen === null) {
    terminal.write(`\nAnswer first: fake-stata learn ${number} --answer a\n`);
    return;
  }
  const { lanes, answer: right } = await playLesson(lesson);
  terminal.write(`\n${lanesText(lanes, terminal.width)}\n`);
  terminal.write(`${verdict(lesson, chosen.key, right)}\n\n`);
  for (const paragraph of right.why) write(paragraph);
  write(`Exercise: ${exercise.task}`);
  if (exercise.command !== undefined) terminal.write(`  ${exercise.command}\n`);
  if (exercise.starter !== undefined) {
    terminal.write(`  fake-stata learn ${number} --exercise my-manager.ts\n`);
    terminal.write('  fake-stata learn --check my-manager.ts\n');
  }
  if (chosen.key === right.key) await learned.add(number);
  const next = LESSONS.find((each) => each.number === number + 1);
  if (next !== undefined) terminal.write(`\nNext: fake-stata learn ${next.number}\n`);
}

/** @throws UsageError when a letter was given that stands for no choice */
function givenChoice(choices: readonly Choice[], letter: string | undefined): Choice | undefined {
  const chosen = letter === undefined ? undefined : choiceOf(choices, letter);
  if (letter !== undefined && chosen === undefined) {
    throw new UsageError(complaint(choices, letter));
  }
  return chosen;
}

/** The choice that was made; null when nobody can be asked. Who types something else is asked again. */
async function choose(
  choices: readonly Choice[],
  { terminal, signal }: Teaching,
): Promise<Choice | null> {
  for (;;) {
    const typed = await terminal.ask?.('Your answer: ', signal);
    if (typed === undefined) return null;
    const chosen = choiceOf(choices, typed);
    if (chosen !== undefined) return chosen;
    terminal.write(`${complaint(choices, typed)}\n`);
  }
}

function complaint(choices: readonly Choice[], letter: string): string {
  return `there is no answer ${letter}: choose one of ${[...LETTERS.slice(0, choices.length)].join(', ')}`;
}

function choiceOf(choices: readonly Choice[], letter: string): Choice | undefined {
  const word = letter.trim().toLowerCase();
  return word.length === 1 ? choices[LETTERS.indexOf(word)] : undefined;
}

function verdict({ choices }: Lesson, chosen: string, right: LessonAnswer): string {
  const text = choices.find(({ key }) => key === right.key)?.text ?? right.key;
  return chosen === right.key ? `Right: ${text}.` : `Not this time. What happened: ${text}.`;
}

/** What was said and heard, event by event; every Stata said the same, so the first is shown. */
function lanesText(lanes: readonly PlayedLane[], width: number): string {
  const table = new Lanes(['Stata said', ...lanes.map(({ name }) => name)], width);
  const rows = lanes.flatMap(({ name, events }, index) =>
    events.flatMap((event) => {
      const text = shownText(event);
      const isSaid = isEmission(event);
      if (text === null || (isSaid && index > 0)) return [];
      const lane = isSaid ? 'Stata said' : name;
      return [{ atMs: event.atMs, row: table.row(lane, event.atMs, text) }];
    }),
  );
  const inOrder = rows.toSorted((a, b) => a.atMs - b.atMs);
  return table.header() + inOrder.map(({ row }) => row).join('');
}
