import type { Position } from './position.ts';

/** One thing that is wrong with a scenario file, where it is, and what would be allowed. */
export interface ScenarioProblem extends Position {
  readonly file: string;
  readonly message: string;
}

/** A scenario file is wrong. The message has a line for each problem, in the file's order. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[]) {
    const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
    super(inOrder.map(formatProblem).join('\n'));
    this.problems = inOrder;
  }
}

function formatProblem({ file, line, column, message }: ScenarioProblem): string {
  return `${file}:${line}:${column}: ${message}`;
}
