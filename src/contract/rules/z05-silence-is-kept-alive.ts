import { answersOf, closedMs, silenceFinding } from '../evidence/call-outcome.ts';
import { longestSilenceMs } from '../evidence/longest-silence.ts';
import { EARLY_MS } from '../evidence/matched-event.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z05: Rule = {
  id: 'Z05',
  level: 'should',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'In a long silence the stream says every 20 s that it is alive, before the first output and after it.',
  why: 'Proxies and clients cut connections that are silent for 30 s, some sooner.',
  source: 'ours',
  needs: ['silence'],
  judge: ({ experiment }) => {
    const { calls } = experiment('silence');
    // A tool that fails ends its stream itself.
    const failed = calls.find((call) =>
      answersOf(call).some((answer) => answer.kind === 'result' && answer.isError),
    );
    if (failed !== undefined) return silenceFinding([failed]);
    const cut = calls.find((call) => {
      const { endsAtMs } = call.script;
      return (closedMs(call) ?? endsAtMs) < endsAtMs - EARLY_MS;
    });
    if (cut !== undefined) {
      const seconds = (longestSilenceMs(cut) / 1000).toFixed(1);
      return fail(`${cut.label}: the stream was cut off when nothing had come for ${seconds} s`);
    }
    const silences = calls.map((call) => [call.label, longestSilenceMs(call)] as const);
    const seen = silences
      .map(([label, ms]) => `${label}: nothing for ${(ms / 1000).toFixed(1)} s`)
      .join('; ');
    return silences.every(([, ms]) => ms <= SILENT_MAX_MS) ? pass(seen) : fail(seen);
  },
};

/** In milliseconds, with some grace for a timer. */
const SILENT_MAX_MS = 20_500;
