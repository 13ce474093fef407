import type { Context } from '../../engine/context.ts';
import { formatForMacro } from '../../format/format-value.ts';
import { extendedFunction } from '../../macro/extended-functions.ts';
import { unquoted } from '../../syntax/words.ts';
import type { Work } from '../../work/effect.ts';

/** What a macro is to hold that is defined by `= exp`, `: function`, or a text, perhaps in quotes. */
export function* macroText(context: Context, definition: string): Work<string> {
  const text = definition.trimStart();
  if (text.startsWith('=')) return formatForMacro(context.evaluate(text.slice(1)));
  if (text.startsWith(':')) return yield* extendedFunction(text.slice(1).trim(), context);
  return unquoted(text.trimEnd());
}
