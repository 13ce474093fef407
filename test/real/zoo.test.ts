import { expect, it } from 'vitest';
import { brokenBy } from '../../src/report/zoo-matrix.ts';
import { judgeSpecimen } from '../../src/zoo/judge-specimen.ts';
import { SPECIMENS } from '../../src/zoo/specimens.ts';

it.each(SPECIMENS.filter(({ sockets }) => sockets !== undefined))(
  'over sockets, $name breaks $breaks',
  async (specimen) => {
    expect(brokenBy(await judgeSpecimen(specimen))).toEqual(specimen.breaks);
  },
);
