import type { ServerDescription } from '../contract/evidence/evidence.ts';
import { isProtocolVersion } from '../contract/terms/protocol-version.ts';

/** What is spoken with a server, such as `MCP 2025-11-25`. */
export function spokenIn({ protocolVersion }: ServerDescription): string {
  return isProtocolVersion(protocolVersion) ? `MCP ${protocolVersion}` : 'no MCP';
}
