import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { settleMacrotasks } from '../../src/clock/settle.ts';
import { listen } from '../../src/http/listen.ts';
import { ListenError } from '../../src/http/listen-error.ts';
import { begin, closeOf, responseOf, send } from './send.ts';

describe('listen', () => {
  it('takes a free port on this machine, and says which', async () => {
    await using server = await listen({ app: (_req, res) => void res.end('here') });
    expect(server.port).toBeGreaterThan(0);
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    expect((await send(server.url)).body).toBe('here');
  });

  it.each([
    ['localhost', 'localhost'],
    ['0.0.0.0', '127.0.0.1'],
    ['::1', '[::1]'],
    ['::', '[::1]'],
  ])('on %s is reached at %s', async (host, reachable) => {
    await using server = await listen({ app: (_req, res) => void res.end('here'), host });
    expect(server.url).toBe(`http://${reachable}:${server.port}`);
    expect((await send(server.url)).body).toBe('here');
  });

  it('says what to do about a port in use', async () => {
    await using server = await listen({ app: () => {} });
    const { port } = server;
    await expect(listen({ app: () => {}, port })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one`,
    );
  });

  it.each([
    [{ port: 65_536 }, '65536 is not a port'],
    [{ host: '192.0.2.1' }, '192.0.2.1 is not an address of this machine'],
    [{ host: 'no-such-host.invalid' }, 'there is no host called no-such-host.invalid'],
  ])('says what to do about %o', async (where, message) => {
    const listening = listen({ app: () => {}, ...where });
    await expect(listening).rejects.toThrow(ListenError);
    await expect(listening).rejects.toThrow(message);
  });
});

describe('a server', () => {
  it('ends whatever is open when it is closed, as often as it is', async () => {
    const server = await listen({ app: (_req, res) => res.flushHeaders() });
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');
    const req = begin(server.url);
    req.end();
    const stream = await responseOf(req);
    const ends = [closeOf(silent), closeOf(stream)];

    await Promise.all([server.close(), server.close()]);
    await server.close();
    await Promise.all(ends);
    await expect(send(server.url)).rejects.toThrow('ECONNREFUSED');
  });

  it('leaves nothing open behind it', async () => {
    await settleMacrotasks();
    const before = openHandles();
    {
      await using server = await listen({ app: (_req, res) => res.flushHeaders() });
      const req = begin(server.url);
      req.end();
      const stream = await responseOf(req);
      expect(openHandles().length).toBeGreaterThan(before.length);
      const ended = closeOf(stream);
      await server.close();
      await ended;
    }
    await settleMacrotasks();
    expect(openHandles()).toEqual(before);
  });

  it('cuts off who is slow to ask, but never who waits for an answer', async () => {
    await using server = await listen({
      app: (req, res) => {
        res.flushHeaders();
        req.resume().once('end', () => void said.promise.then(() => res.end('at last')));
      },
      requestTimeoutMs: 20,
    });
    const said = Promise.withResolvers<void>();
    const req = begin(server.url);
    req.end();
    const patient = await responseOf(req);

    const start = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
    const slowHead = await dawdle(server.port, start);
    const slowBody = await dawdle(server.port, `${start}Content-Length: 10\r\n\r\nhalf`);
    // Each takes longer than the timeout, so the patient one has outlived two of them.
    await Promise.all([closeOf(slowHead), closeOf(slowBody)]);

    said.resolve();
    patient.setEncoding('utf8');
    expect(await once(patient, 'data')).toEqual(['at last']);
  });
});

function openHandles(): string[] {
  return process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));
}

async function dawdle(port: number, start: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.resume().write(start);
  return socket;
}
