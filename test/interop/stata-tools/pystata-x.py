"""Has Stata in this process by way of pystata-x, and prints what calls come to, as one JSON list of
[output, return code, milliseconds].

Usage: pystata-x.py DIRECTORY
"""

import json
import sys
import threading
import time

import pystata_x

pystata_x.config.init("mp", st_path=sys.argv[1], splash=False)


def call(code):
    called_at = time.monotonic()
    output, return_code = pystata_x.execute(code)
    return [output, return_code, round(1000 * (time.monotonic() - called_at))]


threading.Timer(2.5, pystata_x.config.stlib.StataSO_SetBreak).start()
print(json.dumps([
    call('display "one"\nsleep 1000\ndisplay "two"'),
    call("csort x"),
    call("sleep 30000"),
    call("display 2 + 2"),
]))
