import { type Profiler, Session } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './sources.ts';

/** A part of a file that ran. */
export type Part = [start: number, end: number];

/** The parts that ran of each file, by its path in the repository. */
export type Coverage = Record<string, Part[]>;

/** Looks what code is run, down to blocks. */
export class CoverageWatch implements Disposable {
  readonly #session = new Session();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** What ran in `src/` since this was last asked for. */
  take(): Coverage {
    const coverage: Coverage = {};
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }) => {
      if (error !== null) throw error;
      for (const { url, functions } of result) {
        const file = url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : '';
        if (!file.startsWith('src/')) continue;
        const parts = partsThatRan(functions.flatMap(({ ranges }) => ranges));
        if (parts.length > 0) coverage[file] = parts;
      }
    });
    return coverage;
  }

  [Symbol.dispose](): void {
    this.#session.disconnect();
  }
}

/** What a small part says of itself goes before what a larger one says that has it in it. */
export function partsThatRan(ranges: readonly Profiler.CoverageRange[]): Part[] {
  const bounds = new Set(ranges.flatMap(({ startOffset, endOffset }) => [startOffset, endOffset]));
  const sorted = [...bounds].toSorted((one, other) => one - other);
  const bySize = ranges.toSorted((one, other) => sizeOf(one) - sizeOf(other));
  const parts: Part[] = [];
  for (const [index, start] of sorted.entries()) {
    const end = sorted[index + 1] ?? start;
    const smallest = bySize.find((each) => each.startOffset <= start && end <= each.endOffset);
    if (start === end || (smallest?.count ?? 0) === 0) continue;
    const last = parts.at(-1);
    if (last?.[1] === start) parts.splice(-1, 1, [last[0], end]);
    else parts.push([start, end]);
  }
  return parts;
}

function sizeOf({ startOffset, endOffset }: Profiler.CoverageRange): number {
  return endOffset - startOffset;
}
