import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { fakeStata } from './fake-stata.ts';

const SECRET = 'hunter2';

it('says that a Redis says nothing, and doesn’t wait for it for ever', async () => {
  await using silent = createServer((socket) => socket.resume());
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = addressOf(silent.address());
  const url = `redis://:${SECRET}@127.0.0.1:${port}`;
  const { exitCode, stderr } = await fakeStata('serve', '--port', '0', '--redis', url);
  expect(exitCode).toBe(2);
  const why = 'Redis gave no answer within 2 s';
  expect(stderr).toContain(`cannot reach Redis at 127.0.0.1:${port}: ${why}`);
  expect(stderr).not.toContain(SECRET);
});

it.each([
  `redis://:${SECRET}@127.0.0.1:1`,
  `redis:${SECRET}`,
  `http://:${SECRET}@127.0.0.1`,
  `redis://:${SECRET}@127.0.0.1:notaport`,
  `redis://:a/${SECRET}@127.0.0.1:1`,
  `redis://user:1#${SECRET}@127.0.0.1:1`,
  `redis://user:p@1/${SECRET}@127.0.0.1:1`,
  `${SECRET}@127.0.0.1`,
])('prints no password of a URL, whatever is wrong with it: %s', async (url) => {
  const { exitCode, stderr } = await fakeStata('serve', '--port', '0', '--redis', url);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/Redis at 127|--redis takes a URL/);
  expect(stderr).not.toContain(SECRET);
});

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address;
}
