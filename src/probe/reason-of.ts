const HANG_UP = 'connection reset';

const TRUST = 'NODE_EXTRA_CA_CERTS=FILE names whom to trust';

const REASONS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: `its certificate is signed by itself: ${TRUST}`,
  EAI_AGAIN: 'the host name cannot be resolved now',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: HANG_UP,
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  ENOTFOUND: 'no host of that name',
  EPIPE: HANG_UP,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate is signed by nobody who is known: ${TRUST}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate is signed by nobody who is known: ${TRUST}`,
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
