import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { TargetError } from '../terms/target-error.ts';

/** Where do-files are written for a server; gone with all that is in it when it is disposed of. */
export interface DoFileFolder extends AsyncDisposable {
  readonly path: string;
}

/**
 * Makes a folder for do-files in one that both sides see.
 *
 * @throws TargetError when nothing can be written there
 */
export async function openDoFileFolder(folder: string): Promise<DoFileFolder> {
  const path = await makeIn(resolve(folder));
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await rm(path, { recursive: true, force: true });
    },
  };
}

async function makeIn(folder: string): Promise<string> {
  try {
    const path = await mkdtemp(join(folder, 'fake-stata-contract-'));
    // The server may be somebody else.
    await chmod(path, 0o755);
    return path;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TargetError(`no do-file can be written for the server: ${why}`, { cause });
  }
}
