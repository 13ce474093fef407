import { parentPort } from 'node:worker_threads';
import { ScenarioError } from '../../scenario/scenario-error.ts';
import { ScenarioFileError } from '../../scenario/scenario-file-error.ts';
import { RefusedError } from '../message/refused-error.ts';
import { doPageWork } from './do-page-work.ts';
import type { PageWork } from './page-work.ts';
import type { FromThread, ToThread } from './work-thread.ts';

/** The thread that does one work of a page after another; `work-thread.ts` starts it. */

let stopped = new AbortController();
let asked = Promise.withResolvers<void>();

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'do') void perform(message.work);
  else if (message.kind === 'more') asked.resolve();
  else {
    stopped.abort('given up');
    asked.resolve();
  }
});

async function perform(work: PageWork): Promise<void> {
  stopped = new AbortController();
  try {
    for await (const result of doPageWork(work, stopped.signal)) {
      asked = Promise.withResolvers();
      tell(result);
      await asked.promise;
      if (stopped.signal.aborted) break;
    }
    tell({ kind: 'over' });
  } catch (error) {
    tell(failureOf(error));
  }
}

function failureOf(error: unknown): FromThread {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ScenarioError) {
    return { kind: 'refused', message, status: 400, problems: error.problems };
  }
  if (error instanceof ScenarioFileError) return { kind: 'refused', message, status: 400 };
  if (!(error instanceof RefusedError)) return { kind: 'failed', message };
  return { kind: 'refused', message, status: error.status };
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}
