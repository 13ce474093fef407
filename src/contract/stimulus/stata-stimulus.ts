import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunSchedule } from '../terms/script.ts';
import type { Stimulus } from '../terms/stimulus.ts';
import { LETTERS, scriptOf } from './script-of.ts';

export interface StataStimulusOptions {
  /** The tool that runs code. */
  readonly tool: string;
  /** The name of the argument that the code is given in; default `selection`. */
  readonly argument?: string;
  /**
   * A folder that this process and the server both see. Then the code is written into a do-file
   * there, and its path is what the argument gets.
   */
  readonly folder?: string;
  /** Other arguments that the tool needs. */
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A line of the payload; Stata's own lines are 80 characters wide. */
const LINE = '.'.repeat(70);
/** What such a line weighs on its way: the text, and what a notification wraps around it. */
const LINE_BYTES = 170;

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
  folder,
  args = {},
}: StataStimulusOptions): Stimulus {
  return {
    kind: 'stata',
    tool,
    can: {
      payload: true,
      varies: true,
      fails: true,
      silence: true,
      asks: false,
      recalls: false,
      marks: true,
      stamps: false,
    },
    prepare: (schedule, name) => ({
      tool,
      args: { ...args, [argument]: given(codeFor(schedule, name), name, folder) },
      script: { ...scriptOf(schedule, name), echoes: true },
    }),
  };
}

/** The code itself, or the path of a do-file that has it. */
function given(code: string, name: string, folder: string | undefined): string {
  if (folder === undefined) return code;
  const file = join(folder, `${name}.do`);
  writeFileSync(file, code);
  return file;
}

function codeFor(schedule: RunSchedule, name: string): string {
  const { firstMs, gapMs, steps, silentMs, payloadBytes, failAt } = schedule;
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
  return Array.from({ length: count }, () => `display "${LINE}"`);
}
