import { BREAK_CODE, BREAK_MESSAGE, StataError } from '../error/stata-error.ts';
import { evaluate, numeric } from '../expression/evaluate.ts';
import type { Expression } from '../expression/expression.ts';
import { parseExpression, parseExpressionAt } from '../expression/parse-expression.ts';
import type { Scope } from '../expression/scope.ts';
import { formatForMacro } from '../format/format-value.ts';
import type { Host } from '../host/host.ts';
import { readInChunks } from '../host/read-in-chunks.ts';
import type { Logs } from '../log/logs.ts';
import { expandMacros, type MacroLookup } from '../macro/expand-macros.ts';
import { extendedFunction } from '../macro/extended-functions.ts';
import { outOfMemory } from '../memory/memory.ts';
import type { Screen } from '../output/screen.ts';
import type { LineSource } from '../source/line-source.ts';
import type { Node } from '../syntax/node.ts';
import { type Prefix, splitPrefixes } from '../syntax/prefixes.ts';
import { splitName } from '../syntax/split-name.ts';
import { isBlank } from '../syntax/words.ts';
import type { Value } from '../value/value.ts';
import { CHUNK, STEP, type Work } from '../work/effect.ts';
import { CallFrame } from './call-frame.ts';
import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { SessionScope } from './expression-scope.ts';
import { FileSource } from './file-source.ts';
import { findCommand } from './find-command.ts';
import { Jump } from './jump.ts';
import { roundsOf } from './loop-head.ts';
import { restorePreserved } from './preserved.ts';
import { Program } from './program.ts';
import { programOf } from './program-head.ts';
import { ReadingLoop } from './reading-loop.ts';
import type { SessionState } from './session-state.ts';
import type { Branch, StatementRunner } from './statement-runner.ts';
import { Trace } from './trace.ts';
import { variableNames } from './variable-list.ts';

/** How many programs there may be. */
const PROGRAMS_MAX = 10_000;

/** How deep do-files and programs may call each other: Stata's own limit. */
const CALLS_MAX = 64;

/**
 * How deep blocks, calls and one-line `if` commands may be nested in each other, all together. Each level has
 * about ten generators on JavaScript's stack, which overflows at nearly twice as many levels.
 */
const NESTING_MAX = 256;

/**
 * Answers a command line in place of the commands that are built in; undefined when it has no answer.
 * It is asked twice about each statement: with the line as it is written, and then with the command that is to
 * be run, its macros expanded and its prefixes taken off.
 */
export type Answer = (
  line: string,
  options?: { readonly isWritten: boolean },
) => Answering | undefined;

/**
 * Does what is done for an answered command.
 *
 * @param interpret - does what the interpreter would have done
 */
export type Answering = (context: Context, interpret: () => Work) => Work;

export interface InterpreterOptions {
  readonly state: SessionState;
  readonly host: Host;
  readonly screen: Screen;
  readonly logs: Logs;
  readonly nowMs: () => number;
  readonly localTime: () => Date;
  readonly answer: Answer;
  /** All commands that are built in. */
  readonly commands: readonly Command[];
}

/** A line this long makes a chunk of work of each pass over it, in characters. */
const LONG_LINE = 10_000;

/** The commands that still run when the memory budget is used up, since they can free memory. */
const GIVES_BACK = new Set(
  'clear drop keep macro restore scalar matrix frame frames exit display return'.split(' '),
);

/** Runs statements. What it needs of the world it yields: see `work/effect.ts`. */
export class Interpreter implements Context, StatementRunner {
  readonly state: SessionState;
  readonly host: Host;
  readonly screen: Screen;
  readonly logs: Logs;
  readonly nowMs: () => number;
  readonly localTime: () => Date;
  callFrame: CallFrame;
  readonly #answer: Answer;
  readonly #commands: readonly Command[];
  readonly #lookup: MacroLookup;
  readonly #trace: Trace;
  /** The first line of a block that is traced, until it is expanded. */
  #head: string | undefined;
  /** The programs of the file that is being loaded. */
  #loading: Map<string, Program> | undefined;
  /** How many do-files and programs have called each other. */
  #calls = 0;
  /** How many blocks, calls and `if` commands are nested. */
  #nesting = 0;
  #isConversing = false;

  constructor(options: InterpreterOptions) {
    this.state = options.state;
    this.host = options.host;
    this.screen = options.screen;
    this.logs = options.logs;
    this.nowMs = options.nowMs;
    this.localTime = options.localTime;
    this.#answer = options.answer;
    this.#commands = options.commands;
    this.callFrame = new CallFrame('session', { voice: 'all', memory: this.state.memory });
    this.#trace = new Trace(this.screen, this.state.settings);
    this.#lookup = {
      local: (name) => this.callFrame.locals.get(name),
      setLocal: (name, text) => this.callFrame.locals.set(name, text),
      global: (name) => this.#global(name),
      evaluate: (expression) => formatForMacro(this.evaluate(expression)),
      stored: (name) => this.#stored(name),
      extended: (call) => extendedFunction(call, this),
    };
  }

  expand(text: string): Work<string> {
    return expandMacros(text, this.#lookup);
  }

  evaluate(text: string): Value {
    return this.evaluateIn(parseExpression(text), 0);
  }

  evaluateNumber(text: string): number {
    return numeric(this.evaluate(text));
  }

  evaluateIn(expression: Expression, observation: number): Value {
    return evaluate(expression, this.scope(observation));
  }

  /** Tells of each observation, counted from 0, whether a condition is true of it. */
  isTrueOf(condition: string): (index: number) => boolean {
    const expression = parseExpression(condition);
    return (index) => numeric(this.evaluateIn(expression, index + 1)) !== 0;
  }

  scope(observation: number): Scope {
    return new SessionScope(this, observation);
  }

  leave(): never {
    throw new Jump('out-of-stata');
  }

  /** Runs statements that have been read, without echo. */
  *runNodes(nodes: readonly Node[]): Work {
    const branch: Branch = { isTaken: undefined };
    for (const node of nodes) {
      yield STEP;
      yield* this.#runNode(node, branch);
    }
  }

  answered(text: string, interpret: () => Work): Work | undefined {
    return this.#answer(text, { isWritten: true })?.(this, interpret);
  }

  /** Runs one command line whose macros are not expanded yet. */
  *runLine(text: string, branch: Branch = { isTaken: undefined }): Work {
    yield* this.#runExpanded(yield* this.#expandLine(text), branch);
  }

  *#expandLine(text: string): Work<string> {
    return withoutGaps(yield* this.expand(text)).trim();
  }

  *run(line: string): Work {
    yield* this.#runExpanded(line.trim(), { isTaken: undefined });
  }

  *runBlock(head: string, body: readonly Node[], branch: Branch): Work {
    const { prefixes, command } = splitPrefixes(head);
    yield* this.nested(() =>
      this.withPrefixes(prefixes, () => this.#runBody(command, body, branch)),
    );
  }

  *nested(work: () => Work): Work {
    if (this.#nesting >= NESTING_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#nesting += 1;
    try {
      yield* work();
    } finally {
      this.#nesting -= 1;
    }
  }

  /** Whether the body of an `if` or `else` block is to be run; the rest of the head is expanded. */
  *decide(command: string, branch: Branch): Work<boolean> {
    const condition = /^(?:else\s+)?if\b\s*(?<condition>[\s\S]*)$/.exec(command)?.groups?.condition;
    const isElse = command.startsWith('else');
    if (isElse && branch.isTaken === undefined) throw new StataError(198, 'invalid syntax');
    if (isElse && branch.isTaken) return false;
    const isTaken =
      condition === undefined || this.isTrue(yield* this.#expandHead(command, condition));
    branch.isTaken = condition === undefined ? undefined : isTaken;
    return isTaken;
  }

  /** Expands what a block's first line ends with, and shows it when it is traced. */
  *#expandHead(command: string, end: string): Work<string> {
    const expanded = yield* this.expand(end);
    if (this.#head !== undefined) {
      const start = this.#head.slice(0, this.#head.length - command.length);
      const text = start + command.slice(0, command.length - end.length) + expanded;
      this.#trace.expanded(`${text} {`, `${this.#head} {`);
    }
    this.#head = undefined;
    return expanded;
  }

  isTrue(condition: string): boolean {
    return this.evaluateNumber(condition) !== 0;
  }

  *define(head: string, lines: readonly string[]): Work {
    const { name, ...options } = programOf(yield* this.expand(head));
    const programs = this.#loading ?? this.state.programs;
    if (programs.has(name)) throw new StataError(110, `${name} already defined`);
    if (programs.size >= PROGRAMS_MAX) throw new StataError(1000, 'system limit exceeded');
    const siblings = this.#loading;
    programs.set(name, new Program(name, lines, { ...options, siblings }));
  }

  /** Runs work with the output that its prefixes let through; `capture` also catches its errors. */
  *withPrefixes(prefixes: readonly Prefix[], work: () => Work): Work {
    const before = this.screen.voice;
    const frameBefore = this.state.frameName;
    const isCaptured = prefixes.some(({ kind }) => kind === 'capture');
    for (const { kind } of prefixes) {
      if (kind === 'capture') this.screen.voice = 'none';
      else if (kind === 'noisily') this.screen.voice = this.callFrame.voice;
      else if (kind === 'quietly' && this.screen.voice === 'all') this.screen.voice = 'errors';
    }
    try {
      for (const prefix of prefixes) {
        if (prefix.kind === 'frame') this.state.changeFrame(prefix.name);
      }
      yield* work();
      if (isCaptured) this.state.returnCode = 0;
    } catch (error) {
      if (!isCaptured || !(error instanceof StataError)) throw error;
      if (!error.isShown && error.message !== '') this.screen.say(`${error.message}\n`, 'error');
      this.state.returnCode = error.returnCode;
    } finally {
      this.screen.voice = before;
      // It may have been dropped or renamed meanwhile.
      const isElsewhere = prefixes.some(({ kind }) => kind === 'frame');
      if (isElsewhere && this.state.frames.has(frameBefore)) this.state.changeFrame(frameBefore);
    }
  }

  *runDoFile(
    path: string,
    options: { readonly arguments: string; readonly manner: 'do' | 'run' | 'include' },
  ): Work {
    const text = yield* this.#readDoFile(path);
    const { manner } = options;
    const voice = manner === 'run' && this.screen.voice === 'all' ? 'errors' : this.screen.voice;
    const callFrame =
      manner === 'include'
        ? this.callFrame
        : new CallFrame('do-file', {
            voice,
            name: path,
            arguments: options.arguments,
            memory: this.state.memory,
          });
    yield* this.#keeping(text, () =>
      this.#inCallFrame(callFrame, voice, () => this.#readDoFileText(text)),
    );
  }

  /** Does work while a text counts against the memory budget. @throws StataError r(909) */
  *#keeping(text: string, work: () => Work): Work {
    this.state.memory.take(text.length);
    try {
      yield* work();
    } finally {
      this.state.memory.take(-text.length);
    }
  }

  get isAtKeyboard(): boolean {
    return this.#isConversing && this.callFrame.kind === 'session';
  }

  /** Reads and runs what somebody types, errors or not. */
  *converse(source: LineSource): Work {
    this.#isConversing = true;
    try {
      yield* new ReadingLoop(this, source, { isEchoed: true, goesOn: true }).run();
    } finally {
      this.#isConversing = false;
    }
  }

  /** Reads and runs code as a do-file's, in the current call frame, and says nothing at its end. */
  *runCode(code: string, options: { readonly isEchoed: boolean }): Work {
    const source = new FileSource(code, this.screen, options.isEchoed);
    yield* new ReadingLoop(this, source, { isEchoed: options.isEchoed, goesOn: false }).run();
  }

  /** Runs one command line after its echo. No blank line follows, since it is all that is run. */
  *runFirst(line: string): Work {
    this.screen.echo('. ', line);
    try {
      yield* this.runLine(line);
    } catch (error) {
      // The do-file has shown its error already; the line that called it shows the return code again.
      if (error instanceof StataError && error.isShown) {
        if (error.returnCode === BREAK_CODE) this.screen.say(`${BREAK_MESSAGE}\n`, 'error');
        this.screen.sayReturnCode(error.returnCode, `r(${error.returnCode});`);
      }
      throw error;
    }
  }

  *#readDoFileText(text: string): Work {
    const isEchoed = this.screen.voice === 'all';
    const source = new FileSource(text, this.screen, isEchoed);
    if (isEchoed) this.screen.say('\n');
    const end = (): void => {
      if (isEchoed) this.screen.say('end of do-file\n');
    };
    try {
      yield* new ReadingLoop(this, source, { isEchoed, goesOn: false }).run();
      if (isEchoed && /[\r\n]$|^$/.test(text.slice(-1))) this.screen.echo('. ', '');
    } catch (error) {
      if (error instanceof Jump && error.to === 'end-of-file') {
        end();
        return;
      }
      if (error instanceof StataError) {
        end();
        if (isEchoed && this.host.isWindowed) this.screen.say('\n');
      }
      throw error;
    }
    end();
  }

  *#readDoFile(path: string): Work<string> {
    const { files } = this.host;
    const withEnding = /\.[^/\\.]+$/.test(path) ? path : `${path}.do`;
    if (files.kindOf(withEnding) !== 'file') {
      throw new StataError(601, `file ${withEnding} not found`);
    }
    return yield* readInChunks(files, withEnding);
  }

  *#runNode(node: Node, branch: Branch): Work {
    switch (node.kind) {
      case 'command': {
        this.#trace.line(node.text);
        const line = yield* this.#expandLine(node.text);
        this.#trace.expanded(line, node.text);
        return yield* this.#runExpanded(line, branch);
      }
      case 'block':
        this.#trace.line(`${node.head} {`);
        this.#head = node.head;
        return yield* this.runBlock(node.head, node.body, branch);
      case 'program':
        return yield* this.define(node.head, node.body);
    }
  }

  *#runBody(command: string, body: readonly Node[], branch: Branch): Work {
    try {
      if (/^(?:if|else)\b/.test(command)) {
        if (yield* this.decide(command, branch)) yield* this.#runTraced(body);
        else yield* this.#trace.skipped(body);
        return;
      }
      branch.isTaken = undefined;
      if (command === '') return yield* this.#runTraced(body);
      if (/^while\b/.test(command)) return yield* this.#whileLoop(command.slice(5), body);
      yield* this.#loop(command, body);
    } catch (error) {
      if (error instanceof StataError && error.returnCode === BREAK_CODE) error.braces += 1;
      throw error;
    }
  }

  *#loop(command: string, body: readonly Node[]): Work {
    const { macro, values } = yield* roundsOf(yield* this.#expandHead(command, command), {
      local: (name) => this.callFrame.locals.get(name),
      global: (name) => this.#global(name),
      variables: (list) => variableNames(list, this.state.dataset),
      evaluateNumber: (text) => this.evaluateNumber(text),
    });
    for (const value of values) {
      if (body.length === 0) yield STEP;
      this.callFrame.locals.set(macro, value);
      if (!(yield* this.#round(body))) break;
    }
    this.callFrame.locals.set(macro, '');
  }

  *#whileLoop(condition: string, body: readonly Node[]): Work {
    for (;;) {
      if (body.length === 0) yield STEP;
      if (!this.isTrue(yield* this.#expandHead(`while${condition}`, condition))) return;
      if (!(yield* this.#round(body))) return;
    }
  }

  /** Runs a block's body, whose end is traced too. */
  *#runTraced(body: readonly Node[]): Work {
    this.#head = undefined;
    yield* this.runNodes(body);
    this.#trace.line('}');
  }

  /** Runs a loop's body once; false when it says to leave the loop. */
  *#round(body: readonly Node[]): Work<boolean> {
    try {
      yield* this.#runTraced(body);
      return true;
    } catch (error) {
      if (error instanceof Jump && error.to === 'next-iteration') return true;
      if (error instanceof Jump && error.to === 'after-loop') return false;
      throw error;
    }
  }

  *#runExpanded(line: string, branch: Branch): Work {
    if (line.length > LONG_LINE) yield CHUNK;
    const { prefixes, command } = splitPrefixes(line);
    if (command === '' || command.startsWith('*')) {
      if (prefixes.some(({ kind }) => kind === 'capture')) this.state.returnCode = 0;
      return;
    }
    if (prefixes.length === 0) return yield* this.#runCommand(command, branch);
    yield* this.withPrefixes(prefixes, () => this.#runCommand(command, branch));
  }

  *#runCommand(line: string, branch: Branch): Work {
    const [word, rest] = splitName(line);
    if (word === 'if' || word === 'else') return yield* this.#runIf(line, branch);
    branch.isTaken = undefined;
    if (line.length > LONG_LINE) yield CHUNK;
    const answer = this.#answer(line);
    const interpret = (): Work => this.#interpret(word, rest, line);
    yield* answer === undefined ? interpret() : answer(this, interpret);
  }

  *#interpret(word: string, rest: string, line: string): Work {
    const program = this.callFrame.program?.siblings.get(word) ?? this.state.programs.get(word);
    if (program !== undefined) return yield* this.#call(program, rest);
    const command = findCommand(this.#commands, word);
    const loaded = command === undefined ? yield* this.#load(word) : undefined;
    if (loaded !== undefined) return yield* this.#call(loaded, rest);
    if (command === undefined) throw unrecognized(word, line);
    if (this.state.isFull && !GIVES_BACK.has(command.name)) throw outOfMemory();
    if (line.length > LONG_LINE) yield CHUNK;
    const work = command.run(this, { word, rest, line });
    if (work !== undefined) yield* work;
  }

  /** The program of a file on the ado-path, if there is one of that name. */
  *#load(name: string): Work<Program | undefined> {
    const path = this.state.adoPath.find(`${name}.ado`, this.host);
    if (path === undefined) return undefined;
    const text = yield* readInChunks(this.host.files, path);
    const before = this.#loading;
    const programs = new Map<string, Program>();
    const callFrame = new CallFrame('do-file', {
      voice: 'errors',
      name: path,
      memory: this.state.memory,
    });
    try {
      const source = new FileSource(text, this.screen, false);
      const loop = new ReadingLoop(this, source, { isEchoed: false, goesOn: false });
      this.#loading = programs;
      yield* this.#inCallFrame(callFrame, this.screen.voice === 'none' ? 'none' : 'errors', () =>
        loop.run(),
      );
    } catch (error) {
      if (!(error instanceof Jump) || error.to !== 'end-of-file') throw error;
    } finally {
      this.#loading = before;
    }
    const program = programs.get(name);
    if (program !== undefined) this.state.programs.set(name, program);
    return program;
  }

  /** `if condition command`, or `else command`, in one line. */
  *#runIf(line: string, branch: Branch): Work {
    const [, isElse, isIf] = /^(else\b\s*)?(if\b)?/.exec(line) ?? [];
    const start = (isElse ?? '').length + (isIf ?? '').length;
    const end = isIf === undefined ? start : parseExpressionAt(line, start).end;
    const command = line.slice(end).trim();
    if (command === '') throw new StataError(198, 'invalid syntax');
    if (command.startsWith('{')) {
      throw new StataError(198, 'program error:  code follows on the same line as open brace');
    }
    if (!(yield* this.decide(line.slice(0, end), branch))) return;
    const { isTaken } = branch;
    yield* this.nested(() => this.#runExpanded(command, branch));
    branch.isTaken = isTaken;
  }

  *#call(program: Program, line: string): Work {
    const { name, resultClass } = program;
    const { voice } = this.screen;
    const { memory } = this.state;
    const callFrame = new CallFrame('program', { voice, name, program, arguments: line, memory });
    try {
      yield* this.#runCalled(program, callFrame);
      if (resultClass === 'r') this.state.r.replaceWith(callFrame.returned);
    } finally {
      callFrame.returned.clear();
    }
  }

  *#runCalled(program: Program, callFrame: CallFrame): Work {
    const { name, voice } = callFrame;
    const { isTraceOn } = this.state.settings;
    this.#trace.begin(name);
    try {
      yield* this.#inCallFrame(callFrame, voice, () => this.#runProgram(program));
    } catch (error) {
      if (error instanceof StataError) this.#sayInTrace(error);
      if (!(error instanceof Jump) || error.to !== 'end-of-file') throw error;
    } finally {
      this.#trace.end(name);
      this.state.settings.isTraceOn = isTraceOn;
    }
  }

  *#runProgram(program: Program): Work {
    yield* this.runNodes(yield* program.statements());
  }

  /** A trace shows an error before the end of the program that failed. */
  #sayInTrace(error: StataError): void {
    const isHeard = this.screen.voice !== 'none' && error.returnCode !== BREAK_CODE;
    if (!this.#trace.isShown || !isHeard || error.isShown || error.message === '') return;
    this.screen.freshLine();
    this.screen.say(`${error.message}\n`, 'error');
    error.isShown = true;
  }

  *#inCallFrame(callFrame: CallFrame, voice: CallFrame['voice'], work: () => Work): Work {
    const before = { callFrame: this.callFrame, voice: this.screen.voice };
    if (this.#calls >= CALLS_MAX) throw new StataError(1000, 'system limit exceeded');
    this.#calls += 1;
    this.callFrame = callFrame;
    this.screen.voice = voice;
    try {
      yield* this.nested(work);
    } finally {
      this.#calls -= 1;
      this.callFrame = before.callFrame;
      this.screen.voice = before.voice;
      if (callFrame !== before.callFrame) this.#leaveCallFrame(callFrame);
    }
  }

  /** Drops everything temporary of a call frame, and restores the data that it preserved. */
  #leaveCallFrame(callFrame: CallFrame): void {
    callFrame.locals.clear();
    // A program's results are taken over by its caller.
    if (callFrame.kind === 'do-file') callFrame.returned.clear();
    if (callFrame.preserved !== undefined) restorePreserved(this.state, callFrame);
    const { dataset, scalars, matrices } = this.state;
    const names = new Set(callFrame.temporaryVariables);
    dataset.variables = dataset.variables.filter(({ name }) => !names.has(name));
    for (const name of callFrame.temporaryNames) {
      scalars.delete(name);
      matrices.delete(name);
    }
    for (const path of callFrame.temporaryFiles) {
      if (this.host.files.kindOf(path) === 'file') this.host.files.remove(path);
    }
  }

  /** A stored result as a macro shows it: empty when there is none, where an expression would have `.`. */
  #stored(name: string): string {
    const [, kind, key = ''] = /^(\w)\((\w+)\)$/.exec(name) ?? [];
    const { r, e, s } = this.state;
    const results = kind === 'r' ? r : kind === 'e' ? e : kind === 's' ? s : undefined;
    const isThere = results === undefined || results.scalars.has(key) || results.macros.has(key);
    return isThere ? formatForMacro(this.evaluate(name)) : '';
  }

  #global(name: string): string {
    if (name === 'S_TIME') return String(this.evaluate('c(current_time)'));
    if (name === 'S_DATE') return String(this.evaluate('c(current_date)'));
    return this.state.globals.get(name);
  }
}

/** The longest gap between words that is kept as it is. */
const GAP_MAX = 1000;

/** Shortens gaps of a thousand blanks and more, outside of quotes, to one blank. */
function withoutGaps(line: string): string {
  if (!hasGap(line)) return line;
  return line.replaceAll(/"[^"]*"|\s+/g, (part) =>
    part.startsWith('"') || part.length < GAP_MAX ? part : ' ',
  );
}

function hasGap(line: string): boolean {
  let blanks = 0;
  for (let at = 0; at < line.length; at += 1) {
    blanks = isBlank(line, at) ? blanks + 1 : 0;
    if (blanks === GAP_MAX) return true;
  }
  return false;
}

/** A loop whose body begins on the line of its head: Stata refuses it. */
const LOOP_IN_A_LINE = /^(?:forv\w*|foreach|while)\s[^{]*\{/;

function unrecognized(word: string, line: string): StataError {
  if (LOOP_IN_A_LINE.test(line)) {
    return new StataError(198, 'program error:  code follows on the same line as open brace');
  }
  if (/^(?:forv\w*|foreach|while)$/.test(word)) return new StataError(100, '{ required');
  if (/^[\p{L}_]/u.test(word)) return new StataError(199, `command ${word} is unrecognized`);
  return new StataError(198, `${/^\S+/.exec(line)?.[0] ?? word} is not a valid command name`);
}
