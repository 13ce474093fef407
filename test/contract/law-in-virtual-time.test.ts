import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Clock } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { holdToContract } from '../../src/contract/judge/hold-to-contract.ts';
import { z01 } from '../../src/contract/rules/z01-first-event-tracks.ts';
import { scriptOf } from '../../src/contract/stimulus/script-of.ts';
import { streamProbeStimulus } from '../../src/contract/stimulus/stream-probe-stimulus.ts';
import { inProcessTarget } from '../../src/contract/target/in-process-target.ts';
import type { SessionManager } from '../../src/manager/session-manager.ts';
import { changeEvents } from '../../src/zoo/parts/change-events.ts';
import { healthy } from '../../src/zoo/parts/healthy.ts';
import { type Law, latencyOf, noiseFrom } from './tracking/lawful.ts';

/** Late enough that no law would have to make anything early. */
const OVERHEAD_MS = 1200;
const DEVIATION_MS = 8;

describe('the law, of a whole judging with seeded noise', () => {
  it.each<[Law, string]>([
    [{}, 'pass'],
    [{ b: 0.83 }, 'pass'],
    [{ b: 0.77 }, 'fail'],
    [{ b: 1.17 }, 'pass'],
    [{ b: 1.23 }, 'fail'],
    [{ c: -0.07 }, 'pass'],
    [{ c: -0.13 }, 'fail'],
    [{ c: 0.07 }, 'pass'],
    [{ c: 0.13 }, 'fail'],
    [{ d: -0.17 }, 'pass'],
    [{ d: -0.23 }, 'fail'],
    [{ d: 0.17 }, 'pass'],
    [{ d: 0.23 }, 'fail'],
  ])('of a server with %j: %s', async (law, outcome) => {
    expect(await judged(law)).toMatchObject([{ outcome }]);
  });
});

async function judged(law: Law) {
  const clock = new VirtualClock();
  await using server = healthy({ before: (manager) => lawful(manager, clock, law) })({ clock });
  const { can, ...probe } = streamProbeStimulus();
  // One size is enough: this server's law doesn't depend on it.
  const stimulus = { ...probe, can: { ...can, payload: false } };
  const target = inProcessTarget({ handle: server.handle, clock, stimulus });
  const options = { target, seed: 1, nonce: 'x', rules: [z01], budgetMs: 600_000 };
  return (await clock.runUntil(holdToContract(options))).verdicts;
}

const Call = z.object({
  method: z.literal('tools/call'),
  params: z.object({
    arguments: z.object({
      name: z.string(),
      firstMs: z.number(),
      gapMs: z.number(),
      steps: z.number(),
      silentMs: z.number(),
      payloadBytes: z.number(),
    }),
  }),
});

/** A manager that sends the first event of a call when the law says, and all others after it. */
function lawful(manager: SessionManager, clock: Clock, law: Law): SessionManager {
  const noise = noiseFrom(1, DEVIATION_MS);
  return async (request) => {
    const calledAtMs = clock.now();
    const body: unknown = request.method === 'POST' ? await request.clone().json() : null;
    const call = Call.safeParse(body);
    if (!call.success) return manager(request);
    const schedule = call.data.params.arguments;
    const { outputs, endsAtMs } = scriptOf(schedule, schedule.name);
    const { firstMs, gapMs } = schedule;
    const latencyMs = latencyOf({ a: OVERHEAD_MS, ...law }, { firstMs, gapMs, totalMs: endsAtMs });
    const dueAtMs = calledAtMs + latencyMs + noise();
    return changeEvents(manager, async function* (events) {
      for await (const event of events) {
        if (outputs.some(({ marker }) => event.includes(marker))) {
          await clock.sleep(dueAtMs - clock.now());
        }
        yield event;
      }
    })(request);
  };
}
