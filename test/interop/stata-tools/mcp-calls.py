"""Starts an MCP server on its standard input and output, calls tools one after the other, and prints what
it says, and when.

Usage: mcp-calls.py COMMAND TOOL ARGUMENTS_JSON [TOOL ARGUMENTS_JSON]…

A tool whose name ends in "!SECONDS" is cancelled then. Prints one JSON list of
[call, milliseconds since the call was sent, kind, text].
"""

import asyncio
import json
import os
import sys
import time

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main(command: str, *words: str) -> None:
    heard = []
    now = {"call": 0, "sent_at": time.monotonic()}

    def hear(kind: str, text: str) -> None:
        heard.append([now["call"], round(1000 * (time.monotonic() - now["sent_at"])), kind, text])

    async def on_log(params) -> None:
        hear("message", params.data if isinstance(params.data, str) else json.dumps(params.data))

    server = StdioServerParameters(command=command, env=dict(os.environ))
    with open(os.devnull, "w") as silence:
        async with stdio_client(server, errlog=silence) as (read, write):
            async with ClientSession(read, write, logging_callback=on_log) as session:
                await session.initialize()
                for number, (tool, arguments) in enumerate(zip(words[::2], words[1::2])):
                    tool, _, limit = tool.partition("!")
                    now.update(call=number, sent_at=time.monotonic())
                    call = session.call_tool(tool, json.loads(arguments))
                    try:
                        result = await asyncio.wait_for(call, float(limit or 60))
                        hear("result", "\n".join(part.text for part in result.content))
                    except asyncio.TimeoutError:
                        hear("cancelled", tool)
    print(json.dumps(heard))


asyncio.run(main(*sys.argv[1:]))
