import { StataError } from '../error/stata-error.ts';
import { dayMonthYear, hoursMinutesSeconds } from '../format/calendar.ts';
import { FileFault, type FileStore } from '../host/file-store.ts';
import type { Screen } from '../output/screen.ts';
import { escapeSmcl } from '../output/smcl.ts';
import { LogFile } from './log-file.ts';

const SMCL_HEAD = '{smcl}\n{com}{sf}{ul off}';
const SMCL_TAIL = '{smcl}\n{txt}{sf}{ul off}';

/** The logs that are open, by name; the one without a name is ''. */
export class Logs {
  readonly #open = new Map<string, LogFile>();
  readonly #screen: Screen;
  readonly #files: FileStore;
  readonly #localTime: () => Date;
  #fault: StataError | undefined;

  constructor(options: {
    readonly screen: Screen;
    readonly files: FileStore;
    readonly localTime: () => Date;
  }) {
    this.#screen = options.screen;
    this.#files = options.files;
    this.#localTime = options.localTime;
  }

  list(): readonly LogFile[] {
    return [...this.#open.values()];
  }

  get(name: string): LogFile | undefined {
    return this.#open.get(name);
  }

  /** Opens a log and says so, in all logs that are open. */
  open(options: {
    readonly name: string;
    readonly path: string;
    readonly type: 'text' | 'smcl';
    readonly append: boolean;
  }): void {
    if (options.append) this.#files.append(options.path, '');
    else this.#files.write(options.path, '');
    const log = new LogFile({ ...options, openedAt: this.#now(), files: this.#files });
    if (log.type === 'smcl') log.write('', SMCL_HEAD);
    this.#open.set(log.name, log);
    this.#screen.copies.add(log);
    this.#screen.sayMarkup('{txt}{.-}\n');
    this.sayHead(log, 'opened on', { isTagged: false });
  }

  /** Says that a log is closed, and closes it. */
  close(log: LogFile): void {
    this.sayHead(log, 'closed on');
    this.#screen.sayMarkup('{txt}{.-}\n');
    this.abandon(log);
  }

  /** Closes a log in silence. */
  abandon(log: LogFile): void {
    if (log.type === 'smcl') log.write('', SMCL_TAIL);
    this.#write(log, { all: true });
    this.#forget(log);
  }

  /** Copies no more into a log until it is resumed. */
  pause(log: LogFile): void {
    this.#write(log, { all: true });
    log.isOn = false;
  }

  /**
   * The lines that say which log it is, as they stand at its beginning and end.
   *
   * @param options.time - default: now
   * @param options.isTagged - whether the first label needs to be told that it is text
   */
  sayHead(
    log: LogFile,
    event: string,
    { time = this.#now(), isTagged = true }: { time?: string; isTagged?: boolean } = {},
  ): void {
    const { name, path, type } = log;
    const line = (indent: string, label: string, value: string): string =>
      `${indent}{txt}${label}:  {res}${escapeSmcl(value)}\n`;
    const head =
      line('      ', 'name', name === '' ? '<unnamed>' : name) +
      line('       ', 'log', path) +
      line('  ', 'log type', type) +
      line(event.length < 10 ? ' ' : '', event, time);
    this.#screen.sayMarkup(isTagged ? head : head.replace('{txt}', ''));
  }

  /** Puts on the disk what has been said. A log that can't be written is closed: see {@link takeFault}. */
  flush(options: { readonly all?: boolean } = {}): void {
    for (const log of this.list()) this.#write(log, options);
  }

  /** Why a log could not be written and was closed, once; undefined when none was. */
  takeFault(): StataError | undefined {
    const fault = this.#fault;
    this.#fault = undefined;
    return fault;
  }

  #write(log: LogFile, options: { readonly all?: boolean }): void {
    try {
      log.flush(options);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      this.#forget(log);
      this.#fault ??= new StataError(693, `I/O error writing ${log.path}; log is closed`);
    }
  }

  #forget(log: LogFile): void {
    this.#screen.copies.delete(log);
    this.#open.delete(log.name);
  }

  #now(): string {
    const now = this.#localTime();
    return `${dayMonthYear(now)}, ${hoursMinutesSeconds(now)}`;
  }
}
