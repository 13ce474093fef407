import type { Experiment } from '../experiment.ts';
import { notApplicable } from '../verdict.ts';

/** A client that asks for less, and one that asks for nonsense. */
export const logging: Experiment = {
  id: 'logging',
  about: 'asks for emergencies only, and for a level that does not exist',
  calls: true,
  takes: [],
  runs: 'beside',
  repeats: false,
  lastsMs: () => 1000,
  make: async (bench) => {
    const { conversation, server } = await bench.open();
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
    const wish = { firstMs: 50, gapMs: 50, steps: 3, silentMs: 50 };
    const quiet = await bench.call(conversation, wish, { label: 'emergencies only' });
    return { calls: [quiet], exchanges: [nonsense, emergency], notMade: null };
  },
};
