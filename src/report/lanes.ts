import stringWidth from 'string-width';
import { printable } from '../timeline/printable.ts';
import { seconds } from './event-table.ts';

const TIME_WIDTH = 8;
const GAP = '  ';
const LANE_WIDTH_MIN = 10;
const GRAPHEMES = new Intl.Segmenter();

/** Columns side by side, one for each that says or hears something, under one axis of time. */
export class Lanes {
  readonly #names: readonly string[];
  readonly #laneWidth: number;

  /** @param width - columns of the terminal; the lanes share what the time leaves */
  constructor(names: readonly string[], width: number) {
    this.#names = names;
    const shared = Math.floor((width - TIME_WIDTH) / names.length) - GAP.length;
    this.#laneWidth = Math.max(LANE_WIDTH_MIN, shared);
  }

  /** The names of the lanes, and a rule under them. */
  header(): string {
    const names = this.#line('time', this.#names);
    return `${names}\n${'─'.repeat(stringWidth(names))}\n`;
  }

  /** One event in its lane, on a line of its own; a text that is too long is cut. */
  row(lane: string, atMs: number, text: string): string {
    const cells = this.#names.map((name) => (name === lane ? oneLine(text) : ''));
    return `${this.#line(`${seconds(atMs)} s`, cells).trimEnd()}\n`;
  }

  #line(time: string, cells: readonly string[]): string {
    const lanes = cells.map((cell) => GAP + padTo(cell, this.#laneWidth));
    return time.padStart(TIME_WIDTH) + lanes.join('');
  }
}

function padTo(text: string, width: number): string {
  const kept = cut(text, width);
  return kept + ' '.repeat(Math.max(0, width - stringWidth(kept)));
}

/** Cuts between graphemes: half an emoji is none. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (stringWidth(kept + segment) >= width) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** Line breaks and other control characters would break the lanes. */
function oneLine(text: string): string {
  return printable(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' · ')
    .replaceAll('\t', ' ');
}
