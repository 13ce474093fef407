import { execFileSync } from 'node:child_process';
import { ROOT } from './sources.ts';

/** The lines of each file in `src/` that are otherwise than in another commit, from and to. */
export type ChangedLines = ReadonlyMap<string, readonly (readonly [from: number, to: number])[]>;

/** @throws Error when there is no such commit */
export function changedSince(commit: string): ChangedLines {
  const diff = execFileSync('git', ['diff', '--unified=0', commit, '--', 'src'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return linesIn(diff);
}

export function linesIn(diff: string): ChangedLines {
  const lines = new Map<string, (readonly [number, number])[]>();
  let file = '';
  for (const line of diff.split('\n')) {
    if (line.startsWith('+++ b/')) file = line.slice('+++ b/'.length);
    const [, from, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (from === undefined || count === '0') continue;
    const last = Number(from) + Number(count) - 1;
    lines.set(file, [...(lines.get(file) ?? []), [Number(from), last]]);
  }
  return lines;
}
