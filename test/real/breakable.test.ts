import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { memoryHost } from '../../src/stata/host/host.ts';
import { StataSession } from '../../src/stata/session/stata-session.ts';
import { longestTurn } from '../bench/longest-turn.ts';
import { ANY_LINES } from '../stata/engine/any-lines.ts';

const LONG_MACRO = "local x a\nforvalues i = 1/17 {\nlocal x `x'`x'\n}\n";

const ENDLESS: readonly (readonly [what: string, code: string])[] = [
  ['nothing', 'while 1 {\n}'],
  ['statements', 'while 1 {\nlocal i = 1\n}'],
  ['output', 'while 1 {\ndisplay "to whom it may concern"\n}'],
  ['a log', 'log using x.log\nwhile 1 {\ndisplay "to whom it may concern"\n}'],
  ['counting', 'forvalues i = 1/1000000000000 {\n}'],
  ['long macros', `${LONG_MACRO}while 1 {\ncapture local y \`x'\`x'\n}`],
  [
    'many long macros',
    `${LONG_MACRO}local i = 0\nwhile 1 {\nlocal ++i\ncapture global y\`i' \`x'\n}`,
  ],
  ['data', 'set obs 20000\ngen x = runiform()\nwhile 1 {\nquietly gsort -x\nquietly sort x\n}'],
  ['matrices', "local i = 0\nwhile 1 {\nlocal ++i\ncapture matrix a`i' = J(100, 100, 1)\n}"],
  ['calls that catch everything', 'program p\ncapture p\np\nend\np'],
];

/**
 * Runs code for a while, with the Break key pressed for good afterwards.
 *
 * @returns how it ended, and how long whoever pressed the key waited at most: for others' turn, in which it
 *   is heard, and then until all was over, in milliseconds of this thread
 */
async function brokenAfter(ms: number, code: string, session = newSession()) {
  const breakKey = new AbortController();
  let usedAtBreak = process.threadCpuUsage();
  const timer = setTimeout(() => {
    usedAtBreak = process.threadCpuUsage();
    breakKey.abort();
  }, ms);
  let last = '';
  const { processorMs } = await longestTurn(async () => {
    for await (const output of session.run(code, { isEchoed: false, signal: breakKey.signal })) {
      if (output.kind === 'ended') last = `r(${output.returnCode});`;
    }
  });
  const { user, system } = process.threadCpuUsage(usedAtBreak);
  clearTimeout(timer);
  const isBroken = breakKey.signal.aborted;
  return { last, waitedMs: processorMs + (isBroken ? (user + system) / 1000 : 0) };
}

function newSession(): StataSession {
  return new StataSession({ clock: new RealClock(), host: memoryHost() });
}

describe('an endless loop', () => {
  it.each(ENDLESS)('of %s lets others run, and is broken in 100 ms', async (_what, code) => {
    const { last, waitedMs } = await brokenAfter(200, code);
    expect(last).toBe('r(1);');
    expect(waitedMs).toBeLessThan(100);
  });
});

it('Any code has ended, or is broken in 100 ms, and the session goes on', async () => {
  await fc.assert(
    fc.asyncProperty(ANY_LINES, fc.boolean(), fc.nat(20), async (lines, isLoop, ms) => {
      const code = isLoop ? ['while 1 {', ...lines, '}'] : lines;
      const session = newSession();
      const { waitedMs } = await brokenAfter(ms, code.join('\n'), session);
      expect(waitedMs).toBeLessThan(100);
      await run(session, 'display 1');
    }),
    { numRuns: 250 },
  );
});

/** Single commands on a lot of data, each with what has to be there for it. */
const LONG: readonly (readonly [before: string, command: string])[] = [
  [
    'set obs 100000\ngen x = runiform()\ngen long id = _n\ngen g = mod(_n, 1000)',
    'egen r = rank(x)',
  ],
  ['', 'bysort g: egen m = mean(x)'],
  ['save a.dta', 'merge 1:1 id using a.dta, nogenerate'],
  ['', 'export delimited using a.csv'],
  ['rename x x1\ngen x2 = x1\ndrop m r', 'reshape long x, i(id) j(k)'],
  ['', 'import delimited using a.csv, clear'],
  ['', 'matrix A = I(200) * J(200, 200, 1)'],
  ['clear\nset obs 40', 'count if strlen(strreverse("a" * 300000)) > 3'],
  ['generate strL s = "a" * 300000', 'recast str2045 s, force'],
];

async function run(session: StataSession, code: string): Promise<void> {
  for await (const output of session.run(code, { isEchoed: false })) {
    if (output.kind === 'ended') expect(output.returnCode).toBe(0);
  }
}

it('One command on a lot of data lets others run', async () => {
  const session = newSession();
  const slow: string[] = [];
  for (const [before, command] of LONG) {
    await run(session, before);
    const { processorMs } = await longestTurn(() => run(session, command));
    if (processorMs > 100) slow.push(`${command}: ${processorMs} ms`);
  }
  expect(slow).toEqual([]);
});

it('So does a look at a lot of data, which are shown as they were', async () => {
  const session = newSession();
  await run(session, 'set obs 300000\ngenerate x = _n');
  const { processorMs } = await longestTurn(async () => {
    const [seen] = await Promise.all([
      session.view({ condition: 'mod(x, 3) == 0', rowsMax: 2 }),
      run(session, 'replace x = 0\ndrop in 1/100000'),
    ]);
    expect(seen).toMatchObject({ count: 100_000, observations: [2, 5], rows: [[3], [6]] });
  });
  expect(processorMs).toBeLessThan(100);
});
