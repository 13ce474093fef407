import type { CallEvidence, ExperimentEvidence } from './evidence.ts';
import { firstHeardOf, matchedEventsOf } from './matched-event.ts';
import { noiseOf } from './noise-of.ts';

/** How long after the output before it an output was due, and was heard. In milliseconds. */
export interface Gap {
  readonly dueMs: number;
  readonly heardMs: number;
}

/** The gaps between outputs that follow each other and were both heard. */
export function gapsIn(call: CallEvidence): readonly Gap[] {
  const matched = matchedEventsOf(call);
  return matched.flatMap((event, index) => {
    const before = matched[index - 1];
    const heardMs = firstHeardOf(event);
    const heardBeforeMs = before === undefined ? undefined : firstHeardOf(before);
    if (before === undefined || heardMs === undefined || heardBeforeMs === undefined) return [];
    return [{ dueMs: event.dueMs - before.dueMs, heardMs: heardMs - heardBeforeMs }];
  });
}

/**
 * How far a gap may be off by noise alone, in milliseconds: the noise of both its ends, five standard
 * deviations of it.
 */
export function slackMs(noise: ExperimentEvidence): number {
  return 5 * Math.SQRT2 * noiseOf(noise.calls);
}

/**
 * How much more a gap may be off before it is the server's fault, in milliseconds. A machine that wakes
 * the judge too late wakes the server too late as well, and each end of a gap may be late by so much.
 */
export function graceFor({ behindMs }: Pick<CallEvidence, 'behindMs'>): number {
  return behindMs > BEHIND_MAX_MS ? 2 * behindMs : 0;
}

/** Timers are late by so much on any machine. */
const BEHIND_MAX_MS = 20;

/** Why nobody can tell. */
export function behindIn(calls: readonly CallEvidence[]): string {
  const worst = Math.max(0, ...calls.map(({ behindMs }) => behindMs));
  return `but this machine was too busy to look: it fell ${worst.toFixed(0)} ms behind itself; quiet it`;
}

/** How bunched the outputs of a call were. */
export interface Bunching {
  /** Between the first and the last output heard. */
  readonly spreadMs: number;
  /** Between the first and the last output due. */
  readonly spanMs: number;
  /** How many neighbours, of those that were due clearly apart, were heard together. */
  readonly together: number;
  readonly pairs: number;
}

/** @param slack - how far a gap may be off by noise alone, in milliseconds */
export function bunchingIn(call: CallEvidence, slack: number): Bunching {
  const gaps = gapsIn(call);
  const apart = gaps.filter(({ dueMs }) => dueMs > 2 * slack);
  const together = apart.filter(({ dueMs, heardMs }) => heardMs < 0.1 * dueMs);
  return {
    spreadMs: gaps.reduce((sum, { heardMs }) => sum + heardMs, 0),
    spanMs: gaps.reduce((sum, { dueMs }) => sum + dueMs, 0),
    together: together.length,
    pairs: apart.length,
  };
}
