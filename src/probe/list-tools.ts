import { z } from 'zod';
import { ask } from './ask.ts';
import { misfit } from './failure.ts';
import type { WireSession } from './wire-session.ts';

/** A bound for servers whose list has no end. */
const PAGES_MAX = 1000;

const Page = z.object({
  tools: z.array(z.object({ name: z.string() })),
  nextCursor: z.string().nullish(),
});

/**
 * The names of a server's tools, from every page of its list.
 *
 * @throws ProbeError when the server doesn't tell
 */
export async function listTools(
  session: WireSession,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const method = 'tools/list';
  const names: string[] = [];
  let params = {};
  for (let read = 0; read < PAGES_MAX; read += 1) {
    const page = Page.safeParse(await ask(session, { method, params, signal }));
    if (!page.success) throw misfit({ url: session.url, method }, page.error);
    const { tools, nextCursor: cursor } = page.data;
    names.push(...tools.map(({ name }) => name));
    if (cursor == null) break;
    params = { cursor };
  }
  return names;
}
