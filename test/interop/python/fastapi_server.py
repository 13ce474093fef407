"""fastapi-mcp as it comes, over a tool that tells of its progress, and the repairs that people made.

    python fastapi_server.py PORT json|sse|option-1|hardened|pass-through
"""

import asyncio
import sys
import time
from typing import Annotated

import uvicorn
from fastapi import Body, FastAPI, HTTPException, Request, Response
from fastapi.responses import StreamingResponse
from fastapi_mcp import FastApiMCP
from fastapi_mcp.transport.http import FastApiHttpSessionManager

app = FastAPI()


@app.post("/stream_probe", operation_id="stream_probe")
async def stream_probe(
    firstMs: Annotated[int, Body()] = 0, gapMs: Annotated[int, Body()] = 0,
    steps: Annotated[int, Body()] = 1, payloadBytes: Annotated[int, Body()] = 0,
    silentMs: Annotated[int, Body()] = 0, failAt: Annotated[int, Body()] = -1,
    name: Annotated[str, Body()] = "probe",
) -> dict:
    """Says scripted things at scripted times, as progress."""
    context = mcp.server.request_context
    token = context.meta.progressToken if context.meta else None
    started = time.monotonic()

    async def until(at_ms: float) -> None:
        await asyncio.sleep(max(0.0, at_ms / 1000 - (time.monotonic() - started)))

    for step in range(steps):
        await until(firstMs + step * gapMs)
        if step == failAt:
            raise HTTPException(500, f"failed at output {step}, as it was told to")
        at = round((time.monotonic() - started) * 1000)
        text = f"[{name}.{step}] é✓𝄞 at={at} ".ljust(payloadBytes, ".")
        if token is not None:
            await context.session.send_progress_notification(
                token, step + 1, steps, text, related_request_id=str(context.request_id)
            )
    await until(firstMs + (steps - 1) * gapMs + silentMs)
    return {"said": steps}


class Option1(FastApiHttpSessionManager):
    """The repair that the diagnosis recommends: a queue, and a look at it every 10 ms."""

    async def handle_fastapi_request(self, request: Request) -> Response:
        await self._ensure_session_manager_started()
        queue: asyncio.Queue = asyncio.Queue()
        started = False
        headers: dict = {}

        async def send(message) -> None:
            nonlocal started, headers
            if message["type"] == "http.response.start":
                started = True
                headers = {k.decode(): v.decode() for k, v in message.get("headers", [])}
            else:
                await queue.put(message.get("body", b""))
                if not message.get("more_body", True):
                    await queue.put(None)

        async def run() -> None:
            try:
                await self._session_manager.handle_request(request.scope, request.receive, send)
            except Exception as error:
                await queue.put(error)

        asyncio.create_task(run())
        while not started:
            await asyncio.sleep(0.01)

        async def body():
            while (chunk := await queue.get()) is not None:
                if isinstance(chunk, Exception):
                    raise chunk
                yield chunk

        return StreamingResponse(body(), headers=headers)


class Hardened(FastApiHttpSessionManager):
    """The same idea with the status, an end, a bound, and an error before the start."""

    async def handle_fastapi_request(self, request: Request) -> Response:
        await self._ensure_session_manager_started()
        queue: asyncio.Queue = asyncio.Queue(maxsize=16)
        started: asyncio.Future = asyncio.get_running_loop().create_future()

        async def send(message) -> None:
            if message["type"] == "http.response.start":
                started.set_result(message)
                return
            if body := message.get("body", b""):
                await queue.put(body)
            if not message.get("more_body", False):
                await queue.put(None)

        async def run() -> None:
            try:
                await self._session_manager.handle_request(request.scope, request.receive, send)
            except Exception as error:
                if not started.done():
                    started.set_exception(error)
            if not started.done():
                started.set_exception(RuntimeError("nothing was started"))
            await queue.put(None)

        worker = asyncio.create_task(run())
        start = await started

        async def body():
            try:
                while (chunk := await queue.get()) is not None:
                    yield chunk
            finally:
                worker.cancel()

        response = StreamingResponse(body(), status_code=start["status"])
        response.raw_headers = start.get("headers", [])
        return response


class PassThrough(FastApiHttpSessionManager):
    """Nothing between the session manager and the socket."""

    async def handle_fastapi_request(self, request: Request) -> Response:
        await self._ensure_session_manager_started()
        manager = self._session_manager

        class Handed(Response):
            async def __call__(self, scope, receive, send) -> None:
                await manager.handle_request(scope, request.receive, send)

        return Handed()


MANAGERS = {
    "sse": FastApiHttpSessionManager,
    "option-1": Option1,
    "hardened": Hardened,
    "pass-through": PassThrough,
}

if __name__ == "__main__":
    port, mode = int(sys.argv[1]), sys.argv[2]
    mcp = FastApiMCP(app)
    if mode == "json":
        mcp.mount_http()
    else:
        manager = MANAGERS[mode](mcp_server=mcp.server, json_response=False)
        mcp._register_mcp_endpoints_http(app, manager, "/mcp", None)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error")
