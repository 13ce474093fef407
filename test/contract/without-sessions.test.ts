import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import { RULES } from '../../src/contract/rules/rules.ts';
import { streamProbeStimulus } from '../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import { eitherEra } from '../../src/manager/either-era.ts';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { Sessions } from '../../src/manager/sessions.ts';
import { createStreamProbeServer } from '../../src/server/stream-probe-server.ts';
import { changeEvents } from '../../src/zoo/parts/change-events.ts';
import { stateless } from '../../src/zoo/parts/stateless.ts';

describe('the rules of 2026-07-28', () => {
  it('let a server of both eras have sessions, and take a request without a version for an early one', async () => {
    const findings = await judged(['G06', 'V05'], (without, clock) => {
      const createServer = () => createStreamProbeServer({ clock });
      return eitherEra(new Sessions({ createServer, clock }).handle, without);
    });
    expect(findings).toEqual({
      G06: 'not-applicable: the server speaks earlier versions too',
      V05: 'pass: 5 such requests were refused',
    });
  });

  it.each([
    ['may say', '2025-11-25', 'pass: 6 such requests were refused'],
    ['may not say of what it does support', '2026-07-28', 'fail: ping of another'],
  ])(
    'a server of one era %s that it doesn’t support the version in a header',
    async (_, version, finding) => {
      const { V05 } = await judged(['V05'], (manager) => async (request) => {
        const isMeant =
          version === '2026-07-28'
            ? request.headers.get('mcp-method') === 'tools/list'
            : request.headers.get('mcp-protocol-version') === version;
        return isMeant
          ? Response.json(
              { jsonrpc: '2.0', id: null, error: { code: -32022, message: '' } },
              { status: 400 },
            )
          : manager(request);
      });
      expect(V05).toContain(finding);
    },
  );

  it('let a tool be told that it may not ask', async () => {
    const { T16 } = await judged(['T16'], (manager) =>
      changeEvents(manager, async function* (events) {
        for await (const event of events) {
          const error = '"error":{"code":-32603,"message":"there is no way back to the client"}';
          yield event.includes('input_required')
            ? event.replace(/"result":.*\}(?=\}\n)/, error)
            : event;
        }
      }),
    );
    expect(T16).toBe(
      'pass: the tool may not ask, and nothing was asked: there is no way back to the client',
    );
  });

  it('can’t tell what becomes of a run that its tool knows nothing of', async () => {
    const { C03 } = await judged(['C03'], (manager) =>
      changeEvents(manager, async function* (events) {
        for await (const event of events) yield event.replace('stopped after', 'gone after');
      }),
    );
    expect(C03).toMatch(/^cannot-tell: what became of the run isn’t known: gone after/);
  });
});

/** What some rules say of a healthy server that something stands before. */
async function judged(
  ids: readonly RuleId[],
  before: (manager: SessionManager, clock: VirtualClock) => SessionManager,
): Promise<Readonly<Record<string, string>>> {
  const clock = new VirtualClock();
  await using server = stateless({ before: (manager) => before(manager, clock) })({ clock });
  const { handle } = server;
  const stimulus = streamProbeStimulus();
  const target = inProcessTarget({ handle, clock, stimulus, protocolVersion: '2026-07-28' });
  const rules = RULES.filter(({ id }) => ids.includes(id));
  const report = await clock.runUntil(
    holdToContract({ target, seed: 1, nonce: 'x', rules, budgetMs: 600_000 }),
  );
  return Object.fromEntries(
    report.verdicts.map(({ ruleId, outcome, evidence }) => [ruleId, `${outcome}: ${evidence}`]),
  );
}
