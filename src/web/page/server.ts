import { createParser } from 'eventsource-parser';
import { RealClock } from '../../clock/real-clock.ts';
import type { PageRefusal } from '../message/page-message.ts';

/** How often it is asked whether the server is back. */
const ASK_AGAIN_MS = 1000;
const TOKEN_KEY = 'fake-stata-token';

/** Why a request came to nothing. */
export class ServerError extends Error {
  override readonly name = 'ServerError';
  /**
   * - `gone`: nobody answers.
   * - `token`: the server asks for a token, or for another one.
   * - `refused`: it won't do that.
   */
  readonly kind: 'gone' | 'token' | 'refused';

  constructor(kind: ServerError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Keeps the server's token for as long as this tab is open. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN_KEY, token);
}

/**
 * Asks the server.
 *
 * @param body - sent as JSON by POST, or as it is when it is a text; without one it is a GET
 * @throws ServerError when there is no answer, or it is a refusal
 */
export async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
  const response = await send(path, body, null);
  return await response.json();
}

/**
 * Asks the server for a stream of events, and hands each over when it is heard.
 *
 * @throws ServerError as {@link ask} does, and when the stream breaks off
 */
export async function listenTo<Message>(
  path: string,
  body: unknown,
  { onMessage, signal }: { onMessage: (message: Message) => void; signal: AbortSignal },
): Promise<void> {
  const response = await send(path, body, signal);
  const parser = createParser({ onEvent: ({ data }) => onMessage(JSON.parse(data)) });
  const decoder = new TextDecoder();
  try {
    const reader = response.body?.getReader();
    for (;;) {
      const chunk = await reader?.read();
      if (chunk === undefined || chunk.done) return;
      parser.feed(decoder.decode(chunk.value, { stream: true }));
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new ServerError('gone', `the server broke off: ${messageOf(error)}`);
  }
}

/** Resolves when the server answers again. */
export async function untilBack(signal: AbortSignal): Promise<void> {
  const clock = new RealClock();
  for (;;) {
    await clock.sleep(ASK_AGAIN_MS, signal);
    const isBack = await fetch('/health', { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isBack) return;
  }
}

async function send(path: string, body: unknown, signal: AbortSignal | null): Promise<Response> {
  const token = sessionStorage.getItem(TOKEN_KEY);
  const response = await fetch(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined || typeof body === 'string'
        ? {}
        : { 'content-type': 'application/json' }),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new ServerError('gone', `the server doesn’t answer: ${messageOf(error)}`);
  });
  if (response.ok) return response;
  if (response.status === 401) throw new ServerError('token', 'this server asks for a token');
  throw new ServerError('refused', await refusalIn(response));
}

async function refusalIn(response: Response): Promise<string> {
  try {
    const { message }: PageRefusal = await response.json();
    return message;
  } catch {
    return `the server answered ${response.status}`;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
