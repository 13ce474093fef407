import { afterAll, beforeAll, expect, it } from 'vitest';
import type { About, RunMessage } from '../../src/web/message/page-message.ts';
import { messagesOf } from '../web/web-rig.ts';
import {
  brokenAt,
  ComposeProject,
  comparing,
  describeCompose,
  endpoint,
  HANGS_MS,
} from './compose.ts';
import { QUICK } from './rig.ts';

/** The services that are before the server, by the names of their hops. */
const LANES = {
  direct: 'server:4000',
  'buffering-off': 'buffering-off',
  'buffering-on': 'buffering-on',
  gzip: 'gzip',
};

/** What is late by a tenth of a second, or by noise, is late: others that start meanwhile take more than that. */
const ALONE = { timeout: HANGS_MS, concurrent: false } as const;

describeCompose('one server, reached in four ways', () => {
  const project = new ComposeProject('compose.yaml');
  beforeAll(async () => {
    expect(await project.run('up', '--detach')).toMatchObject({ exitCode: 0 });
  }, HANGS_MS);
  afterAll(() => project[Symbol.asyncDispose](), HANGS_MS);

  it('what each breaks', ALONE, async () => {
    const outcome = await project.contract(...comparing(['G01', ...QUICK], LANES));
    expect(outcome.exitCode, outcome.stderr).toBe(1);
    expect(brokenAt(outcome)).toEqual({
      direct: '',
      'buffering-off': '',
      'buffering-on': 'G01 Z02 Z03',
      gzip: 'G01',
    });
  });

  // After many calls: the first ones of a server's life are slower than all others.
  it('the page has a lane for each way', ALONE, async () => {
    const host = (await project.run('port', 'server', '4000')).stdout.trim();
    const about: About = JSON.parse(await (await fetch(`http://${host}/api/about`)).text());
    expect(about.hops).toEqual(Object.keys(LANES));
    const order = { scenario: 'two-eight-twelve', pace: 4, hops: about.hops };
    const response = await fetch(`http://${host}/api/run`, {
      method: 'POST',
      body: JSON.stringify(order),
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(200);
    const messages = await messagesOf<RunMessage>(response);
    const judged = messages.filter((each) => each.kind === 'judged');
    expect(Object.fromEntries(judged.map(({ lane, delivery }) => [lane, delivery]))).toEqual({
      'through direct': 'streamed',
      'through buffering-off': 'streamed',
      'through buffering-on': 'buffered',
      'through gzip': 'buffered',
    });
  });

  it('locate names the one that holds events', ALONE, async () => {
    const { exitCode, stdout } = await project.contract(
      ...['locate', '--tool=stata_run_selection', '--at-once', '--budget=3m'],
      `--hop=server=${endpoint('server:4000')}`,
      `--hop=buffering-on=${endpoint('buffering-on')}`,
    );
    expect(stdout).toContain('Held at buffering-on: up to server');
    expect(exitCode).toBe(1);
  });
});
