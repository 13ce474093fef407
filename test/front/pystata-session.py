"""What a program sees that has the double in its own process: prints it, as one JSON object.

pystata-session.py UTILITIES [crash CODE | crash-library LIBRARY CODE]
"""

import ast
import ctypes
import json
import pathlib
import sys
import threading
import time

UTILITIES = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(UTILITIES))


class Recorder:
    """A file that keeps what is written to it, and when it was."""

    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append((time.monotonic(), text))

    def flush(self):
        pass

    def take(self):
        pieces, self.pieces = self.pieces, []
        return pieces


def crash(code):
    from pystata import config

    config.init("mp", splash=False)
    from pystata import stata

    stata.run(code)
    print("still here")


def crash_library(library, code):
    stata = ctypes.CDLL(library)
    if stata.StataSO_Main(1, (ctypes.c_char_p * 2)(b"", None)) != 0:
        sys.exit("it did not start")
    stata.StataSO_Execute(code.encode(), False)
    print("still here")


def timed(function, *args):
    started = time.monotonic()
    try:
        function(*args)
        error = None
    except Exception as exception:
        error = [type(exception).__name__, str(exception)]
    return error, round(1000 * (time.monotonic() - started))


def session():
    from pystata import config

    output = Recorder()
    config.stoutputf = output
    config.init("mp", splash=False)
    import sfi
    from pystata import stata

    seen = {}

    # A second thread counts while the first one waits for Stata.
    ticks = []
    is_over = threading.Event()

    def tick():
        while not is_over.wait(0.01):
            ticks.append(time.monotonic())

    ticker = threading.Thread(target=tick)
    ticker.start()
    _, slept_ms = timed(stata.run, 'display "one"\nsleep 300\ndisplay "two"')
    is_over.set()
    ticker.join()
    pieces = output.take()
    at = {word: next(at for at, text in pieces if "\n%s\n" % word in text) for word in ("one", "two")}
    seen["blocks"] = {
        "sleptMs": slept_ms,
        "ticks": len(ticks),
        "apartMs": round(1000 * (at["two"] - at["one"])),
    }

    # The log is on the disk while the run goes on.
    code = 'log using early.log, replace text\ndisplay "early"\nsleep 60000'
    log = pathlib.Path("early.log")
    log.unlink(missing_ok=True)
    running = threading.Thread(target=timed, args=(stata.run, code))
    running.start()
    while not (log.exists() and "\nearly\n" in log.read_text()):
        time.sleep(0.01)
    seen["logIsEarly"] = running.is_alive()
    sfi.breakIn()
    running.join()
    stata.run("log close _all")
    output.take()

    error, _ = timed(stata.run, 'display "before"\ncsort x\ndisplay "after"')
    seen["failure"] = {"error": error, "output": "".join(text for _, text in output.take())}
    seen["quietly"] = timed(stata.run, "display 1\ncsort x", True)[0]
    seen["quietOutput"] = "".join(text for _, text in output.take())

    threading.Timer(0.2, sfi.breakIn).start()
    error, ms = timed(stata.run, "sleep 60000")
    stata.run("display 2 + 2")
    seen["break"] = {"error": error, "isSoon": ms < 10_000, "after": output.take()[-1][1]}

    sfi.breakIn()
    polls = [timed(poll)[0] for poll in (sfi.SFIToolkit.pollnow, sfi.SFIToolkit.pollnow)]
    seen["polls"] = polls

    stata.run("clear\nset obs 3\ngenerate x = _n\nreplace x = . in 2\ngenerate str4 s = \"a\"", True)
    stata.run("matrix M = (1, 2 \\ 3, .)\nsummarize x", True)
    sfi.Macro.setGlobal("g", "a b")
    sfi.Macro.setLocal("l", "c")
    sfi.Scalar.setValue("k", 2.5)
    sfi.Data.storeAt("x", 2, 9)
    seen["sfi"] = {
        "global": sfi.Macro.getGlobal("g"),
        "local": sfi.Macro.getLocal("l"),
        "scalar": sfi.Scalar.getValue("k"),
        "r": sfi.Scalar.getValue("r(N)"),
        "c": sfi.Macro.getGlobal("c(edition_real)"),
        "variables": [sfi.Data.getVarName(at) for at in range(sfi.Data.getVarCount())],
        "types": [sfi.Data.isVarTypeString(name) for name in ("x", "s")],
        "x": [None if sfi.Missing.isMissing(each) else each for each in sfi.Data.get("x")],
        "rows": [row[1] for row in sfi.Data.get()],
        "matrix": sfi.Matrix.get("M")[1][0],
        "missing": sfi.Missing.isMissing(sfi.Matrix.getAt("M", 1, 1)),
        "frames": [sfi.Frame.getCWF(), sfi.Frame.getFrames(), sfi.Frame.getFrameCount()],
        "expanded": sfi.SFIToolkit.macroExpand("$g"),
        "formatted": sfi.SFIToolkit.formatValue(3.14159, "%4.2f"),
        "failure": timed(sfi.SFIToolkit.stata, "csort x")[0],
        "noVariable": timed(sfi.Data.get, "nope")[0],
        "noAnswer": timed(sfi.Matrix.get, "nope")[0],
    }
    sfi.Macro.delGlobal("g")
    seen["deleted"] = sfi.Macro.getGlobal("g")

    # Nothing in it needs more than Python 3.9.
    sources = sorted(UTILITIES.rglob("*.py"))
    for source in sources:
        ast.parse(source.read_text(encoding="utf-8"), str(source), feature_version=(3, 9))
    seen["sources"] = len(sources)
    seen["python"] = "%d.%d" % sys.version_info[:2]
    print(json.dumps(seen))


if sys.argv[2:3] == ["crash"]:
    crash(sys.argv[3])
elif sys.argv[2:3] == ["crash-library"]:
    crash_library(sys.argv[3], sys.argv[4])
else:
    session()
