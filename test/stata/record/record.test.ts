import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { formatScenario } from '../../../src/scenario/format-scenario.ts';
import { parseScenario } from '../../../src/scenario/parse-scenario.ts';
import { memoryHost } from '../../../src/stata/host/host.ts';
import { MemoryFiles } from '../../../src/stata/host/memory-files.ts';
import { addTiming } from '../../../src/stata/record/add-timing.ts';
import { parseLog } from '../../../src/stata/record/parse-log.ts';
import { recordedDoFile, recordedScenario } from '../../../src/stata/record/recorded-scenario.ts';
import { textOf } from '../../../src/stata/record/recording.ts';
import { replay } from '../../../src/stata/record/replay.ts';
import { smclToText } from '../../../src/stata/record/smcl-to-text.ts';
import { createStata } from '../../../src/stata/session/create-stata.ts';

/** Logs of our own, each in a shape that real ones have. */
const LOGS: Readonly<Record<string, string>> = {
  'a batch log': `
(the banner)

Running /home/x/profile.do ...

. do analysis.do 

. clear all

. use data.dta, clear
(data of ours)

. 
. * a comment
. // and another
. regress y x ///
>     z, vce(robust)

(a table)

. local longishe = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 +
> 15

. display "*" _n ". "
*
 

. 
end of do-file
`,
  'a log with loops, programs and blocks': `. foreach n in 10 20 {
  2.     display \`n'
  3. 
.     * nothing
.     if \`n' == 10 {
  4.         display "ten"
  5.     }
  6. }
10
ten
20

. program define greet
  1.     display "hello"
  2. end

. quietly {

. if 1 {
.     display "one"
one
.     display "two"
two
. }

. else {
.     display "three"
. }

`,
  'a log of do-files in do-files, the inner of which fails': `
. clear

. do inner.do

. display "inside"
inside

. generate y = bad + 1
bad not found
r(111);

end of do-file
r(111);

end of do-file
r(111);
`,
  'a log of somebody at the keyboard, who goes on after errors': `. summarize nothing
variable nothing not found
r(111);

. regress
last estimates not found
r(301);

. display 1
1

`,
  'a log of long lines': `. display "a line that is longer than eighty columns, because the terminal of whoever wrote it was wide"
a line that is longer than eighty columns, because the terminal of whoever wrote it was wide

`,
};

const RMSG = `. set rmsg on
r; t=0.00 9:10:44

. quietly areg y x, absorb(id)
r; t=34.53 9:11:19

. 
. display 1
1
r; t=0.01 9:11:19

`;

const TIMER = `. timer on 1

. regress y x
(a table)

. logit y x
(a table)

. timer off 1

. timer list 1
   1:      3.01 /        1 =       3.0100

`;

const DATED = `-------------------------------------------------------------------------------
      name:  <unnamed>
       log:  /home/x/y.log
  log type:  text
 opened on:  17 Oct 2025, 11:49:52

. regress y x
(a table)

. log close
      name:  <unnamed>
       log:  /home/x/y.log
  log type:  text
 closed on:  17 Oct 2025, 11:49:55
-------------------------------------------------------------------------------
`;

const SMCL = `{smcl}
{com}{sf}{ul off}{txt}{.-}
      name:  {res}<unnamed>
       {txt}log:  {res}/home/x/y.smcl
  {txt}log type:  {res}smcl
 {txt}opened on:  {res} 1 Dec 2025, 15:13:29

{com}. capture noisily {c -(}
{txt}
{com}. rename old new
{res}{err}variable {bf}old{sf} not found
{txt}{search r(111), local:r(111);}

{com}. save "a file.dta"
{err}{p 0 4 2}
file {bf:{err}a file.dta}
already exists
{p_end}
{txt}{search r(602), local:r(602);}

{com}. merge 1:1 id using other
{res}
{txt}{col 5}Result{col 33}Number of obs
{col 5}{hline 41}
`;

describe('a recorded log', () => {
  it.each(Object.entries(LOGS))('is the log again: %s', async (_what, log) => {
    for (const as of ['commands', 'script'] as const) {
      const { expected, said } = await replayed(log, as);
      expect(said).toBe(expected);
    }
  });

  it('said as a whole, is all of it, banner and all', async () => {
    for (const log of Object.values(LOGS)) {
      expect((await replayed(log, 'script')).said).toBe(log);
    }
  });

  it('is taken apart without losing anything, whatever it is', () => {
    const line = fc.oneof(
      fc.constantFrom('. ', '. display 1', '. do a.do', 'end of do-file', 'r(1);', '', '> x', '.'),
      fc.constantFrom(
        '  2. x',
        '. forvalues i = 1/2 {',
        '. }',
        '. if 1 {',
        '. quietly {',
        '  1. end',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line), fc.boolean(), (lines, hasEnd) => {
        const log = lines.join('\n') + (hasEnd ? '\n' : '');
        expect(textOf({ parts: parseLog(log) })).toBe(log);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the do-file, as far as it shows it', () => {
    const [batch = '', blocks = ''] = Object.values(LOGS);
    expect(recordedDoFile(addTiming(parseLog(batch)))).toBe(`clear all
use data.dta, clear

* a comment
// and another
regress y x ///
    z, vce(robust)
local longishe = 1 + 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11 + 12 + 13 + 14 +15
display "*" _n ". "
`);
    expect(recordedDoFile(addTiming(parseLog(blocks)))).toContain('quietly {\n}\n');
  });
});

describe('a recorded log that opens another', () => {
  const LOG = `. capture log close

. log using inner.log, replace text
-------------------------------------------------------------------------------
      name:  <unnamed>
       log:  /home/x/inner.log
  log type:  text
 opened on:  17 Oct 2025, 11:49:52

. regress y x
(a table)

. log using /no/such/folder/b.log, text name(b)
-------------------------------------------------------------------------------
      name:  b
       log:  /no/such/folder/b.log
  log type:  text
 opened on:  17 Oct 2025, 11:49:53

. log close
      name:  <unnamed>
       log:  /home/x/inner.log
  log type:  text
 closed on:  17 Oct 2025, 11:49:55
-------------------------------------------------------------------------------

. regress y z
(another table)

`;

  it('is the log again', async () => {
    const { expected, said } = await replayed(LOG, 'commands');
    expect(said).toBe(expected);
  });

  it('really opens it, and closes it', async () => {
    const recording = addTiming(parseLog(LOG));
    const options = { name: 'x', about: 'x', as: 'commands', defaultMs: 0 } as const;
    const scenario = recordedScenario(recording, options);
    const files = new MemoryFiles({ 'log.do': recordedDoFile(recording) });
    const clock = new VirtualClock();
    const stata = createStata({ scenario, clock, host: memoryHost({ files }) });
    const { signal } = new AbortController();
    const play = async (): Promise<void> => {
      for await (const _ of stata.run('do log.do\n', { signal }));
    };
    await clock.runUntil(play());
    const log = files.read('inner.log');
    expect(log).toMatch(/^-+\n {6}name: {2}<unnamed>\n {7}log: {2}\S*inner\.log\n/);
    expect(log).toContain('\n. regress y x\n(a table)\n');
    expect(log).toMatch(/\. log close\n {6}name: [\s\S]* closed on: .*\n-+\n$/);
    expect(log).not.toContain('another table');
  });
});

describe('the times of a recorded log', () => {
  it('are those of set rmsg on', () => {
    expect(timesOf(RMSG)).toEqual({ timing: 'rmsg', tookMs: [0, 34_530, 10] });
  });

  it('or those of timer list, shared by what was timed', () => {
    expect(timesOf(TIMER)).toEqual({
      timing: 'timer',
      tookMs: [undefined, 1505, 1505, undefined, undefined],
    });
  });

  it('or the time from the log’s opening to its closing, shared by all', () => {
    expect(timesOf(DATED)).toEqual({ timing: 'log dates', tookMs: [1500, 1500] });
  });

  it('or what is said, for commands that say something', async () => {
    const [first = ''] = Object.values(LOGS);
    expect(timesOf(first).timing).toBe('none');
    const scenario = scenarioOf(first, 'script');
    const waits = 'script' in scenario ? scenario.script.filter(({ kind }) => kind === 'wait') : [];
    expect(waits).toEqual([1, 2, 3].map(() => ({ kind: 'wait', ms: 100 })));
  });

  it('pass when it is replayed', async () => {
    for (const log of [RMSG, TIMER, DATED]) {
      const { expected, said } = await replayed(log, 'commands');
      expect(said).toBe(expected);
    }
    const scenario = scenarioOf(RMSG, 'commands');
    const steps = 'commands' in scenario ? scenario.commands.flatMap((each) => each.steps) : [];
    expect(steps).toContainEqual({ kind: 'wait', ms: 34_530 });
  });
});

it('A SMCL log is what stood on the screen', () => {
  expect(
    smclToText(SMCL),
  ).toBe(`-------------------------------------------------------------------------------
      name:  <unnamed>
       log:  /home/x/y.smcl
  log type:  smcl
 opened on:   1 Dec 2025, 15:13:29

. capture noisily {

. rename old new
variable old not found
r(111);

. save "a file.dta"
file a file.dta already exists
r(602);

. merge 1:1 id using other

    Result                      Number of obs
    -----------------------------------------
`);
});

function scenarioOf(log: string, as: 'commands' | 'script') {
  const options = { name: 'recorded', about: 'A log.', as, defaultMs: 100 };
  const text = formatScenario(recordedScenario(addTiming(parseLog(log)), options));
  return parseScenario(text, 'recorded.yaml');
}

async function replayed(log: string, as: 'commands' | 'script') {
  return replay(addTiming(parseLog(log)), scenarioOf(log, as));
}

function timesOf(log: string) {
  const { parts, timing } = addTiming(parseLog(log));
  const tookMs = parts.flatMap((part) => (part.kind === 'command' ? [part.tookMs] : []));
  return { timing, tookMs };
}
