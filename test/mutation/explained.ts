import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Mutant, OPERATORS } from './mutant.ts';

const Explained = z.strictObject({
  file: z.string(),
  operator: z.enum(OPERATORS),
  /** The whole line, without the space around it; all mutants of the kind on such a line are meant. */
  text: z.string(),
  /** What stands there in the mutant; any by default. */
  replacement: z.string().optional(),
  /** Why no test can notice it, or none should. */
  why: z.string().min(10),
});
export type Explained = z.infer<typeof Explained>;

/** The mutants that may survive, each with its reason. */
export async function readExplained(): Promise<readonly Explained[]> {
  const text = await readFile(new URL('explained.json', import.meta.url), 'utf8');
  return z.array(Explained).parse(JSON.parse(text));
}

export function explains(
  { file, operator, text, replacement }: Explained,
  mutant: Mutant,
): boolean {
  return (
    file === mutant.file &&
    operator === mutant.operator &&
    text === mutant.text &&
    (replacement === undefined || replacement === mutant.replacement)
  );
}
