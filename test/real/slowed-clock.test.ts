import { expect, it } from 'vitest';
import { RealClock } from '../../src/clock/real-clock.ts';
import { memoryHost } from '../../src/stata/host/host.ts';
import { StataSession } from '../../src/stata/session/stata-session.ts';

/** Commands of many parts each, of which a slice of the clock's time would last two seconds. */
const CODE = 'set obs 100000\ngen x = runiform()\nwhile 1 {\nquietly sort x\nquietly gsort -x\n}';

it('A slowed clock makes nobody wait longer for the Break key', async () => {
  const session = new StataSession({ clock: new RealClock({ speed: 0.01 }), host: memoryHost() });
  const breakKey = new AbortController();
  // The timer itself is late if nobody else gets a turn.
  const dueAtMs = performance.now() + 200;
  setTimeout(() => breakKey.abort(), 200);
  let last = 0;
  for await (const output of session.run(CODE, { isEchoed: false, signal: breakKey.signal })) {
    if (output.kind === 'ended') last = output.returnCode;
  }
  expect(last).toBe(1);
  expect(performance.now() - dueAtMs).toBeLessThan(100);
});
