import { Command } from 'commander';
import { wrap } from '../report/wrap.ts';
import { findScenario, listScenarios } from '../scenario/built-in-scenarios.ts';
import { loadScenario } from '../scenario/load-scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { ScenarioFileError } from '../scenario/scenario-file-error.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** `fake-stata scenarios`: what there is to play, or what is wrong with a file. */
export function scenariosCommand(terminal: Terminal): Command {
  return new Command('scenarios')
    .description('list the scenarios that come with fake-stata, or check your own')
    .option('--check <files...>', 'check scenario files; exit code 2 if one is wrong')
    .action(async ({ check }: { readonly check?: readonly string[] }) => {
      if (check === undefined) await list(terminal);
      else await checkAll(check, terminal);
    });
}

async function list(terminal: Terminal): Promise<void> {
  for (const { name } of await listScenarios()) {
    const { about } = await findScenario(name);
    terminal.write(`${terminal.bold(name)}\n${wrap(about, terminal.width)}\n`);
  }
}

/** Looks at every file before it complains, so that one run shows everything there is to mend. */
async function checkAll(files: readonly string[], terminal: Terminal): Promise<void> {
  const complaints: string[] = [];
  for (const file of files) {
    try {
      await loadScenario(file);
      terminal.write(`${file}: ok\n`);
    } catch (error) {
      const isExpected = error instanceof ScenarioError || error instanceof ScenarioFileError;
      if (!isExpected) throw error;
      complaints.push(error.message);
    }
  }
  if (complaints.length > 0) throw new UsageError(complaints.join('\n'));
}
