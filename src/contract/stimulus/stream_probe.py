"""The fixture tool of the streaming contract, for servers made with `mcp` (1 or 2) or `fastmcp`: says
scripted things at scripted times. Import it after that, add it with `mcp.tool()(stream_probe)`, and hold
the server to the contract with `fake-stata contract URL --tool stream_probe`.
"""

import asyncio
import sys
import time

from pydantic import BaseModel

# Each of them knows the argument that is to have the context by its own type.
if "fastmcp" in sys.modules:
    from fastmcp import Context
elif "mcp.server.mcpserver" in sys.modules:
    from mcp.server.mcpserver import Context
else:
    from mcp.server.fastmcp import Context


# What became of the latest runs, by their names: a server without sessions remembers nothing else.
RUNS: dict[str, list] = {}
RUNS_MAX = 100


class Answer(BaseModel):
    """What the client may say to a question: that it has heard it is enough."""

    goOn: bool = True


async def stream_probe(
    ctx: Context, firstMs: int = 0, gapMs: int = 0, steps: int = 1, payloadBytes: int = 0,
    silentMs: int = 0, failAt: int | None = None, asks: bool = False, recall: str | None = None,
    name: str = "probe",
) -> str:
    """Says scripted things at scripted times; or what became of the run of a name."""
    if recall is not None:
        state, outputs = RUNS.get(recall, ("no such run", 0))
        return f"{state} after {outputs} outputs"
    run = RUNS[name] = ["still running", 0]
    while len(RUNS) > RUNS_MAX:
        RUNS.pop(next(iter(RUNS)))
    started = time.monotonic()

    def elapsed_ms() -> float:
        return (time.monotonic() - started) * 1000

    async def until(at_ms: float) -> None:
        await asyncio.sleep(max(0.0, at_ms - elapsed_ms()) / 1000)

    try:
        for step in range(steps):
            await until(firstMs + step * gapMs)
            if step == failAt:
                raise RuntimeError(f"failed at output {step}, as it was told to")
            text = f"[{name}.{step}] é✓𝄞 at={elapsed_ms():.0f} ".ljust(payloadBytes, ".")
            await ctx.report_progress(step + 1, steps, text)
            await ctx.info(text)
            run[1] += 1
            if asks and step == 0:
                await ctx.elicit("Shall I go on?", Answer)
        await until(firstMs + (steps - 1) * gapMs + silentMs)
    except asyncio.CancelledError:
        run[0] = "stopped"
        raise
    except BaseException:
        run[0] = "failed"
        raise
    run[0] = "ran to its end"
    return f"said {steps} outputs"
