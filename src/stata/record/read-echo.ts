/** A statement as a log shows it. */
export interface EchoedStatement {
  /** The do-file's lines. */
  readonly source: string;
  /** The log's lines. */
  readonly echo: string;
  readonly lineCount: number;
  /** Whether it is a comment, or nothing at all: nothing is said after it, not even an empty line. */
  readonly isRemark: boolean;
}

const PROMPT = '. ';

/** What continues a line, either because it was too long or because it says that it goes on. */
const CONTINUATION = '> ';

const NUMBERED = /^ {0,2}(\d+)\. /;

const REMARK = /^\s*(?:$|\*|\/\/|\/\*.*\*\/\s*$)/s;

/** Blocks whose lines are read before any of them is run, and numbered meanwhile. */
const READ_WHOLE =
  /^\s*(?:(?:cap\w*|qui\w*|noi\w*)(?:\s*:)?\s+)*(?:forv\w*|foreach|while|pr(?:o|og|ogr|ogra|ogram)?\s)/;

/** Blocks whose lines are echoed one by one, with their output in between. */
const ECHOED_BY_LINE = /^\s*(?:(?:cap\w*|noi\w*)\s+)*(?:\{|(?:if|else)\b.*\{)\s*(?:\/\/.*)?$/s;

/** Whether a log's line shows the beginning of a statement. Some editors cut the space off. */
export function startsEcho(line: string): boolean {
  return line.startsWith(PROMPT) || line === '.\n';
}

/**
 * Reads the echo of a statement, which may take several lines.
 *
 * @param width - how many columns an echo has: a longer line goes on in the next, and so does a full
 *   one that has a continuation under it
 */
export function readEcho(lines: readonly string[], from: number, width: number): EchoedStatement {
  let { source, end } = readLine(lines, from, width, PROMPT.length);
  const isWhole = READ_WHOLE.test(source);
  for (let number = isWhole ? firstNumber(lines[end]) : undefined; number !== undefined; ) {
    const line = lines[end] ?? '';
    const isNext = NUMBERED.exec(line)?.[1] === String(number);
    const isUnnumbered = startsEcho(line) && REMARK.test(lastLineOf(source));
    if (!isNext && !isUnnumbered) break;
    const prefix = isNext ? (NUMBERED.exec(line)?.[0].length ?? 0) : PROMPT.length;
    const next = readLine(lines, end, width, prefix);
    source += `\n${next.source}`;
    end = next.end;
    if (isNext) number += 1;
  }
  return {
    source,
    echo: lines.slice(from, end).join(''),
    lineCount: end - from,
    isRemark: REMARK.test(source),
  };
}

/** Whether a statement's block is echoed line by line, so that its end has yet to be found. */
export function opensEchoedBlock(source: string): boolean {
  return ECHOED_BY_LINE.test(source);
}

/** Loops are numbered from 2, programs from 1. */
function firstNumber(line: string | undefined): number | undefined {
  const number = Number(NUMBERED.exec(line ?? '')?.[1] ?? 0);
  return number === 1 || number === 2 ? number : undefined;
}

/** One line of the do-file, or several that belong together. */
function readLine(lines: readonly string[], from: number, width: number, prefix: number) {
  let last = withoutNewline(lines[from] ?? '');
  let source = last.slice(prefix);
  let end = from + 1;
  for (; lines[end]?.startsWith(CONTINUATION); end += 1) {
    const isFull = [...last].length >= width && !/\/\/\/\s*$/.test(last);
    last = withoutNewline(lines[end] ?? '');
    source += (isFull ? '' : '\n') + last.slice(CONTINUATION.length);
  }
  return { source, end };
}

function lastLineOf(source: string): string {
  return source.slice(source.lastIndexOf('\n') + 1);
}

function withoutNewline(line: string): string {
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}
