import { isStateless } from '../../probe/request-envelope.ts';
import type { ExperimentEvidence } from '../evidence/evidence.ts';
import type { Harness } from '../harness/harness.ts';
import { notApplicable } from '../terms/verdict.ts';
import type { Experiment } from './experiment.ts';

/** A client that asks for less, and one that asks for nonsense; without sessions, one that asks for none. */
export const logging: Experiment = {
  id: 'logging',
  about: 'asks for emergencies only, and for a level that does not exist',
  calls: true,
  takes: [],
  runs: 'beside',
  repeats: false,
  lastsMs: () => 1000,
  make: async (harness) => {
    if (isStateless(harness.target.protocolVersion)) return await callWithoutLogs(harness);
    const { conversation, server } = await harness.open();
    if (!server.capabilities.includes('logging')) {
      const notMade = notApplicable('the server declares no logging, so no level can be set');
      return { calls: [], exchanges: [], notMade };
    }
    const method = 'logging/setLevel';
    const nonsense = await conversation.ask('set level nonsense', method, {
      params: { level: 'shout' },
    });
    const emergency = await conversation.ask('set level emergency', method, {
      params: { level: 'emergency' },
    });
    const quiet = await harness.call(conversation, SCHEDULE, { label: 'emergencies only' });
    return { calls: [quiet], exchanges: [nonsense, emergency], notMade: null };
  },
};

const SCHEDULE = { firstMs: 50, gapMs: 50, steps: 3, silentMs: 50 } as const;

async function callWithoutLogs(harness: Harness): Promise<ExperimentEvidence> {
  const options = { label: 'no log level', logs: false };
  const quiet = await harness.call(await harness.converse(), SCHEDULE, options);
  return { calls: [quiet], exchanges: [], notMade: null };
}
