"""Servers made with FastMCP, by whichever name it goes, with the fixture tool.

    python fastmcp_server.py PORT mcp-1|mcp-2|fastmcp
"""

import importlib
import sys
from pathlib import Path

MODULES = {
    "mcp-1": ("mcp.server.fastmcp", "FastMCP"),
    "mcp-2": ("mcp.server.mcpserver", "MCPServer"),
    "fastmcp": ("fastmcp", "FastMCP"),
}

port, framework = int(sys.argv[1]), sys.argv[2]
module, name = MODULES[framework]
make = getattr(importlib.import_module(module), name)

sys.path.insert(0, str(Path(__file__).parents[3] / "src" / "contract" / "stimulus"))
from stream_probe import stream_probe  # noqa: E402

where = {"host": "127.0.0.1", "port": port}
if framework == "mcp-1":
    mcp = make("fastmcp", log_level="ERROR", **where)
    where = {}
elif framework == "mcp-2":
    mcp = make("mcpserver", log_level="ERROR")
else:
    mcp = make("fastmcp")
mcp.tool()(stream_probe)
mcp.run(transport="streamable-http", **where)
