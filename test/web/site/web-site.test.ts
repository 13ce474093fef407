import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import type { Site } from '../../../src/http/site.ts';
import { MANAGERS } from '../../../src/manager/managers.ts';
import { listScenarios } from '../../../src/scenario/built-in-scenarios.ts';
import { openStataHttpServer } from '../../../src/testbed/stata-http-server.ts';
import type { Emission } from '../../../src/timeline/emission.ts';
import type {
  About,
  DesignMessage,
  ManagerSource,
  RunMessage,
  ScenarioCheck,
} from '../../../src/web/message/page-message.ts';
import { createWebSite, type WebSite } from '../../../src/web/site/web-site.ts';
import { scenarioOf } from '../../scenario-of.ts';
import { askJson, askSite, messagesOf } from '../web-rig.ts';

/** Says that something never happens, never that a machine is slow. */
const PATIENT = { timeout: 30_000 };

const ORDER = {
  scenario: 'two-eight-twelve',
  managers: ['buffered', 'streaming'],
  pace: 'virtual',
};

/** The same for code, which is still to be given. */
const CODE_ORDER = { ...ORDER, scenario: undefined };

describe('the page’s server', () => {
  /** Its threads take a second to start, and do one work after another. */
  let site: WebSite;
  beforeAll(async () => {
    site = await createWebSite();
  });
  afterAll(() => site[Symbol.asyncDispose]());

  it('tells what there is to choose from', async () => {
    const about = await askJson<About>(site, '/api/about');
    expect(about.managers.map(({ name }) => name)).toEqual(Object.keys(MANAGERS));
    const names = (await listScenarios()).map(({ name }) => name);
    // Those without a script answer the commands of a do-file, and here only one's own can be given.
    expect(names.filter((name) => !about.scenarios.some((each) => each.name === name))).toEqual([
      'default',
      'real-code',
    ]);
    for (const { name, language, text } of about.scenarios) {
      const isCode = language === 'do-file';
      const path = isCode ? '/api/check-code' : '/api/check';
      expect((await askJson<ScenarioCheck>(site, path, text)).kind).toBe('right');
      const { scenario: _, ...order } = ORDER;
      const what = isCode ? { code: text } : { scenario: name };
      const response = await askSite(site, '/api/run', { ...order, ...what });
      expect((await messagesOf<RunMessage>(response)).at(-1)).toEqual({ kind: 'over' });
    }
  });

  it('plays a run in virtual time and judges it', async () => {
    const said: Emission[] = [];
    const site = await createWebSite({ record: (emission) => said.push(emission) });
    const response = await askSite(site, '/api/run', ORDER);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const messages = await messagesOf<RunMessage>(response);
    expect(messages[0]).toMatchObject({ kind: 'began', endMs: 12_000 });
    expect(messages.at(-1)).toEqual({ kind: 'over' });
    const heard = messages.flatMap((each) =>
      each.kind === 'event' && each.event.kind === 'message' ? [[each.lane, each.event.atMs]] : [],
    );
    expect(heard.filter(([lane]) => lane === 'streaming')).toEqual([
      ['streaming', 2000],
      ['streaming', 8000],
    ]);
    expect(heard.filter(([lane]) => lane === 'buffered')).toEqual([
      ['buffered', 12_000],
      ['buffered', 12_000],
    ]);
    expect(messages.filter(({ kind }) => kind === 'judged')).toMatchObject([
      { lane: 'buffered', delivery: 'buffered', firstEventMs: 12_000 },
      { lane: 'streaming', delivery: 'streamed', firstEventMs: 2000 },
    ]);
    expect(said.filter(({ kind }) => kind === 'ended')).toHaveLength(2);
  });

  it('runs a do-file, and plays what it said behind each manager', async () => {
    const code = 'sleep 2000\nquietly display 0\ndisplay 6*7\nsleep 3000\nregres y x\n';
    const check = await askJson<ScenarioCheck>(site, '/api/check-code', code);
    expect(check).toMatchObject({ kind: 'right', plan: { endMs: 5000, returnCode: 199 } });
    const response = await askSite(site, '/api/run', { ...CODE_ORDER, code });
    const messages = await messagesOf<RunMessage>(response);
    const heardMs = (lane: string, text: string) =>
      messages.flatMap((each) =>
        each.kind === 'event' &&
        each.lane === lane &&
        each.event.kind === 'message' &&
        each.event.text.includes(text)
          ? [each.event.atMs]
          : [],
      );
    expect(heardMs('streaming', '42')).toEqual([2000]);
    expect(heardMs('buffered', '42')).toEqual([5000]);
    expect(heardMs('streaming', 'r(199);')).toEqual([5000]);
  });

  it('answers others while it works on code that never ends', async () => {
    const site = await createWebSite();
    await using server = await serveSite({ site });
    const body = 'while 1 {\n  local x = 1\n}\n';
    const checking = fetch(`${server.url}/api/check-code`, { method: 'POST', body });
    const answered: string[] = [];
    void checking.then(() => answered.push('check'));
    await fetch(`${server.url}/health`);
    answered.push('health');
    expect(await (await checking).json()).toMatchObject({ kind: 'refused' });
    expect(answered).toEqual(['health', 'check']);
  });

  it('plays a run over sockets, and tells of each event while the run goes on', async () => {
    const text = 'name: quick\nabout: Quick.\nscript: [print: now, wait: 1s]\n';
    const { scenario: _, ...order } = ORDER;
    const response = await askSite(site, '/api/run', { ...order, text, pace: 20 });
    const kinds = (await messagesOf<RunMessage>(response)).flatMap((each) =>
      each.kind === 'event' && each.lane === 'streaming' ? [each.event.kind] : [],
    );
    expect(kinds.indexOf('message')).toBeGreaterThan(kinds.indexOf('output'));
    expect(kinds.indexOf('message')).toBeLessThan(kinds.indexOf('ended'));
    expect(kinds.at(-1)).toBe('closed');
  });

  it('fits tracking to a randomised design', async () => {
    const order = { managers: ['buffered', 'streaming', 'buffered-json'], seed: 7 };
    const messages = await messagesOf<DesignMessage>(await askSite(site, '/api/design', order));
    expect(messages.filter(({ kind }) => kind === 'trial')).toHaveLength(72);
    const tracked = messages.flatMap((each) =>
      each.kind === 'tracking'
        ? [[each.lane, rounded(each.tracking.b.value), rounded(each.tracking.c.value)]]
        : [],
    );
    expect(tracked).toEqual([
      ['buffered', 0, 1],
      ['streaming', 1, 0],
      ['buffered-json', 0, 1],
    ]);
  });

  it('shows each manager’s own code, and the line on which bytes wait', async () => {
    const sourceOf = (name: string) => askJson<ManagerSource>(site, `/api/source/${name}`);
    const { text, waitsAtLine, file } = await sourceOf('buffered');
    expect(file).toBe('src/manager/buffered-manager.ts');
    expect(text.split('\n')[(waitsAtLine ?? 0) - 1]).toContain('await response.arrayBuffer()');
    expect((await sourceOf('streaming')).waitsAtLine).toBeNull();
    for (const name of Object.keys(MANAGERS)) expect((await sourceOf(name)).text).not.toBe('');
    expect((await askSite(site, '/api/source/..%2F..%2Fpackage')).status).toBe(400);
  });

  it('says what is wrong with a scenario, and where', async () => {
    const text = 'name: x\nabout: y\nscript:\n  - wiat: 2s\n';
    const check = await askJson<ScenarioCheck>(site, '/api/check', text);
    expect(check).toMatchObject({ kind: 'wrong', problems: [{ line: 4 }] });
    const { scenario: _, ...order } = ORDER;
    const refused = await askSite(site, '/api/run', { ...order, text });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ problems: [{ line: 4 }] });
  });

  it.each([
    ['what is not JSON', '{', 'must be JSON'],
    ['a path', { ...ORDER, scenario: '../../etc/passwd' }, 'scenario'],
    ['no scenario', { managers: ['streaming'], pace: 1 }, 'or code'],
    ['a scenario and code', { ...ORDER, code: 'display 1' }, 'or code'],
    ['code that is too long', { ...CODE_ORDER, code: '*'.repeat(70_000) }, 'code'],
    ['code that never ends', { ...CODE_ORDER, code: 'while 1 {\n}\n' }, 'never ends'],
    ['code that says too much', { ...CODE_ORDER, code: 'while 1 {\ndisplay 1\n}\n' }, '20000'],
    ['code that sleeps for days', { ...CODE_ORDER, code: 'sleep 200000000', pace: 1 }, 'speed'],
    ['a scenario that isn’t there', { ...ORDER, scenario: 'nowhere' }, 'choose from'],
    ['no managers', { ...ORDER, managers: [] }, 'managers'],
    ['a manager twice', { ...ORDER, managers: ['streaming', 'streaming'] }, 'once'],
    ['a manager that isn’t there', { ...ORDER, managers: ['toString'] }, 'manager'],
    ['no speed', { ...ORDER, pace: 0 }, 'pace'],
    [
      'a run of hours',
      { ...ORDER, scenario: undefined, text: longScript(), pace: 1 },
      'higher speed',
    ],
    ['a flood', { ...ORDER, scenario: undefined, text: floodScript() }, 'at most 20000'],
  ])('refuses %s', async (_what, body, message) => {
    const response = await askSite(site, '/api/run', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('plays a few runs at once and no more, and forgets those whose page has gone', async () => {
    const site = await createWebSite();
    const order = { ...ORDER, pace: 1 };
    const leaving = new AbortController();
    for (let n = 0; n < 4; n += 1) await askSite(site, '/api/run', order, leaving.signal);
    expect((await askSite(site, '/api/run', order)).status).toBe(429);
    leaving.abort();
    await Promise.resolve();
    const next = await askSite(site, '/api/run', ORDER);
    expect((await messagesOf<RunMessage>(next)).at(-1)).toEqual({ kind: 'over' });
  });

  it('ends a run when its page goes in the midst of it', async () => {
    const said: Emission[] = [];
    const site = await createWebSite({ record: (emission) => said.push(emission) });
    await using server = await serveSite({ site });
    const countOf = (kind: Emission['kind']) => said.filter((each) => each.kind === kind).length;
    const leaving = new AbortController();
    const response = await fetch(`${server.url}/api/run`, {
      method: 'POST',
      body: JSON.stringify({ ...ORDER, pace: 1 }),
      signal: leaving.signal,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toContain('"began"');
    await expect.poll(() => countOf('started'), PATIENT).toBe(2);
    leaving.abort();
    // Stata would say nothing more for two seconds, and end after twelve.
    await expect.poll(() => countOf('ended'), PATIENT).toBe(2);
    expect(said.some(({ kind }) => kind === 'output')).toBe(false);
  });

  it('leaves to others what it doesn’t know', async () => {
    expect((await askSite(site, '/api/nothing')).status).toBe(404);
  });
});

describe('the page', () => {
  it('is there without the token, which all else asks for', async () => {
    await using server = await serveSite({ token: 's3cret' });
    const page = await fetch(`${server.url}/`);
    expect([200, 503]).toContain(page.status); // Built or not, it answers.
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await fetch(`${server.url}/api/about`)).status).toBe(401);
    const headers = { authorization: 'Bearer s3cret' };
    expect((await fetch(`${server.url}/api/about`, { headers })).status).toBe(200);
  });

  it('is where stata-mcp has its own', async () => {
    await using server = await serveSite();
    const found = await fetch(`${server.url}/interactive`, { redirect: 'manual' });
    expect([found.status, found.headers.get('location')]).toEqual([302, '/']);
  });

  it('is for this machine only', async () => {
    await using server = await serveSite();
    for (const path of ['/', '/api/about']) {
      const headers = { origin: 'http://evil.example' };
      expect((await fetch(server.url + path, { headers })).status).toBe(403);
    }
  });
});

/** To six decimals, without a minus before a zero. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

async function serveSite(options: { readonly token?: string; readonly site?: Site } = {}) {
  return await openStataHttpServer({
    scenario: scenarioOf([]),
    managers: ['streaming'],
    clock: new VirtualClock(),
    site: await createWebSite(),
    ...options,
  });
}

function longScript(): string {
  return 'name: long\nabout: Long.\nscript: [wait: 2h]\n';
}

function floodScript(): string {
  return 'name: flood\nabout: Flood.\nscript: [{ repeat: 30000, do: [{ print: x }] }]\n';
}
