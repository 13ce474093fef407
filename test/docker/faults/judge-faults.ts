import { RealClock } from '../../../src/clock/real-clock.ts';
import { holdToContract } from '../../../src/contract/judge/hold-to-contract.ts';
import { Mutex } from '../../../src/contract/judge/mutex.ts';
import { RULES } from '../../../src/contract/rules/rules.ts';
import { stataStimulus } from '../../../src/contract/stimulus/stata-stimulus.ts';
import type { Verdict } from '../../../src/contract/terms/verdict.ts';
import { HttpWire } from '../../../src/probe/http-wire.ts';
import { openJudgedServer } from '../judged-server.ts';
import { FaultyWire } from './faulty-wire.ts';
import { type FaultSetting, rulesFor } from './settings.ts';
import { startVictim } from './victim.ts';

/**
 * Holds a server to the contract while each of some faults happens, all at once.
 *
 * @returns the verdicts of each, in the order of the faults
 */
export async function judgeFaults(
  image: string,
  settings: readonly FaultSetting[],
): Promise<readonly (readonly Verdict[])[]> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await openJudgedServer());
  const quiet = new Mutex();
  return await Promise.all(
    settings.map(async (setting, index) => {
      await using victim = await startVictim(image, setting.fault, new URL(server.url).port);
      const nonce = `fault-${index}`;
      const { at } = setting;
      // As the stimulus marks its outputs, each by its place.
      const output = new RegExp(`\\[${nonce}-[0-9]+\\.${at.output - 1}\\]`);
      let doing = '';
      await using wire = new FaultyWire({
        wire: new HttpWire({ keepAlive: false }),
        befall: () => victim.befall(),
        isMoment: (heard) => at.in.some((id) => id === doing) && output.test(heard),
      });
      const { verdicts } = await holdToContract({
        target: {
          name: setting.about,
          url: `${victim.url}/mcp-streamable`,
          wire,
          clock: new RealClock(),
          headers: {},
          protocolVersion: '2025-11-25',
          stimulus: stataStimulus({ tool: 'stata_run_selection' }),
          granularityMs: 0,
        },
        seed: 1,
        nonce,
        quiet,
        rules: RULES.filter(({ id }) => rulesFor(setting).includes(id)),
        budgetMs: 300_000,
        onExperiment: ({ id }) => {
          doing = id;
        },
      });
      return verdicts;
    }),
  );
}
