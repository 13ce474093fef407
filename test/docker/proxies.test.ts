import { expect, it } from 'vitest';
import type { RuleId } from '../../src/contract/rule-id.ts';
import { isInstalled, judgeProxies } from './proxies/judge-proxies.ts';
import { PROXY_SETTINGS } from './proxies/settings.ts';
import { describeContainers } from './rig.ts';

/** What is told of a proxy in seconds; `npm run proxies` judges the rest. */
const QUICK: readonly RuleId[] = ['T08', 'G01', 'S05', 'Z02', 'Z03', 'Z10', 'Z14', 'Z15'];

/** Not in containers, but as slow as these, and their programs are installed by the same script. */
describeContainers('real proxies break the rules that their settings break', () => {
  it.for(['nginx', 'haproxy', 'caddy', 'envoy', 'toxiproxy-server'] as const)(
    '%s',
    { concurrent: false },
    async (program, { skip }) => {
      if (!isInstalled(program)) skip(`${program} is not installed`);
      const settings = PROXY_SETTINGS.filter(
        (setting) => setting.program === program && setting.isSlow === undefined,
      );
      const hops = await judgeProxies(settings, QUICK);
      for (const [index, { about, breaks, mayBreak = [] }] of settings.entries()) {
        const verdicts = hops[index]?.verdicts ?? [];
        const failed = verdicts.flatMap(({ ruleId, outcome }) =>
          outcome === 'fail' && !mayBreak.includes(ruleId) ? [ruleId] : [],
        );
        // On a busy machine the judge may say that it can't tell; that it is kept it must not say.
        const untold = verdicts.filter(
          ({ ruleId, outcome }) => outcome === 'cannot-tell' && breaks.includes(ruleId),
        );
        for (const { ruleId, evidence } of untold)
          process.stdout.write(`${program}, ${about}: can’t tell ${ruleId}: ${evidence}\n`);
        const broken = new Set([...failed, ...untold.map(({ ruleId }) => ruleId)]);
        expect([...broken].toSorted(), about).toEqual(
          breaks.filter((id) => QUICK.includes(id)).toSorted(),
        );
      }
    },
  );
});
