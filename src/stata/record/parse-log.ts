import { type EchoedStatement, opensEchoedBlock, readEcho, startsEcho } from './read-echo.ts';
import type { RecordedCommand, RecordedPart } from './recording.ts';

/** The columns of a line, without the last one, which stays free: of 80, and of the widest screen. */
const USUAL_WIDTH = 79;
const WIDEST = 254;

export const END_OF_DO_FILE = 'end of do-file\n';

/** The commands that run a do-file, whose own commands are echoed inside what they say. */
const DO = /^(?:cap\w*\s+|noi\w*\s+|qui\w*\s+)*(?:do|include)\s/;

/**
 * Takes a text log apart: what was typed, and what was said. Whatever it is that was given, the parts
 * together are the text again.
 *
 * @param log - a log in text, with newlines at its lines' ends
 */
export function parseLog(log: string): readonly RecordedPart[] {
  const lines = linesOf(log);
  const width = widthOf(lines);
  const parts: RecordedPart[] = [];
  // Batch mode's own `do` command is not part of the do-file.
  const body = batchHeadLength(lines);
  if (body > 0) parts.push({ kind: 'other', text: lines.slice(0, body).join('') });
  let at = body;
  while (at < lines.length) {
    const start = at;
    while (at < lines.length && !startsEcho(lines[at] ?? '')) at += 1;
    if (at > start) parts.push({ kind: 'other', text: lines.slice(start, at).join('') });
    if (at === lines.length) break;
    const statement = readEcho(lines, at, width);
    at += statement.lineCount;
    if (statement.isRemark) {
      parts.push({ kind: 'remark', source: statement.source, echo: statement.echo });
    } else {
      const block = opensEchoedBlock(statement.source) ? readBlock(lines, at, width) : undefined;
      const end = endOfOutput(lines, block?.end ?? at, statement);
      const source =
        block === undefined ? statement.source : `${statement.source}\n${block.source}`;
      parts.push(commandOf({ ...statement, source }, lines.slice(at, end)));
      at = end;
    }
  }
  return parts;
}

/**
 * The rest of a block whose lines are echoed one by one, and where its last line is over. What its
 * commands say is between its lines; so all of it but its first line is what the block says.
 *
 * @returns undefined for a block that has no end here, as those after `quietly` that don't show it
 */
function readBlock(lines: readonly string[], from: number, width: number) {
  const source: string[] = [];
  let depth = 1;
  for (let at = from; at < lines.length; ) {
    if (!startsEcho(lines[at] ?? '')) {
      at += 1;
      continue;
    }
    const statement = readEcho(lines, at, width);
    at += statement.lineCount;
    source.push(statement.source);
    if (/^\s*\}/.test(statement.source)) depth -= 1;
    if (/\{\s*$/.test(statement.source)) depth += 1;
    if (depth === 0) return { source: source.join('\n'), end: at };
  }
  return undefined;
}

/** The number of lines up to the end of the empty one under `. do file.do `, as batch mode prints it. */
function batchHeadLength(lines: readonly string[]): number {
  const first = lines.findIndex(startsEcho);
  const isBatch = /^\. do .* \n$/.test(lines[first] ?? '') && lines[first + 1] === '\n';
  return isBatch ? first + 2 : 0;
}

/** Where what a statement says is over: at the next echo, of the same level. */
function endOfOutput(lines: readonly string[], from: number, { source }: EchoedStatement): number {
  let depth = DO.test(source) ? 1 : 0;
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (depth > 0) {
      if (line === END_OF_DO_FILE) depth -= 1;
      else if (startsEcho(line) && DO.test(line.slice(2)) && hasEnd(lines, at + 1)) depth += 1;
      else if (depth === 1 && isNotFound(line)) depth -= 1;
    } else if (startsEcho(line) || line === END_OF_DO_FILE) {
      return at;
    }
  }
  return lines.length;
}

/** A do-file that was not found has no end. */
function isNotFound(line: string): boolean {
  return line === 'r(601);\n';
}

function hasEnd(lines: readonly string[], from: number): boolean {
  return !isNotFound(lines[from + 1] ?? '');
}

function commandOf(statement: EchoedStatement, lines: readonly string[]): RecordedCommand {
  const isSpaced = lines.at(-1) === '\n';
  const said = isSpaced ? lines.slice(0, -1) : lines;
  const code = /^r\((\d+)\);\n?$/.exec(said.at(-1) ?? '')?.[1];
  return {
    kind: 'command',
    source: statement.source,
    echo: statement.echo,
    output: said.join(''),
    isSpaced,
    returnCode: Number(code ?? 0),
    tookMs: undefined,
  };
}

/** How many columns the lines of a log have: 79, if none of its commands needed more. */
export function widthOf(lines: readonly string[]): number {
  const longest = lines
    .filter(startsEcho)
    .reduce((most, line) => Math.max(most, [...line.trimEnd()].length), 0);
  return longest <= USUAL_WIDTH ? USUAL_WIDTH : Math.max(longest, WIDEST);
}

/** The lines of a text, with their newlines. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
