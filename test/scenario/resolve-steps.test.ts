import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { Scenario, Step } from '../../src/scenario/scenario.ts';
import { schedule } from '../../src/scenario/schedule.ts';
import { bytesOf } from '../../src/timeline/bytes-of.ts';
import { CRASHED } from '../../src/timeline/crash.ts';
import { error, print, scripted, wait } from '../scenario-of.ts';
import { anyWrittenScript } from './any-written-script.ts';
import { scenarioText } from './scenario-text.ts';

describe('chunks', () => {
  it('come so long apart, and may end inside a character', () => {
    expect(scriptOf('- { chunks: 3, every: 50ms, do: [{ print: aμμ }] }')).toEqual([
      { kind: 'output', text: 'aμ' },
      wait(50),
      { kind: 'output', text: 'μ\n' },
    ]);
    expect(scriptOf('- { chunks: 2, every: 50ms, do: [{ write: a回 }] }')).toEqual([
      { kind: 'output', text: 'a', hex: '61e5' },
      wait(50),
      { kind: 'output', text: '回', hex: '9b9e' },
    ]);
  });

  it('go across lines, but not across waits', () => {
    const steps = '[{ print: a }, { print: bc }, { wait: 1s }, { write: d }]';
    expect(scriptOf(`- { chunks: 3, every: 50ms, do: ${steps} }`)).toEqual([
      { kind: 'output', text: 'a\nb' },
      wait(50),
      { kind: 'output', text: 'c\n' },
      wait(1000),
      { kind: 'output', text: 'd' },
    ]);
  });

  it('leave alone what is no output', () => {
    const steps = '[{ write: ab }, { error: { code: 9, message: assertion is false } }]';
    expect(scriptOf(`- { chunks: 1, every: 0s, do: ${steps} }`)).toEqual([
      { kind: 'output', text: 'a' },
      wait(0),
      { kind: 'output', text: 'b' },
      error(9, 'assertion is false'),
    ]);
  });

  it('are the same bytes and the same text as the whole, whatever the size', () => {
    fc.assert(
      fc.property(anyWrittenScript, fc.integer({ min: 1, max: 9 }), (script, chunks) => {
        const whole = outputsOf(resolved(script));
        const pieces = outputsOf(resolved([{ chunks, every: '1ms', do: script }]));
        expect(Buffer.concat(pieces.map(bytesOf))).toEqual(Buffer.concat(whole.map(bytesOf)));
        const text = whole.map(({ text }) => text).join('');
        expect(pieces.map(({ text }) => text).join('')).toBe(text);
        expect(pieces.every((piece) => bytesOf(piece).length <= chunks)).toBe(true);
      }),
    );
  });

  it('come as whoever decodes them piece by piece would get them', () => {
    fc.assert(
      fc.property(anyWrittenScript, fc.integer({ min: 1, max: 5 }), (script, chunks) => {
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        for (const piece of outputsOf(resolved([{ chunks, every: '1ms', do: script }]))) {
          expect(piece.text).toBe(decoder.decode(bytesOf(piece), { stream: true }));
        }
      }),
    );
  });
});

describe('bytes', () => {
  it('may be parts of characters, or no UTF-8 at all', () => {
    expect(scriptOf('- bytes: "CE"', '- wait: 1s', '- bytes: bc 0a', '- bytes: ff')).toEqual([
      { kind: 'output', text: '', hex: 'ce' },
      wait(1000),
      { kind: 'output', text: 'μ\n', hex: 'bc0a' },
      { kind: 'output', text: '\ufffd', hex: 'ff' },
    ]);
  });

  it('of a character that is cut off spoil it for whoever reads', () => {
    expect(scriptOf('- bytes: ce', '- print: a')).toEqual([
      { kind: 'output', text: '', hex: 'ce' },
      { kind: 'output', text: '\ufffda\n', hex: '610a' },
    ]);
  });
});

describe('a flood', () => {
  it('has all its bytes, each line when it is due', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 10 ** 6 }));
    fc.assert(
      fc.property(sizes, ([bytes, perSecond]) => {
        const [step] = [{ flood: { bytes, perSecond } }];
        const { emissions } = schedule(scripted(scenarioWith({ script: [step] })));
        let saidBytes = 0;
        for (const { atMs, output } of emissions) {
          expect(atMs).toBe(Math.floor((saidBytes * 1000) / perSecond));
          if (output.kind === 'output') saidBytes += bytesOf(output).length;
        }
        expect(saidBytes).toBe(bytes);
      }),
    );
  });

  it('numbers its lines', () => {
    const [first, second] = outputsOf(scriptOf('- flood: { bytes: 160, perSecond: 160 }'));
    expect(first?.text).toMatch(/^line 1 of the flood, .{58}\n$/);
    expect(second?.text).toMatch(/^line 2 of the flood, .{58}\n$/);
  });
});

describe('the ends of a run', () => {
  it('are breaks, hangs and crashes, and nothing is resolved after them', () => {
    expect(scriptOf('- repeat: 2', '  do: [break]')).toEqual([error(1, '--Break--')]);
    expect(scriptOf('- repeat: 1000000', '  do: [{ print: a }, hang]')).toEqual([
      print('a'),
      { kind: 'hang' },
    ]);
    expect(scriptOf('- repeat: 2', '  do: [{ crash: { status: 0, log: cut } }]')).toEqual([
      { kind: 'crash', crash: { kind: 'status', status: 0, log: 'cut' } },
    ]);
  });

  it('have their times', () => {
    expect(scheduleOf('- wait: 1s', '- hang')).toMatchObject({
      endsAtMs: Number.POSITIVE_INFINITY,
    });
    expect(scheduleOf('- wait: 1s', '- crash: { signal: SIGSEGV }')).toEqual({
      emissions: [],
      endsAtMs: 1000,
      returnCode: CRASHED,
      crash: { kind: 'signal', signal: 'SIGSEGV', log: 'complete' },
    });
  });
});

it('A --more-- stands there until its time is up', () => {
  expect(scheduleOf('- more: 2s', '- print: a').emissions).toEqual([
    { atMs: 0, output: { kind: 'output', text: '--more--' } },
    { atMs: 2000, output: { kind: 'output', text: '\n' } },
    { atMs: 2000, output: print('a') },
  ]);
});

describe('answers', () => {
  it('have the steps that only they have', () => {
    const text = `name: test
about: A test.
commands:
  - when: REGress *
    times: 2
    do:
      - wait: 1s
      - returns: { e(r2): 0.25, e(cmd): regress }
      - graph: Graph
      - interpret
      - { chunks: 7, every: 1ms, do: [interpret] }
  - when: tsset *
`;
    expect(parseScenario(text, 'x.yaml')).toEqual({
      name: 'test',
      about: 'A test.',
      seed: 1,
      reader: 'direct',
      commands: [
        {
          when: 'REGress *',
          times: 2,
          steps: [
            wait(1000),
            { kind: 'returns', values: { 'e(r2)': 0.25, 'e(cmd)': 'regress' } },
            { kind: 'graph', name: 'Graph' },
            { kind: 'interpret' },
            { kind: 'interpret', chunks: { bytes: 7, everyMs: 1 } },
          ],
        },
        { when: 'tsset *', steps: [] },
      ],
    });
  });

  it('are none in a scenario that has neither a script nor answers', () => {
    expect(parseScenario('name: a\nabout: b\n', 'x.yaml')).toMatchObject({ commands: [] });
  });
});

it('A slow start changes nothing of what comes after it', () => {
  const script = [{ wait: '2s ± 1s' }, { print: 'a' }];
  const slow = scenarioWith({ script, start: [{ wait: '3s ± 1s' }, { print: 'hi' }] });
  expect(scripted(slow).script).toEqual(scripted(scenarioWith({ script })).script);
  expect(slow.start).toEqual([wait(expect.any(Number)), print('hi')]);
});

it('A licence that is refused ends the start', () => {
  const { start } = scenarioWith({ start: [{ print: 'a' }, { licence: 'Your licence is over.' }] });
  expect(start).toEqual([print('a'), { kind: 'licence', message: 'Your licence is over.' }]);
});

function scenarioWith(run: object): Scenario {
  return parseScenario(stringify({ name: 'test', about: 'A test.', ...run }), 'x.yaml');
}

function resolved(script: readonly unknown[]): readonly Step[] {
  return scripted(scenarioWith({ script })).script;
}

function scriptOf(...script: readonly string[]): readonly Step[] {
  return scripted(parseScenario(scenarioText(...script), 'x.yaml')).script;
}

function scheduleOf(...script: readonly string[]) {
  return schedule({ script: scriptOf(...script) });
}

function outputsOf(steps: readonly Step[]) {
  return steps.filter((step) => step.kind === 'output');
}
