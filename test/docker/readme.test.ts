import { describeContainers } from './rig.ts';

/** See `readme-example.ts`. */
const EXAMPLE = 'readme:fake-stata/testcontainers';

describeContainers('the README’s example of FakeStataContainer, as it stands', async () => {
  await import(EXAMPLE);
});
