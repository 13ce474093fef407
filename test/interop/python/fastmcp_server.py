"""The Python SDK's own server, with the fixture tool.

    python fastmcp_server.py PORT
"""

import sys
from pathlib import Path

from mcp.server.fastmcp import FastMCP

sys.path.insert(0, str(Path(__file__).parents[3] / "src" / "contract"))
from stream_probe import stream_probe  # noqa: E402

mcp = FastMCP("fastmcp", host="127.0.0.1", port=int(sys.argv[1]), log_level="ERROR")
mcp.tool()(stream_probe)
mcp.run(transport="streamable-http")
