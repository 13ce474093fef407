import { Command } from 'commander';
import { brokenBy, formatZooMatrix, isAsNamed, type JudgedSpecimen } from '../report/zoo-matrix.ts';
import { judgeSpecimen } from '../zoo/judge-specimen.ts';
import type { Specimen } from '../zoo/parts/specimen.ts';
import { SPECIMENS } from '../zoo/specimens.ts';
import { ExitWith } from './exit-with.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** `fake-stata zoo`: holds every specimen to the contract, and prints what each of them breaks. */
export function zooCommand(terminal: Terminal): Command {
  return new Command('zoo')
    .description(
      'hold faults that people really shipped to the contract, and print what they break',
    )
    .argument('[names...]', 'some specimens; all by default')
    .option('--markdown', 'print a table in Markdown')
    .action(async (names: readonly string[], { markdown }: { readonly markdown?: true }) => {
      const zoo: JudgedSpecimen[] = [];
      for (const specimen of specimensNamed(names)) {
        // The evidence itself is let go: it has every byte of a flood in it.
        const { verdicts } = await judgeSpecimen(specimen);
        const judged = { specimen, verdicts };
        zoo.push(judged);
        if (!markdown) terminal.write(lineFor(judged));
      }
      if (markdown) terminal.write(formatZooMatrix(zoo));
      const others = zoo.filter((judged) => !isAsNamed(judged));
      const count = `${zoo.length} ${zoo.length === 1 ? 'specimen' : 'specimens'}`;
      if (!markdown) {
        terminal.write(`\n${count}; ${others.length} broke other rules than they name.\n`);
      }
      if (others.length > 0) throw new ExitWith(1);
    });
}

function specimensNamed(names: readonly string[]): readonly Specimen[] {
  const unknown = names.find((name) => !SPECIMENS.some((each) => each.name === name));
  if (unknown !== undefined) {
    const all = SPECIMENS.map(({ name }) => name).join(', ');
    throw new UsageError(`there is no specimen ${unknown}: choose from ${all}`);
  }
  return SPECIMENS.filter(({ name }) => names.length === 0 || names.includes(name));
}

function lineFor(judged: JudgedSpecimen): string {
  const { name, layer, breaks } = judged.specimen;
  const named = isAsNamed(judged) ? '' : `   (it names ${breaks.join(' ')})`;
  return `${name.padEnd(30)} ${layer.padEnd(16)} ${brokenBy(judged).join(' ')}${named}\n`;
}
