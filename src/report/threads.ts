import type { Mark } from './marks.ts';

/** Leads from a thing said to the event in which it was heard; upright when nothing held it back. */
export interface Thread {
  readonly saidMs: number;
  readonly heard: Mark;
}

/**
 * Ties what was said to where it was first heard: line by line, the nth line of a text to the nth
 * time that it is heard. What no notification told of was heard in the result.
 *
 * @returns a thread for each output that has been heard, in the order of the saying
 */
export function threadsOf(said: readonly Mark[], heard: readonly Mark[]): readonly Thread[] {
  const hearings = new Map<string, Mark[]>();
  for (const mark of heard) {
    if (mark.kind !== 'heard') continue;
    for (const line of linesOf(mark.text)) {
      const list = hearings.get(line);
      if (list === undefined) hearings.set(line, [mark]);
      else list.push(mark);
    }
  }
  const taken = new Map<string, number>();
  const result = heard.find(({ kind }) => kind === 'result');
  return said.flatMap((mark): readonly Thread[] => {
    if (mark.kind !== 'said' && mark.kind !== 'failed') return [];
    const line = linesOf(mark.text)[0] ?? '';
    const nth = taken.get(line) ?? 0;
    taken.set(line, nth + 1);
    const at = hearings.get(line)?.[nth] ?? result;
    return at === undefined ? [] : [{ saidMs: mark.atMs, heard: at }];
  });
}

/** Of each thread's end, how late it came: the longest wait of what it brought, in milliseconds. */
export function lateness(threads: readonly Thread[]): ReadonlyMap<Mark, number> {
  const late = new Map<Mark, number>();
  for (const { saidMs, heard } of threads) {
    late.set(heard, Math.max(late.get(heard) ?? 0, heard.atMs - saidMs));
  }
  return late;
}

/** How many things have been said, so far, and not been heard. */
export function waitingIn(marks: readonly Mark[]): number {
  const said = marks.filter(({ kind }) => kind === 'said' || kind === 'failed');
  return said.length - threadsOf(said, marks).length;
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
