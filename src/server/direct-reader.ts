import type { LogMessage, Reader, RunResult } from './reader.ts';
import { printed, Transcript } from './transcript.ts';

/** How long a line may grow before it is told of without its end, in characters. */
const LINE_MAX = 1024 * 1024;

/** Tells the client of each line at once. A line that is not ended yet waits for its newline. */
export const readDirectly: Reader = async function* (
  run,
): AsyncGenerator<LogMessage, RunResult, void> {
  const transcript = new Transcript();
  let unended = '';
  for await (const output of run.outputs) {
    transcript.add(output);
    if (output.kind === 'output') {
      const lines = (unended + output.text).split('\n');
      unended = lines.pop() ?? '';
      for (const text of lines) yield { level: 'notice', text };
      if (unended.length <= LINE_MAX) continue;
      yield { level: 'notice', text: unended };
      unended = '';
      continue;
    }
    if (unended !== '') yield { level: 'notice', text: unended };
    unended = '';
    if (output.kind === 'error') yield { level: 'error', text: printed(output).trimEnd() };
  }
  return transcript.result();
};
