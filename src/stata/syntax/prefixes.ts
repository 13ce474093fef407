/** The prefixes that may stand before a command. */
export type Prefix =
  | { readonly kind: 'capture' }
  | { readonly kind: 'quietly' }
  | { readonly kind: 'noisily' }
  | { readonly kind: 'version'; readonly version: string }
  /** The frame to work on. */
  | { readonly kind: 'frame'; readonly name: string };

const PREFIX =
  /(?:(?<capture>cap(?:t(?:u(?:r(?:e)?)?)?)?)|(?<quietly>qui(?:e(?:t(?:l(?:y)?)?)?)?)|(?<noisily>n(?:o(?:i(?:s(?:i(?:l(?:y)?)?)?)?)?)?)|(?:vers(?:i(?:o(?:n)?)?)?\s+(?<version>[\d.]+)\s*(?=:))|(?:fr(?:a(?:m(?:e)?)?)?\s+(?<frame>\w+)\s*(?=:)))(?![\w.])\s*:?\s*/y;

/** A command line taken apart: the prefixes, in order, and the command. */
export interface Prefixed {
  readonly prefixes: readonly Prefix[];
  readonly command: string;
}

/** Splits the prefixes from a command line. A line of prefixes only has an empty command. */
export function splitPrefixes(line: string): Prefixed {
  const prefixes: Prefix[] = [];
  const trimmed = line.trimStart();
  let at = 0;
  for (;;) {
    PREFIX.lastIndex = at;
    const groups = PREFIX.exec(trimmed)?.groups;
    if (groups === undefined) return { prefixes, command: trimmed.slice(at) };
    at = PREFIX.lastIndex;
    if (groups.capture !== undefined) prefixes.push({ kind: 'capture' });
    else if (groups.quietly !== undefined) prefixes.push({ kind: 'quietly' });
    else if (groups.noisily !== undefined) prefixes.push({ kind: 'noisily' });
    else if (groups.frame !== undefined) prefixes.push({ kind: 'frame', name: groups.frame });
    else prefixes.push({ kind: 'version', version: groups.version ?? '' });
  }
}
