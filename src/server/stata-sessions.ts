import type { Clock } from '../clock/clock.ts';
import type { DataExtract, ViewOptions } from '../stata/dataset/data-extract.ts';
import { StataError } from '../stata/error/stata-error.ts';
import type { Stata } from '../stata/session/stata.ts';
import type { StataOutput } from '../timeline/emission.ts';
import type { DoFileStore } from './do-file-store.ts';
import { MemoryDoFiles } from './memory-do-files.ts';
import { Refusal } from './refusal.ts';
import { runLogged } from './run-logged.ts';
import { isoTime } from './wall-time.ts';

/** The session of whoever names none. It is always there. */
export const DEFAULT_SESSION = 'default';

export interface StataSessionsOptions {
  /** Makes the Stata of one new session. */
  readonly createStata: () => Stata;
  readonly clock: Clock;
  /** Where do-files are read from; default: one in memory, in which there are none. */
  readonly doFiles?: DoFileStore;
  /** What the wall's clock showed at this clock's start; default 0, which is in 1970. */
  readonly startEpochMs?: number;
  /** How many there may be at once, `default` among them; default 100. One more is refused. */
  readonly sessionsMax?: number;
  /** How long a call may ask for at most, in milliseconds; default 1 day. */
  readonly runMaxMs?: number;
  /**
   * Whether code runs with a log around it, and what the log holds is what is heard of the run, as
   * with stata-mcp; default: false.
   */
  readonly isLogged?: boolean;
  /** How long a run waits for a session that is busy, in milliseconds; default 1000. */
  readonly busyWaitMs?: number;
  /** How long a session other than `default` may be idle before it is ended; default 1 hour. */
  readonly idleMs?: number;
}

export interface SessionRunOptions {
  /** What people call what is run: a path, or `selection`. */
  readonly name: string;
  /** Where the do-file really is that is run; undefined for a selection. */
  readonly file?: string | undefined;
  /** Default: `default`. A session that isn't there is created. */
  readonly sessionId?: string | undefined;
  /** How long Stata may run before its Break key is pressed, in milliseconds; default: for ever. */
  readonly breakAfterMs?: number;
  /** Is called when that happens. */
  readonly onTimeout?: () => void;
  /** Stata's Break key. */
  readonly signal: AbortSignal;
}

/** A session as stata-mcp describes it in JSON. */
export interface SessionDescription {
  readonly session_id: string;
  readonly state: 'ready' | 'busy';
  readonly created_at: string;
  readonly last_activity: string;
  readonly is_busy: boolean;
  readonly is_default: boolean;
  readonly error: null;
}

/** The run that keeps a session busy. */
export interface RunningRun {
  readonly sessionId: string;
  readonly name: string;
  readonly forMs: number;
  readonly isStopped: boolean;
}

interface Busy {
  readonly name: string;
  readonly sinceMs: number;
  readonly breakKey: AbortController;
  /** Resolves when the session is free again. */
  readonly over: PromiseWithResolvers<void>;
}

interface Session {
  readonly id: string;
  readonly stata: Stata;
  readonly createdAtMs: number;
  lastActiveMs: number;
  busy: Busy | undefined;
}

/** What is run without being a file: its log has a name, and lies in the store of do-files. */
const SELECTION = { dir: undefined, name: 'selection' } as const;

const NO_DATA: DataExtract = { variables: [], count: 0, observations: [], rows: [] };

/** Given as a reason, since making the default one, an error with a stack, takes its time. */
const STOPPED = 'stopped';

/**
 * stata-mcp's own sessions, which are not MCP's: each has a Stata of its own, that runs one thing at
 * a time. All clients share them, over whatever they come.
 */
export class StataSessions implements AsyncDisposable {
  readonly sessionsMax: number;
  /** Where do-files are read from. */
  readonly doFiles: DoFileStore;
  /** How long a call may ask for at most, in milliseconds. */
  readonly runMaxMs: number;
  readonly #options: Required<StataSessionsOptions>;
  readonly #sessions = new Map<string, Session>();
  #runs = 0;

  constructor(options: StataSessionsOptions) {
    this.#options = {
      doFiles: new MemoryDoFiles(),
      startEpochMs: 0,
      sessionsMax: 100,
      isLogged: false,
      busyWaitMs: 1000,
      runMaxMs: 86_400_000,
      idleMs: 3_600_000,
      ...options,
    };
    this.sessionsMax = this.#options.sessionsMax;
    this.doFiles = this.#options.doFiles;
    this.runMaxMs = this.#options.runMaxMs;
    this.#add(DEFAULT_SESSION);
  }

  /** What the wall's clock shows. */
  get nowEpochMs(): number {
    return this.#options.startEpochMs + this.#options.clock.now();
  }

  /**
   * Runs code in a session, which is busy from the first output that is asked for to the last, or
   * until the listener goes.
   *
   * @throws Refusal when the session stays busy, or there can't be one more
   */
  async *run(code: string, options: SessionRunOptions): AsyncGenerator<StataOutput, void, void> {
    const { sessionId, name, file, breakAfterMs, onTimeout, signal } = options;
    const { clock } = this.#options;
    const { session, busy } = await this.#occupy(sessionId || DEFAULT_SESSION, name);
    const { breakKey, over } = busy;
    this.#runs += 1;
    const ended = new AbortController();
    if (breakAfterMs !== undefined && Number.isFinite(breakAfterMs)) {
      const pressBreak = (): void => {
        onTimeout?.();
        breakKey.abort(STOPPED);
      };
      // Rejects when the run has ended before, which is as good.
      void clock.sleep(breakAfterMs, ended.signal).then(pressBreak, () => {});
    }
    try {
      yield* this.#outputsOf(session, code, AbortSignal.any([signal, breakKey.signal]), file);
    } finally {
      ended.abort(STOPPED);
      session.busy = undefined;
      session.lastActiveMs = clock.now();
      over.resolve();
    }
  }

  /**
   * Creates a session with an id that can't be guessed.
   *
   * @throws Refusal when there can't be one more
   */
  create(): string {
    this.#refuseOneTooMany();
    return this.#add(crypto.randomUUID().slice(0, 8)).id;
  }

  /** Presses a session's Break key. False when there is no such session; an idle one takes no harm. */
  stop(id: string): boolean {
    const session = this.#find(id);
    session?.busy?.breakKey.abort(STOPPED);
    return session !== undefined;
  }

  /** @throws Refusal for `default`, and when there is no such session */
  destroy(id: string): void {
    if (this.#find(id) === undefined) throw new Refusal(`Session ${id} not found`);
    if (id === DEFAULT_SESSION) throw new Refusal('Cannot destroy default session');
    this.#end(id);
  }

  /** Gives `default` a new Stata. What it was doing is stopped. */
  restart(): void {
    this.#end(DEFAULT_SESSION);
    this.#add(DEFAULT_SESSION);
  }

  /** Ends all sessions and begins `default` anew; says how many there were. */
  reload(): number {
    const count = this.list().length;
    for (const id of this.#sessions.keys()) this.#end(id);
    this.#add(DEFAULT_SESSION);
    return count;
  }

  /**
   * The data in a session's memory, which may be none.
   *
   * @throws Refusal when there is no such session, or Stata doesn't understand the condition
   */
  async view(id: string, options: ViewOptions): Promise<DataExtract> {
    const session = this.#find(id);
    if (session === undefined) throw new Refusal(`Session not found: ${id}`);
    try {
      return (await session.stata.view?.(options)) ?? NO_DATA;
    } catch (error) {
      if (!(error instanceof StataError)) throw error;
      throw new Refusal(`Filter error: ${error.message}\nr(${error.returnCode});`);
    }
  }

  get(id: string): SessionDescription | undefined {
    const session = this.#find(id);
    return session && this.#describe(session);
  }

  list(): readonly SessionDescription[] {
    this.#expire();
    return [...this.#sessions.values()].map((session) => this.#describe(session));
  }

  /** What runs at the moment, the longest first. */
  running(): readonly RunningRun[] {
    return [...this.#sessions.values()]
      .flatMap(({ id, busy }) => (busy === undefined ? [] : [{ id, ...busy }]))
      .sort((a, b) => a.sinceMs - b.sinceMs)
      .map(({ id, name, sinceMs, breakKey }) => ({
        sessionId: id,
        name,
        forMs: this.#options.clock.now() - sinceMs,
        isStopped: breakKey.signal.aborted,
      }));
  }

  /** Forgets what has been run so far, and says how much that was. */
  forgetRuns(): number {
    const runs = this.#runs;
    this.#runs = 0;
    return runs;
  }

  /** Stops whatever runs. */
  async close(): Promise<void> {
    for (const { id, stata } of this.#sessions.values()) {
      this.stop(id);
      stata.close?.();
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #outputsOf(
    { id, stata }: Session,
    code: string,
    signal: AbortSignal,
    file: string | undefined,
  ): AsyncIterable<StataOutput> {
    const { dir, name } = file === undefined ? SELECTION : this.doFiles.parse(file);
    const options = dir === undefined ? { signal } : { signal, directory: dir };
    if (!this.#options.isLogged) return stata.run(code, options);
    const log = `${name}${id === DEFAULT_SESSION ? '' : `_${id}`}_mcp.log`;
    const logPath = this.doFiles.resolve(dir ?? '.', log);
    return runLogged(stata, code, { ...options, logPath });
  }

  #getOrAdd(id: string): Session {
    const session = this.#find(id);
    if (session !== undefined) return session;
    try {
      this.#refuseOneTooMany();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(`Session unavailable: ${id} (${error.message})`);
    }
    return this.#add(id);
  }

  #refuseOneTooMany(): void {
    this.#expire();
    if (this.#sessions.size < this.sessionsMax) return;
    throw new Refusal(`Maximum sessions (${this.sessionsMax}) reached`);
  }

  #add(id: string): Session {
    const nowMs = this.#options.clock.now();
    const stata = this.#options.createStata();
    const session = { id, stata, createdAtMs: nowMs, lastActiveMs: nowMs, busy: undefined };
    this.#sessions.set(id, session);
    return session;
  }

  #find(id: string): Session | undefined {
    this.#expire();
    return this.#sessions.get(id);
  }

  #end(id: string): void {
    this.stop(id);
    this.#forget(id);
  }

  #forget(id: string): void {
    this.#sessions.get(id)?.stata.close?.();
    this.#sessions.delete(id);
  }

  /** Nobody can tell whether an idle session ended when its time was up, or is ended when looked at. */
  #expire(): void {
    const { clock, idleMs } = this.#options;
    for (const { id, busy, lastActiveMs } of this.#sessions.values()) {
      if (id === DEFAULT_SESSION || busy !== undefined) continue;
      if (clock.now() - lastActiveMs > idleMs) this.#forget(id);
    }
  }

  /** Waits for a busy session, for a while, and then makes it busy with something new. */
  async #occupy(id: string, name: string): Promise<{ session: Session; busy: Busy }> {
    const { clock, busyWaitMs } = this.#options;
    const untilMs = clock.now() + busyWaitMs;
    let session = this.#getOrAdd(id);
    while (session.busy !== undefined) {
      const leftMs = untilMs - clock.now();
      if (leftMs <= 0) throw new Refusal(this.#busyMessage(id, session.busy));
      const freed = new AbortController();
      void session.busy.over.promise.then(() => freed.abort(STOPPED));
      await clock.sleep(leftMs, freed.signal).catch(() => {});
      session = this.#getOrAdd(id); // Another one, if that was destroyed meanwhile.
    }
    const sinceMs = clock.now();
    const busy = {
      name,
      sinceMs,
      breakKey: new AbortController(),
      over: Promise.withResolvers<void>(),
    };
    session.lastActiveMs = sinceMs;
    session.busy = busy;
    return { session, busy };
  }

  #busyMessage(id: string, { sinceMs }: Busy): string {
    const forMs = this.#options.clock.now() - sinceMs;
    return `Session busy: ${id} (${(forMs / 1000).toFixed(1)}s)`;
  }

  #describe({ id, busy, createdAtMs, lastActiveMs }: Session): SessionDescription {
    const { startEpochMs } = this.#options;
    return {
      session_id: id,
      state: busy === undefined ? 'ready' : 'busy',
      created_at: isoTime(startEpochMs + createdAtMs),
      last_activity: isoTime(startEpochMs + lastActiveMs),
      is_busy: busy !== undefined,
      is_default: id === DEFAULT_SESSION,
      error: null,
    };
  }
}
