const HANG_UP = 'connection reset';

const REASONS: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'the host name cannot be resolved now',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: HANG_UP,
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ENOTFOUND: 'no host of that name',
  EPIPE: HANG_UP,
  EPROTO: 'no TLS is spoken there: is it http, not https?',
  ETIMEDOUT: 'connection timed out',
  UND_ERR_SOCKET: HANG_UP,
};

/** In a few words on one line, why something failed. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // fetch wraps the error that says something in one that says only this.
  if (error.message === 'fetch failed' && error.cause !== undefined) return reasonOf(error.cause);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const [firstLine] = error.message.split('\n', 1);
  return REASONS[code] ?? (firstLine || code || error.name);
}

/** Whether the other side ended a connection that had been made. */
export function isHangUp(error: unknown): boolean {
  return reasonOf(error) === HANG_UP;
}
