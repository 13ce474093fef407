import type { Wish } from './script.ts';
import { LETTERS, scriptOf } from './script-of.ts';
import type { Stimulus } from './stimulus.ts';

export interface StataStimulusOptions {
  /** The tool that runs code. */
  readonly tool: string;
  /** The name of the argument that the code is given in; default `selection`. */
  readonly argument?: string;
  /** Other arguments that the tool needs. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A line of the payload, its newline included; Stata's own lines are 80 characters wide. */
const LINE_BYTES = 71;

/**
 * Real Stata code: `sleep` and `display`, as any Stata runs it. A large output is many lines, said at
 * the same instant.
 *
 * The markers are put together only when they are displayed, so that a server or a Stata which
 * echoes the code has not said them yet.
 */
export function stataStimulus({
  tool,
  argument = 'selection',
  args = {},
}: StataStimulusOptions): Stimulus {
  return {
    kind: 'stata',
    tool,
    can: { payload: true, varies: true, fails: true, silence: true, asks: false, stamps: false },
    prepare: (wish, name) => ({
      tool,
      args: { ...args, [argument]: codeFor(wish, name) },
      script: scriptOf(wish, name),
    }),
  };
}

function codeFor(wish: Wish, name: string): string {
  const { firstMs, gapMs, steps, silentMs, payloadBytes, failAt } = wish;
  const lines: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    lines.push(...sleep(step === 0 ? firstMs : gapMs));
    if (step === failAt) return [...lines, 'error 459', ''].join('\n');
    lines.push(`display "[${name}" ".${step}] ${LETTERS}"`, ...filler(payloadBytes));
  }
  return [...lines, ...sleep(silentMs), ''].join('\n');
}

function sleep(ms: number): readonly string[] {
  return ms > 0 ? [`sleep ${Math.round(ms)}`] : [];
}

function filler(bytes: number): readonly string[] {
  const count = Math.floor(bytes / LINE_BYTES);
  return Array.from({ length: count }, () => `display "${'.'.repeat(LINE_BYTES - 1)}"`);
}
