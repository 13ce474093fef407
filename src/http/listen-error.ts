/** A server could not begin to listen. The message says why, and what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError';

  constructor(host: string, port: number, cause: unknown) {
    super(explain(host, port, cause), { cause });
  }
}

function explain(host: string, port: number, cause: unknown): string {
  switch (codeOf(cause)) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: choose another with --port, or --port 0 for any free one`;
    case 'EACCES':
      return `port ${port} on ${host} is reserved for the system: choose one above 1023 with --port`;
    case 'ERR_SOCKET_BAD_PORT':
      return `${port} is not a port: choose one from 0 to 65535 with --port`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no host called ${host}: choose another with --host, such as 127.0.0.1`;
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine: choose another with --host, such as 127.0.0.1`;
    default:
      return `cannot listen on port ${port} of ${host}: ${cause instanceof Error ? cause.message : cause}`;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
