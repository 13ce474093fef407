import { z } from 'zod';
import { utf8LengthOf } from '../timeline/utf8.ts';
import { TEXT_BYTES_MAX } from './limits.ts';
import { mustBe } from './wording.ts';

/** A text of a bearable size, as a file has it. */
export const textSchema = z
  .string({ error: mustBe('a text (in quotes, where YAML takes it for something else)') })
  .refine((text) => utf8LengthOf(text) <= TEXT_BYTES_MAX, {
    error: ({ path }) => `${String(path?.at(-1))} must have at most ${TEXT_BYTES_MAX} bytes`,
  });

export const filledTextSchema = textSchema.min(1, { error: mustBe('a text that is not empty') });
