import { beforeAll, it } from 'vitest';
import type { ComparedHop } from '../../src/contract/judge/compare-hops.ts';
import type { RuleId } from '../../src/contract/terms/rule-id.ts';
import { expectBroken } from './expect-broken.ts';
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
      expectBroken(setting, hops[index]?.verdicts ?? []);
    }
  });
});
