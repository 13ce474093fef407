/** The published versions of MCP that have Streamable HTTP, oldest first. */
export const PROTOCOL_VERSIONS = ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;

/** What a client asks for when nobody says. */
export const DEFAULT_PROTOCOL_VERSION = '2025-11-25';

export type ProtocolVersion = (typeof PROTOCOL_VERSIONS)[number];

/** In place of a version, for an endpoint that isn't MCP, and whose event stream carries lines. */
export const NO_PROTOCOL = 'none';

export function isProtocolVersion(version: string): version is ProtocolVersion {
  return PROTOCOL_VERSIONS.some((each) => each === version);
}

/** With sessions, a GET stream and notifications of the client; a disconnect is no cancellation. */
export const WITH_SESSIONS = ['2025-03-26', '2025-06-18', '2025-11-25'] as const;

/** Without them: each request stands for itself, and whoever hangs up has cancelled. */
export const STATELESS = ['2026-07-28'] as const;
