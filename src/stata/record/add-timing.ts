import type { RecordedCommand, RecordedPart, Recording } from './recording.ts';

/** What `set rmsg on` adds under each command. */
const RMSG = /^r(?:\(\d+\))?; t=(\d+(?:\.\d+)?) \d{1,2}:\d\d:\d\d$/gm;

/** A line of `timer list`. */
const TIMER = /^ *(\d+): +(\d+(?:\.\d+)?) \/ +\d+ = +\d+(?:\.\d+)?$/gm;

const LOG_DATE = /^ (opened|closed) on: {2}( ?\d{1,2} \w{3} \d{4}), (\d\d:\d\d:\d\d)$/gm;

/**
 * Finds out how long commands took: from what `set rmsg on` says under each; else from `timer list`,
 * whose seconds are shared by the commands between `timer on` and `timer off`; else from when the log
 * was opened and closed, which all share.
 */
export function addTiming(parts: readonly RecordedPart[]): Recording {
  const commands = parts.filter((part) => part.kind === 'command');
  for (const timing of SOURCES) {
    const times = timing.find(commands, parts);
    if (times.size === 0) continue;
    const timed = parts.map((part) =>
      part.kind === 'command' ? { ...part, tookMs: times.get(part) } : part,
    );
    return { parts: timed, timing: timing.name };
  }
  return { parts, timing: 'none' };
}

type Times = ReadonlyMap<RecordedPart, number>;

const SOURCES: readonly {
  readonly name: Recording['timing'];
  readonly find: (commands: readonly RecordedCommand[], parts: readonly RecordedPart[]) => Times;
}[] = [
  { name: 'rmsg', find: rmsgTimes },
  { name: 'timer', find: timerTimes },
  { name: 'log dates', find: dateTimes },
];

/** The line of the `do` command comes last. Its time includes its commands' times. */
function rmsgTimes(commands: readonly RecordedCommand[]): Times {
  const times = new Map<RecordedPart, number>();
  for (const command of commands) {
    const seconds = [...command.output.matchAll(RMSG)].at(-1)?.[1];
    if (seconds !== undefined) times.set(command, milliseconds(seconds));
  }
  return times;
}

function timerTimes(commands: readonly RecordedCommand[]): Times {
  const times = new Map<RecordedPart, number>();
  const started = new Map<string, number>();
  const timed = new Map<string, readonly RecordedCommand[]>();
  for (const [at, { source, output }] of commands.entries()) {
    const [, action, number = ''] = /^\s*timer\s+(on|off)\s+(\d+)/.exec(source) ?? [];
    if (action === 'on') started.set(number, at);
    if (action === 'off') timed.set(number, commands.slice((started.get(number) ?? at) + 1, at));
    for (const [, number = '', seconds = ''] of output.matchAll(TIMER)) {
      share(milliseconds(seconds), timed.get(number) ?? [], times);
      timed.delete(number);
    }
  }
  return times;
}

function dateTimes(commands: readonly RecordedCommand[], parts: readonly RecordedPart[]): Times {
  const times = new Map<RecordedPart, number>();
  const texts = parts.map((part) =>
    part.kind === 'other' ? part.text : part.kind === 'command' ? part.output : '',
  );
  const instants = new Map<string, number>();
  for (const [, event = '', date = '', time = ''] of texts.join('').matchAll(LOG_DATE)) {
    const atMs = Date.parse(`${date.trim()} ${time} UTC`);
    if (!Number.isNaN(atMs) && !(event === 'opened' && instants.has(event)))
      instants.set(event, atMs);
  }
  const ranMs = (instants.get('closed') ?? 0) - (instants.get('opened') ?? 0);
  if (instants.size === 2 && ranMs > 0) share(ranMs, commands, times);
  return times;
}

/** Divides a time evenly into whole milliseconds that add up to it. */
function share(
  totalMs: number,
  commands: readonly RecordedCommand[],
  times: Map<RecordedPart, number>,
): void {
  for (const [at, command] of commands.entries()) {
    const untilMs = (count: number): number => Math.round((totalMs * count) / commands.length);
    times.set(command, untilMs(at + 1) - untilMs(at));
  }
}

function milliseconds(seconds: string): number {
  return Math.round(Number(seconds) * 1000);
}
