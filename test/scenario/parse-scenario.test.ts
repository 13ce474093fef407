import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { Step } from '../../src/scenario/scenario.ts';
import { ScenarioError } from '../../src/scenario/scenario-error.ts';
import { schedule } from '../../src/scenario/schedule.ts';
import { error, print, scripted, wait } from '../scenario-of.ts';
import { anyText } from './any-text.ts';
import { anyWrittenScript, type PlainStep } from './any-written-script.ts';
import { scenarioText } from './scenario-text.ts';

describe('parseScenario', () => {
  it('reads the head, and fills in what may be left out', () => {
    const text = 'name: my-run\nabout: |\n  One line.\nscript: [{ print: hi }]\n';
    expect(parseScenario(text, 'x.yaml')).toEqual({
      name: 'my-run',
      about: 'One line.',
      seed: 1,
      reader: 'direct',
      script: [print('hi')],
    });
    const more = parseScenario(`${text}seed: 4294967295\nreader: polled\n`, 'x.yaml');
    expect(more).toMatchObject({ seed: 4_294_967_295, reader: 'polled' });
  });

  it.each<[string, string[], Step[]]>([
    ['print says a line', ['- print: a b'], [print('a b')]],
    ['print of nothing says an empty line', ['- print: ""'], [print('')]],
    ['print of a block says its lines', ['- print: |', '    a', '', '    b'], lines('a', '', 'b')],
    ['print keeps newlines that were asked for', ['- print: "a\\n\\n"'], lines('a', '')],
    ['write says a text as it is', ['- write: "a\\nb"'], [{ kind: 'output', text: 'a\nb' }]],
    ['wait waits', ['- wait: 250ms'], [wait(250)]],
    [
      'error ends the run with its code',
      ['- error: { code: 198, message: invalid syntax }'],
      [error(198, 'invalid syntax')],
    ],
    [
      'repeat does its steps again and again',
      ['- repeat: 2', '  do:', '    - print: a', '    - wait: 1s'],
      [print('a'), wait(1000), print('a'), wait(1000)],
    ],
    [
      'repeats may be nested',
      ['- repeat: 2', '  do: [{ repeat: 2, do: [{ print: a }] }, { print: b }]'],
      lines('a', 'a', 'b', 'a', 'a', 'b'),
    ],
    [
      'every waits for what the steps left of it',
      ['- { repeat: 2, every: 1s, do: [{ wait: 300ms }, { print: a }] }'],
      [wait(300), print('a'), wait(700), wait(300), print('a'), wait(700)],
    ],
    [
      'every adds nothing to steps that take longer',
      ['- { repeat: 2, every: 1s, do: [{ wait: 2s }] }'],
      [wait(2000), wait(2000)],
    ],
    [
      'an error inside a repeat ends all of the run',
      [
        '- repeat: 9',
        '  every: 1s',
        '  do: [{ print: a }, { error: { code: 1, message: b } }]',
        '- print: c',
      ],
      [print('a'), error(1, 'b')],
    ],
  ])('%s', (_title, script, expected) => {
    expect(scriptOf(...script)).toEqual(expected);
  });

  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['1.5s', 1500],
    ['10m', 600_000],
    ['1h', 3_600_000],
    ['0.4ms', 0],
    ['0.5ms', 1],
    ['1.1s', 1100],
    ['2s ± 0s', 2000],
  ])('A duration of %s is %d ms', (duration, ms) => {
    expect(scriptOf(`- wait: ${duration}`)).toEqual([wait(ms)]);
  });

  it.each(['2s ± 200ms', '2s±200ms', '2s +- 200ms', '2000ms+-0.2s'])(
    'A duration of %s is drawn from the milliseconds around its base',
    (duration) => {
      const script = scriptOf('- repeat: 5000', `  do: [{ wait: ${duration} }]`);
      const waitsMs = script.map((step) => (step.kind === 'wait' ? step.ms : Number.NaN));
      expect(waitsMs.every(Number.isInteger)).toBe(true);
      expect(Math.min(...waitsMs)).toBe(1800);
      expect(Math.max(...waitsMs)).toBe(2200);
      const meanMs = waitsMs.reduce((sum, ms) => sum + ms, 0) / waitsMs.length;
      expect(Math.abs(meanMs - 2000)).toBeLessThan(10);
    },
  );

  it('spends the same seed in the same way for ever', () => {
    const script = scriptOf('- { repeat: 5, do: [{ wait: 1s ± 1s }] }');
    expect(script).toEqual([1188, 1329, 1570, 1275, 1461].map(wait));
  });

  it('draws nothing for a duration without jitter, so that one more doesn’t change the others', () => {
    const jittered = '- wait: 1s ± 1s';
    const [first, second] = scriptOf(jittered, jittered);
    expect(scriptOf(jittered, '- wait: 1s', jittered)).toEqual([first, wait(1000), second]);
  });

  it('gives the same run for the same seed, and another for another', () => {
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        expect(jitteredScript(one)).toEqual(jitteredScript(one));
        if (one !== other) expect(jitteredScript(one)).not.toEqual(jitteredScript(other));
      }),
      // Seeds that a generator would confuse if it looked at some of the 32 bits only.
      { examples: Array.from({ length: 32 }, (_, bit) => [0, 2 ** bit]) },
    );
  });

  it('writes a script out as long and as talkative as it was written', () => {
    fc.assert(
      fc.property(anyWrittenScript, (script) => {
        const text = stringify({ name: 'any', about: 'Anything.', script });
        const { emissions, endsAtMs } = schedule(scripted(parseScenario(text, 'x.yaml')));
        expect(endsAtMs).toBe(lengthMs(script));
        expect(emissions.map(({ output }) => output)).toEqual(
          spoken(script).map((text) => ({ kind: 'output', text })),
        );
      }),
    );
  });

  it('takes any text for a scenario, or says where in it what is wrong', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          const scenario = parseScenario(text, 'x.yaml');
          if ('script' in scenario) schedule(scenario);
        } catch (thrown) {
          expectPlaces(thrown, text);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

function lines(...texts: readonly string[]): Step[] {
  return texts.map(print);
}

function scriptOf(...script: readonly string[]): readonly Step[] {
  return scripted(parseScenario(scenarioText(...script), 'x.yaml')).script;
}

function jitteredScript(seed: number): readonly Step[] {
  const text = scenarioText('- { repeat: 20, do: [{ wait: 2s ± 2s }] }');
  return scripted(parseScenario(`${text}seed: ${seed}\n`, 'x.yaml')).script;
}

function lengthMs(steps: readonly PlainStep[]): number {
  return steps.map(stepLengthMs).reduce((sum, ms) => sum + ms, 0);
}

function stepLengthMs(step: PlainStep): number {
  if ('wait' in step) return Number.parseInt(step.wait, 10);
  if (!('repeat' in step)) return 0;
  return step.repeat * Math.max(lengthMs(step.do), Number.parseInt(step.every ?? '0', 10));
}

function spoken(steps: readonly PlainStep[]): string[] {
  return steps.flatMap((step) => {
    if ('print' in step) return `${step.print.replace(/\n$/, '')}\n`.split(/(?<=\n)/);
    if ('write' in step) return [step.write];
    if ('wait' in step) return [];
    return Array.from({ length: step.repeat }, () => spoken(step.do)).flat();
  });
}

function expectPlaces(thrown: unknown, text: string): void {
  if (!(thrown instanceof ScenarioError)) throw thrown;
  const lengths = text.split('\n').map((line) => line.length);
  expect(thrown.problems).not.toHaveLength(0);
  for (const { file, line, column, message } of thrown.problems) {
    expect(file).toBe('x.yaml');
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lengths.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lengths[line - 1] ?? 0) + 1);
    expect(message).toMatch(/^[^\n]+$/);
  }
}
