import { beforeAll, expect, it } from 'vitest';
import type { ComparedHop } from '../../src/contract/compare-hops.ts';
import type { RuleId } from '../../src/contract/rule-id.ts';
import { isInstalled, judgeProxies } from './proxies/judge-proxies.ts';
import { PROXY_SETTINGS } from './proxies/settings.ts';
import { describeContainers } from './rig.ts';

/** What is told of a proxy in seconds; `npm run proxies` judges the rest. */
const QUICK: readonly RuleId[] = ['T08', 'G01', 'S05', 'Z02', 'Z03', 'Z10', 'Z14', 'Z15'];

const PROGRAMS = ['nginx', 'haproxy', 'caddy', 'envoy', 'toxiproxy-server'] as const;

/** Not in containers, but as slow as these, and their programs are installed by the same script. */
describeContainers('real proxies break the rules that their settings break', () => {
  const settings = PROXY_SETTINGS.filter(
    ({ program, isSlow }) => isInstalled(program) && isSlow === undefined,
  );
  let hops: readonly ComparedHop[] = [];
  beforeAll(async () => {
    hops = await judgeProxies(settings, QUICK);
  }, 120_000);

  it.for(PROGRAMS)('%s', (program, { skip }) => {
    if (!isInstalled(program)) skip(`${program} is not installed`);
    for (const [index, setting] of settings.entries()) {
      if (setting.program !== program) continue;
      const { about, breaks, mayBreak = [] } = setting;
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
  });
});
