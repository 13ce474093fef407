import type { Profile, Wording } from './profile.ts';

/** What stata-mcp takes a token to be. */
const CHARACTERS_A_TOKEN = 4;

/**
 * A profile whose texts are cut after so many tokens, unless they are asked for raw.
 *
 * stata-mcp writes the whole output to a file and names it, and cuts when it can't write one. This
 * server writes no files for its clients, so it always cuts.
 *
 * @param tokensMax - of four characters each; 0 for no limit
 */
export function limitTexts(profile: Profile, tokensMax: number): Profile {
  if (tokensMax === 0) return profile;
  const limited =
    (wording: Wording): Wording =>
    (call, outcome, options) => {
      const text = wording(call, outcome, options);
      return options?.isRaw ? text : cut(text, tokensMax);
    };
  return {
    ...profile,
    fileText: limited(profile.fileText),
    selectionText: limited(profile.selectionText),
  };
}

function cut(text: string, tokensMax: number): string {
  const charactersMax = tokensMax * CHARACTERS_A_TOKEN;
  if (text.length <= charactersMax) return text;
  return `${text.slice(0, charactersMax)}\n\n... [Output truncated at ${tokensMax} tokens]`;
}
