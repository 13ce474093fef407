import { z } from 'zod';
import type { Emission } from './emission.ts';

const atMs = z.number();
const returnCode = z.number();

/** What a trace can hold, but for how a Stata died: who reads a trace of crashes reads its JSON. */
const TracedEmission = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), atMs, code: z.string() }),
  z.object({ kind: z.literal('output'), atMs, text: z.string() }),
  z.object({ kind: z.literal('error'), atMs, returnCode, message: z.string() }),
  z.object({ kind: z.literal('ended'), atMs, returnCode }),
]);

/**
 * What Stata said, from the text of a trace file. A last line that isn't whole yet is left out, since
 * a trace may be read while it's written.
 *
 * @throws SyntaxError or ZodError when it is no trace
 */
export function parseTrace(text: string): readonly Emission[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => TracedEmission.parse(JSON.parse(line)));
}
