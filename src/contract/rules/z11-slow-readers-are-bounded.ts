import { bytesMadeBefore } from '../evidence/bytes-made.ts';
import { answersOf } from '../evidence/call-outcome.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z11: Rule = {
  id: 'Z11',
  level: 'should',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'A client that stops reading makes its tool wait, rather than fill the server’s memory.',
  why: 'One slow client with a talkative tool takes the server down.',
  source: 'ours',
  needs: ['slow-reader'],
  judge: ({ experiment }) => {
    const [call] = experiment('slow-reader').calls;
    if (call === undefined || answersOf(call).length === 0) {
      return cannotTell('the flood was not answered in time');
    }
    const { bytes, total } = bytesMadeBefore(call, HELD_MS);
    if (total === 0) return cannotTell('nothing of the flood was heard, or nothing with a stamp');
    const seen = `${mebibytes(bytes)} of ${mebibytes(total)} were made while nobody read`;
    if (bytes <= Math.min(BOUNDED_BYTES, BOUNDED_SHARE * total)) return pass(seen);
    return bytes > total / 2 ? fail(seen) : cannotTell(seen);
  },
};

/** The client reads on after two seconds; what was made before that, was made for nobody. */
const HELD_MS = 1900;
/** More than the sockets of both sides hold, together with a buffer that has a bound. */
const BOUNDED_BYTES = 13 * 1024 * 1024;
/** And less than nearly all, where there was less to be made. */
const BOUNDED_SHARE = 0.6;

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
