import { setTimeout } from 'node:timers/promises';

/** What became of the latest runs, by their names: a server without sessions remembers nothing else. */
const RUNS = new Map();
const RUNS_MAX = 100;

/**
 * What the fixture tool `stream_probe` does, for servers that `registerStreamProbe` doesn't fit: says
 * scripted things at scripted times, or what became of the run of a name.
 *
 * @param say - says output `step` of `steps`, wherever the server says such things
 * @param signal - stops it; default: nothing does
 */
export async function speak(
  {
    firstMs = 0,
    gapMs = 0,
    steps = 1,
    payloadBytes = 0,
    silentMs = 0,
    failAt,
    recall,
    name = 'probe',
  },
  say,
  signal = new AbortController().signal,
) {
  if (recall !== undefined) {
    const { state, outputs } = RUNS.get(recall) ?? { state: 'no such run', outputs: 0 };
    return `${state} after ${outputs} outputs`;
  }
  const run = { state: 'still running', outputs: 0 };
  RUNS.set(name, run);
  if (RUNS.size > RUNS_MAX) RUNS.delete(RUNS.keys().next().value);
  const startedAt = performance.now();
  const elapsedMs = () => performance.now() - startedAt;
  const until = (atMs) => setTimeout(Math.max(0, atMs - elapsedMs()), undefined, { signal });
  try {
    for (let step = 0; step < steps; step += 1) {
      await until(firstMs + step * gapMs);
      if (step === failAt) throw new Error(`failed at output ${step}, as it was told to`);
      const text = `[${name}.${step}] é✓𝄞 at=${Math.round(elapsedMs())} `;
      await say({ text: text.padEnd(payloadBytes, '.'), step: step + 1, steps });
      run.outputs += 1;
    }
    await until(firstMs + (steps - 1) * gapMs + silentMs);
    run.state = 'ran to its end';
    return `said ${steps} outputs`;
  } catch (error) {
    run.state = signal.aborted ? 'stopped' : 'failed';
    throw error;
  }
}
