import type { ComparedHop } from '../../../src/contract/compare-hops.ts';
import type { RuleId } from '../../../src/contract/rule-id.ts';
import { isInstalled, judgeProxies, RULES_OF_PROXIES } from './judge-proxies.ts';
import { formatProxyTable, PROXY_SETTINGS } from './settings.ts';

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
const found = settings.map(({ mayBreak: _, ...setting }, index) => {
  const verdicts = hops[index]?.verdicts ?? [];
  const those = (wanted: string): readonly RuleId[] =>
    verdicts.flatMap(({ ruleId, outcome }) => (outcome === wanted ? [ruleId] : []));
  return { ...setting, breaks: those('fail'), mayBreak: those('cannot-tell') };
});
process.stdout.write(formatProxyTable(found));
