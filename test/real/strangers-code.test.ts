import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LESSONS } from '../../src/web/lessons/lessons.ts';
import { type ServeProcess, serveProcess } from './serve-process.ts';

/** How long anybody else may wait, in milliseconds: other processes have the machine's cores too. */
const WAIT_MAX_MS = 1000;

const ENDLESS_SORT =
  'set obs 1000000\ngenerate y = mod(7919 * _n, 1000003)\nwhile 1 {\n  sort y\n}\n';

/** Says as much as a page may be told. */
const FLOOD =
  'name: flood\nabout: Flood.\nscript: [{ repeat: 19990, do: [{ print: x }, { wait: 10ms }] }]\n';

const LONG_TEXT =
  'name: long\nabout: Long.\nscript: [{ repeat: 1000, do: [{ repeat: 900, do: [{ print: x }] }] }]\n';

const VIRTUALLY = { managers: ['streaming'], pace: 'virtual' };

describe('what a stranger has the page’s server work out', () => {
  let server: ServeProcess;
  beforeAll(async () => {
    server = await serveProcess();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const post = async (path: string, body: unknown): Promise<string> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return (await fetch(server.url + path, { method: 'POST', body: text })).text();
  };

  it.each([
    ['code that sorts for ever', '/api/check-code', ENDLESS_SORT, 'never ends'],
    ['a run of it', '/api/run', { ...VIRTUALLY, code: ENDLESS_SORT }, 'never ends'],
    ['a run of 20,000 utterances', '/api/run', { ...VIRTUALLY, text: FLOOD }, '"kind":"over"'],
    ['a scenario of a million steps', '/api/check', LONG_TEXT, '900000'],
    [
      'a design',
      '/api/design',
      { managers: ['streaming', 'buffered', 'option-1-hardened'], seed: 1 },
      '"kind":"over"',
    ],
  ])('keeps nobody waiting: %s', async (_what, path, body, said) => {
    const answer = post(path, body);
    expect(await server.worstHealthMs(answer)).toBeLessThan(WAIT_MAX_MS);
    expect(await answer).toContain(said);
  });

  it('keeps nobody waiting: sixty lessons at once', async () => {
    const lessons = Array.from({ length: 60 }, (_, index) =>
      post(`/api/lessons/${1 + (index % LESSONS.length)}`, ''),
    );
    const answers = Promise.all(lessons);
    expect(await server.worstHealthMs(answers)).toBeLessThan(WAIT_MAX_MS);
    for (const answer of await answers) expect(answer).toContain('"lanes"');
  });
});
