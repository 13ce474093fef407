import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RuleId } from '../../src/contract/rule-id.ts';
import type { About, RunMessage } from '../../src/web/page-message.ts';
import { messagesOf } from '../web/web-rig.ts';
import { brokenAt, ComposeProject, comparing, endpoint, withoutCompose } from './compose.ts';
import { describeContainers, QUICK } from './rig.ts';

/** Says that a test hangs, never that a machine is slow, in milliseconds. */
const HANGS_MS = 240_000;

/** What measures times has the machine to itself. */
const MEASURES = { concurrent: false } as const;

/** What a session needs that finds its replica again; when things are heard is another matter. */
const OF_SESSIONS: readonly RuleId[] = ['T06', 'S04', 'S05', 'Z10', 'Z14', 'Z15', 'Z18'];

/** The services that are before the server, by the names of their hops. */
const LANES = {
  direct: 'server:4000',
  'buffering-off': 'buffering-off',
  'buffering-on': 'buffering-on',
  gzip: 'gzip',
};

describeContainers('the compose files', () => {
  describe.skipIf(withoutCompose)(`one server, reached in four ways${skipped()}`, MEASURES, () => {
    const project = new ComposeProject('compose.yaml');
    beforeAll(async () => {
      expect(await project.run('up', '--detach')).toMatchObject({ exitCode: 0 });
    }, HANGS_MS);
    afterAll(() => project[Symbol.asyncDispose](), HANGS_MS);

    it('what each breaks', { timeout: HANGS_MS }, async () => {
      const outcome = await project.contract(...comparing(['G01', ...QUICK], LANES));
      expect(outcome.exitCode, outcome.stderr).toBe(1);
      expect(brokenAt(outcome)).toEqual({
        direct: '',
        'buffering-off': '',
        'buffering-on': 'G01 Z02 Z03',
        gzip: 'G01',
      });
    });

    it('the page has a lane for each way', { timeout: HANGS_MS }, async () => {
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

    it('locate names the one that holds events', { timeout: HANGS_MS }, async () => {
      const { exitCode, stdout } = await project.contract(
        ...['locate', '--tool=stata_run_selection', '--budget=3m'],
        `--hop=server=${endpoint('server:4000')}`,
        `--hop=buffering-on=${endpoint('buffering-on')}`,
      );
      expect(stdout).toContain('Held at buffering-on: up to server');
      expect(exitCode).toBe(1);
    });
  });

  describe.skipIf(withoutCompose)(`three replicas behind nginx${skipped()}`, MEASURES, () => {
    it('keep all rules with affinity, and not in turn', { timeout: HANGS_MS }, async () => {
      await using project = new ComposeProject('compose.replicas.yaml');
      const up = await project.run('up', '--detach', '--scale', 'server=3');
      expect(up.exitCode, up.stderr).toBe(0);
      const outcome = await project.contract(
        ...comparing(OF_SESSIONS, { 'with-affinity': 'with-affinity', 'in-turn': 'in-turn' }),
      );
      expect(outcome.exitCode, outcome.stderr).toBe(1);
      const broken = brokenAt(outcome);
      expect(broken['with-affinity']).toBe('');
      // Whether a request reaches its session is a matter of whose turn it is.
      expect(broken['in-turn']).toMatch(/Z10/);
    });
  });
});

function skipped(): string {
  return withoutCompose === false ? '' : ` (skipped: ${withoutCompose})`;
}
