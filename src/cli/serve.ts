import { once } from 'node:events';
import { Command } from 'commander';
import { RealClock } from '../clock/real-clock.ts';
import type { ManagerName } from '../manager/managers.ts';
import { findScenario } from '../scenario/built-in-scenarios.ts';
import type { ReaderName } from '../scenario/scenario.ts';
import type { ProfileName } from '../server/profile.ts';
import { PROFILES } from '../server/profiles.ts';
import { openStataHttpServer } from '../testbed/stata-http-server.ts';
import { managerOption, portOption, profileOption, readerOption, speedOption } from './options.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

interface ServeOptions {
  readonly as: ProfileName;
  readonly manager: ManagerName;
  readonly reader?: ReaderName;
  readonly scenario: string;
  readonly port: number;
  readonly speed: number;
}

/** `fake-stata serve`: the MCP server, until it is interrupted. */
export function serveCommand(terminal: Terminal, signal: AbortSignal): Command {
  return new Command('serve')
    .description('serve what stata-mcp serves: its tools over Streamable HTTP, its HTTP endpoints')
    .addOption(portOption(4000))
    .addOption(profileOption())
    .addOption(managerOption())
    .addOption(readerOption())
    .option('--scenario <file>', 'what Stata does: a name or a path', 'two-eight-twelve')
    .addOption(speedOption())
    .action(async ({ as: profile, manager, port, speed, ...options }: ServeOptions) => {
      if (profile !== 'fake-stata' && options.reader !== undefined) {
        throw new UsageError(
          `--reader is for --as fake-stata: ${profile} reads Stata as the original does`,
        );
      }
      const scenario = await findScenario(options.scenario);
      const reader = options.reader ?? scenario.reader;
      const clock = new RealClock({ speed });
      await using server = await openStataHttpServer({
        scenario,
        reader,
        clock,
        profile,
        startEpochMs: Date.now(),
        port,
        managers: [manager],
      });
      terminal.write(
        `Stata plays ${scenario.name}; the manager is ${manager}, the reader ` +
          `${profile === 'fake-stata' ? reader : `${profile}’s own`}.\n` +
          `The surface is that of ${PROFILES[profile].about}.\n` +
          `MCP endpoint: ${server.mcpUrl}\n` +
          'Ctrl-C ends it.\n',
      );
      if (!signal.aborted) await once(signal, 'abort');
    });
}
