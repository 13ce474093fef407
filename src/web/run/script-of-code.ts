import { RealClock } from '../../clock/real-clock.ts';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { ScriptedScenario, Step } from '../../scenario/scenario.ts';
import { memoryHost } from '../../stata/host/host.ts';
import { createStata } from '../../stata/session/create-stata.ts';
import { RefusedError } from '../message/refused-error.ts';

/** The longest do-file that the page takes, in characters. */
export const CODE_MAX = 65_536;
/** The most that one run may say: each utterance is a mark in every lane. */
export const UTTERANCES_MAX = 20_000;
/** How long this machine may work on what takes a Stata no time, in milliseconds. */
const WORK_MAX_MS = 3000;
const TOO_MUCH_WORK = `this machine worked ${WORK_MAX_MS / 1000} s on the code and saw no end of it: is there a loop that never ends?`;

/** What the scenario is called that a do-file makes. */
const NAME = 'your-own-code';

/**
 * What a do-file says, and when: it is run once, in virtual time and with files in memory, and what it
 * said is the script. So every manager is given the same, and an endless loop is found before anything
 * is played.
 *
 * @throws RefusedError when it doesn't come to an end, or says too much
 */
export async function scriptOfCode(code: string, signal: AbortSignal): Promise<ScriptedScenario> {
  const clock = new VirtualClock();
  const watch = new AbortController();
  const stopped = AbortSignal.any([signal, watch.signal]);
  const enough = new RealClock().sleep(WORK_MAX_MS, stopped).then(
    () => watch.abort('too much work'),
    () => {},
  );
  try {
    const script = await clock.runUntil(stepsOf(code, clock, stopped));
    if (watch.signal.aborted) throw new RefusedError(TOO_MUCH_WORK);
    const about = 'What your own do-file says, and when.';
    return { name: NAME, about, seed: 1, reader: 'direct', script };
  } finally {
    watch.abort('done');
    await enough;
  }
}

async function stepsOf(
  code: string,
  clock: VirtualClock,
  signal: AbortSignal,
): Promise<readonly Step[]> {
  const scenario = { name: NAME, about: '', seed: 1, reader: 'direct', commands: [] } as const;
  const stata = createStata({ scenario, clock, host: memoryHost() });
  const steps: Step[] = [];
  let saidMs = 0;
  let utterances = 0;
  for await (const output of stata.run(code, { signal })) {
    const ms = clock.now() - saidMs;
    if (ms > 0) steps.push({ kind: 'wait', ms });
    saidMs = clock.now();
    if (output.kind === 'ended') break;
    steps.push(output);
    utterances += 1;
    if (utterances > UTTERANCES_MAX) {
      throw new RefusedError(
        `the code says more than the ${UTTERANCES_MAX} things that the page shows`,
      );
    }
  }
  return steps;
}
