import type { Keyboard } from '../stata/engine/driver.ts';
import type { StataSession } from '../stata/session/stata-session.ts';

const MORE = '--more--';
const NEWLINE = 0x0a;

/** Arrow keys and the like edit nothing here, and leave nothing behind. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what such keys send
const ESCAPES = /\u001b\[[0-9;]*[A-Za-z~]/g;

/** How much may be typed ahead; what is too much is lost, as in a terminal's own queue. */
const TYPED_AHEAD_MAX = 64 * 1024;

const KEYS = { break: '\u0003', end: '\u0004', eraseLine: '\u0015', erase: ['\u007f', '\b'] };

/**
 * A keyboard in raw mode: what is typed is shown by us, after our own prompt, and only when Stata asks for
 * it. A terminal's own echo would show what is typed ahead at once, before the prompt that it belongs
 * to, which is how programs that drive Stata lose their way.
 */
export class TerminalKeyboard implements Keyboard {
  readonly #session: StataSession;
  readonly #write: (text: string) => void;
  #typed: string[] = [];
  #isOver = false;
  /** The end of input directly after Break is not meant: some send both, to be sure. */
  #lastKey = '';
  #wake: () => void = () => {};
  #linesShown = 0;

  constructor(session: StataSession, write: (text: string) => void) {
    this.#session = session;
    this.#write = write;
  }

  readonly type = (text: string): void => {
    // Break is for what runs; what was typed ahead of it is still to come.
    for (const key of text.replaceAll(ESCAPES, '')) {
      if (key === KEYS.break) this.#session.breakKey.press();
      else if (key === KEYS.end && this.#lastKey === KEYS.break) continue;
      else if (this.#typed.length < TYPED_AHEAD_MAX) this.#typed.push(key);
      this.#lastKey = key;
    }
    this.#wake();
  };

  readonly end = (): void => {
    this.#isOver = true;
    this.#wake();
  };

  async readLine(prompt: string, signal: AbortSignal): Promise<string | undefined> {
    this.#linesShown = 0;
    const line = new EditedLine(prompt, this.#session.screen.width);
    this.#write(prompt);
    for (;;) {
      const key = this.#typed.shift();
      if (key === undefined) {
        this.#write(line.takeEcho());
        if (this.#isOver) return undefined;
        await this.#key(signal);
      } else if (key === '\r' || key === '\n') {
        this.#write(`${line.takeEcho()}\n`);
        return line.text;
      } else if (key === KEYS.end) {
        if (line.text === '') return undefined;
      } else if (key === KEYS.eraseLine) line.erase(Number.POSITIVE_INFINITY);
      else if (KEYS.erase.includes(key)) line.erase(1);
      else line.add(key);
    }
  }

  async more(signal: AbortSignal): Promise<string | undefined> {
    this.#write(MORE);
    try {
      while (this.#typed.length === 0 && !this.#isOver) await this.#key(signal);
    } finally {
      this.#write(`\r${' '.repeat(MORE.length)}\r`);
    }
    const key = this.#typed.shift();
    if (key === 'q') this.#session.breakKey.press();
    this.#linesShown = key === '\r' || key === '\n' ? this.#session.state.settings.pagesize : 0;
    return key;
  }

  /** Writes output; after `set more on` a page at a time. */
  async page(bytes: Uint8Array, write: (bytes: Uint8Array) => Promise<void>): Promise<void> {
    const { settings } = this.#session.state;
    let rest = bytes;
    while (settings.isMoreOn && rest.length > 0) {
      const end = rest.indexOf(NEWLINE) + 1;
      if (end === 0) break;
      if (this.#linesShown >= settings.pagesize - 1) {
        const { signal } = this.#session.breakKey;
        await this.more(signal).catch(() => {});
        if (signal.aborted) return;
      }
      this.#linesShown += 1;
      await write(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    if (rest.length > 0) await write(rest);
  }

  #key(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const onAbort = (): void => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#wake = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
    });
  }
}

/** A line that is being typed, and what has to be shown of that. */
class EditedLine {
  readonly #width: number;
  readonly #promptLength: number;
  #characters: string[] = [];
  #echo = '';

  constructor(prompt: string, width: number) {
    this.#promptLength = prompt.length;
    this.#width = width;
  }

  get text(): string {
    return this.#characters.join('');
  }

  add(character: string): void {
    if (this.#isAtEdge()) this.#echo += '\n> ';
    this.#characters.push(character);
    this.#echo += character;
  }

  erase(count: number): void {
    for (let left = Math.min(count, this.#characters.length); left > 0; left -= 1) {
      this.#characters.pop();
      // Where the line was broken it stays broken: a terminal can't go back up.
      this.#echo += '\b \b';
    }
  }

  takeEcho(): string {
    const echo = this.#echo;
    this.#echo = '';
    return echo;
  }

  /** Whether the screen's line is full: the first has a prompt before it, each other one `> `. */
  #isAtEdge(): boolean {
    const beyond = this.#characters.length - (this.#width - this.#promptLength);
    return beyond >= 0 && beyond % (this.#width - '> '.length) === 0;
  }
}
