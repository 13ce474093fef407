import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/clock/virtual-clock.ts';
import { type ComparedHop, compareHops } from '../../../src/contract/judge/compare-hops.ts';
import { RULES } from '../../../src/contract/rules/rules.ts';
import { streamProbeStimulus } from '../../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../../src/contract/target/in-process-target.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import type { Outcome } from '../../../src/contract/terms/verdict.ts';
import { bufferedManager } from '../../../src/manager/buffered-manager.ts';
import type { SessionManager } from '../../../src/manager/session-manager.ts';
import { Sessions } from '../../../src/manager/sessions.ts';
import { formatCompared } from '../../../src/report/compared-text.ts';
import { createStreamProbeServer } from '../../../src/server/stream-probe-server.ts';

const PLAIN = { width: 80, strict: false, bold: (text: string) => text };

describe('compareHops', () => {
  it.each([true, false])('judges one server in each way to it, at once: %s', async (isAtOnce) => {
    const clock = new VirtualClock();
    const createServer = () => createStreamProbeServer({ clock });
    await using sessions = new Sessions({ clock, createServer });
    const behind = (handle: typeof sessions.handle) =>
      inProcessTarget({ handle, clock, stimulus: streamProbeStimulus() });
    const hops = [
      { name: 'direct', target: behind(sessions.handle) },
      { name: 'proxy', target: behind(bufferedManager(sessions.handle)) },
    ];
    const rules = RULES.filter(({ id }) => ['T06', 'Z02', 'Z03'].includes(id));
    const options = { seed: 1, nonce: 'test', budgetMs: 60_000, rules, isAtOnce };
    const compared = await clock.runUntil(compareHops(hops, options));
    const took = compared.reduce((sum, { tookMs }) => sum + tookMs, 0);
    if (isAtOnce) expect(clock.now()).toBeLessThan(took);
    else expect(clock.now()).toBe(took);
    const text = formatCompared(compared, PLAIN);
    expect(text).toMatch(/^ {5}direct {7}proxy$/m);
    expect(text).toMatch(/^Z02 {2}kept {9}broken$/m);
    expect(text).toContain('Kept in each (1)\n     T06\n');
    expect(text).toMatch(/^direct \(.*\): all that must be kept is kept, after/m);
    expect(text).toMatch(/^proxy \(.*\): broken Z02 Z03, after/m);
  });
});

describe('at once', () => {
  it('one hop after the other learns how noisy it is', async () => {
    const clock = new VirtualClock();
    await using sessions = new Sessions({
      clock,
      createServer: () => createStreamProbeServer({ clock }),
    });
    const doing = new Map<string, string>();
    const heard: string[] = [];
    const hops = ['one', 'two', 'three'].map((name) => {
      const handle: SessionManager = (request) => {
        if (doing.get(name) === 'noise' && request.method === 'POST') heard.push(name);
        return sessions.handle(request);
      };
      return { name, target: inProcessTarget({ handle, clock, stimulus: streamProbeStimulus() }) };
    });
    const rules = RULES.filter(({ id }) => id === 'Z02');
    const options = { seed: 1, nonce: 'test', budgetMs: 60_000, rules, isAtOnce: true };
    await clock.runUntil(
      compareHops(hops, { ...options, onExperiment: (hop, { id }) => doing.set(hop, id) }),
    );
    const turns = heard.filter((name, index) => name !== heard[index - 1]);
    expect(turns.toSorted()).toEqual(['one', 'three', 'two']);
  });
});

describe('formatCompared', () => {
  const hop = (name: string, outcome: Outcome, evidence: string): ComparedHop => ({
    name,
    url: 'http://x/',
    verdicts: [{ ruleId: 'Z01' satisfies RuleId, level: 'must', outcome, evidence }],
    tookMs: 0,
  });

  it('says once what was seen in several ways', () => {
    const text = formatCompared(
      [hop('a', 'fail', 'late'), hop('b', 'pass', 'in time'), hop('c', 'fail', 'late')],
      PLAIN,
    );
    expect(text).toContain('     → a, c: late\n');
    expect(text).not.toContain('in time');
  });

  it('shows no table when every rule is kept in each', () => {
    expect(formatCompared([hop('a', 'pass', '')], PLAIN)).toMatch(/^Kept in each \(1\)\n/);
    expect(formatCompared([hop('a', 'not-applicable', '')], PLAIN)).toMatch(/^a \(http:/);
  });
});
