import { FAKE_STATA } from './fake-stata-profile.ts';
import type { Profile, ProfileName } from './profile.ts';
import { STATA_MCP_0_3_5 } from './stata-mcp-0-3-5.ts';
import { STATA_MCP_0_5_2 } from './stata-mcp-0-5-2.ts';

/** Every profile, by the name that commands know it by; the default first. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  'fake-stata': FAKE_STATA,
  'stata-mcp@0.5.2': STATA_MCP_0_5_2,
  'stata-mcp@0.3.5': STATA_MCP_0_3_5,
};
