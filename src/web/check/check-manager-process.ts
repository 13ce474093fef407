import { pathToFileURL } from 'node:url';
import type { CheckMessage } from './check-manager-file.ts';
import { checkManager, type ManagerMaker } from './manager-check.ts';

/** The process that loads somebody's manager and checks it; `check-manager-file.ts` starts it. */
async function check(file: string): Promise<void> {
  const loaded = await load(file);
  if (typeof loaded === 'string') return tell({ kind: 'unusable', message: loaded });
  tell({ kind: 'checked', results: await checkManager(loaded) });
}

/** The file's manager, or why it has none. */
async function load(file: string): Promise<ManagerMaker | string> {
  try {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href);
    const { default: manager } = module;
    return isMaker(manager)
      ? manager
      : 'its default export must be a function that takes a transport and returns a manager';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isMaker(value: unknown): value is ManagerMaker {
  return typeof value === 'function';
}

function tell(message: CheckMessage): void {
  process.send?.(message);
}

await check(process.argv[2] ?? '');
process.disconnect();
