import { describe, expect, it } from 'vitest';
import { brokenBy } from '../../src/report/zoo-matrix.ts';
import { judgeSpecimen } from '../../src/zoo/judge-specimen.ts';
import type { Layer } from '../../src/zoo/parts/specimen.ts';
import { SPECIMENS } from '../../src/zoo/specimens.ts';

/** Each specimen of some layers breaks the rules that it names, and no others. */
export function describeLayers(...layers: readonly Layer[]): void {
  const specimens = SPECIMENS.filter(
    ({ layer, sockets }) => layers.includes(layer) && sockets === undefined,
  );
  describe(`the matrix: ${layers.join(', ')}`, () => {
    it.each(specimens)('$name breaks $breaks', async (specimen) => {
      const report = await judgeSpecimen(specimen);
      expect([...brokenBy(report)].sort()).toEqual([...specimen.breaks].sort());
    });
  });
}
