/**
 * An HTTP answer that carries a JSON-RPC error and belongs to no request.
 *
 * @param id - in place of a request's; the TypeScript SDK says null
 */
export function jsonRpcError(
  status: number,
  code: number,
  message: string,
  id: string | null = null,
): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id }, { status });
}
