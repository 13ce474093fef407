import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { listen } from '../../src/http/listen.ts';
import { openStataHttpServer, type StataHttpServer } from '../../src/testbed/stata-http-server.ts';
import type { HopAddress } from '../../src/web/message/hop.ts';
import type { About, RunMessage } from '../../src/web/message/page-message.ts';
import { RunEndpoints } from '../../src/web/run/run-endpoints.ts';
import { runThroughHop } from '../../src/web/run/run-through-hop.ts';
import { createWebSite } from '../../src/web/site/web-site.ts';
import { scenarioOf } from '../scenario-of.ts';
import { askSite, messagesOf } from './web-rig.ts';

const TOKEN = 'open sesame';
const HOPS: readonly HopAddress[] = [{ name: 'direct', url: 'http://127.0.0.1:1' }];
const ORDER = {
  text: 'name: words\nabout: Words.\nscript: [print: one, wait: 1s, print: two, wait: 5s]\n',
  pace: 10,
};

it('is heard through each hop beside a manager, by the way that the hop leads', async () => {
  const hops: HopAddress[] = [];
  await using server = await serveWith(hops);
  await using holding = await holdingProxy(server);
  hops.push({ name: 'direct', url: server.url }, { name: 'holding', url: `${holding.url}/` });

  const about: About = JSON.parse(await (await ask(server, '/api/about')).text());
  expect(about.hops).toEqual(['direct', 'holding']);

  const order = { ...ORDER, managers: ['streaming'], hops: ['holding', 'direct'] };
  const messages = await messagesOf<RunMessage>(await ask(server, '/api/run', order));
  expect(messages.at(-1)).toEqual({ kind: 'over' });
  expect(messages[0]).toMatchObject({ lanes: ['streaming', 'through holding', 'through direct'] });
  // By what came before what, and by no stopwatch.
  const direct = orderIn(messages, 'through direct');
  expect(direct.indexOf('heard')).toBeGreaterThan(direct.indexOf('said'));
  expect(direct.indexOf('heard')).toBeLessThan(direct.indexOf('ended'));
  expect(orderIn(messages, 'through holding')).toEqual(['said', 'said', 'ended', 'heard', 'heard']);
  const judged = messages.find((each) => each.kind === 'judged' && each.lane === 'through holding');
  expect(judged).toMatchObject({ delivery: 'buffered' });
  expect(JSON.stringify(judged)).not.toContain('the manager');
  // Both went by a path of their own, which leads nowhere now.
  expect(new Set(holding.paths).size).toBe(1);
  const gone = await ask(server, holding.paths[0] ?? '', {});
  expect(gone.status).toBe(404);
});

it('tells of a hop that leads nowhere; the other lanes go on', async () => {
  const site = await createWebSite({ hops: HOPS });
  const order = { ...ORDER, managers: ['streaming'], hops: ['direct'] };
  const messages = await messagesOf<RunMessage>(await askSite(site, '/api/run', order));
  expect(messages).toContainEqual({
    kind: 'broken',
    lane: 'through direct',
    sentence: expect.stringMatching(
      /^broken: cannot reach http:\/\/127\.0\.0\.1:1\/runs\/.*connection refused\.$/,
    ),
  });
  expect(messages.find(({ kind }) => kind === 'judged')).toMatchObject({ delivery: 'streamed' });
  expect(messages.at(-1)).toEqual({ kind: 'over' });
});

it('gives a hop up that never answers', async () => {
  await using silent = await listen({ app: () => {} });
  const running = runThroughHop({
    scenario: scenarioOf([]),
    reader: 'direct',
    hop: { name: 'silent', url: silent.url },
    clock: new RealClock(),
    limitMs: 100,
    endpoints: new RunEndpoints(),
    authorization: null,
    onEvent: () => {},
    signal: new AbortController().signal,
  });
  await expect(running).rejects.toThrow(/gave up waiting for initialize .*: 0.1 s are enough/);
});

it.each([
  ['a hop that nobody has set up', { hops: ['http://example.com'] }, 'there is no hop'],
  ['a hop in virtual time', { hops: ['direct'], pace: 'virtual' }, 'a hop takes real time'],
  ['a hop twice', { hops: ['direct', 'direct'] }, 'each hop once'],
  ['neither a manager nor a hop', {}, 'choose a manager or a hop'],
])('refuses %s', async (_what, order, message) => {
  const site = await createWebSite({ hops: HOPS });
  const response = await askSite(site, '/api/run', { ...ORDER, ...order });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) });
});

async function serveWith(hops: readonly HopAddress[]): Promise<StataHttpServer> {
  return await openStataHttpServer({
    scenario: scenarioOf([]),
    managers: ['streaming'],
    clock: new VirtualClock(),
    site: await createWebSite({ hops }),
    token: TOKEN,
  });
}

async function ask(server: StataHttpServer, path: string, body?: object): Promise<Response> {
  return await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? null : JSON.stringify(body),
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
  });
}

/** A proxy that has every response to its end, and compressed, before it passes any of it on. */
async function holdingProxy({ url }: StataHttpServer) {
  const paths: string[] = [];
  const proxy = await listen({
    app: (req, res) => {
      paths.push(req.url ?? '');
      const { method, headers } = req;
      const asked = http.request(url + req.url, { method, headers }, async (answer) => {
        const whole = gzipSync(await buffer(answer));
        const { 'content-length': _, 'transfer-encoding': __, ...others } = answer.headers;
        res.writeHead(answer.statusCode ?? 0, { ...others, 'content-encoding': 'gzip' });
        res.end(whole);
      });
      req.pipe(asked);
    },
  });
  return { ...proxy, paths };
}

/** In which order a lane was told of what matters. */
function orderIn(messages: readonly RunMessage[], lane: string): readonly string[] {
  const words = new Map([
    ['output', 'said'],
    ['message', 'heard'],
    ['ended', 'ended'],
  ]);
  return messages.flatMap((each) => {
    const word = each.kind === 'event' && each.lane === lane ? words.get(each.event.kind) : null;
    return word == null ? [] : [word];
  });
}
