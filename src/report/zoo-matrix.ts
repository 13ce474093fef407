import type { Verdict } from '../contract/terms/verdict.ts';
import type { Specimen } from '../zoo/parts/specimen.ts';

/** What became of a specimen. */
export interface JudgedSpecimen {
  readonly specimen: Pick<Specimen, 'name' | 'layer' | 'about' | 'breaks'>;
  readonly verdicts: readonly Verdict[];
}

/** The rules that a specimen breaks, by what the evidence says. */
export function brokenBy({ verdicts }: Pick<JudgedSpecimen, 'verdicts'>): readonly string[] {
  return verdicts.filter(({ outcome }) => outcome === 'fail').map(({ ruleId }) => ruleId);
}

/** Whether it breaks the rules that it names, and no others. */
export function isAsNamed(judged: JudgedSpecimen): boolean {
  return [...brokenBy(judged)].sort().join() === [...judged.specimen.breaks].sort().join();
}

/** A table in Markdown: each specimen, and the rules that it breaks. */
export function formatZooMatrix(zoo: readonly JudgedSpecimen[]): string {
  const rows = zoo.map((judged) => {
    const { name, layer, about } = judged.specimen;
    return `| \`${name}\` | ${layer} | ${about} | ${brokenBy(judged).join(' ')} |\n`;
  });
  return `| specimen | layer | it … | breaks |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}
