import type { FileStore } from './file-store.ts';
import { MemoryFiles } from './memory-files.ts';

/** MP, SE or BE. */
export type Edition = 'mp' | 'se' | 'be';

/** What the outside world is for a simulated Stata: where it is installed, where and how it runs. */
export interface Host {
  readonly edition: Edition;
  /** Such as 18 or 18.5. */
  readonly version: number;
  /** StataNow is what version 18.5 calls itself. */
  readonly flavour: 'Stata' | 'StataNow';
  /** `c(mode)`. */
  readonly mode: 'batch' | 'console';
  /**
   * Whether it is Stata in a window, or in a Python process: there an empty line stands between
   * `end of do-file` and the return code. Default: false.
   */
  readonly isWindowed?: boolean;
  readonly os: 'Unix' | 'MacOSX' | 'Windows';
  readonly files: FileStore;
  /** Where temporary files go. */
  readonly temporaryDirectory: string;
  /** Where Stata is installed: `c(sysdir_stata)`. */
  readonly installDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Columns at the start, between 40 and 255; `set linesize` changes them. */
  readonly linesize: number;
  /** What the wall's clock showed at the clock's start. */
  readonly startEpochMs: number;
  /** How far local time is ahead of UTC. */
  readonly utcOffsetMinutes: number;
}

/** A host that touches nothing: files in memory, an MP 18, and a clock that starts on 1 Jan 2026. */
export function memoryHost(overrides: Partial<Host> = {}): Host {
  return {
    edition: 'mp',
    version: 18,
    flavour: 'Stata',
    mode: 'console',
    os: 'Unix',
    files: new MemoryFiles(),
    temporaryDirectory: '/tmp',
    installDirectory: '/usr/local/stata/',
    environment: {},
    linesize: 80,
    startEpochMs: Date.UTC(2026, 0, 1),
    utcOffsetMinutes: 0,
    ...overrides,
  };
}
