/*
 * Whoever writes code, scenarios or requests writes the texts that regular expressions look at. One that
 * takes more than linear time is a way to stop everything: this looks for them in all of `src/`.
 */
import { growthOf } from './growth.ts';
import { type Literal, literalsOfSrc } from './literals.ts';

/** What may take more than linear time, by its beginning, and why it may. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['"inputRequests":', 'a specimen, which looks at what this server says'],
  ['\\{p (\\d+)', 'a log of one’s own, which `record` reads'],
  ['\\{search r', 'a log of one’s own, which `record` reads'],
  ['\\B(?=(?:\\d{3})', 'the digits of a number'],
  ['\\.?0+$', 'the digits of a number'],
  ['(?!\\uFE0E', 'one character and its neighbours, by a class that the checker doesn’t know'],
]);

/** @returns the exceptions that were needed, and how many offences there are */
async function judged(literals: readonly Literal[]) {
  const needed = new Set<string>();
  let offences = 0;
  for (const { pattern, flags, file } of literals) {
    const growth = await growthOf({ pattern, flags });
    if (growth === 'linear') continue;
    const [start, why] = [...EXCEPTIONS].find(([start]) => pattern.startsWith(start)) ?? [];
    if (start === undefined) offences += 1;
    else needed.add(start);
    process.stdout.write(
      `src/${file}: /${pattern}/${flags}\n  ${growth}\n  allowed: ${why ?? 'no'}\n`,
    );
  }
  return { needed, offences };
}

const literals = await literalsOfSrc();
const { needed, offences } = await judged(literals);
const unneeded = [...EXCEPTIONS.keys()].filter((start) => !needed.has(start));
for (const start of unneeded) process.stdout.write(`nothing needs the exception ${start}\n`);
process.stdout.write(`${literals.length} regular expressions, ${offences} that may be slow\n`);
// The checker would go on waiting for more.
process.exit(offences + unneeded.length === 0 ? 0 : 1);
