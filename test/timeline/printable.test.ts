import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, printable } from '../../src/timeline/printable.ts';
import { hostileText } from '../hostile-text.ts';

describe('a text that is made printable', () => {
  it.each([
    ['a plain text\n\tof two lines', 'a plain text\n\tof two lines'],
    ['Größe 大 é 👩🏽‍💻 ❤️', 'Größe 大 é 👩🏽‍💻 ❤️'],
    ['\u001b[31m red', '\\u001b[31m red'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b2J', '\\u009b2J'],
    ['over\rwritten\b\u007f', 'over\\u000dwritten\\u0008\\u007f'],
    ['\u202eoh\u2066', '\\u202eoh\\u2066'],
    ['in\u200bvisible\u00ad\u{e0041}\u3164', 'in\\u200bvisible\\u00ad\\udb40\\udc41\\u3164'],
    ['\ud800 half, \uffff none', '\\ud800 half, \\uffff none'],
    ['a\u2028line\u2029end\u0085', 'a\\u2028line\\u2029end\\u0085'],
    ['x\u200dy', 'x\\u200dy'],
  ])('%j is %j', (text, shown) => expect(printable(text)).toBe(shown));

  it('has nothing in it that steers, hides or turns round', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(withoutEmoji(printable(text))).toMatch(/^[\P{C}\n\t]*$/u);
        expect(printable(text)).not.toMatch(/[\p{Zl}\p{Zp}\p{Bidi_C}]/u);
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  it('says the same where it stands in JSON', () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(JSON.parse(printable(JSON.stringify(text)))).toBe(text);
      }),
    );
  });

  it('is on one line where it is to be', () => {
    const isOneLine = (text: string) => /^\P{C}*$/u.test(withoutEmoji(oneLine(text)));
    fc.assert(fc.property(hostileText(), isOneLine));
    expect(oneLine('a\r\n\tb\u2028c')).toBe('a b c');
  });
});

/** The joiner in an emoji is a control character to Unicode, and none to a terminal. */
function withoutEmoji(text: string): string {
  return text.replace(/(?<=[\p{ExtPict}\p{EMod}]\uFE0F?)\u200D(?=\p{ExtPict})/gu, '');
}
