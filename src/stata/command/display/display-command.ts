import type { Command } from '../../engine/command.ts';
import type { Context } from '../../engine/context.ts';
import { StataError } from '../../error/stata-error.ts';
import { evaluate, numeric } from '../../expression/evaluate.ts';
import { parseExpressionAt } from '../../expression/parse-expression.ts';
import type { Scope } from '../../expression/scope.ts';
import { formatDefault, formatWith } from '../../format/format-value.ts';
import type { Style } from '../../output/style.ts';
import { requireLength } from '../../value/string-length.ts';
import type { Value } from '../../value/value.ts';
import { CHUNK, type Work } from '../../work/effect.ts';

const STYLES: readonly (readonly [pattern: RegExp, style: Style])[] = [
  [/^te?xt$/, 'text'],
  [/^res(?:ult)?$/, 'result'],
  [/^err(?:or)?$/, 'error'],
  [/^inp(?:ut)?$/, 'input'],
  [/^(?:command|cmd)$/, 'command'],
];

/** The most columns, lines or copies that a directive makes. */
const COUNT_MAX = 100_000;

/** `display "x is " %9.2f x as error "!" _newline(2) _continue`, and the rest of its directives. */
export const displayCommand: Command = {
  name: 'display',
  abbreviation: 'di',
  *run(context, { rest }) {
    yield* new Display(context, rest).run();
  },
};

/** The least that one displayed item costs of the budget. */
const ITEM_COST = 500;

class Display {
  readonly #context: Context;
  /** Many expressions share a budget. When half of it is gone, the chunk is over and the budget is a new one. */
  #scope: Scope;
  readonly #text: string;
  #at = 0;
  #style: Style = 'result';
  #format: string | undefined;
  #copies = 1;
  #endsLine = true;

  constructor(context: Context, text: string) {
    this.#context = context;
    this.#scope = context.scope(0);
    this.#text = text;
  }

  *run(): Work {
    while (this.#skipBlanks()) {
      this.#scope.budget.spend(ITEM_COST);
      if (this.#scope.budget.isHalfGone) {
        yield CHUNK;
        this.#scope = this.#context.scope(0);
      }
      if (!(yield* this.#directive())) this.#expression();
    }
    if (this.#endsLine) this.#context.screen.say('\n', this.#style);
  }

  #skipBlanks(): boolean {
    while (/^\s$/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#at < this.#text.length;
  }

  /** What says how to display; false when it isn't that. */
  *#directive(): Work<boolean> {
    const { screen } = this.#context;
    if (this.#take(/^,/y) !== undefined) {
      screen.say(' ', this.#style);
      return true;
    }
    const format = this.#take(/%[-~]?[\w.]+(?:![^\s]*)?/y);
    if (format !== undefined) {
      this.#format = format;
      return true;
    }
    const style = this.#take(/as\s+(\w+)/y)?.replace(/^as\s+/, '');
    if (style !== undefined) {
      this.#style = STYLES.find(([pattern]) => pattern.test(style))?.[1] ?? this.#unknown();
      return true;
    }
    if (this.#take(/in\s+smcl\b/y) !== undefined) return true;
    const word = this.#take(
      /_(?:n(?:ew(?:line)?)?|c(?:ont(?:inue)?)?|col(?:umn)?|s(?:kip)?|dup|char|r(?:eq(?:uest)?)?)(?![\w[])/y,
    );
    if (word === undefined) return false;
    yield* this.#underscored(word);
    return true;
  }

  *#underscored(word: string): Work {
    const { screen } = this.#context;
    if (word.startsWith('_r')) return yield* this.#request();
    if (/^_c(?:ont(?:inue)?)?$/.test(word)) {
      this.#endsLine = false;
      return;
    }
    const count = this.#count();
    if (word.startsWith('_n')) screen.say('\n'.repeat(count ?? 1), this.#style);
    else if (word.startsWith('_col'))
      screen.say(' '.repeat(Math.max(0, (count ?? 1) - 1 - screen.column)), this.#style);
    else if (word.startsWith('_s')) screen.say(' '.repeat(count ?? 1), this.#style);
    else if (word === '_dup') this.#copies = count ?? 1;
    else screen.say(String.fromCodePoint(Math.max(1, count ?? 32)), this.#style);
  }

  /** Waits for a line, and keeps it in a macro. */
  *#request(): Work {
    const macro = this.#take(/\(\s*(?:\w+\s*)?\)/y)?.replace(/[()\s]/g, '');
    if (macro === undefined) throw new StataError(198, 'invalid syntax');
    const line = (yield { kind: 'line', prompt: '. ' }) ?? '';
    const { callFrame, state } = this.#context;
    if (macro.startsWith('_')) callFrame.locals.set(macro.slice(1), line);
    else state.globals.set(macro, line);
  }

  /** The number in parentheses after a directive, if there is one. */
  #count(): number | undefined {
    if (this.#text[this.#at] !== '(') return undefined;
    const { expression, end } = parseExpressionAt(this.#text, this.#at);
    this.#at = end;
    const count = numeric(evaluate(expression, this.#scope));
    const bounded = Math.max(0, Math.min(COUNT_MAX, Math.trunc(count)));
    this.#scope.budget.spend(bounded * 4);
    return bounded;
  }

  #expression(): void {
    const { expression, end } = parseExpressionAt(this.#text, this.#at);
    // An expression of no length is an error: without this check, the loop would never end.
    if (end === this.#at) this.#unknown();
    this.#at = end;
    const value = evaluate(expression, this.#scope);
    const shown = this.#shown(value);
    requireLength(shown.length * this.#copies);
    const text = shown.repeat(this.#copies);
    this.#copies = 1;
    this.#format = undefined;
    if (typeof value === 'string') this.#context.screen.sayMarkup(text, this.#style);
    else this.#context.screen.say(text, this.#style);
  }

  #shown(value: Value): string {
    return this.#format === undefined ? formatDefault(value) : formatWith(this.#format, value);
  }

  #unknown(): never {
    throw new StataError(198, 'invalid syntax');
  }

  #take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source.replace(/^\^/, ''), 'y');
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
