import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { FileFault } from '../../host/file-store.ts';
import type { LogFile } from '../../log/log-file.ts';
import { paragraph } from '../../output/paragraph.ts';
import { eachRawWordOf, unquoted } from '../../syntax/words.ts';
import type { Work } from '../../work/effect.ts';
import { mapInChunks } from '../../work/in-chunks.ts';
import { withSubcommands } from '../language/subcommands.ts';

/** How many logs may be open at a time, since each gets a copy of all output. */
const LOGS_MAX = 100;

/** `log using`, `log close`, `log on`, `log off`, `log query`. */
export const logCommand = withSubcommands({
  name: 'log',
  subcommands: [
    { name: 'using', abbreviation: 'us', run: open },
    { name: 'close', abbreviation: 'c', run: close },
    { name: 'off', run: (context, name) => pause(context, name, false) },
    { name: 'on', run: (context, name) => pause(context, name, true) },
    { name: '', run: query },
    { name: 'query', abbreviation: 'q', run: query },
  ],
});

interface OpenOptions {
  readonly file: string;
  readonly name: string;
  readonly type: 'text' | 'smcl' | undefined;
  readonly isReplaced: boolean;
  readonly isAppended: boolean;
}

function* open(context: Context, text: string): Work {
  const { logs, host, screen } = context;
  const { file, name, type: wanted, isReplaced, isAppended } = yield* parseOpen(text);
  const type = wanted ?? (/\.log$/i.test(file) ? 'text' : 'smcl');
  const hasEnding = /\.[^/\\.]+$/.test(file);
  const path = host.files.resolve(hasEnding ? file : `${file}.${type === 'text' ? 'log' : 'smcl'}`);
  const isOpen = logs.get(name) !== undefined || logs.list().some((log) => log.path === path);
  if (isOpen) throw new StataError(604, 'log file already open');
  if (logs.list().length >= LOGS_MAX) throw new StataError(1000, 'system limit exceeded');
  const exists = host.files.kindOf(path) === 'file';
  if (exists && !isReplaced && !isAppended)
    throw new StataError(602, `file ${path} already exists`);
  if (!exists && (isReplaced || isAppended)) {
    screen.say(paragraph(`(file ${path} not found)`, screen.width, 4));
  }
  try {
    logs.open({ name, path, type, append: isAppended && exists });
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    throw new StataError(603, `file ${path} could not be opened`);
  }
}

function* parseOpen(text: string): Work<OpenOptions> {
  const line = text.replace(/^("[^"]*"|`"[\s\S]*?"'|[^\s,]+)\s*,?/, '$1 ');
  const [file = '', ...rest] = yield* mapInChunks(eachRawWordOf(line), (word) => word);
  if (file === '') throw new StataError(198, 'invalid file specification');
  const options = rest
    .join(' ')
    .replaceAll(/ ?\( ?/g, '(')
    .replaceAll(' )', ')');
  const words = options === '' ? [] : options.split(/[\s,]+/);
  for (const word of words) {
    const isKnown = /^(?:append|replace|text|smcl|name\(\w+\)|nomsg|msg)$/.test(word);
    if (!isKnown) throw new StataError(198, `option ${word} not allowed`);
  }
  return {
    file: unquoted(file),
    name: /\bname\((\w+)\)/.exec(options)?.[1] ?? '',
    type: words.includes('text') ? 'text' : words.includes('smcl') ? 'smcl' : undefined,
    isReplaced: words.includes('replace'),
    isAppended: words.includes('append'),
  };
}

function close({ logs }: Context, name: string): void {
  if (name === '_all') {
    for (const log of logs.list()) logs.close(log);
  } else logs.close(named({ logs }, name));
  requireWritten(logs);
}

function pause({ logs, screen }: Context, name: string, isOn: boolean): void {
  const log = named({ logs }, name);
  if (log.isOn === isOn) return;
  if (isOn) {
    log.isOn = true;
    screen.sayMarkup('{txt}{.-}\n');
    logs.sayHead(log, 'resumed on');
    return;
  }
  logs.sayHead(log, 'paused on');
  screen.sayMarkup('{txt}{.-}\n');
  logs.pause(log);
  requireWritten(logs);
}

function query({ logs, state, screen }: Context, name: string): void {
  const wanted = name === '_all' || name === '' ? logs.list() : [named({ logs }, name)];
  state.r.clear();
  if (name === '_all') state.r.scalars.set('numlogs', wanted.length);
  if (wanted.length === 0) {
    screen.say('  (no log file open)\n');
    return;
  }
  for (const log of wanted) logs.sayHead(log, 'opened on', { time: log.openedAt });
  if (name === '_all') {
    for (const [index, { name, path, isOn, type }] of wanted.entries()) {
      state.r.macros.set(`name${index + 1}`, name === '' ? '<unnamed>' : name);
      state.r.macros.set(`filename${index + 1}`, path);
      state.r.macros.set(`status${index + 1}`, isOn ? 'on' : 'off');
      state.r.macros.set(`type${index + 1}`, type);
    }
    return;
  }
  const [log] = wanted;
  if (log === undefined) return;
  state.r.macros.set('name', log.name === '' ? '<unnamed>' : log.name);
  state.r.macros.set('filename', log.path);
  state.r.macros.set('status', log.isOn ? 'on' : 'off');
  state.r.macros.set('type', log.type);
}

/** @throws StataError r(693) */
function requireWritten(logs: Context['logs']): void {
  const fault = logs.takeFault();
  if (fault !== undefined) throw fault;
}

function named({ logs }: Pick<Context, 'logs'>, name: string): LogFile {
  const log = logs.get(name);
  if (log === undefined) throw new StataError(606, 'no log file open');
  return log;
}
