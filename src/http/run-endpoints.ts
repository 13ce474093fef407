import { z } from 'zod';
import type { Profile, Wording } from '../server/profile.ts';
import { createStataCall, type StataCall, type StataCallOptions } from '../server/stata-call.ts';
import type { StataOutcome } from '../server/stata-outcome.ts';
import { timeoutMs } from '../server/tool-arguments.ts';
import { eventStream, type KeepAlive } from './event-stream.ts';
import { parseQuery, wholeNumberText } from './fast-api-input.ts';
import { streamOf, waitFor } from './logged-call.ts';
import { plainText } from './plain-text.ts';
import type { Asked, Route } from './route.ts';
import type { StataApiOptions } from './stata-api-options.ts';

const timeout = wholeNumberText.optional().transform((seconds) => timeoutMs(seconds ?? 0));
const session_id = z.string().optional();

const SelectionQuery = z.object({ selection: z.string(), session_id });
const SelectionStreamQuery = SelectionQuery.extend({ timeout });
const FileQuery = z.object({ file_path: z.string(), timeout, session_id });

/** `/run_selection` and `/run_file`, with and without a stream. */
export function runEndpoints(options: StataApiOptions): readonly Route[] {
  const { profile } = options;
  const streamSelection: Route = {
    method: 'GET',
    path: '/run_selection/stream',
    handle: ({ query }) => {
      const parsed = parseQuery(query, SelectionStreamQuery);
      if ('response' in parsed) return parsed.response;
      const { selection, ...rest } = parsed.value;
      const call = selectionCall(options, selection, rest);
      return eventStream(streamOf(options, call), keepAliveOf(options));
    },
  };
  return [
    {
      method: 'POST',
      path: '/run_selection',
      handle: ({ query }) => runSelection(options, query),
    },
    { method: 'GET', path: '/run_file', handle: ({ query }) => runFile(options, query) },
    {
      method: 'GET',
      path: '/run_file/stream',
      handle: ({ query }) => {
        const parsed = parseQuery(query, FileQuery);
        if ('response' in parsed) return parsed.response;
        const call = fileCall(options, parsed.value);
        return eventStream(streamOf(options, call), keepAliveOf(options));
      },
    },
    ...(profile.features.includes('selection-stream') ? [streamSelection] : []),
  ];
}

const KEEP_ALIVE_MS = 15_000;

function keepAliveOf({
  profile,
  clock,
  keepAliveMs = KEEP_ALIVE_MS,
}: StataApiOptions): KeepAlive | undefined {
  const isAlive = keepAliveMs > 0 && profile.features.includes('keep-alive');
  return isAlive ? { clock, keepAliveMs } : undefined;
}

async function runSelection(options: StataApiOptions, query: Asked['query']): Promise<Response> {
  const { profile } = options;
  const parsed = parseQuery(query, SelectionQuery);
  if ('response' in parsed) return parsed.response;
  const { selection, session_id } = parsed.value;
  const timeout = profile.selectionTimeoutMs;
  const call = selectionCall(options, selection, { timeout, session_id });
  return plainText(bodyOf(profile, profile.selectionText, call, await waitFor(options, call)));
}

async function runFile(options: StataApiOptions, query: Asked['query']): Promise<Response> {
  const { profile } = options;
  const parsed = parseQuery(query, FileQuery);
  if ('response' in parsed) return parsed.response;
  const call = fileCall(options, parsed.value);
  return plainText(bodyOf(profile, profile.fileText, call, await waitFor(options, call)));
}

/** What `timeout` is here is milliseconds already. */
interface Given {
  readonly timeout: number;
  readonly session_id?: string | undefined;
}

export function selectionCall(options: StataApiOptions, code: string, given: Given): StataCall {
  return httpCall(options, { kind: 'selection', code }, given);
}

export function fileCall(
  options: StataApiOptions,
  { file_path: path, ...given }: Given & { readonly file_path: string },
): StataCall {
  return httpCall(options, { kind: 'file', path }, given);
}

function httpCall(
  { sessions, clock, profile }: StataApiOptions,
  what: StataCallOptions['what'],
  { session_id: sessionId, timeout: timeoutMs }: Given,
): StataCall {
  // That the client goes breaks nothing: the run goes on.
  const { signal } = new AbortController();
  const { graceMs } = profile;
  return createStataCall({ sessions, clock, what, sessionId, timeoutMs, graceMs, signal });
}

/** The text of an answer. Over HTTP nothing but its first word tells a failure from a success. */
export function bodyOf(
  profile: Profile,
  textOf: Wording,
  call: StataCall,
  outcome: StataOutcome,
): string {
  const text = textOf(call, outcome);
  const isBareError = profile.admitsErrors && outcome.kind === 'ended' && outcome.returnCode !== 0;
  return isBareError ? `Error: ${text}` : text;
}
