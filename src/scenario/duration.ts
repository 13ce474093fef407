import { z } from 'zod';
import { mustBe } from './wording.ts';

/** How long something takes: `baseMs`, give or take up to `jitterMs`. Whole milliseconds. */
export interface Duration {
  readonly baseMs: number;
  readonly jitterMs: number;
}

const AMOUNT = String.raw`\d+(?:\.\d+)?(?:ms|s|m|h)`;
const PLUS_OR_MINUS = String.raw` *(?:±|\+-) *`;
const DURATION = new RegExp(`^${AMOUNT}(?:${PLUS_OR_MINUS}${AMOUNT})?$`);

const error = mustBe('a duration such as 0s, 250ms, 1.5s, 10m, 1h or 2s ± 200ms');

/** A duration as a file has it: `250ms`, `1.5s`, `10m`, `1h`, or with jitter, `2s ± 200ms`. */
export const durationSchema = z
  .string({ error })
  .regex(DURATION, { error })
  .transform(parseDuration)
  .refine(({ baseMs, jitterMs }) => jitterMs <= baseMs, {
    error: ({ path }) => `${String(path?.at(-1))} must not have a jitter longer than itself`,
  });

/** The longest that a duration can turn out to be, in milliseconds. */
export function longestMs({ baseMs, jitterMs }: Duration): number {
  return baseMs + jitterMs;
}

function parseDuration(text: string): Duration {
  const [base = '', jitter = '0ms'] = text.split(new RegExp(PLUS_OR_MINUS));
  return { baseMs: amountMs(base), jitterMs: amountMs(jitter) };
}

function amountMs(amount: string): number {
  return Math.round(Number.parseFloat(amount) * unitMs(amount));
}

function unitMs(amount: string): number {
  if (amount.endsWith('ms')) return 1;
  if (amount.endsWith('s')) return 1000;
  if (amount.endsWith('m')) return 60_000;
  return 3_600_000;
}
