/**
 * What has no place in a text that people read: control characters, what steers the direction of
 * writing, what can't be seen, line ends other than `\n`, halves of characters, and what is no
 * character yet. A joiner between the parts of an emoji and what chooses its look may stay.
 */
const UNPRINTABLE =
  /(?!\uFE0E|\uFE0F)(?!(?<=[\p{ExtPict}\p{EMod}]\uFE0F?)\u200D\p{ExtPict})[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu;

/** Most of most texts is plain, and need not be looked at closely. */
const NOT_PLAIN = /[^ -~\n\t]+/g;

/**
 * A text of somebody else, made fit for a terminal: what isn't printable is shown as JSON would
 * escape it. So a string in JSON still says the same, and nothing is lost in silence.
 *
 * @example `printable('\u001b[2Jgone')` is `\u005cu001b[2Jgone`, which clears no screen
 */
export function printable(text: string): string {
  return text.replace(NOT_PLAIN, (run) => run.replace(UNPRINTABLE, escaped));
}

/** How much of a text is shown on one line, in characters. */
const LINE_MAX = 4000;

/**
 * A text of somebody else as one line of {@link printable} text, for the middle of a sentence. Of a
 * text that nobody reads to its end there is the beginning, and its length.
 */
export function oneLine(text: string): string {
  const shown =
    text.length > LINE_MAX ? `${text.slice(0, LINE_MAX)}… (${text.length} characters)` : text;
  return printable(shown.replace(/\s+/g, ' '));
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}
