import { beforeAll, it } from 'vitest';
import type { Verdict } from '../../src/contract/terms/verdict.ts';
import { expectBroken } from './expect-broken.ts';
import { judgeFaults } from './faults/judge-faults.ts';
import { FAULTS } from './faults/settings.ts';
import { isInstalled } from './proxies/judge-proxies.ts';
import { describeContainers, IMAGE } from './rig.ts';

describeContainers('what happens to a server breaks the rules that it was found to break', () => {
  // Containers there are, or there would be no test.
  const faults = FAULTS.filter(({ program }) => program === 'docker' || isInstalled(program));
  let verdicts: readonly (readonly Verdict[])[] = [];
  beforeAll(async () => {
    verdicts = await judgeFaults(IMAGE, faults);
  }, 120_000);

  it.for(FAULTS)('$program: $about', (fault, { skip }) => {
    if (!faults.includes(fault)) skip(`${fault.program} is not installed`);
    expectBroken(fault, verdicts[faults.indexOf(fault)] ?? []);
  });
});
