import { exchangeIn } from '../evidence/answer-to.ts';
import { answersOf, isAnsweredWithError } from '../evidence/call-outcome.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { cannotTell, fail, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const z07: Rule = {
  id: 'Z07',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'Clients that go away leave a server behind that serves the next one.',
  why: 'Connections break all the time; a server that keeps something of each dies of it.',
  source: 'ours',
  needs: ['disconnect'],
  judge: ({ experiment }) => {
    const { calls } = experiment('disconnect');
    const dropped = calls.filter(({ hungUpAtMs }) => hungUpAtMs !== null);
    const after = calls.find(({ label }) => label === 'after');
    if (dropped.length === 0 || after === undefined) return cannotTell('nobody could hang up');
    const [answer] = answersOf(after);
    // There is no ping where there is no MCP.
    const { hasResult = true } = exchangeIn(experiment('disconnect'), 'ping after') ?? {};
    const seen = `${dropped.length} clients hung up`;
    if (answer === undefined) return fail(`${seen}; the next call was never answered`);
    if (isAnsweredWithError(after))
      return fail(`${seen}; the next call failed: ${answer.text.slice(0, 100)}`);
    return hasResult
      ? pass(`${seen}; the next one was served`)
      : fail(`${seen}; then no ping was answered`);
  },
};
