import { utf8LengthOf } from '../timeline/utf8.ts';
import { FILE_BYTES_MAX } from './limits.ts';
import { resolveScenario } from './resolve-scenario.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { answersFindings, scriptFindings } from './script-findings.ts';
import { shapeFindings } from './shape-findings.ts';
import { readYaml } from './yaml-source.ts';

export interface ParseOptions {
  /** What jitter is drawn from; default: the seed that the scenario names. */
  readonly seed?: number;
}

/**
 * Reads a scenario: YAML, then its shape, then what only a whole script can break.
 *
 * @param text - what is in the file
 * @param file - what the file is called in errors
 * @throws ScenarioError with everything that is wrong. A text that isn't YAML has no shape to look
 *   at, and steps that aren't right can't be counted, so there the later findings have to wait.
 */
export function parseScenario(text: string, file: string, options: ParseOptions = {}): Scenario {
  if (utf8LengthOf(text) > FILE_BYTES_MAX) {
    const message = `the file is too large: at most ${FILE_BYTES_MAX} bytes are allowed`;
    throw new ScenarioError([{ file, line: 1, column: 1, message }]);
  }
  const source = readYaml(text, file);
  const shape = scenarioSchema.safeParse(source.value, { reportInput: true });
  if (!shape.success) throw source.errorOf(shapeFindings(shape.error.issues));
  const { start, script, commands = [], ...head } = shape.data;
  const findings = [
    ...scriptFindings('start', start ?? [], ['start']),
    ...scriptFindings('script', script ?? [], ['script']),
    ...commands.flatMap(({ do: steps = [] }, index) =>
      scriptFindings('answer', steps, ['commands', index, 'do']),
    ),
    ...answersFindings(commands, ['commands']),
  ];
  if (findings.length > 0) throw source.errorOf(findings);
  const seed = options.seed ?? head.seed;
  return { ...head, seed, ...resolveScenario({ start, script, commands }, seed) };
}
