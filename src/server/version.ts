import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageJson = new URL('../../package.json', import.meta.url);

/** This package's version, as it tells it to clients. */
export const VERSION = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(packageJson, 'utf8'))).version;
