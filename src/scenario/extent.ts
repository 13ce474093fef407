import { utf8LengthOf } from '../timeline/utf8.ts';
import { longestMs } from './duration.ts';
import { floodLineCount } from './flood-lines.ts';
import { LAST_STEPS } from './step-keys.ts';
import { stepName, type WrittenStep } from './step-schema.ts';

/** How much a list of steps amounts to, without writing it out. */
export interface Extent {
  /** How many things are said. */
  readonly utterances: number;
  /** How many bytes that are, at the most. */
  readonly bytes: number;
  /** How many waits there are. */
  readonly waits: number;
  /** How long it takes at the most, whatever the jitter. A hang counts nothing: it has no length. */
  readonly longestMs: number;
  /** Whether something in it ends the run. */
  readonly endsRun: boolean;
}

/** The extent of no steps at all. */
export const NOTHING: Extent = { utterances: 0, bytes: 0, waits: 0, longestMs: 0, endsRun: false };

/** One after the other; after the end of the run nothing follows. */
export function followedBy(first: Extent, second: Extent): Extent {
  if (first.endsRun) return first;
  return {
    utterances: first.utterances + second.utterances,
    bytes: first.bytes + second.bytes,
    waits: first.waits + second.waits,
    longestMs: first.longestMs + second.longestMs,
    endsRun: second.endsRun,
  };
}

/** How much one step amounts to, with all that it repeats. */
export function extentOf(step: WrittenStep): Extent {
  if (typeof step !== 'string') {
    if ('repeat' in step) return repeatedExtent(step);
    if ('chunks' in step) return chunkedExtent(step);
  }
  return { ...NOTHING, ...ownExtent(step), endsRun: LAST_STEPS.includes(stepName(step)) };
}

function ownExtent(step: WrittenStep): Partial<Extent> {
  if (typeof step === 'string') return step === 'break' ? { utterances: 1 } : {};
  if ('print' in step) {
    const texts = step.print.map((line) => (line.kind === 'output' ? line.text : ''));
    return { utterances: texts.length, bytes: utf8LengthOf(texts.join('')) };
  }
  if ('write' in step) {
    const text = step.write.kind === 'output' ? step.write.text : '';
    return { utterances: 1, bytes: utf8LengthOf(text) };
  }
  if ('bytes' in step) return { utterances: 1, bytes: step.bytes.length / 2 };
  if ('wait' in step) return { waits: 1, longestMs: longestMs(step.wait) };
  if ('more' in step) return { utterances: 2, waits: 1, longestMs: longestMs(step.more) };
  if ('error' in step || 'licence' in step) return { utterances: 1 };
  if ('flood' in step) {
    const { bytes, perSecond } = step.flood;
    const lines = floodLineCount(bytes);
    return { utterances: lines, bytes, waits: lines, longestMs: (bytes / perSecond) * 1000 };
  }
  return {};
}

function repeatedExtent(step: Extract<WrittenStep, { repeat: number }>): Extent {
  const once = step.do.map(extentOf).reduce(followedBy, NOTHING);
  if (once.endsRun) return once;
  const everyMs = step.every === undefined ? 0 : longestMs(step.every);
  return {
    utterances: once.utterances * step.repeat,
    bytes: once.bytes * step.repeat,
    waits: (once.waits + (step.every === undefined ? 0 : 1)) * step.repeat,
    longestMs: Math.max(once.longestMs, everyMs) * step.repeat,
    endsRun: false,
  };
}

/** At the most: a piece for so many bytes, and another for each thing that is said by itself. */
function chunkedExtent(step: Extract<WrittenStep, { chunks: number }>): Extent {
  const whole = step.do.map(extentOf).reduce(followedBy, NOTHING);
  const pieces = whole.utterances + Math.floor(whole.bytes / step.chunks);
  return {
    ...whole,
    utterances: pieces,
    waits: whole.waits + pieces,
    longestMs: whole.longestMs + pieces * longestMs(step.every),
  };
}
