import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { install } from '../front/install.ts';

/** `fake-stata repl`: the console, for people. */
export function replCommand(): Command {
  return new Command('repl')
    .description('talk to the double at its console; FAKE_STATA_SCENARIO and the rest steer it')
    .option('-q, --quiet', 'without the banner')
    .action(async ({ quiet }: { readonly quiet?: true }) => {
      const directory = await mkdtemp(join(tmpdir(), 'fake-stata-repl-'));
      try {
        await install({ directory, edition: 'mp', version: 18 });
        // The keys are the console's, Ctrl-C among them.
        const args = quiet ? ['-q'] : [];
        const stata = spawn(join(directory, 'stata-mp'), args, { stdio: 'inherit' });
        await once(stata, 'close');
      } finally {
        await rm(directory, { recursive: true });
      }
    });
}
