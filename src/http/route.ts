/** A request as a route's handler gets it. */
export interface Asked {
  readonly request: Request;
  readonly query: URLSearchParams;
  /** What stood in the path where the route has a colon. */
  readonly params: Readonly<Record<string, string>>;
}

/** One endpoint. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Segments that begin with a colon take anything, and call it by that name. */
  readonly path: string;
  readonly handle: (asked: Asked) => Response | Promise<Response>;
}

/**
 * Answers requests by the route that fits them, the first if several do.
 *
 * @returns null for a path that no route has; for another method of one, what FastAPI answers: 405
 */
export async function followRoute(
  routes: readonly Route[],
  request: Request,
): Promise<Response | null> {
  const { pathname, searchParams: query } = new URL(request.url);
  const fitting = routes.flatMap((route) => {
    const params = paramsOf(route.path, pathname);
    return params === undefined ? [] : [{ ...route, params }];
  });
  const route = fitting.find(({ method }) => method === request.method);
  if (route !== undefined) return await route.handle({ request, query, params: route.params });
  if (fitting.length === 0) return null;
  const allow = fitting.map(({ method }) => method).join(', ');
  return Response.json({ detail: 'Method Not Allowed' }, { status: 405, headers: { allow } });
}

function paramsOf(path: string, pathname: string): Record<string, string> | undefined {
  const [names, segments] = [path.split('/'), pathname.split('/')];
  if (names.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const segment = decoded(segments[index] ?? '');
    if (name.startsWith(':') && segment) params[name.slice(1)] = segment;
    else if (name !== segment) return undefined;
  }
  return params;
}

/** A segment without its percent signs; undefined if they make no sense. */
function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
