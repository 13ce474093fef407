/**
 * What has no place in a text that people read: control characters, what steers the direction of
 * writing, what can't be seen, line ends other than `\n`, halves of characters, and what is no
 * character yet. A joiner between the parts of an emoji and what chooses its look may stay.
 */
const UNPRINTABLE =
  /(?!\n|\t|\uFE0E|\uFE0F)(?!(?<=[\p{ExtPict}\p{EMod}]\uFE0F?)\u200D\p{ExtPict})[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu;

/**
 * A text of somebody else, made fit for a terminal: what isn't printable is shown as JSON would
 * escape it. So a string in JSON still says the same, and nothing is lost in silence.
 *
 * @example `printable('\u001b[2Jgone')` is `\u005cu001b[2Jgone`, which clears no screen
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** A text of somebody else as one line of {@link printable} text, for the middle of a sentence. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}
