import { z } from 'zod';
import { describe, unknown } from './wording.ts';

/**
 * A mapping that has no other keys than these.
 *
 * When several keys are unknown, zod has one message for all of them. This one has a line for each,
 * in the order of the issue's `keys`, so that each can be shown at its own place.
 *
 * @param name - what the mapping is called when something else stands in its place
 * @param explain - what is wrong with a key that isn't among the allowed ones
 */
export function mapping<Shape extends z.core.$ZodLooseShape>(
  name: string,
  shape: Shape,
  explain: (key: string, allowed: readonly string[]) => string = unknownKey,
): z.ZodObject<Shape, z.core.$strict> {
  const allowed = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => explain(key, allowed)).join('\n')
        : `${name} must be a mapping with ${allowed.join(', ')}, not ${describe(issue.input)}`,
  });
}

function unknownKey(key: string, allowed: readonly string[]): string {
  return unknown('key', key, allowed);
}
