import type { StataOutput } from '../timeline/emission.ts';
import type { RunResult } from './reader.ts';

/** What an output looks like on Stata's console. */
export function printed(output: StataOutput): string {
  switch (output.kind) {
    case 'output':
      return output.text;
    case 'error':
      return `${output.message}\nr(${output.returnCode});\n`;
    case 'ended':
      return '';
  }
}

/** Collects a run's whole printed text and its return code. */
export class Transcript {
  #text = '';
  #returnCode = 0;

  add(output: StataOutput): void {
    this.#text += printed(output);
    if (output.kind !== 'output') this.#returnCode = output.returnCode;
  }

  /** The text without its last newline, and the return code. */
  result(): RunResult {
    return { text: this.#text.replace(/\n$/, ''), returnCode: this.#returnCode };
  }
}
