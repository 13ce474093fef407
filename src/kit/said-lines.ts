import type { TimelineEvent } from '../timeline/timeline.ts';

/** A line that Stata said. */
export interface SaidLine {
  readonly text: string;
  /** When it was complete: its newline said, or nothing more of the run to come. */
  readonly atMs: number;
}

/** What Stata said, line by line, as somebody would tell it who tells each line as soon as it's complete. */
export function saidLines(timeline: readonly TimelineEvent[]): readonly SaidLine[] {
  const lines: SaidLine[] = [];
  let unended = '';
  for (const event of timeline) {
    const { atMs } = event;
    if (event.kind === 'output') {
      const texts = (unended + event.text).split('\n');
      unended = texts.pop() ?? '';
      for (const text of texts) lines.push({ text, atMs });
    }
    if (event.kind !== 'error' && event.kind !== 'ended') continue;
    if (unended !== '') lines.push({ text: unended, atMs });
    unended = '';
    if (event.kind === 'error') {
      lines.push({ text: `${event.message}\nr(${event.returnCode});`, atMs });
    }
  }
  return lines;
}
