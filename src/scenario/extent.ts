import { longestMs } from './duration.ts';
import type { WrittenStep } from './step-schema.ts';

/** How much a list of steps amounts to, without writing it out. */
export interface Extent {
  /** How many things are said. */
  readonly utterances: number;
  /** How many waits there are. */
  readonly waits: number;
  /** How long it takes at the most, whatever the jitter. */
  readonly longestMs: number;
  /** Whether an error in it ends the run. */
  readonly endsRun: boolean;
}

/** The extent of no steps at all. */
export const NOTHING: Extent = { utterances: 0, waits: 0, longestMs: 0, endsRun: false };

/** One after the other; after the end of the run nothing follows. */
export function followedBy(first: Extent, second: Extent): Extent {
  if (first.endsRun) return first;
  return {
    utterances: first.utterances + second.utterances,
    waits: first.waits + second.waits,
    longestMs: first.longestMs + second.longestMs,
    endsRun: second.endsRun,
  };
}

/** How much one step amounts to, with all that it repeats. */
export function extentOf(step: WrittenStep): Extent {
  if ('print' in step) return { ...NOTHING, utterances: step.print.length };
  if ('write' in step) return { ...NOTHING, utterances: 1 };
  if ('wait' in step) return { ...NOTHING, waits: 1, longestMs: longestMs(step.wait) };
  if ('error' in step) return { ...NOTHING, utterances: 1, endsRun: true };
  return repeatedExtent(step);
}

function repeatedExtent(step: Extract<WrittenStep, { repeat: number }>): Extent {
  const once = step.do.map(extentOf).reduce(followedBy, NOTHING);
  if (once.endsRun) return once;
  const everyMs = step.every === undefined ? 0 : longestMs(step.every);
  return {
    utterances: once.utterances * step.repeat,
    waits: (once.waits + (step.every === undefined ? 0 : 1)) * step.repeat,
    longestMs: Math.max(once.longestMs, everyMs) * step.repeat,
    endsRun: false,
  };
}
