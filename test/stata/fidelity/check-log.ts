/**
 * An independent reader of Stata's logs: what real logs have been seen to keep to, and nothing that is
 * known of how the double prints. It shares no code with it.
 *
 * It knows echoes by their prompts, so what is displayed must not look like one.
 */
export function checkLog(log: string, { linesize = 80 } = {}): readonly string[] {
  return new LogChecker(log, linesize).check();
}

const NUMBERED = /^( {2}\d| \d\d|\d{3,})\. /;
const RETURN_CODE = /^r\((\d+)\);(?: t=\d+\.\d\d \d{1,2}:\d\d:\d\d)?$/;
const LOOP = /^(?:(?:quietly|capture|noisily)\s+)*(?:forvalues|foreach|while)\b.*\{$/;
const PROGRAM = /^program (?:define )?\w+/;
const SHOWN_BLOCK = /^(?:if\b.*|else\b.*|(?:capture )?noisily )\{$/;

class LogChecker {
  readonly #lines: readonly string[];
  readonly #width: number;
  readonly #problems: string[] = [];
  /** How many blocks are open whose lines are shown one by one. */
  #open = 0;
  #at = 0;

  constructor(log: string, linesize: number) {
    this.#lines = log.replace(/\n$/, '').split('\n');
    this.#width = linesize - 1;
  }

  check(): readonly string[] {
    this.#checkWidths();
    while (this.#at < this.#lines.length) this.#checkLine();
    return this.#problems;
  }

  #checkWidths(): void {
    this.#lines.forEach((line, index) => {
      if ([...line].length > this.#width)
        this.#complain(index, `wider than ${this.#width} columns`);
      const before = this.#lines[index - 1] ?? '';
      const isWrapped = [...before].length === this.#width;
      const goesOn = /\/\/\/|\/\*|^> /.test(before);
      if (line.startsWith('> ') && !isWrapped && !goesOn) {
        this.#complain(index, 'goes on with >, but the line before is neither full nor open');
      }
    });
  }

  #checkLine(): void {
    const line = this.#lines[this.#at] ?? '';
    if (line.startsWith('. ')) this.#checkEcho();
    else if (line === 'end of do-file') this.#checkEndOfFile();
    else if (RETURN_CODE.test(line)) this.#checkReturnCode();
    else if (NUMBERED.test(line)) {
      this.#complain(this.#at, 'a number outside of a loop or a program');
      this.#at += 1;
    } else this.#at += 1;
  }

  #checkEcho(): void {
    const start = this.#at;
    const command = this.#command();
    if (isSilent(command)) {
      this.#expectNow(
        (line) => isEcho(line) || line === 'end of do-file' || line === '--Break--',
        'an echo right after it',
      );
      return;
    }
    if (LOOP.test(command)) this.#checkNumbers(2, isBlockClosed());
    else if (PROGRAM.test(command)) this.#checkNumbers(1, (text) => text === 'end');
    else if (SHOWN_BLOCK.test(command)) {
      this.#open += 1;
      this.#expectNow(isEcho, 'the first line of its block');
      return;
    } else if (command === '}') this.#open -= 1;
    this.#checkGap(start);
  }

  /** Between a command and the next echo there is an empty line, but in blocks that are shown. */
  #checkGap(start: number): void {
    const first = this.#at;
    while (this.#at < this.#lines.length && !isEcho(this.#lines[this.#at] ?? '')) {
      const line = this.#lines[this.#at] ?? '';
      if (line === 'end of do-file' || RETURN_CODE.test(line)) return;
      if (NUMBERED.test(line)) return;
      this.#at += 1;
    }
    const last = this.#lines[this.#at - 1];
    const hasGap = this.#at > first && last === '';
    if (this.#open === 0 && !hasGap) this.#complain(start, 'no empty line after what it says');
    if (this.#open > 0 && hasGap) this.#complain(start, 'an empty line in a block');
  }

  /** The lines of a loop or a program; after one that says nothing the next has no number. */
  #checkNumbers(first: number, isOver: (text: string) => boolean): void {
    let number = first;
    let isPlain = false;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      const prompt = isPlain ? '. ' : `${String(number).padStart(3)}. `;
      if (!line.startsWith(prompt)) {
        this.#complain(this.#at, `should begin with "${prompt}"`);
        return;
      }
      if (!isPlain) number += 1;
      const text = this.#command(prompt.length);
      isPlain = isSilent(text);
      if (isOver(text)) return;
    }
  }

  #checkEndOfFile(): void {
    const before = this.#lines[this.#at - 1];
    if (before !== '' && before !== '. ') this.#complain(this.#at, 'nothing empty before it');
    this.#at += 1;
    this.#expectNow(
      (line) => line === '' || line === '--Break--' || RETURN_CODE.test(line),
      'an empty line or a return code',
    );
  }

  /** Each level says the same code; what comes after is the end of the level, or of the block. */
  #checkReturnCode(): void {
    const code = RETURN_CODE.exec(this.#lines[this.#at] ?? '')?.[1];
    const before = this.#lines
      .slice(0, this.#at)
      .findLast((line) => line === 'end of do-file' || isEcho(line));
    const isBreak = code === '1' && this.#lines[this.#at - 1] === '--Break--';
    if (before === 'end of do-file' && !isBreak) {
      const earlier = this.#lines.slice(0, this.#at).findLast((line) => RETURN_CODE.test(line));
      const said = RETURN_CODE.exec(earlier ?? '')?.[1];
      if (said !== code) this.#complain(this.#at, `another code than r(${said})`);
    }
    this.#at += 1;
    if (this.#open > 0 && this.#lines[this.#at] === '') this.#complain(this.#at, 'a block is open');
    this.#expectNow(
      (line) => line === '' || line === '. }',
      'an empty line or the brace of its block',
    );
  }

  /** The command at this place, its other lines included; moves on to what follows. */
  #command(promptLength = 2): string {
    let text = (this.#lines[this.#at] ?? '').slice(promptLength);
    for (this.#at += 1; (this.#lines[this.#at] ?? '').startsWith('> '); this.#at += 1) {
      text += `\n${(this.#lines[this.#at] ?? '').slice(2)}`;
    }
    return text.trim();
  }

  #expectNow(isExpected: (line: string) => boolean, what: string): void {
    const line = this.#lines[this.#at];
    if (line !== undefined && !isExpected(line)) this.#complain(this.#at, `should be ${what}`);
  }

  #complain(index: number, problem: string): void {
    this.#problems.push(`line ${index + 1}: ${problem}: ${JSON.stringify(this.#lines[index])}`);
  }
}

function isEcho(line: string): boolean {
  return line.startsWith('. ');
}

/** An empty line or a comment. */
function isSilent(command: string): boolean {
  return command === '' || /^(?:\*|\/\/)/.test(command) || /^\/\*[\s\S]*\*\/$/.test(command);
}

/** Says of each line of a block whether it is the last one. */
function isBlockClosed(): (text: string) => boolean {
  let depth = 1;
  return (text) => {
    if (text.endsWith('{')) depth += 1;
    if (text === '}') depth -= 1;
    return depth === 0;
  };
}
