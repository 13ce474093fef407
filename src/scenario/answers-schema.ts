import { z } from 'zod';
import { ANSWERS_MAX, STEPS_MAX } from './limits.ts';
import { mapping } from './mapping.ts';
import { stepsSchema } from './step-schema.ts';
import { filledTextSchema } from './text-schema.ts';
import { wholeNumber } from './whole-number.ts';
import { mustBe } from './wording.ts';

const answerSchema = mapping('an answer', {
  when: filledTextSchema.describe(
    'Which commands: a text in which `*` stands for anything (`\\\\*` for a star), and capitals at ' +
      'the beginning for the shortest abbreviation: `REGress *` answers `reg y x`, too.',
  ),
  written: z
    .boolean({ error: mustBe('true or false') })
    .optional()
    .describe(
      'Whether it is for a whole statement as it is written in a do-file: its macros not expanded, its ' +
        'prefixes still there, of a block its first line. Default: false.',
    ),
  times: wholeNumber(1, STEPS_MAX)
    .optional()
    .describe('How many commands it answers; default: all. Then later answers get their turn.'),
  do: stepsSchema
    .optional()
    .describe('What happens, in order; default: nothing, and the command succeeds.'),
}).meta({ id: 'answer', description: 'What is done for commands instead of interpreting them.' });

export const answersSchema = z
  .array(answerSchema, { error: mustBe('a list of answers') })
  .max(ANSWERS_MAX, { error: `commands must have at most ${ANSWERS_MAX} answers` })
  .describe(
    'Answers to commands: for each, the first that matches. All other code runs in the interpreter.',
  );

/** An answer as a file has it. */
export type WrittenAnswer = z.output<typeof answerSchema>;
