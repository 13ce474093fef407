import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { wrap } from '../report/wrap.ts';
import { checkManagerFile } from '../web/check/check-manager-file.ts';
import type { Lesson } from '../web/lesson/lesson.ts';
import { LESSONS } from '../web/lessons/lessons.ts';
import { FailedCheckError } from './failed-check-error.ts';
import { Learned } from './learned.ts';
import { teach } from './teach.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface LearnOptions {
  readonly answer?: string;
  readonly exercise?: string;
  readonly check?: string;
  readonly forget?: true;
}

/** `fake-stata learn`: ten lessons, each a question, a run, the answer and an exercise. */
export function learnCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('learn')
    .description('ten short lessons on how streaming breaks: a question, a run, the answer')
    .argument('[lesson]', 'its number; without one, the list', parseLesson)
    .option('--answer <letter>', 'your answer, where nobody can be asked')
    .option('--exercise <file>', 'write what the lesson wants to have repaired into a new file')
    .option(
      '--check <file>',
      'check a manager that you have repaired; exit code 1 if it isn’t right',
    )
    .option('--forget', 'forget which lessons you have answered')
    .action(async (lesson: Lesson | undefined, options: LearnOptions) => {
      const learned = await Learned.load();
      if (options.forget) await learned.forget();
      if (options.check !== undefined) await check(options.check, terminal, signal);
      else if (options.exercise !== undefined) await begin(lesson, options.exercise, terminal);
      else if (lesson === undefined) list(learned, terminal);
      else await teach(lesson, { learned, terminal, signal, answer: options.answer });
    });
}

function parseLesson(value: string): Lesson {
  const lesson = LESSONS.find(({ number }) => String(number) === value);
  if (lesson !== undefined) return lesson;
  throw new InvalidArgumentError(`A lesson is a number from 1 to ${LESSONS.length}.`);
}

function list(learned: Learned, terminal: Terminal): void {
  for (const { number, title } of LESSONS) {
    const sign = learned.has(number) ? '✓' : ' ';
    terminal.write(`${sign} ${String(number).padStart(2)}  ${title}\n`);
  }
  const next = LESSONS.find(({ number }) => !learned.has(number)) ?? LESSONS[0];
  terminal.write(`\nfake-stata learn ${next?.number} begins the next one.\n`);
}

async function begin(lesson: Lesson | undefined, file: string, terminal: Terminal): Promise<void> {
  if (lesson === undefined) throw new UsageError('--exercise needs the number of a lesson');
  const { number, exercise } = lesson;
  if (exercise.starter === undefined) {
    throw new UsageError(`lesson ${number} has nothing to repair; its exercise: ${exercise.task}`);
  }
  const text = `// Lesson ${number}. ${exercise.task}\n\n${exercise.starter}`;
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`cannot begin ${file}: ${why}`, { cause });
  }
  terminal.write(`${file} is yours to repair. Then: fake-stata learn --check ${file}\n`);
}

async function check(file: string, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const results = await checkManagerFile(file, signal);
  const broken = results.filter(({ fault }) => fault !== null);
  for (const { says, fault } of broken) {
    terminal.write(wrap(`✗ ${says}`, terminal.width));
    terminal.write(wrap(`Seen: ${fault}.`, terminal.width));
  }
  if (broken.length > 0) {
    throw new FailedCheckError(`${broken.length} of ${results.length} rules are broken`);
  }
  terminal.write(`✓ Repaired: all ${results.length} rules of the contract are kept.\n`);
}
