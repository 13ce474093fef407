import type { RuleId } from '../../../src/contract/rule-id.ts';
import { isInstalled, judgeProxies, RULES_OF_PROXIES } from './judge-proxies.ts';
import { formatProxyTable, PROXY_SETTINGS } from './settings.ts';

/** `npm run proxies [-- PROGRAM…]`: holds real proxies to the contract, and prints the table that the README has. */
const asked = process.argv.slice(2);
const settings = PROXY_SETTINGS.filter(
  ({ program }) => isInstalled(program) && (asked.length === 0 || asked.includes(program)),
);
const hops = await judgeProxies(settings, RULES_OF_PROXIES);
const found = settings.map(({ mayBreak: _, ...setting }, index) => {
  const verdicts = hops[index]?.verdicts ?? [];
  const those = (wanted: string): readonly RuleId[] =>
    verdicts.flatMap(({ ruleId, outcome }) => (outcome === wanted ? [ruleId] : []));
  return { ...setting, breaks: those('fail'), mayBreak: those('cannot-tell') };
});
process.stdout.write(formatProxyTable(found));
