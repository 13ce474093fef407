/**
 * An HTTP answer that carries a JSON-RPC error and belongs to no request.
 *
 * @param id - of the request; null where there is none, as the TypeScript SDK says it
 */
export function jsonRpcError(
  status: number,
  code: number,
  message: string,
  id: string | number | null = null,
): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id }, { status });
}
