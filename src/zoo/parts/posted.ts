/** A request, and the method of the JSON-RPC message in it. */
export interface Posted {
  readonly request: Request;
  /** Undefined when nothing was posted, or no request or notification. */
  readonly method: string | undefined;
  /** What was posted; empty when nothing was. */
  readonly text: string;
}

/** Looks at a request without using it up. */
export async function posted(request: Request): Promise<Posted> {
  const text = request.method === 'POST' ? await request.clone().text() : '';
  return { request, text, method: /"method":\s*"([^"]+)"/.exec(text)?.[1] };
}

/** Whether a request calls a tool. */
export function isCall({ method }: Posted): boolean {
  return method === 'tools/call';
}
