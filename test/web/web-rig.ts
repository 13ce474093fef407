import type { Site } from '../../src/http/site.ts';

const ORIGIN = 'http://127.0.0.1';

/** Asks a site's API; what it leaves to others is 404. */
export async function askSite(
  site: Site,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<Response> {
  const request = new Request(ORIGIN + path, {
    method: body === undefined ? 'GET' : 'POST',
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await site.api(request)) ?? new Response(null, { status: 404 });
}

/** All that a stream says, to its end. */
export async function messagesOf<Message>(response: Response): Promise<readonly Message[]> {
  const text = await response.text();
  return text
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => JSON.parse(frame.replace(/^data: /, '')));
}

/** What a site's API answers with, as JSON. */
export async function askJson<Answer>(site: Site, path: string, body?: unknown): Promise<Answer> {
  return JSON.parse(await (await askSite(site, path, body)).text());
}
