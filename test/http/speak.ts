import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/** Writes a request as it is, even if it is none, and reads until the server closes. */
export async function speak(port: number, said: string | Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {}); // To be cut off while one is still talking is an answer, too.
  socket.write(said);
  return await text(socket).catch(() => '');
}

/** A request whose connection closes after it. */
export function head(line: string, ...headers: readonly string[]): string {
  return [`${line} HTTP/1.1`, ...headers, 'Connection: close', '', ''].join('\r\n');
}

/** The status of an answer; undefined when there is none. */
export function statusOf(answer: string): number | undefined {
  const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? [];
  return status === undefined ? undefined : Number(status);
}
