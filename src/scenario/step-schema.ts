import { z } from 'zod';
import { CRASH_SIGNALS } from '../timeline/crash.ts';
import { durationSchema } from './duration.ts';
import { keysOf } from './keys-of.ts';
import { FLOOD_BYTES_MAX, RATE_MAX, STEPS_MAX, TEXT_BYTES_MAX } from './limits.ts';
import { mapping } from './mapping.ts';
import type { Utterance } from './scenario.ts';
import { WORD_STEPS } from './step-keys.ts';
import { filledTextSchema, textSchema } from './text-schema.ts';
import { wholeNumber } from './whole-number.ts';
import { describe, guess, mustBe, quote, unknown } from './wording.ts';

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

const HEX = /^(?:[0-9a-fA-F]{2} *)+$/;
const hexError = mustBe('bytes in hexadecimal such as "cebc" or "ce bc 0a", in quotes');

const bytesStep = step({
  bytes: z
    .string({ error: hexError })
    .regex(HEX, { error: hexError })
    .refine((hex) => hex.length <= TEXT_BYTES_MAX, { error: hexError })
    .transform((hex) => hex.replaceAll(' ', '').toLowerCase())
    .describe('Writes bytes, given in hexadecimal: parts of a character, or no UTF-8 at all.'),
});

const chunksStep = step({
  chunks: wholeNumber(1, TEXT_BYTES_MAX).describe(
    'Does the steps in `do`, but what they say comes in pieces of this many bytes, which may end ' +
      'inside a character.',
  ),
  get do() {
    return stepsSchema;
  },
  every: durationSchema.describe('How long it is from one piece to the next.'),
});

const floodSchema = mapping('flood', {
  bytes: wholeNumber(1, FLOOD_BYTES_MAX).describe('How many bytes, newlines included.'),
  perSecond: wholeNumber(1, RATE_MAX).describe('How many bytes in a second.'),
});

const floodStep = step({
  flood: floodSchema.describe('Says numbered lines of 80 bytes, as many and as fast as asked for.'),
});

const moreStep = step({
  more: durationSchema.describe(
    'Shows `--more--` for this long, as if it waited for a key; on a terminal it does wait for one.',
  ),
});

const crashSchema = mapping('crash', {
  signal: z
    .enum(CRASH_SIGNALS, { error: mustBe(`one of ${CRASH_SIGNALS.join(', ')}`) })
    .optional()
    .describe('The signal that Stata dies of.'),
  status: wholeNumber(0, 255).optional().describe('The exit status, if it isn’t a signal.'),
  log: z
    .enum(['complete', 'cut'], { error: mustBe('complete or cut') })
    .default('complete')
    .describe('Whether the log has all that was said by then, or lacks its last line.'),
}).refine(({ signal, status }) => (signal === undefined) !== (status === undefined), {
  error: 'crash must have either a signal or a status',
});

const crashStep = step({ crash: crashSchema.describe('Dies, which ends the run.') });

const licenceStep = step({
  licence: filledTextSchema.describe(
    'Only in `start`: has no licence, says this text of it, and doesn’t start.',
  ),
});

const RESULT = /^[ers]\([A-Za-z_]\w*\)$/;

const returnsSchema = z
  .record(
    z.string().regex(RESULT, { error: ({ input }) => notAResult(input) }),
    z.union([z.number(), textSchema], { error: mustBe('a number or a text') }),
    { error: mustBe('a mapping such as { "r(mean)": 2.5, "e(cmd)": "regress" }') },
  )
  .meta({ propertyNames: { pattern: RESULT.source } });

const returnsStep = step({
  returns: returnsSchema.describe(
    'Only in an answer to a command: leaves results behind, such as r(mean) or e(cmd).',
  ),
});

const nameError = mustBe('a name such as Graph');

const graphStep = step({
  graph: z
    .string({ error: nameError })
    .regex(/^[A-Za-z_]\w{0,31}$/, { error: nameError })
    .describe('Only in an answer to a command: draws a graph of this name, to be exported.'),
});

const STEPS = [
  printStep,
  writeStep,
  waitStep,
  repeatStep,
  chunksStep,
  floodStep,
  bytesStep,
  errorStep,
  returnsStep,
  graphStep,
  moreStep,
  crashStep,
  licenceStep,
] as const;

const wordStep = z
  .enum(WORD_STEPS)
  .describe(
    '`break`: somebody presses the Break key, which ends the run. `hang`: nothing happens any more. ' +
      '`interpret`, only in an answer: what the interpreter would do with the command; ' +
      '`interpret-unseen`, the same, but what it says, or how it fails, is seen in logs only.',
  );

const stepSchema = z
  .union([...STEPS, wordStep], { error: ({ input }) => namelessStep(input) })
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
  const keys = keysOf(value);
  // By the key that makes a step what it is, before any that several have, such as `every`.
  const byName = stepNames().findIndex((name) => keys.includes(name));
  if (byName !== -1) return byName;
  const index = STEPS.findIndex(({ shape }) => keys.some((key) => Object.hasOwn(shape, key)));
  return index === -1 ? undefined : index;
}

/** What a written step is called: the key that makes it what it is, or its word. */
export function stepName(step: WrittenStep): string {
  if (typeof step === 'string') return step;
  const [first = ''] = stepNames().filter((name) => Object.hasOwn(step, name));
  return first;
}

function step<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  return mapping('a step', shape, (key, allowed) => {
    if (stepNames().includes(key)) {
      return `a step does one thing, here ${allowed[0]}: make ${key} a step of its own`;
    }
    return isWord(key) ? aloneMessage(key) : unknown('key', key, allowed);
  });
}

/** What is wrong with a step none of whose keys tells what it was meant to be. */
function namelessStep(value: unknown): string {
  const [key] = keysOf(value);
  if (key !== undefined) {
    return isWord(key) ? aloneMessage(key) : unknown('step', key, [...stepNames(), ...WORD_STEPS]);
  }
  const hint = typeof value === 'string' ? guess(value, WORD_STEPS) : '';
  return (
    `a step must be ${WORD_STEPS.join(' or ')}, or a mapping with one of ` +
    `${stepNames().join(', ')}, not ${describe(value)}${hint}`
  );
}

function aloneMessage(word: string): string {
  return `${word} stands alone: make "- ${word}", without a colon, a step of its own`;
}

function isWord(key: string): boolean {
  return WORD_STEPS.some((word) => word === key);
}

/** The key that makes a step what it is comes first in its shape. */
function stepNames(): readonly string[] {
  return STEPS.flatMap(({ shape }) => Object.keys(shape).slice(0, 1));
}

function notAResult(key: unknown): string {
  return `a result must be called something like r(mean), e(cmd) or s(fmt), not ${quote(String(key))}`;
}

/** A newline at the text's end, as a block of YAML has it, ends its last line and begins no other. */
function linesOf(text: string): readonly Utterance[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line) => ({ kind: 'output', text: `${line}\n` }));
}
