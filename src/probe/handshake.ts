import { z } from 'zod';
import { ask } from './ask.ts';
import { CLIENT_INFO } from './client-info.ts';
import { misfit, otherVersions, unanswered } from './failure.ts';
import { isStateless } from './request-envelope.ts';
import type { WireSession } from './wire-session.ts';

/**
 * Agrees with the server on a protocol version. Up to 2025-11-25 the server decides, and is told that
 * it may begin; from 2026-07-28 on every request names its version, so that the server is only asked
 * whether it has it.
 *
 * @param protocolVersion - what the probe would like to speak
 * @throws ProbeError when there is no such server
 */
export async function handshake(
  session: WireSession,
  protocolVersion: string,
  signal: AbortSignal,
): Promise<void> {
  if (isStateless(protocolVersion)) await discover(session, protocolVersion, signal);
  else await initialize(session, protocolVersion, signal);
}

const InitializeResult = z.object({ protocolVersion: z.string() });

async function initialize(
  session: WireSession,
  protocolVersion: string,
  signal: AbortSignal,
): Promise<void> {
  const method = 'initialize';
  const params = { protocolVersion, capabilities: {}, clientInfo: CLIENT_INFO };
  const result = await ask(session, { method, params, signal });
  const agreed = InitializeResult.safeParse(result);
  if (!agreed.success) throw misfit({ url: session.url, method }, agreed.error);
  session.protocolVersion = agreed.data.protocolVersion;
  await announce(session, signal);
}

async function announce(session: WireSession, signal: AbortSignal): Promise<void> {
  const method = 'notifications/initialized';
  await using response = await session.post({ method }, signal);
  const isTaken = response.status >= 200 && response.status < 300;
  if (!isTaken) throw unanswered({ url: session.url, method }, response);
}

const DiscoverResult = z.object({ supportedVersions: z.array(z.string()) });

async function discover(
  session: WireSession,
  protocolVersion: string,
  signal: AbortSignal,
): Promise<void> {
  const method = 'server/discover';
  session.protocolVersion = protocolVersion;
  const result = await ask(session, { method, params: {}, signal });
  const found = DiscoverResult.safeParse(result);
  if (!found.success) throw misfit({ url: session.url, method }, found.error);
  const { supportedVersions } = found.data;
  if (supportedVersions.includes(protocolVersion)) return;
  throw otherVersions(session.url, protocolVersion, supportedVersions);
}
