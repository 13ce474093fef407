import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where the system has a Chromium; undefined, and a word on it, where it has none. */
export const CHROMIUM = findChromium();

/** A browser of the system's, to be closed by whoever opened it. */
export async function openChromium(...more: readonly string[]): Promise<Browser> {
  // Root has no sandbox, and containers' shared memory is small.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', ...more];
  return await chromium.launch({ executablePath: CHROMIUM ?? '', args });
}

function findChromium(): string | undefined {
  const found = [process.env.CHROMIUM ?? '', ...PLACES].find((place) => existsSync(place));
  if (found !== undefined) return found;
  const reason =
    'there is no Chromium: `apt-get install -y chromium`, or say where with CHROMIUM=…';
  if (process.env.CI !== undefined) throw new Error(reason);
  process.stderr.write(`Skipped: ${reason}\n`);
  return undefined;
}
