import { delimiter } from 'node:path';
import { FrontError } from './front-error.ts';

/** How many bytes real Stata's C library collects before it writes them to a pipe. */
const PIPE_BLOCK_BYTES = 4096;

/** The largest block that somebody may ask for. */
const BLOCK_BYTES_MAX = 1024 * 1024;

/** What environment variables tell a front: tools pass those on, and know of none of our options. */
export interface FrontSettings {
  /** `FAKE_STATA_SCENARIO`: a built-in scenario's name, or a file's path; default: none. */
  readonly scenario: string | undefined;
  /** `FAKE_STATA_SPEED`: how many times faster than real time; default: 1. */
  readonly speed: number;
  /** `FAKE_STATA_SEED`: what jitter is drawn from; default: the scenario's own. */
  readonly seed: number | undefined;
  /** `FAKE_STATA_TRACE`: the file that all that is said is appended to; default: none. */
  readonly trace: string | undefined;
  /** `FAKE_STATA_BUFFER`: `block`, `none` or a number of bytes; default: `block`, 4096 bytes. */
  readonly blockBytes: number;
  /** `FAKE_STATA_WRITABLE`: more folders that may be written to; default: none. */
  readonly writable: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws FrontError that names the variable and what is allowed */
export function readFrontSettings(environment: Environment): FrontSettings {
  const given = (name: string): string | undefined => environment[name] || undefined;
  return {
    scenario: given('FAKE_STATA_SCENARIO'),
    speed: parseSpeed(given('FAKE_STATA_SPEED') ?? '1'),
    seed: parseSeed(given('FAKE_STATA_SEED')),
    trace: given('FAKE_STATA_TRACE'),
    blockBytes: parseBlock(given('FAKE_STATA_BUFFER') ?? 'block'),
    writable: given('FAKE_STATA_WRITABLE')?.split(delimiter).filter(Boolean) ?? [],
  };
}

function parseSpeed(text: string): number {
  const speed = Number(text);
  if (speed > 0 && Number.isFinite(speed)) return speed;
  throw new FrontError(
    `FAKE_STATA_SPEED is a number greater than 0, such as 1 or 10, not "${text}"`,
  );
}

function parseSeed(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new FrontError(`FAKE_STATA_SEED is a whole number from 0 on, not "${text}"`);
}

function parseBlock(text: string): number {
  if (text === 'block') return PIPE_BLOCK_BYTES;
  if (text === 'none') return 0;
  const bytes = Number(text);
  if (/^\d+$/.test(text) && bytes <= BLOCK_BYTES_MAX) return bytes;
  throw new FrontError(
    `FAKE_STATA_BUFFER is block, none, or a number of bytes up to ${BLOCK_BYTES_MAX}, not "${text}"`,
  );
}
