import fc from 'fast-check';
import type { ScriptedScenario, Step } from '../src/scenario/scenario.ts';
import { print, scenarioOf, wait } from './scenario-of.ts';

/** Text on one line, of one byte a character or of many, with whatever JSON and SSE must escape. */
const line = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      '',
      ' ',
      'μ̂ = 0.5',
      '回归',
      '🧮 done',
      'data: x',
      ': comment',
      '\t"\\',
      '\u2028',
      '\r',
    ),
  )
  .map((text) => text.replaceAll('\n', ''));

const step: fc.Arbitrary<Step> = fc.oneof(
  line.map(print),
  fc.oneof(fc.nat(10_000), fc.constant(0)).map(wait),
);

const failure: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('error' as const),
  returnCode: fc.integer({ min: 1, max: 9999 }),
  message: line.filter((text) => text.trim() !== ''),
});

/** A list of steps: any number of lines and waits, zero waits too. */
export function anySteps(): fc.Arbitrary<readonly Step[]> {
  return fc.array(step, { maxLength: 12 });
}

/** A scenario of such steps that ends well, or with an error. Every output is one whole line. */
export function anyScenario(): fc.Arbitrary<ScriptedScenario> {
  return fc
    .tuple(anySteps(), fc.option(failure, { nil: null, freq: 4 }))
    .map(([steps, error]) => scenarioOf(error === null ? steps : [...steps, error]));
}
