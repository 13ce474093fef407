import type { Clock } from '../clock/clock.ts';
import type { Arrival } from '../timeline/arrival.ts';
import type { Allowance } from './allowance.ts';
import { explain, unsent } from './failure.ts';
import { hearLines } from './hear-lines.ts';
import { type LinesRequestOptions, linesRequest } from './lines-request.ts';
import { ProbeError } from './probe-error.ts';
import { reasonOf } from './reason-of.ts';
import type { Wire, WireResponse } from './wire.ts';

export interface ProbeLinesOptions extends LinesRequestOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  readonly record: (arrival: Arrival) => void;
  /** How much may be heard; by default as {@link Allowance} says. */
  readonly allowance?: Allowance;
  /** Gives it up. */
  readonly signal: AbortSignal;
}

/**
 * Makes one request of an endpoint that isn't MCP, and records the lines of its event stream from `call`
 * to `closed`.
 *
 * @throws ProbeError when it isn't answered by an event stream that comes to its end
 */
export async function probeLines(options: ProbeLinesOptions): Promise<void> {
  const { clock, record, url } = options;
  const { pathname } = new URL(url);
  record({ kind: 'call', atMs: clock.now(), tool: pathname });
  let failure: ProbeError | null = null;
  try {
    await hearThem(options, pathname);
  } catch (error) {
    failure = explain({ url, method: pathname }, error, options.signal);
  }
  const reason = failure?.cause === undefined ? null : reasonOf(failure.cause);
  record({ kind: 'closed', atMs: clock.now(), reason });
  if (failure !== null) throw failure;
}

async function hearThem(options: ProbeLinesOptions, pathname: string): Promise<void> {
  const { clock, record, url } = options;
  await using response = await send(options, pathname);
  for await (const heard of hearLines(response, clock, null, options.allowance)) {
    if (heard.kind === 'result' && heard.isError) {
      throw new ProbeError('http-error', `${url} is no stream of lines: it answered ${heard.text}`);
    }
    record(heard);
  }
}

async function send(options: ProbeLinesOptions, pathname: string): Promise<WireResponse> {
  const { wire, signal, url } = options;
  try {
    return await wire.exchange({ ...linesRequest(options), signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw unsent({ url, method: pathname }, error);
  }
}
