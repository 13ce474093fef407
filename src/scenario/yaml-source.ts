import { composeYaml } from './compose-yaml.ts';
import type { ScenarioFinding } from './finding.ts';
import { offsetOf } from './offset-of.ts';
import { createPositionOf } from './position.ts';
import { ScenarioError, type ScenarioProblem } from './scenario-error.ts';

/** A text that was read as YAML, and remembers where each of its values stands. */
export interface YamlSource {
  readonly value: unknown;
  /** The error that tells what is wrong with some of the values, each at its place in the text. */
  readonly errorOf: (findings: readonly ScenarioFinding[]) => ScenarioError;
}

/**
 * Reads a text as YAML.
 *
 * @param file - what the text is called in errors
 * @throws ScenarioError when it isn't YAML 1.2, or has what a scenario may not have: tags, aliases,
 *   directives, duplicate keys, keys that aren't texts, a second document
 */
export function readYaml(text: string, file: string): YamlSource {
  const positionOf = createPositionOf(text);
  const problemAt = (offset: number, message: string): ScenarioProblem => ({
    file,
    ...positionOf(offset),
    message,
  });
  const { document, faults } = composeYaml(text);
  if (faults.length > 0) {
    const problems = faults.map(({ offset, message }) => problemAt(offset, message));
    throw new ScenarioError(firstOfEachLine(problems));
  }
  return {
    value: document.toJS({ maxAliasCount: 0 }),
    errorOf: (findings) =>
      new ScenarioError(findings.map((one) => problemAt(offsetOf(document, one), one.message))),
  };
}

/** One slip makes the YAML library complain several times of a line; only the first is to the point. */
function firstOfEachLine(problems: readonly ScenarioProblem[]): readonly ScenarioProblem[] {
  const seen = new Set<number>();
  return problems.filter(({ line }) => {
    const isFirst = !seen.has(line);
    seen.add(line);
    return isFirst;
  });
}
