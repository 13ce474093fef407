import { BREAK_CODE, BREAK_MESSAGE, StataError } from '../error/stata-error.ts';
import type { LineSource } from '../source/line-source.ts';
import { linesOfText } from '../source/line-source.ts';
import { type Statement, StatementReader } from '../source/statement-reader.ts';
import type { Work } from '../work/effect.ts';
import { blockKindOf, headOf, isProgramHead } from './block-head.ts';
import type { Node } from './node.ts';

/** How deep blocks may be nested. */
export const BLOCK_DEPTH_MAX = 250;

/** Gives the next statement; undefined at the end. */
export type NextStatement = () => Work<Statement | undefined>;

/** The rest of a block whose opening statement has been read, up to its closing brace. */
export function* parseBody(next: NextStatement, depth = 1): Work<readonly Node[]> {
  if (depth > BLOCK_DEPTH_MAX)
    throw new StataError(1000, 'system limit exceeded: blocks nested too deep');
  const nodes: Node[] = [];
  for (;;) {
    const statement = yield* next();
    if (statement === undefined) throw new StataError(612, 'unexpected end of file');
    if (statement.kind !== 'command') continue;
    if (isClosingBrace(statement.text)) return nodes;
    // Stata can't define a program inside a block: the program's `end` breaks off what is running.
    if (statement.text === 'end') throw new StataError(BREAK_CODE, BREAK_MESSAGE);
    nodes.push(yield* parseNode(statement.text, next, depth));
  }
}

/** The statements of a program's body, up to `end`, which isn't one of them. */
export function* parseProgramBody(next: NextStatement): Work<readonly string[]> {
  const body: string[] = [];
  for (;;) {
    const statement = yield* next();
    if (statement === undefined) throw new StataError(612, 'unexpected end of file');
    if (statement.kind !== 'command') continue;
    if (statement.text === 'end') return body;
    body.push(statement.text);
  }
}

/**
 * Parses the text of a whole do-file.
 *
 * @throws StataError r(612) when a block isn't closed, r(198) when something stands beside a brace
 */
export function parseProgram(text: string): Work<readonly Node[]> {
  return parseStatements(linesOfText(text));
}

/** Parses lines of do-file code. */
export function parseStatements(lines: readonly string[]): Work<readonly Node[]> {
  const reader = new StatementReader(sourceOf(lines));
  return parseAll(() => reader.next('', false));
}

function* parseAll(next: NextStatement): Work<readonly Node[]> {
  const nodes: Node[] = [];
  for (;;) {
    const statement = yield* next();
    if (statement === undefined) return nodes;
    if (statement.kind !== 'command') continue;
    if (isClosingBrace(statement.text)) throw new StataError(199, 'unmatched close brace');
    nodes.push(yield* parseNode(statement.text, next, 0));
  }
}

function* parseNode(text: string, next: NextStatement, depth: number): Work<Node> {
  if (blockKindOf(text) !== undefined) {
    return { kind: 'block', head: headOf(text), body: yield* parseBody(next, depth + 1) };
  }
  if (depth === 0 && isProgramHead(text)) {
    return { kind: 'program', head: text, body: yield* parseProgramBody(next) };
  }
  return { kind: 'command', text };
}

/** @throws StataError r(198) when code follows on the same line */
export function isClosingBrace(text: string): boolean {
  if (!text.startsWith('}')) return false;
  if (text === '}') return true;
  throw new StataError(198, 'program error:  code follows on the same line as close brace');
}

function sourceOf(lines: readonly string[]): LineSource {
  let at = 0;
  return {
    // biome-ignore lint/correctness/useYield: lines that are there already need nothing of the world
    *next() {
      at += 1;
      return lines[at - 1];
    },
  };
}
