import type { z } from 'zod';
import { EVENT_STREAM_TYPE, mediaTypeOf } from '../sse/media-type.ts';
import { TooMuchError } from './allowance.ts';
import { ProbeError } from './probe-error.ts';
import { isHangUp, reasonOf } from './reason-of.ts';

/** What was asked of whom. */
export interface Asked {
  readonly url: string;
  /** The JSON-RPC method. */
  readonly method: string;
}

/** The request found nobody, or nobody who answered. */
export function unsent({ url, method }: Asked, cause: unknown): ProbeError {
  if (isHangUp(cause)) return brokenOff({ url, method }, cause);
  return new ProbeError('unreachable', `cannot reach ${url}: ${reasonOf(cause)}`, { cause });
}

/** The connection broke before the answer was there, or what came couldn't be read on. */
export function brokenOff({ url, method }: Asked, cause: unknown): ProbeError {
  const message = `${url}: the answer to ${method} broke off: ${reasonOf(cause)}`;
  return new ProbeError('no-result', message, { cause });
}

/** The caller's signal ended it. */
export function aborted({ url, method }: Asked, { reason }: AbortSignal): ProbeError {
  const message = `${url}: gave up waiting for ${method} to be answered: ${reasonOf(reason)}`;
  return new ProbeError('aborted', message, { cause: reason });
}

/** More came than was allowed, and it was no longer listened to. */
function tooMuch({ url, method }: Asked, cause: TooMuchError): ProbeError {
  return new ProbeError('too-much', `${url}: the answer to ${method} was ${cause.message}`, {
    cause,
  });
}

/** Whatever was thrown while the answer was read. */
export function explain(asked: Asked, error: unknown, signal: AbortSignal): ProbeError {
  if (error instanceof ProbeError) return error;
  if (error instanceof TooMuchError) return tooMuch(asked, error);
  return signal.aborted ? aborted(asked, signal) : brokenOff(asked, error);
}

/** A JSON-RPC error. */
export function refused({ url, method }: Asked, code: number, text: string): ProbeError {
  return new ProbeError('rpc-error', `${url}: ${method} was refused: ${text} (${code})`);
}

/** A result without what such a result must have. */
export function misfit({ url, method }: Asked, error: z.ZodError): ProbeError {
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'result';
  const message = `${url} is not an MCP server: ${method} was answered with a wrong ${where}`;
  return new ProbeError('not-mcp', `${message}: ${issue?.message ?? 'invalid'}`);
}

/** A server that says itself that it doesn't speak what it was asked for. */
export function otherVersions(url: string, wanted: string, has: readonly string[]): ProbeError {
  const speaks = has.length === 0 ? 'no version' : has.join(', ');
  return new ProbeError('not-mcp', `${url} doesn't speak MCP ${wanted}: it speaks ${speaks}`);
}

export function unknownTool(url: string, tool: string, known: readonly string[]): ProbeError {
  const has = known.length === 0 ? 'no tools' : known.join(', ');
  return new ProbeError('unknown-tool', `${url}: unknown tool "${tool}": the server has ${has}`);
}

/** An HTTP response that came to its end and held no JSON-RPC answer. */
export function unanswered(
  { url, method }: Asked,
  { status, headers }: { readonly status: number; readonly headers: Headers },
): ProbeError {
  const type = mediaTypeOf(headers.get('content-type')) || 'without a content type';
  const location = headers.get('location');
  const gave = `${method} was answered with ${status} ${type}`;
  if (status >= 300 && status < 400 && location !== null) {
    const target = URL.parse(location, url)?.href ?? location;
    const message = `${url}: ${method} was redirected (${status}): use ${target} instead`;
    return new ProbeError('http-error', message);
  }
  if (status === 401 || status === 403) {
    return new ProbeError('http-error', `${url}: ${gave}: give credentials in a header`);
  }
  if (status < 300 && type === EVENT_STREAM_TYPE) {
    const message = `${url}: the server ended the stream without answering ${method}`;
    return new ProbeError('no-result', message);
  }
  if (method === 'server/discover' && status < 500) {
    const whose = 'no MCP server without sessions, as 2026-07-28 has it';
    return new ProbeError('not-mcp', `${url} is ${whose}: ${gave}: check address and version`);
  }
  if (method === 'initialize' && status < 500) {
    return new ProbeError('not-mcp', `${url} is not an MCP server: ${gave}: check the address`);
  }
  return status < 300
    ? new ProbeError('no-result', `${url}: ${gave} that holds no answer`)
    : new ProbeError('http-error', `${url}: ${gave}`);
}
