import { execFileSync } from 'node:child_process';
import { RealClock } from '../../../src/clock/real-clock.ts';
import { type ComparedHop, compareHops } from '../../../src/contract/judge/compare-hops.ts';
import { RULES } from '../../../src/contract/rules/rules.ts';
import { stataStimulus } from '../../../src/contract/stimulus/stata-stimulus.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import { HttpWire } from '../../../src/probe/http-wire.ts';
import { openJudgedServer } from '../judged-server.ts';
import { RunningProxy } from './running-proxy.ts';
import type { ProxySetting } from './settings.ts';

/** The rules that a proxy may well break. Z01 says in a minute what Z02 and Z03 say in seconds. */
export const RULES_OF_PROXIES: readonly RuleId[] = [
  ...(['T08', 'G01', 'S05', 'Z02', 'Z03', 'Z04', 'Z05', 'Z06', 'Z10', 'Z14', 'Z15'] as const),
];

/** Whether a program is installed. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Holds one server to some rules through each proxy, all at once. */
export async function judgeProxies(
  settings: readonly ProxySetting[],
  rules: readonly RuleId[],
): Promise<readonly ComparedHop[]> {
  await using stack = new AsyncDisposableStack();
  // Twice as long as the shortest of the proxies waits.
  const server = stack.use(await openJudgedServer({ keepAliveMs: 10_000 }));
  const hops = await Promise.all(
    settings.map(async (setting) => {
      const proxy = stack.use(await RunningProxy.start(setting, new URL(server.url).port));
      const name = `${setting.program}: ${setting.about}`;
      const target = {
        name,
        url: `${proxy.url}/mcp-streamable`,
        wire: stack.use(new HttpWire({ keepAlive: false })),
        clock: new RealClock(),
        headers: {},
        protocolVersion: '2025-11-25' as const,
        stimulus: stataStimulus({ tool: 'stata_run_selection' }),
        granularityMs: 0,
      };
      return { name, target };
    }),
  );
  return await compareHops(hops, {
    seed: 1,
    nonce: 'proxies',
    rules: RULES.filter(({ id }) => rules.includes(id)),
    budgetMs: 300_000,
    isAtOnce: true,
  });
}
