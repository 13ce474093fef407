import type { Context } from '../../engine/context.ts';
import type { OpenFile } from '../../engine/session-state.ts';
import { StataError } from '../../error/stata-error.ts';
import { formatDefault, formatWith } from '../../format/format-value.ts';
import { FileFault } from '../../host/file-store.ts';
import { readInChunks } from '../../host/read-in-chunks.ts';
import { linesIn } from '../../source/line-source.ts';
import { rawWordsOf, unquoted } from '../../syntax/words.ts';
import { requireLength } from '../../value/string-length.ts';
import { CHUNK, type Work } from '../../work/effect.ts';
import { parseStandard } from '../language/standard-syntax.ts';
import { withSubcommands } from '../language/subcommands.ts';
import { writeFile } from './data-file-commands.ts';

/** How many files may be open at a time. */
const FILES_MAX = 1000;

/** `file open|read|write|close|query`: text files only. */
export const fileCommand = withSubcommands({
  name: 'file',
  subcommands: [
    { name: 'open', run: open },
    { name: 'read', run: read },
    { name: 'write', run: write },
    { name: 'close', run: close },
    { name: 'query', run: query },
  ],
});

function query({ state, screen }: Context): void {
  for (const [name, { path }] of state.files) screen.say(`${name.padEnd(12)} ${path}\n`);
}

function* open(context: Context, argument: string): Work {
  const { state, host } = context;
  const { head, using, options } = parseStandard(argument);
  if (head === '' || using === undefined) throw new StataError(198, 'invalid syntax');
  const has = (pattern: RegExp): boolean => options.some(({ name }) => pattern.test(name));
  if (state.files.size >= FILES_MAX) throw new StataError(1000, 'system limit exceeded');
  if (state.files.has(head)) throw new StataError(110, `file handle ${head} already exists`);
  const isThere = host.files.kindOf(using) === 'file';
  if (has(/^r(?:e(?:a(?:d)?)?)?$/)) {
    if (!isThere) throw new StataError(601, `file ${using} not found`);
    const text = yield* readInChunks(host.files, using);
    state.memory.take(text.length);
    const file = { path: host.files.resolve(using), size: text.length, isWritten: false };
    state.files.set(head, { ...file, lines: linesIn(text) });
    return;
  }
  const isAppended = has(/^append$/);
  if (isThere && !isAppended && !has(/^replace$/)) {
    throw new StataError(602, `file ${using} already exists`);
  }
  if (!isThere || !isAppended) writeFile(context, using, '');
  state.files.set(head, {
    path: host.files.resolve(using),
    size: 0,
    lines: linesIn(''),
    isWritten: true,
  });
}

function read({ state, callFrame }: Context, argument: string): void {
  const [handle = '', macro = ''] = argument.split(/\s+/);
  const file = handleOf(state.files, handle);
  if (file.isWritten) throw new StataError(198, `file ${handle} was opened for writing`);
  const line = file.lines.next().value;
  callFrame.locals.set(macro, line ?? '');
  state.r.clear();
  state.r.scalars.set('eof', line === undefined ? 1 : 0);
  if (line !== undefined) state.r.macros.set('status', 'none');
}

/** Texts in quotes, `_n`, `_tab`, `_skip(#)`, `_dup(#)`, and `%fmt (expression)`. */
function* write(context: Context, argument: string): Work {
  const [, handle = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(argument) ?? [];
  const file = handleOf(context.state.files, handle);
  if (!file.isWritten) throw new StataError(198, `file ${handle} was opened for reading`);
  let text = '';
  let format: string | undefined;
  for (const part of partsOf(rest)) {
    yield CHUNK;
    const count = timesOf(part);
    requireLength(text.length + count);
    if (/^_n(?:ewline)?\b/.test(part)) text += '\n'.repeat(count);
    else if (/^_tab\b/.test(part)) text += '\t'.repeat(count);
    else if (/^_skip\b/.test(part)) text += ' '.repeat(count);
    else if (part.startsWith('%')) format = part;
    else {
      const value = /^["`]/.test(part) ? unquoted(part) : context.evaluate(part);
      text += format === undefined ? formatDefault(value) : formatWith(format, value);
      format = undefined;
    }
  }
  try {
    context.host.files.append(file.path, text);
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new StataError(693, `I/O error writing ${file.path}`);
  }
}

/** How often a directive such as `_n(2)` writes its character. @throws StataError r(198) */
function timesOf(part: string): number {
  const argument = /^_(?:n|newline|tab|skip|char|dup)\((.+)\)$/.exec(part)?.[1] ?? '1';
  if (!/^\s*\d{1,15}\s*$/.test(argument)) throw new StataError(198, 'invalid syntax');
  return Number(argument);
}

function close({ state: { files, memory } }: Context, argument: string): void {
  for (const handle of argument === '_all' ? [...files.keys()] : [argument]) {
    memory.take(-handleOf(files, handle).size);
    files.delete(handle);
  }
}

function handleOf(files: ReadonlyMap<string, OpenFile>, handle: string): OpenFile {
  const file = files.get(handle);
  if (file === undefined) throw new StataError(111, `file handle ${handle} not found`);
  return file;
}

/** Words, with what is in parentheses kept together with what stands before it. */
function* partsOf(text: string): Generator<string, void> {
  let words: string[] = [];
  let depth = 0;
  for (const word of rawWordsOf(text)) {
    words.push(word);
    const isQuoted = /^["`]/.test(words[0] ?? '');
    depth += isQuoted ? 0 : countOf('(', word) - countOf(')', word);
    if (depth > 0) continue;
    yield words.join(' ');
    words = [];
    depth = 0;
  }
  if (words.length > 0) yield words.join(' ');
}

function countOf(character: string, text: string): number {
  return text.split(character).length - 1;
}
