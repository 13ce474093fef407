import type { Screen } from '../output/screen.ts';
import type { Node } from '../syntax/node.ts';
import type { Work } from '../work/effect.ts';
import { eachInChunks } from '../work/in-chunks.ts';
import type { Settings } from './settings.ts';

/** How many columns each program that another one calls is moved to the right. */
const INDENT = 2;

/**
 * What `set trace on` shows: each line of a program or a block before it is run (`- `), what it says when
 * its macros are expanded (`= `), and where programs begin and end. `quietly` and `capture` don't hide it.
 */
export class Trace {
  readonly #screen: Screen;
  readonly #settings: Settings;
  #depth = 0;

  constructor(screen: Screen, settings: Settings) {
    this.#screen = screen;
    this.#settings = settings;
  }

  /** A line that is to be run. */
  line(text: string): void {
    if (this.isShown) this.#say('- ', text);
  }

  /** The same line expanded, if that is another one. */
  expanded(text: string, before: string): void {
    if (text !== before && this.isShown && this.#isOn('traceexpand')) this.#say('= ', text);
  }

  /** Shows a block that isn't run: its lines, and its end. */
  *skipped(body: readonly Node[]): Work {
    if (!this.isShown) return;
    yield* eachInChunks(linesOfAll(body), (line) => this.#say('  ', line), 10);
    this.#say('  ', '}');
  }

  /** Shows that a program begins. */
  begin(name: string): void {
    this.#depth += 1;
    this.#separator('begin', name);
  }

  end(name: string): void {
    this.#separator('end', name);
    this.#depth -= 1;
  }

  /** Whether lines are shown where it is now. */
  get isShown(): boolean {
    if (!this.#settings.isTraceOn) return false;
    return this.#depth <= Number(this.#settings.others.get('tracedepth') ?? 32_000);
  }

  #isOn(setting: string): boolean {
    return this.#settings.others.get(setting) !== 'off';
  }

  #separator(what: string, name: string): void {
    if (!this.isShown || !this.#isOn('tracesep')) return;
    const end = ` ${what} ${name} ---`;
    const dashes = this.#screen.width - this.#margin - end.length;
    this.#show(`${' '.repeat(this.#margin)}${'-'.repeat(Math.max(3, dashes))}${end}`);
  }

  #say(mark: string, text: string): void {
    const margin = ' '.repeat(this.#margin);
    const columns = Math.max(20, this.#screen.width - this.#margin - mark.length);
    this.#show(`${margin}${mark}${text.slice(0, columns)}`);
    for (let at = columns; at < text.length; at += columns - 2) {
      this.#show(`${margin}  > ${text.slice(at, at + columns - 2)}`);
    }
  }

  #show(line: string): void {
    const { voice } = this.#screen;
    this.#screen.voice = 'all';
    this.#screen.freshLine();
    this.#screen.say(`${line}\n`);
    this.#screen.voice = voice;
  }

  get #margin(): number {
    return this.#isOn('traceindent') ? INDENT * this.#depth : 0;
  }
}

function* linesOfAll(nodes: readonly Node[]): Generator<string, void> {
  for (const node of nodes) yield* linesOf(node);
}

function* linesOf(node: Node): Generator<string, void> {
  switch (node.kind) {
    case 'command':
      yield node.text;
      return;
    case 'program':
      yield node.head;
      yield* node.body;
      yield 'end';
      return;
    case 'block':
      yield `${node.head} {`;
      yield* linesOfAll(node.body);
      yield '}';
  }
}
