"""Configuration, and the start of Stata."""

import sys

import fake_stata_bridge

#: What calls Stata directly, as its shared library would; None before :func:`init`.
stlib = None
#: Where output goes; None is ``sys.stdout``.
stoutputf = None
#: What is drawn and how; kept, and without effect.
stconfig = {
    "grwidth": ("default", "in"),
    "grheight": ("default", "in"),
    "grformat": "svg",
    "grshow": True,
    "cmdshow": "default",
    "streamout": "on",
}
stinitialized = False
stversion = ""
stedition = ""
sfiinitialized = False
pyversion = sys.version_info
stipython = 0


class _Library:
    """The functions of the shared library that callers reach for."""

    def StataSO_Execute(self, command, echo=False):
        text = command.decode("utf-8") if isinstance(command, bytes) else command
        code, failure = fake_stata_bridge.bridge().run(text, bool(echo), False, write)
        write(failure)
        return code

    def StataSO_SetBreak(self):
        fake_stata_bridge.bridge().press_break()

    def StataSO_GetOutputBuffer(self):
        return b""

    def StataSO_ClearOutputBuffer(self):
        return None


def write(text):
    """Shows what Stata says, at once."""
    if text == "":
        return
    file = sys.stdout if stoutputf is None else stoutputf
    file.write(text)
    file.flush()


def init(edition, splash=True):
    """Starts Stata: edition is mp, se or be."""
    global stlib, stinitialized, stversion, stedition, sfiinitialized
    if edition not in ("mp", "se", "be"):
        raise ValueError("edition must be one of mp, se, or be")
    if stinitialized:
        return
    bridge = fake_stata_bridge.start(edition, splash, write)
    stlib = _Library()
    stinitialized = sfiinitialized = True
    stedition, stversion = edition, str(bridge.version)
    from . import stata  # noqa: F401  Callers expect pystata.stata from here on.


def is_stata_initialized():
    return stinitialized


def check_initialized():
    if not stinitialized:
        raise SystemError("Stata environment has not been initialized yet.")


def get_encode_str(text, encoding=None):
    return text.encode("utf-8")


def get_decode_str(text, encoding=None):
    return text.decode("utf-8")


def get_stata_edition():
    return {"mp": "Stata/MP", "se": "Stata/SE", "be": "Stata/BE"}[stedition]


def status():
    """Shows how things stand."""
    print("    System information")
    print("      Python version         %s" % ".".join(map(str, sys.version_info[:3])))
    print("      Stata version          %s (fake-stata)" % (stversion or "not initialized"))


def set_graph_format(gformat, perm=False):
    if gformat not in ("svg", "png", "pdf"):
        raise ValueError("graph format must be one of svg, png, or pdf")
    stconfig["grformat"] = gformat


def set_graph_size(width=None, height=None, perm=False):
    if width is not None:
        stconfig["grwidth"] = width
    if height is not None:
        stconfig["grheight"] = height


def set_graph_show(show, perm=False):
    stconfig["grshow"] = bool(show)


def set_command_show(show, perm=False):
    stconfig["cmdshow"] = bool(show)


def set_streaming_output_mode(flag, perm=False):
    stconfig["streamout"] = flag


def set_output_file(filename, replace=False):
    global stoutputf
    stoutputf = open(filename, "w" if replace else "x", encoding="utf-8")


def close_output_file():
    global stoutputf
    if stoutputf is not None:
        stoutputf.close()
        stoutputf = None
