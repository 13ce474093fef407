import type { Dataset } from '../dataset/dataset.ts';
import { StataError } from '../error/stata-error.ts';
import { evaluate } from '../expression/evaluate.ts';
import { parseExpressionAt } from '../expression/parse-expression.ts';
import type { Scope } from '../expression/scope.ts';
import { matchesPattern } from '../expression/string-functions.ts';
import { formatDefault, formatWith } from '../format/format-value.ts';
import type { Host } from '../host/host.ts';
import type { StoredResults } from '../results/stored-results.ts';
import { eachWordOf, rawWordsOf, unquoted, wordsOf } from '../syntax/words.ts';
import { requireLength } from '../value/string-length.ts';
import type { Value } from '../value/value.ts';
import { CHUNK, type Work } from '../work/effect.ts';
import { macroList } from './macro-list.ts';
import type { MacroTable } from './macro-table.ts';

/** What extended functions may look at. */
export interface ExtendedFunctionWorld {
  readonly callFrame: { readonly locals: MacroTable };
  readonly state: {
    readonly globals: MacroTable;
    readonly scalars: ReadonlyMap<string, Value>;
    readonly matrices: ReadonlyMap<string, unknown>;
    readonly dataset: Dataset;
    readonly r: StoredResults;
    readonly e: StoredResults;
    readonly s: StoredResults;
  };
  readonly host: Host;
  scope(observation: number): Scope;
}

type ExtendedFunction = (argument: string, world: ExtendedFunctionWorld) => string | Work<string>;

/** One of them: of those that fit, the first is meant. */
interface NamedFunction {
  readonly name: string;
  readonly pattern: RegExp;
  readonly call: ExtendedFunction;
}

export const EXTENDED_FUNCTIONS: readonly NamedFunction[] = [
  {
    name: 'word count',
    pattern: /^word\s+count\b/,
    call: (text) => String(wordsOf(text).length),
  },
  { name: 'word', pattern: /^word\b/, call: wordOf },
  {
    name: 'list',
    pattern: /^list\b/,
    call: (text, { callFrame }) => macroList(text, (name) => callFrame.locals.get(name)),
  },
  { name: 'length', pattern: /^(?:u?str)?len(?:gth)?\b/, call: lengthOf },
  { name: 'subinstr', pattern: /^subinstr\b/, call: substituted },
  { name: 'piece', pattern: /^piece\b/, call: pieceOf },
  { name: 'display', pattern: /^di(?:s(?:p(?:l(?:a(?:y)?)?)?)?)?\b/, call: displayed },
  {
    name: 'environment',
    pattern: /^env(?:ironment)?\b/,
    call: (name, { host: { environment } }) =>
      Object.hasOwn(environment, name) ? (environment[name] ?? '') : '',
  },
  { name: 'all', pattern: /^all\b/, call: allOf },
  { name: 'type', pattern: /^type\b/, call: ofVariable('type') },
  { name: 'format', pattern: /^format\b/, call: ofVariable('format') },
  {
    name: 'variable label',
    pattern: /^var(?:iable)?\s+lab(?:el)?\b/,
    call: ofVariable('label'),
  },
  {
    name: 'value label',
    pattern: /^val(?:ue)?\s+lab(?:el)?\b/,
    call: ofVariable('valueLabel'),
  },
  {
    name: 'data label',
    pattern: /^data\s+lab(?:el)?\b/,
    call: (_, { state }) => state.dataset.label,
  },
  { name: 'pwd', pattern: /^pwd\b/, call: (_, { host }) => host.files.workingDirectory },
  { name: 'sysdir', pattern: /^sysdir\b/, call: (_, { host }) => host.installDirectory },
  { name: 'dir', pattern: /^dir\b/, call: directoryOf },
  { name: 'r', pattern: /^r(?=\()/, call: (kind, { state }) => namesIn(state.r, kind) },
  { name: 'e', pattern: /^e(?=\()/, call: (kind, { state }) => namesIn(state.e, kind) },
  { name: 's', pattern: /^s(?=\()/, call: (kind, { state }) => namesIn(state.s, kind) },
  {
    name: 'local',
    pattern: /^(?:local|global)\b/,
    call: (name, { callFrame }) => callFrame.locals.get(name),
  },
];

/**
 * What a macro's extended function comes to.
 *
 * @param call - as it stands after the colon: `word count a b c`
 * @throws StataError r(198) for one that nobody knows
 */
export function* extendedFunction(call: string, world: ExtendedFunctionWorld): Work<string> {
  for (const { pattern, call: evaluateCall } of EXTENDED_FUNCTIONS) {
    const name = pattern.exec(call)?.[0];
    if (name === undefined) continue;
    const result = evaluateCall(call.slice(name.length).trim(), world);
    return typeof result === 'string' ? result : yield* result;
  }
  throw new StataError(198, 'invalid syntax');
}

/** `r(scalars)`, `e(macros)`, `r(matrices)`, …: what is in there, by name. */
function namesIn({ scalars, macros, matrices }: StoredResults, kind: string): string {
  switch (kind) {
    case '(scalars)':
      return [...scalars.keys()].join(' ');
    case '(macros)':
      return [...macros.keys()].join(' ');
    case '(matrices)':
      return [...matrices.keys()].join(' ');
    case '(functions)':
      return '';
    default:
      throw new StataError(198, 'invalid syntax');
  }
}

/** How many words are gone through between two looks at the Break key. */
const WORDS_PER_CHUNK = 10_000;

/** `word 2 of a b c`. */
function* wordOf(text: string): Work<string> {
  const [, place, list = ''] = /^(-?\d+)\s+of\b([\s\S]*)$/.exec(text) ?? [];
  if (place === undefined) throw new StataError(198, 'invalid syntax');
  let at = 0;
  for (const word of eachWordOf(list)) {
    at += 1;
    if (at === Number(place)) return word;
    if (at % WORDS_PER_CHUNK === 0) yield CHUNK;
  }
  return '';
}

/** `length local x`, or of a text. */
function lengthOf(text: string, world: ExtendedFunctionWorld): string {
  return String([...named(text, world)].length);
}

function named(text: string, { callFrame, state }: ExtendedFunctionWorld): string {
  const [, kind, name = ''] = /^(local|global)\s+(\S+)$/.exec(text) ?? [];
  if (kind === undefined) return unquoted(text);
  return (kind === 'local' ? callFrame.locals : state.globals).get(name);
}

/** `subinstr local x "from" "to", all`. */
function substituted(text: string, world: ExtendedFunctionWorld): string {
  const [before = '', options = ''] = splitOptions(text);
  const [kind = '', name = '', from = '', to = ''] = rawWordsOf(before);
  const source = named(`${kind} ${name}`, world);
  const isAll = /\ball\b/.test(options);
  const sought = unquoted(from);
  if (sought === '') return source;
  const replacement = unquoted(to);
  if (isAll) requireLength(source.length + (source.length / sought.length) * replacement.length);
  return isAll
    ? source.replaceAll(sought, () => replacement)
    : source.replace(sought, () => replacement);
}

function splitOptions(text: string): readonly string[] {
  const [, before, options] = /^([\s\S]*["'\w])\s*,\s*(\w[\w\s()]*)$/.exec(text) ?? [];
  return before === undefined ? [text] : [before, options ?? ''];
}

/** `piece 2 20 of "text"`: the second line of it, in lines of at most twenty characters. */
function pieceOf(text: string): string {
  const [, place, width, rest = ''] = /^(\d+)\s+(\d+)\s+of\s+([\s\S]*)$/.exec(text) ?? [];
  if (place === undefined) throw new StataError(198, 'invalid syntax');
  const lines: string[] = [];
  let line = '';
  for (const word of unquoted(rest.trim()).split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > Number(width)) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line][Number(place) - 1] ?? '';
}

/** What `display` would show. */
function* displayed(text: string, world: ExtendedFunctionWorld): Work<string> {
  let result = '';
  let rest = text;
  while (rest !== '') {
    yield CHUNK;
    const format = /^%\S+/.exec(rest)?.[0] ?? '';
    const { expression, end } = parseExpressionAt(rest, format.length);
    const value = evaluate(expression, world.scope(0));
    result += format === '' ? formatDefault(value) : formatWith(format, value);
    rest = rest.slice(end).trimStart();
  }
  return result;
}

/** `all globals`, `all scalars`, perhaps only those that match a pattern. */
function allOf(text: string, { state }: ExtendedFunctionWorld): string {
  const [kind = '', pattern = '*'] = wordsOf(text);
  const kept = /^mat/.test(kind) ? state.matrices : state.scalars;
  const names = kind.startsWith('gl') ? state.globals.names() : [...kept.keys()];
  return names
    .filter((name) => matchesPattern(name, pattern))
    .sort()
    .join(' ');
}

/** `dir "folder" files "*.do"`. */
function directoryOf(text: string, { host }: ExtendedFunctionWorld): string {
  const [folder = '.', kind = 'files', pattern = '*'] = wordsOf(text.split(',', 1)[0] ?? '');
  if (host.files.kindOf(folder) !== 'directory')
    throw new StataError(601, `directory ${folder} not found`);
  const wanted = kind.startsWith('file') ? 'file' : 'directory';
  return host.files
    .list(folder)
    .filter((name) => host.files.kindOf(`${folder}/${name}`) === wanted)
    .filter((name) => matchesPattern(name, pattern))
    .map((name) => `"${name}"`)
    .join(' ');
}

function ofVariable(what: 'type' | 'format' | 'label' | 'valueLabel'): ExtendedFunction {
  return (name, { state }) => {
    const found = state.dataset.find(name);
    if (found === undefined) throw new StataError(111, `variable ${name} not found`);
    return found[what];
  };
}
