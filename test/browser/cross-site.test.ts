import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { type HttpServer, listen } from '../../src/http/listen.ts';
import { findScenario } from '../../src/scenario/built-in-scenarios.ts';
import { PROFILE_NAMES, type ProfileName } from '../../src/server/profile.ts';
import { openStataHttpServer } from '../../src/testbed/stata-http-server.ts';
import { createWebSite } from '../../src/web/site/web-site.ts';
import { CHROMIUM, openChromium } from './chromium.ts';

const RUN = 'selection=display+42';

/** All that answers a GET, under any profile. */
const READ = [
  '/mcp',
  '/mcp-streamable',
  '/managers/buffered/mcp',
  '/managers/legacy-sse/mcp',
  '/health',
  `/run_selection/stream?${RUN}`,
  '/run_file?file_path=a.do',
  '/run_file/stream?file_path=a.do',
  '/view_data',
  '/sessions',
  '/sessions/default',
  '/execution_status',
  '/graphs/a',
  '/graphs/batch/a/b',
  '/help?topic=a',
  '/api/about',
  '/api/source/streaming',
  '/api/lessons',
  '/runs/a/mcp',
];

/** All that answers a POST. */
const WRITTEN = [
  '/mcp-streamable',
  '/managers/buffered/mcp',
  '/mcp/messages/?session_id=a',
  `/run_selection?${RUN}`,
  '/v1/tools',
  '/sessions',
  '/sessions/default/stop',
  '/sessions/restart',
  '/reload_workers',
  '/stop_execution',
  '/clear_history',
  '/api/check',
  '/api/check-code',
  '/api/run',
  '/api/lessons/1',
  '/api/design',
];

/** The ways in which a page makes a browser send a GET without asking anybody. */
const GETS = `
  img: (url) => add('img', { src: url }),
  script: (url) => add('script', { src: url }),
  style: (url) => add('link', { rel: 'stylesheet', href: url }),
  prefetch: (url) => add('link', { rel: 'prefetch', href: url }),
  preload: (url) => add('link', { rel: 'preload', as: 'script', href: url }),
  module: (url) => add('link', { rel: 'modulepreload', href: url }),
  icon: (url) => add('link', { rel: 'icon', href: url }),
  audio: (url) => add('audio', { src: url, preload: 'auto' }),
  object: (url) => add('object', { data: url }),
  embed: (url) => add('embed', { src: url }),
  iframe: (url) => add('iframe', { src: url }),
  sandbox: (url) => add('iframe', { src: url, sandbox: '' }),
  noReferrer: (url) => add('img', { src: url, referrerPolicy: 'no-referrer' }),
  background: (url) => { add('div', {}).style.background = 'url("' + url + '")'; },
  eventSource: (url) => { const s = new EventSource(url); s.onerror = () => s.close(); },
  webSocket: (url) => { new WebSocket(url.replace('http', 'ws')); },
  fetch: (url) => { fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => {}); },
  cors: (url) => { fetch(url).catch(() => {}); },
  preflight: (url) => { fetch(url, { headers: { 'mcp-method': 'a' } }).catch(() => {}); },
  form: (url) => submit(url, 'get'),
  window: (url) => { const w = add('iframe', {}).contentWindow; w.location = url; },
`;

const POSTS = `
  beacon: (url) => { navigator.sendBeacon(url, '{}'); },
  fetch: (url) => { fetch(url, { method: 'POST', mode: 'no-cors', body: '{}' }).catch(() => {}); },
  json: (url) => {
    const headers = { 'content-type': 'application/json' };
    fetch(url, { method: 'POST', headers, body: '{}' }).catch(() => {});
  },
  text: (url) => submit(url, 'post', 'text/plain'),
  form: (url) => submit(url, 'post'),
`;

/** Defines \`attack(kind, way, url)\` in a page. */
const ATTACK = `
  let count = 0;
  const add = (name, attributes) => {
    const element = Object.assign(document.createElement(name), attributes);
    document.body.append(element);
    return element;
  };
  const submit = (action, method, enctype = '') => {
    count += 1;
    add('iframe', { name: 'frame' + count });
    const form = add('form', { action, method, enctype, target: 'frame' + count });
    for (const [name, value] of new URL(action).searchParams) {
      const input = Object.assign(document.createElement('input'), { name, value });
      form.append(input);
    }
    form.submit();
  };
  const ways = { gets: {${GETS}}, posts: {${POSTS}} };
  const attack = (kind, way, url) => ways[kind][way](url);
`;

describe.skipIf(CHROMIUM === undefined)('a page of another site', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser.close());

  const sites = ['localhost', '127.0.0.1'];
  it.each(PROFILE_NAMES.flatMap((profile) => sites.map((site) => [profile, site] as const)))(
    'has nothing of a server as %s, from a page at %s',
    async (profile, site) => {
      await using stata = await serve(profile);
      await using evil = await evilPage();
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(evil.url.replace('127.0.0.1', site));
      const sent = [
        ...waysIn(GETS).flatMap((way) => READ.map((path) => ['gets', way, path] as const)),
        ...waysIn(POSTS).flatMap((way) => WRITTEN.map((path) => ['posts', way, path] as const)),
      ];
      const attacks = sent.map(([kind, way, path]) => [kind, way, stata.url + path]);
      await page.evaluate(`${JSON.stringify(attacks)}.forEach((each) => attack(...each))`);
      for (const path of [...READ, ...WRITTEN]) {
        const [pathname] = path.split('?', 1);
        await expect.poll(() => stata.requests.some((each) => each.path === pathname)).toBe(true);
      }
      await expect.poll(() => stata.requests.length).toBeGreaterThan(sent.length / 2);
      const heard = stata.requests.filter(({ status }) => status !== 403);
      expect(heard).toEqual([]);
      expect(stata.calls).toEqual([]);
      await context.close();
    },
  );

  it('may lead to the page, and show it in no frame', async () => {
    await using stata = await serve('fake-stata');
    await using evil = await evilPage();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(evil.url);
    await page.evaluate(`attack('gets', 'iframe', '${stata.url}/')`);
    await expect.poll(() => stata.requests.map(({ status }) => status)).toEqual([200]);
    const shown = page.frameLocator('iframe').getByText('refused to connect');
    await shown.first().waitFor({ state: 'attached' });
    await page.evaluate(`location = '${stata.url}/'`);
    await page.waitForURL(`${stata.url}/`);
    await page.getByRole('heading').first().waitFor();
    expect(stata.requests.filter(({ status }) => status >= 400)).toEqual([]);
    await context.close();
  });

  it('runs code where an option lets it in', async () => {
    await using stata = await serve('stata-mcp@0.5.2', true);
    await using evil = await evilPage();
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(evil.url);
    await page.evaluate(`attack('gets', 'img', '${stata.url}/run_selection/stream?${RUN}')`);
    await expect.poll(() => stata.calls).toHaveLength(1);
    await context.close();
  });
});

function waysIn(text: string): string[] {
  return [...text.matchAll(/^ {2}(\w+): /gm)].map(([, way]) => way ?? '');
}

async function evilPage(): Promise<HttpServer> {
  return await listen({
    app: (_req, res) => {
      res.setHeader('content-type', 'text/html');
      res.end(`<!doctype html><title>evil</title><body><script>${ATTACK}</script>`);
    },
  });
}

interface Logged {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

async function serve(profile: ProfileName, allowCrossSite = false) {
  const requests: Logged[] = [];
  const calls: string[] = [];
  const server = await openStataHttpServer({
    scenario: await findScenario('default'),
    managers: ['streaming', 'buffered'],
    clock: new RealClock({ speed: 100 }),
    profile,
    allowCrossSite,
    site: await createWebSite(),
    log: {
      onRequest: ({ method, path, status }) => void requests.push({ method, path, status }),
      onCall: ({ tool }) => void calls.push(tool),
    },
  });
  return { ...server, requests, calls };
}
