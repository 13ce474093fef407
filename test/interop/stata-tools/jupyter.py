"""Runs cells in a Jupyter kernel and prints what it says, and when.

Usage: jupyter.py MODULE CELL…

MODULE is the kernel's. A cell that begins with "interrupt after SECONDS: " is interrupted then; of one that
begins with "complete: " the kernel is asked how it may go on. Prints one JSON list of
[cell, milliseconds since the cell was sent, kind, text].
"""

import json
import sys
import threading
import time

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager


def main(module: str, *cells: str) -> None:
    heard = []
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(
        argv=[sys.executable, "-m", module, "-f", "{connection_file}"], language="stata"
    )
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    for number, cell in enumerate(cells):
        if cell.startswith("interrupt after "):
            delay, cell = cell.removeprefix("interrupt after ").split(": ", 1)
            threading.Timer(float(delay), manager.interrupt_kernel).start()
        sent_at = time.monotonic()
        if cell.startswith("complete: "):
            asked = client.complete(cell.removeprefix("complete: "), reply=True, timeout=60)
            matches = " ".join(asked["content"]["matches"])
            heard.append([number, round(1000 * (time.monotonic() - sent_at)), "matches", matches])
            continue

        def hear(kind: str, text: str) -> None:
            heard.append([number, round(1000 * (time.monotonic() - sent_at)), kind, text])

        def on_output(message) -> None:
            content = message["content"]
            kind = message["header"]["msg_type"]
            if kind == "stream":
                hear(content["name"], content["text"])
            elif kind == "error":
                hear("error", "\n".join([content["ename"], content["evalue"]]))
            elif kind in ("display_data", "execute_result"):
                hear("display", content["data"].get("text/plain", ""))

        reply = client.execute_interactive(cell, timeout=60, output_hook=on_output)
        hear("reply", reply["content"]["status"])
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    print(json.dumps(heard))


main(*sys.argv[1:])
