import { z } from 'zod';
import { VERSION } from '../server/version.ts';
import { ask } from './ask.ts';
import { misfit, unanswered } from './failure.ts';
import { formatRpc } from './json-rpc.ts';
import type { WireSession } from './wire-session.ts';

/** How both probes introduce themselves. */
export const CLIENT_INFO = { name: 'fake-stata-probe', version: VERSION } as const;

const InitializeResult = z.object({ protocolVersion: z.string() });

/**
 * Agrees with the server on a protocol version, and tells it that it may begin.
 *
 * @param protocolVersion - what the probe would like to speak; the server decides
 * @throws ProbeError when there is no such server
 */
export async function handshake(
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
  await using response = await session.post(method, formatRpc(method), signal);
  const isTaken = response.status >= 200 && response.status < 300;
  if (!isTaken) throw unanswered({ url: session.url, method }, response);
}
