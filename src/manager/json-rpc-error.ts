/** An HTTP answer that carries a JSON-RPC error and belongs to no request, as the SDK words them. */
export function jsonRpcError(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status });
}
