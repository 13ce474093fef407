import { mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { VirtualClock } from '../../src/clock/virtual-clock.ts';
import { createHandlerFetch } from '../../src/probe/handler-fetch.ts';
import { SdkProbe } from '../../src/probe/sdk-probe.ts';
import { DiskDoFiles } from '../../src/server/disk-do-files.ts';
import { createEndpoint } from '../../src/testbed/endpoint.ts';

const CODE = `
tempfile kept
set obs 3
generate x = _n
save \`kept'
clear
use \`kept'
display _N
mkdir made
cd made
save here
cd ..
use made/here, clear
display "all of it"
`;

it('behind a server, code has temporary files and folders of its own, none of them on the disk', async () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'fake-stata-')));
  const clock = new VirtualClock();
  const scenario = { name: 'any', about: '', seed: 1, reader: 'direct', commands: [] } as const;
  const text = await clock.runUntil(
    (async () => {
      await using endpoint = createEndpoint({
        scenario,
        manager: 'streaming',
        clock,
        statas: { doFiles: new DiskDoFiles(root) },
      });
      const url = 'http://127.0.0.1/mcp';
      await using probe = await SdkProbe.open({
        url,
        clock,
        fetch: createHandlerFetch(endpoint.handle),
      });
      const args = { selection: CODE };
      const answer = await probe.call({ tool: 'stata_run_selection', args, record: () => {} });
      return 'text' in answer ? answer.text : '';
    })(),
  );
  expect(text).toContain('all of it');
  expect(text).not.toMatch(/r\(\d+\);/);
  expect(readdirSync(root)).toEqual([]);
});
