/** A command that was found in a log, with what it said. */
export interface RecordedCommand {
  readonly kind: 'command';
  /** The do-file's lines, as far as the log shows them. */
  readonly source: string;
  /** The lines of the log that show them, up to the first thing that is said. */
  readonly echo: string;
  /** What the log has after that, without the empty line before the next command. */
  readonly output: string;
  /** Whether that empty line is there. */
  readonly isSpaced: boolean;
  /** 0, or the code that it failed with. */
  readonly returnCode: number;
  /** How long it took, where the log tells. */
  readonly tookMs: number | undefined;
}

/** The parts of a log, in order. Together they have all of its text exactly once. */
export type RecordedPart =
  | RecordedCommand
  /** A comment or an empty line of the do-file. */
  | { readonly kind: 'remark'; readonly source: string; readonly echo: string }
  /** What no command said: the banner, a log's head, the end of a do-file. */
  | { readonly kind: 'other'; readonly text: string };

/** A log, taken apart. */
export interface Recording {
  readonly parts: readonly RecordedPart[];
  /** Where the commands' times come from. */
  readonly timing: 'rmsg' | 'timer' | 'log dates' | 'none';
}

/** The text of the log. */
export function textOf({ parts }: Pick<Recording, 'parts'>): string {
  return parts.map(partText).join('');
}

function partText(part: RecordedPart): string {
  switch (part.kind) {
    case 'other':
      return part.text;
    case 'remark':
      return part.echo;
    case 'command':
      return part.echo + part.output + (part.isSpaced ? '\n' : '');
  }
}
