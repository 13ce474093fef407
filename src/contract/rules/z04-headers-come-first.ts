import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z04: Rule = {
  id: 'Z04',
  level: 'should',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'Headers are sent before the first output.',
  why: 'Clients and proxies give up on a response whose headers don’t come (undici after 300 s).',
  source: 'ours',
  needs: ['tracking'],
  judge: ({ experiment }) => {
    const { calls } = experiment('tracking');
    const early = calls.filter(({ arrivals, script, sentAtMs }) => {
      const headers = arrivals.find(({ kind }) => kind === 'headers');
      const [first] = script.outputs;
      return headers !== undefined && headers.atMs - sentAtMs < (first?.atMs ?? 0);
    });
    const seen = `headers came before the first output was due in ${early.length} of ${calls.length} calls`;
    if (early.length >= 0.9 * calls.length && calls.length > 0) return pass(seen);
    return early.length <= 0.5 * calls.length ? fail(seen) : cannotTell(seen);
  },
};
