import type { StataOutput } from '../../timeline/emission.ts';
import { escapeSmcl, renderSmcl } from './smcl.ts';
import { STYLE_TAGS, type Style } from './style.ts';
import { Wrapper } from './wrapper.ts';

/** Something that is shown: anything but the end of it. */
export type Shown = Exclude<StataOutput, { readonly kind: 'ended' }>;

/**
 * Which output is shown: all of it, only errors (`quietly`), or none (`capture`).
 */
export type Voice = 'all' | 'errors' | 'none';

/** Something that keeps all that is shown: a log. */
export interface Copy {
  /** @param text - as it stands on the screen @param smcl - the same in SMCL */
  write(text: string, smcl: string): void;
}

export interface ScreenOptions {
  readonly linesize: number;
}

/**
 * Everything that Stata says goes over here: it is broken into lines, shown, and copied to the logs.
 *
 * What is shown waits in {@link take}'s queue until a `Driver` fetches it, which it does at least
 * after each statement.
 */
export class Screen {
  voice: Voice = 'all';
  linesize: number;
  readonly copies = new Set<Copy>();
  readonly #wrapper = new Wrapper();
  #style: Style = 'text';
  #shown: Shown[] = [];

  constructor({ linesize }: ScreenOptions) {
    this.linesize = linesize;
  }

  /** How many columns a line has. The last one of the line's size stays free. */
  get width(): number {
    return this.linesize - 1;
  }

  /** How many columns of the current line are taken. */
  get column(): number {
    return this.#wrapper.column;
  }

  /** Shows plain text; newlines are its own. */
  say(text: string, style: Style = 'text'): void {
    if (!this.#passes(style) || text === '') return;
    const wrapped = this.#wrapper.wrap(text, this.width);
    this.#show({ kind: 'output', text: wrapped }, wrapped, this.#tagged(wrapped, style));
  }

  /** Shows what a scenario says exactly as it says it, however long its lines and whatever its bytes. */
  sayAsIs(output: Extract<Shown, { readonly kind: 'output' }>): void {
    if (!this.#passes('text')) return;
    const { text } = output;
    this.#wrapper.wrap(text, Number.POSITIVE_INFINITY);
    this.#show(output, text, this.#tagged(text, 'text'));
  }

  /** Shows again what has been taken, or parts of it. The logs have it already. */
  giveBack(output: Shown): void {
    this.#push(output);
  }

  /** Shows SMCL. Without a style it goes on in the one that there is, and names its own. */
  sayMarkup(source: string, style: Style = this.#style): void {
    if (!source.includes('{')) {
      this.say(source, style);
      return;
    }
    if (!this.#passes(style)) return;
    const { width, column } = this;
    const pieces = renderSmcl(source, { width, column, style });
    const text = pieces.map((piece) => this.#wrapper.wrap(piece.text, width)).join('');
    const tag = this.#style === style ? '' : STYLE_TAGS[style];
    this.#style = pieces.at(-1)?.style ?? style;
    this.#show({ kind: 'output', text }, text, tag + source);
  }

  /** Shows a line of code after its prompt. Long lines are wrapped, except in SMCL. */
  echo(prompt: string, line: string, options: { readonly isShown?: boolean } = {}): void {
    if (this.voice !== 'all') return;
    const text = this.#wrapper.wrap(`${prompt}${line}\n`, this.width);
    const number = /^ *\d+(?=\. )/.exec(prompt)?.[0];
    const tag = this.#style === 'command' ? '' : STYLE_TAGS.command;
    const start = number === undefined ? tag : `{txt}${number}{com}`;
    this.#style = 'command';
    this.#copy(text, `${start}${prompt.slice(number?.length ?? 0)}${this.#escaped(line)}\n`);
    if (options.isShown ?? true) this.#push({ kind: 'output', text });
  }

  /** Shows an error: its message, and its return code on a line of its own. */
  sayError(message: string, returnCode: number): void {
    if (this.voice === 'none') return;
    const wrapped = this.#wrapper.wrap(`${message}\n`, this.width);
    const code = `r(${returnCode});`;
    const smcl = `${this.#tagged(wrapped, 'error')}{txt}{search r(${returnCode}), local:${code}}\n`;
    this.#style = 'text';
    this.#show(
      { kind: 'error', returnCode, message: wrapped.slice(0, -1) },
      `${wrapped}${code}\n`,
      smcl,
    );
  }

  /** Shows a return code without a message: `r(111);`, or longer. */
  sayReturnCode(returnCode: number, text: string): void {
    if (this.voice !== 'all') return;
    this.#style = 'text';
    const smcl = `{txt}{search r(${returnCode}), local:${text}}\n`;
    this.#show({ kind: 'output', text: `${text}\n` }, `${text}\n`, smcl);
  }

  /** Ends the line, if something stands on it. */
  freshLine(): void {
    if (this.column > 0) this.say('\n');
  }

  get hasShown(): boolean {
    return this.#shown.length > 0;
  }

  /** What has been shown since it was last asked. */
  take(): readonly Shown[] {
    const shown = this.#shown;
    if (shown.length > 0) this.#shown = [];
    return shown;
  }

  #passes(style: Style): boolean {
    return this.voice === 'all' || (this.voice === 'errors' && style === 'error');
  }

  /** SMCL for text in a style. */
  #tagged(text: string, style: Style): string {
    const tag = this.#style === style ? '' : STYLE_TAGS[style];
    this.#style = style;
    return tag + this.#escaped(text);
  }

  /** Empty where no log needs it. */
  #escaped(text: string): string {
    return this.copies.size === 0 ? '' : escapeSmcl(text);
  }

  #show(output: Shown, text: string, smcl: string): void {
    this.#copy(text, smcl);
    this.#push(output);
  }

  #copy(text: string, smcl: string): void {
    for (const copy of this.copies) copy.write(text, smcl);
  }

  /** Text that follows text is one output with it. */
  #push(output: Shown): void {
    const last = this.#shown.at(-1);
    const isText = (each: Shown | undefined) => each?.kind === 'output' && each.hex === undefined;
    if (output.kind === 'output' && last?.kind === 'output' && isText(output) && isText(last)) {
      this.#shown[this.#shown.length - 1] = { kind: 'output', text: last.text + output.text };
    } else this.#shown.push(output);
  }
}
