import { saidTexts } from '../evidence/matched-event.ts';
import { PROTOCOL_VERSIONS } from '../terms/protocol-version.ts';
import { fail, notApplicable, pass } from '../terms/verdict.ts';
import type { Rule } from './rule.ts';

export const t19: Rule = {
  id: 'T19',
  level: 'must',
  versions: PROTOCOL_VERSIONS,
  lines: true,
  says: 'Text is UTF-8, and arrives as it was said.',
  why: 'A chunk that ends within a letter must not break it.',
  source: 'Transports',
  needs: ['gaps'],
  judge: ({ experiment }) => {
    const texts = experiment('gaps').calls.flatMap((call) =>
      call.script.letters === '' ? [] : saidTexts(call).map((text) => [call, text] as const),
    );
    if (texts.length === 0) return notApplicable('no output with letters beyond ASCII was heard');
    const broken = texts.filter(([{ script }, text]) => !text.includes(script.letters));
    const seen = `${texts.length - broken.length} of ${texts.length} outputs had their letters whole`;
    return broken.length === 0 ? pass(seen) : fail(seen);
  },
};
