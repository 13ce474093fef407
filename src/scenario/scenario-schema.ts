import { z } from 'zod';
import { answersSchema } from './answers-schema.ts';
import { SEED_MAX } from './limits.ts';
import { mapping } from './mapping.ts';
import { READER_NAMES } from './scenario.ts';
import { stepsSchema } from './step-schema.ts';
import { wholeNumber } from './whole-number.ts';
import { mustBe } from './wording.ts';

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const nameError = mustBe('a name in kebab-case such as two-eight-twelve');
const aboutError = mustBe('a text that tells what the scenario shows');

/** A scenario file: the one source of what is allowed in it, and of the JSON Schema for editors. */
export const scenarioSchema = mapping('a scenario', {
  name: z
    .string({ error: nameError })
    .regex(KEBAB_CASE, { error: nameError })
    .describe('What the scenario is called, in kebab-case.'),
  about: z
    .string({ error: aboutError })
    .trim()
    .min(1, { error: aboutError })
    .describe('What it shows and what to watch, in a few sentences.'),
  seed: wholeNumber(0, SEED_MAX)
    .default(1)
    .describe('What the jitter is drawn from: the same seed gives the same run.'),
  reader: z
    .enum(READER_NAMES, { error: mustBe(READER_NAMES.join(' or ')) })
    .default('direct')
    .describe(
      'The reader that the story is told with: `direct` tells of each line at once, `polled` looks ' +
        'at a log every two seconds. A run may choose another.',
    ),
  start: stepsSchema
    .optional()
    .describe('What happens when Stata is started, before its first command; default: nothing.'),
  script: stepsSchema
    .optional()
    .describe('What every run does, whatever code it was given. There can’t be `commands`, too.'),
  commands: answersSchema.optional(),
})
  .refine(({ script, commands }) => script === undefined || commands === undefined, {
    path: ['commands'],
    error:
      'either script or commands is allowed: a script is what every run does, whatever code it was given',
  })
  .describe(
    'What a simulated Stata does, and when. Without `script`, the code that it is given really runs.',
  );
