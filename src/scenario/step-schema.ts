import { z } from 'zod';
import { durationSchema } from './duration.ts';
import { keysOf } from './keys-of.ts';
import { STEPS_MAX, TEXT_BYTES_MAX } from './limits.ts';
import { mapping } from './mapping.ts';
import type { Utterance } from './scenario.ts';
import { wholeNumber } from './whole-number.ts';
import { describe, mustBe, unknown } from './wording.ts';

const textSchema = z
  .string({ error: mustBe('a text (in quotes, where YAML takes it for something else)') })
  .refine((text) => Buffer.byteLength(text) <= TEXT_BYTES_MAX, {
    error: ({ path }) => `${String(path?.at(-1))} must have at most ${TEXT_BYTES_MAX} bytes`,
  });

const filledTextSchema = textSchema.min(1, { error: mustBe('a text that is not empty') });

const printStep = step({
  print: textSchema
    .transform(linesOf)
    .describe('Says a line of text. A text of several lines is said line by line, all at once.'),
});

const writeStep = step({
  write: filledTextSchema
    .transform((text): Utterance => ({ kind: 'output', text }))
    .describe('Says a text as it is, without a newline after it.'),
});

const waitStep = step({
  wait: durationSchema.describe(
    'Works in silence: 250ms, 1.5s, 10m, 1h, or with jitter, 2s ± 200ms (also written 2s +- 200ms).',
  ),
});

const repeatStep = step({
  repeat: wholeNumber(1, STEPS_MAX).describe('Does the steps in `do` this many times.'),
  get do() {
    return stepsSchema;
  },
  every: durationSchema
    .optional()
    .describe('How long each repetition lasts at least: it waits for what is left of this.'),
});

const errorSchema = mapping('error', {
  code: wholeNumber(1, 9999).describe('The return code: Stata shows 198 as r(198);'),
  message: filledTextSchema.describe('What Stata says of it, such as: invalid syntax'),
}).transform(({ code, message }): Utterance => ({ kind: 'error', returnCode: code, message }));

const errorStep = step({
  error: errorSchema.describe('Fails, which ends the run.'),
});

const STEPS = [printStep, writeStep, waitStep, repeatStep, errorStep] as const;

const stepSchema = z
  .union(STEPS, { error: ({ input }) => namelessStep(input) })
  .meta({ id: 'step', description: 'One thing that Stata does.' });

/** A list of steps, as a scenario's `script` and a repeat's `do` have it. */
export const stepsSchema = z
  .array(stepSchema, { error: mustBe('a list of steps') })
  .min(1, { error: mustBe('a list of one step or more') })
  .meta({ id: 'steps', description: 'What happens, in order.' });

/** A step as a file has it, before repeats are written out and jitter is spent. */
export type WrittenStep = z.output<typeof stepSchema>;

/**
 * Which step a value was meant to be, going by its keys, as an index into the union's options;
 * undefined if no key tells.
 */
export function stepMeantBy(value: unknown): number | undefined {
  const index = STEPS.findIndex(({ shape }) =>
    keysOf(value).some((key) => Object.hasOwn(shape, key)),
  );
  return index === -1 ? undefined : index;
}

function step<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return mapping('a step', shape, (key, allowed) =>
    stepNames().includes(key)
      ? `a step does one thing, here ${allowed[0]}: make ${key} a step of its own`
      : unknown('key', key, allowed),
  );
}

/** What is wrong with a step none of whose keys tells what it was meant to be. */
function namelessStep(value: unknown): string {
  const [key] = keysOf(value);
  if (key !== undefined) return unknown('step', key, stepNames());
  return `a step must be a mapping with one of ${stepNames().join(', ')}, not ${describe(value)}`;
}

/** The key that makes a step what it is comes first in its shape. */
function stepNames(): readonly string[] {
  return STEPS.flatMap(({ shape }) => Object.keys(shape).slice(0, 1));
}

/** A newline at the text's end, as a block of YAML has it, ends its last line and begins no other. */
function linesOf(text: string): readonly Utterance[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line) => ({ kind: 'output', text: `${line}\n` }));
}
