"""Calls a tool with the official Python client and prints what an application hears, and when.

Usage: client.py streamable|sse URL

Prints one JSON list of [milliseconds since the call, kind, text].
"""

import asyncio
import json
import sys
import time

from mcp import ClientSession
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client

TRANSPORTS = {"streamable": streamable_http_client, "sse": sse_client}


async def main(transport: str, url: str) -> None:
    heard = []
    called_at = time.monotonic()

    def hear(kind: str, text: str) -> None:
        heard.append([round(1000 * (time.monotonic() - called_at)), kind, text])

    async def on_log(params) -> None:
        hear("message", params.data)

    async def on_progress(progress: float, total: float | None, message: str | None) -> None:
        hear("progress", message or "")

    async with TRANSPORTS[transport](url) as streams:
        read, write = streams[0], streams[1]
        async with ClientSession(read, write, logging_callback=on_log) as session:
            await session.initialize()
            called_at = time.monotonic()
            result = await session.call_tool(
                "stata_run_selection", {"selection": "display 1"}, progress_callback=on_progress
            )
            hear("result", result.content[0].text)
    print(json.dumps(heard))


asyncio.run(main(*sys.argv[1:]))
