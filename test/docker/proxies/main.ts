import { spawnSync } from 'node:child_process';
import type { ComparedHop } from '../../../src/contract/judge/compare-hops.ts';
import type { RuleId } from '../../../src/contract/terms/rule-id.ts';
import type { Verdict } from '../../../src/contract/terms/verdict.ts';
import { judgeFaults } from '../faults/judge-faults.ts';
import { FAULTS, type FaultSetting } from '../faults/settings.ts';
import { isInstalled, judgeProxies, RULES_OF_PROXIES } from './judge-proxies.ts';
import { formatProxyTable, PROXY_SETTINGS, type ProxySetting } from './settings.ts';

/** More at a time would be judged by how busy this machine is: for some rules each of them makes a lot of calls. */
const AT_ONCE_MAX = 4;

/** `npm run proxies [-- PROGRAM…]`: holds real proxies to the contract, and prints the table that the README has. */
const asked = process.argv.slice(2);
const settings = PROXY_SETTINGS.filter(
  ({ program }) => isInstalled(program) && (asked.length === 0 || asked.includes(program)),
);
const hops: ComparedHop[] = [];
for (let at = 0; at < settings.length; at += AT_ONCE_MAX) {
  hops.push(...(await judgeProxies(settings.slice(at, at + AT_ONCE_MAX), RULES_OF_PROXIES)));
}
const IMAGE = process.env.FAKE_STATA_IMAGE ?? 'fake-stata';
const faults = FAULTS.filter(
  ({ program }) =>
    (program === 'docker' ? isBuilt(IMAGE) : isInstalled(program)) &&
    (asked.length === 0 || asked.includes(program)),
);
const ofFaults = await judgeFaults(IMAGE, faults);
const found = [
  ...settings.map((setting, index) => rowOf(setting, hops[index]?.verdicts ?? [])),
  ...faults.map((fault, index) => rowOf(fault, ofFaults[index] ?? [])),
];
process.stdout.write(formatProxyTable(found));

function rowOf({ program, about }: ProxySetting | FaultSetting, verdicts: readonly Verdict[]) {
  const those = (wanted: string): readonly RuleId[] =>
    verdicts.flatMap(({ ruleId, outcome }) => (outcome === wanted ? [ruleId] : []));
  return { program, about, breaks: those('fail'), mayBreak: those('cannot-tell') };
}

function isBuilt(image: string): boolean {
  return spawnSync('docker', ['image', 'inspect', image], { stdio: 'ignore' }).status === 0;
}
