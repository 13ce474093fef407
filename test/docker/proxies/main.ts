import type { RuleId } from '../../../src/contract/rule-id.ts';
import { isInstalled, judgeProxies, RULES_OF_PROXIES } from './judge-proxies.ts';
import { formatProxyTable, PROXY_SETTINGS, type ProxySetting } from './settings.ts';

/** More would be judged by how busy this machine is. */
const SIDE_BY_SIDE = 5;

/** `npm run proxies`: holds real proxies to the contract, and prints the table that the README has. */
const settings = PROXY_SETTINGS.filter(({ program }) => isInstalled(program));
const found: ProxySetting[] = [];
for (let at = 0; at < settings.length; at += SIDE_BY_SIDE) {
  const some = settings.slice(at, at + SIDE_BY_SIDE);
  const hops = await judgeProxies(some, RULES_OF_PROXIES);
  for (const [index, { mayBreak: _, ...setting }] of some.entries()) {
    const verdicts = hops[index]?.verdicts ?? [];
    const those = (wanted: string): readonly RuleId[] =>
      verdicts.flatMap(({ ruleId, outcome }) => (outcome === wanted ? [ruleId] : []));
    found.push({ ...setting, breaks: those('fail'), mayBreak: those('cannot-tell') });
  }
}
process.stdout.write(formatProxyTable(found));
