import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServeProcess, serveProcess } from './serve-process.ts';

const GIB = 1024 ** 3;

/** How long anybody else may wait, in milliseconds: other processes have the machine's cores too. */
const WAIT_MAX_MS = 1000;

describe('a file of gigabytes in the root', () => {
  const root = mkdtempSync(join(tmpdir(), 'large-'));
  let server: ServeProcess;
  beforeAll(async () => {
    // Sparse: it takes no room on the disk, and would take all of it in memory.
    for (const name of ['big.do', 'big.dta', 'big.csv', 'big.log', 'big.ado']) {
      writeFileSync(join(root, name), '');
      truncateSync(join(root, name), 2 * GIB - 1);
    }
    server = await serveProcess('--root', root);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await rm(root, { recursive: true });
  });

  it.each([
    ['do big.do', 'r(909)'],
    ['run big.do', 'r(909)'],
    ['include big.do', 'r(909)'],
    ['big', 'r(909)'],
    ['use big.dta', 'r('],
    ['append using big.dta', 'r('],
    ['import delimited using big.csv', 'r(909)'],
    ['log using big.log, append text', 'r('],
    ['file open f using big.csv, read', 'r(909)'],
    ['type big.do', 'r('],
  ])('is refused, and nobody waits: %s', async (command, said) => {
    const query = new URLSearchParams({
      selection: `${command}\ndisplay 6*7\n`,
      session_id: command,
    });
    const response = fetch(`${server.url}/run_selection?${query}`, { method: 'POST' });
    const answer = response.then((each) => each.text());
    expect(await server.worstHealthMs(answer)).toBeLessThan(WAIT_MAX_MS);
    expect(await answer).toContain(said);
    expect(await server.peakBytes()).toBeLessThan(0.75 * GIB);
  });
});
