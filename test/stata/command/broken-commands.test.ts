import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { formatDataFile } from '../../../src/stata/dataset/data-file.ts';
import { memoryHost } from '../../../src/stata/host/host.ts';
import { MemoryFiles } from '../../../src/stata/host/memory-files.ts';
import { StataSession } from '../../../src/stata/session/stata-session.ts';
import { atOnce } from '../../../src/stata/work/in-chunks.ts';
import { decodedPieces } from '../../../src/timeline/utf8.ts';

/** Whoever looks at this clock often enough finds the Break key pressed. */
class BreakingClock extends VirtualClock {
  readonly breakKey = new AbortController();
  looksUntilBreak = Number.POSITIVE_INFINITY;
  looks = 0;

  override now(): number {
    this.looks += 1;
    if (this.looks === this.looksUntilBreak) this.breakKey.abort();
    return super.now();
  }
}

/** What makes the files that each run begins with. */
const DATA = `set obs 4000
generate long id = mod(_n * 7919, 4000)
generate x = runiform()
generate g = mod(_n, 50)
generate str4 s = string(g)
label define l 1 "one" 2 "two"
label values g l
save a.dta
export delimited using a.csv
`;

const COMMANDS = [
  'generate y = x * 2',
  'replace x = x[_n-1] + 1',
  'replace s = s + "abcdef"',
  'sort x',
  'gsort -s x',
  'drop if x > 0.5',
  'keep if x > 0.5',
  'egen m = mean(x), by(g)',
  'egen r = rank(x)',
  'egen c = concat(s g)',
  'collapse (mean) x (median) id, by(g)',
  'reshape wide x s, i(id) j(g)',
  'encode s, generate(e)',
  'decode g, generate(d)',
  'destring s, replace',
  'tostring g id, replace',
  'recode g id (1/10 = 1000)',
  'merge 1:1 id using a.dta',
  'merge m:m g using a.dta, update replace',
  'append using a.dta, generate(from)',
  'use a.dta, clear',
  'import delimited using a.csv, clear',
  'frame put x, into(other)',
  'duplicates drop g, force',
  'duplicates tag g, generate(d)',
  'compress',
  'expand 2 if x > 0.5, generate(copy)',
  'contract g s',
  'sample 10, by(g)',
  'xtile q = x, nquantiles(4)',
  'fillin g s',
  'split s, parse(1)',
  'recast double x g',
  'clonevar y = x',
] as const;

type Command = (typeof COMMANDS)[number];

const files = made();

it('A command that is broken has changed nothing in the data', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...COMMANDS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      breakAt,
    ),
    {
      numRuns: 60,
      examples: COMMANDS.flatMap((command): [Command, number][] => [
        [command, 0.4],
        [command, 0.7],
      ]),
    },
  );
});

/** Breaks a command after some part of its looks at the clock, as often as it looks in all. */
async function breakAt(command: string, part: number): Promise<void> {
  const whole = await run(command, Number.POSITIVE_INFINITY);
  expect(whole.returnCode).toBe(0);
  expect(whole.looks).toBeGreaterThan(3);
  const looks = 1 + Math.floor(part * whole.looks);
  const broken = await run(command, looks);
  // Break may also come when it is just over.
  const isWhole = broken.after === whole.after;
  const isNothing = broken.after === broken.before;
  expect({ command, looks, isAllOrNothing: isWhole || isNothing }).toHaveProperty(
    'isAllOrNothing',
    true,
  );
  if (broken.returnCode !== 0) expect(broken.returnCode).toBe(1);
}

async function run(command: string, looksUntilBreak: number) {
  const clock = new BreakingClock();
  const host = memoryHost({ files: new MemoryFiles(await files) });
  const session = new StataSession({ clock, host });
  const text = (): string =>
    [...decodedPieces(atOnce(formatDataFile(session.state.dataset)))].join('');
  await returnCodeOf(session, 'use a.dta');
  const before = text();
  clock.looksUntilBreak = clock.looks + looksUntilBreak;
  const looksBefore = clock.looks;
  const returnCode = await returnCodeOf(session, command, clock.breakKey.signal);
  return { before, after: text(), returnCode, looks: clock.looks - looksBefore };
}

async function made(): Promise<Readonly<Record<string, string>>> {
  const host = memoryHost();
  await returnCodeOf(new StataSession({ clock: new VirtualClock(), host }), DATA);
  return { 'a.dta': host.files.read('a.dta'), 'a.csv': host.files.read('a.csv') };
}

async function returnCodeOf(
  session: StataSession,
  code: string,
  signal?: AbortSignal,
): Promise<number> {
  let returnCode = -1;
  for await (const output of session.run(code, { isEchoed: false, ...(signal && { signal }) })) {
    if (output.kind === 'ended') ({ returnCode } = output);
  }
  return returnCode;
}
