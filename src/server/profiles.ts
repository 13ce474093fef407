import { FAKE_STATA } from './fake-stata-profile.ts';
import { limitTexts } from './limit-texts.ts';
import type { Profile, ProfileName } from './profile.ts';
import { STATA_MCP_0_3_5 } from './stata-mcp-0-3-5.ts';
import { STATA_MCP_0_5_2 } from './stata-mcp-0-5-2.ts';

/** Every profile, by the name that commands know it by; the default first. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  'fake-stata': FAKE_STATA,
  'stata-mcp@0.5.2': STATA_MCP_0_5_2,
  'stata-mcp@0.3.5': STATA_MCP_0_3_5,
};

/**
 * The profile to serve with.
 *
 * @param name - default: our own
 * @param outputTokensMax - how many tokens of output a client is given, 0 for all; default: as many
 *   as the profile gives
 */
export function openProfile(name: ProfileName = 'fake-stata', outputTokensMax?: number): Profile {
  const profile = PROFILES[name];
  return limitTexts(profile, outputTokensMax ?? profile.outputTokensMax);
}
