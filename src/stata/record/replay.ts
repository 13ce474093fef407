import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { memoryHost } from '../host/host.ts';
import { MemoryFiles } from '../host/memory-files.ts';
import { createStata } from '../session/create-stata.ts';
import { END_OF_DO_FILE, linesOf, widthOf } from './parse-log.ts';
import { closedSource, recordedDoFile } from './recorded-scenario.ts';
import { type Recording, textOf } from './recording.ts';

const NEVER = new AbortController().signal;

/** A recording and its replay, to be compared. */
export interface Replay {
  /** What the log has: all that can be replayed, without what stands before the first command. */
  readonly expected: string;
  /** What was said, in virtual time. */
  readonly said: string;
}

/**
 * Replays a recorded scenario the way its commands were given: as a do-file, if the log shows the end of one, and
 * otherwise from a keyboard, where an error ends one command only.
 */
export async function replay(recording: Recording, scenario: Scenario): Promise<Replay> {
  const text = textOf(recording);
  const clock = new VirtualClock();
  const files = new MemoryFiles({ 'log.do': recordedDoFile(recording) });
  const host = memoryHost({ files, linesize: widthOf(linesOf(text)) + 1 });
  const stata = createStata({ scenario, clock, host });
  let said = '';
  const play = async (code: string): Promise<void> => {
    for await (const output of stata.run(code, { signal: NEVER })) {
      if (output.kind === 'output') said += output.text;
      if (output.kind === 'error') said += `${output.message}\nr(${output.returnCode});\n`;
    }
  };
  if ('script' in scenario) {
    await clock.runUntil(play(''));
    return { expected: text, said };
  }
  const commands = recording.parts.filter((part) => part.kind !== 'other');
  const tail = recording.parts.at(-1);
  const hasEnd = tail?.kind === 'other' && tail.text.startsWith(END_OF_DO_FILE);
  const isDoFile = hasEnd && !failsMidway(recording);
  if (isDoFile) {
    await clock.runUntil(play('do log.do\n'));
    const body = textOf({ parts: commands }) + tail.text;
    return { expected: body, said: withoutCall(said, tail.text) };
  }
  for (const { source } of commands) await clock.runUntil(play(`${closedSource(source)}\n`));
  // A log that is closed lacks the empty line after the command that closed it.
  const last = commands.at(-1);
  const isCutOff = last?.kind === 'command' && !last.isSpaced;
  return { expected: textOf({ parts: commands }), said: isCutOff ? said.replace(/\n$/, '') : said };
}

/** Whether commands follow one that failed, as they do after `do file, nostop`. */
function failsMidway({ parts }: Recording): boolean {
  const failed = parts.findIndex((part) => part.kind === 'command' && part.returnCode !== 0);
  return failed !== -1 && parts.slice(failed + 1).some((part) => part.kind !== 'other');
}

/** Without the line that runs the do-file, and without what follows its end. */
function withoutCall(said: string, tail: string): string {
  const start = said.indexOf('\n\n') + 2;
  const end = said.lastIndexOf(END_OF_DO_FILE) + tail.length;
  return said.slice(start, end);
}
