import type { z } from 'zod';
import type { Path, ScenarioFinding } from './finding.ts';
import { keysOf } from './keys-of.ts';
import { stepMeantBy } from './step-schema.ts';

/**
 * What zod found wrong, as findings. Of a step that fits none of the union's options, only what is
 * wrong with the one that was meant.
 *
 * @param issues - reported with their input
 */
export function shapeFindings(
  issues: readonly z.core.$ZodIssue[],
  path: Path = [],
): readonly ScenarioFinding[] {
  return issues.flatMap((issue) => findingsOf(issue, [...path, ...issue.path]));
}

function findingsOf(issue: z.core.$ZodIssue, path: Path): readonly ScenarioFinding[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, path);
    case 'invalid_union':
      // A step is always an item of a list; of any other value, one message tells all options.
      if (typeof path.at(-1) === 'number') return wrongStep(issue, path);
      return [{ path, at: 'value', message: issue.message }];
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, at: 'key', message }));
    default:
      return [{ path, at: 'value', message: issue.message }];
  }
}

function unknownKeys(
  issue: z.core.$ZodIssueUnrecognizedKeys,
  path: Path,
): readonly ScenarioFinding[] {
  const messages = issue.message.split('\n');
  return issue.keys.map((key, index) => ({
    path: [...path, key],
    at: 'key',
    message: messages[index] ?? issue.message,
  }));
}

function wrongStep(issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly ScenarioFinding[] {
  const meant = stepMeantBy(issue.input);
  if (meant !== undefined) return shapeFindings(issue.errors[meant] ?? [], path);
  const [key] = keysOf(issue.input);
  if (key === undefined) return [{ path, at: 'value', message: issue.message }];
  return [{ path: [...path, key], at: 'key', message: issue.message }];
}
