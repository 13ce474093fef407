import type { JudgedHop, Located } from '../contract/judge/locate.ts';
import type { Outcome } from '../contract/terms/verdict.ts';
import { wrap } from './wrap.ts';

const WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'in time',
  fail: 'held back',
  'cannot-tell': 'cannot tell',
  'not-applicable': 'cannot tell',
};

/** Each hop and what was seen behind it, and where, therefore, events are held. */
export function formatLocated(
  hops: readonly JudgedHop[],
  located: Located,
  { width }: { readonly width: number },
): string {
  const nameWidth = Math.max(...hops.map(({ name }) => name.length), 0);
  const rows = hops.map(
    ({ name, url, finding }) =>
      `${name.padEnd(nameWidth)}  ${WORDS[finding.outcome].padEnd(11)}  ${url}\n` +
      wrap(finding.evidence, width - 4).replace(/^(?=.)/gm, '    '),
  );
  return `${rows.join('')}\n${wrap(sentenceFor(located), width)}`;
}

function sentenceFor(located: Located): string {
  switch (located.kind) {
    case 'nowhere':
      return 'Nowhere: behind every hop the first event is heard when it is due.';
    case 'cannot-tell':
      return `Nobody can tell at ${located.hop}, nor behind it.`;
    case 'at':
      return located.after === null
        ? `Held at ${located.hop}, the first hop: the server itself, or what is between it and here.`
        : `Held at ${located.hop}: up to ${located.after} the first event is heard when it is due, behind ${located.hop} it is not.`;
  }
}
