"""A stand-in for Stata's own ``sfi``: what tools ask a session for, answered by a simulated Stata."""

import fake_stata_bridge
from fake_stata_bridge import StataAnswer

__all__ = [
    "BreakError", "Data", "Frame", "FrameError", "Macro", "Mata", "Matrix", "Missing", "Scalar",
    "SFIError", "SFIToolkit", "ValueLabel", "breakIn",
]

_MISSING = float.fromhex("0x1.0p+1023")


class SFIError(Exception):
    """A call that Stata has no answer to."""


class BreakError(Exception):
    """The Break key was pressed."""


class FrameError(Exception):
    """No such frame."""


def _ask(question, *arguments):
    try:
        return fake_stata_bridge.bridge().ask(question, *arguments)
    except StataAnswer as answer:
        raise SFIError(str(answer)) from None


def breakIn():
    """Presses the Break key; from any thread."""
    fake_stata_bridge.bridge().press_break()


def _macros_that_are(scope):
    """How macros of one scope are read, set and deleted. To Stata, an empty one isn't there."""
    setting = "set" + scope.capitalize()

    def get(name):
        return _ask(scope, name)

    def put(name, value):
        _ask(setting, name, value)

    def delete(name):
        put(name, "")

    return staticmethod(get), staticmethod(put), staticmethod(delete)


class Macro:
    """Local and global macros."""

    getGlobal, setGlobal, delGlobal = _macros_that_are("global")
    getLocal, setLocal, delLocal = _macros_that_are("local")


class Scalar:
    """Scalars, and the numbers in c(), e() and r()."""

    @staticmethod
    def getValue(name, missing=False):
        value = _ask("scalar", name)
        return _MISSING if value is None else value

    @staticmethod
    def getString(name):
        value = _ask("scalar", name)
        return value if isinstance(value, str) else ""

    @staticmethod
    def setValue(name, value):
        _ask("setScalar", name, float(value))

    @staticmethod
    def setString(name, value):
        _ask("setScalar", name, str(value))


class Missing:
    """Missing values."""

    @staticmethod
    def getValue(val=None):
        letter = 0 if val in (None, ".", "") else ord(val[-1]) - ord("a") + 1
        return _MISSING + letter * _MISSING / 4096

    @staticmethod
    def isMissing(value):
        return value >= _MISSING

    @staticmethod
    def parseIsMissing(text):
        return text == "." or (len(text) == 2 and text[0] == "." and text[1].islower())


class Data:
    """The data in memory. Variables are named or counted from 0, and so are observations."""

    @staticmethod
    def _variable(var):
        variables = _ask("variables")
        if isinstance(var, int) and -len(variables) <= var < len(variables):
            return variables[var]
        for variable in variables:
            if variable["name"] == var:
                return variable
        raise ValueError("variable %s not found" % var)

    @staticmethod
    def getVarCount():
        return len(_ask("variables"))

    @staticmethod
    def getObsTotal():
        return _ask("observations")

    @staticmethod
    def getVarName(index):
        return Data._variable(index)["name"]

    @staticmethod
    def getVarIndex(name):
        return [variable["name"] for variable in _ask("variables")].index(name)

    @staticmethod
    def getVarType(var):
        return Data._variable(var)["type"]

    @staticmethod
    def getVarLabel(var):
        return Data._variable(var)["label"]

    @staticmethod
    def getVarFormat(var):
        return Data._variable(var)["format"]

    @staticmethod
    def isVarTypeString(var):
        return Data.getVarType(var).startswith("str")

    @staticmethod
    def isVarTypeStr(var):
        return Data.isVarTypeString(var) and not Data.isVarTypeStrL(var)

    @staticmethod
    def isVarTypeStrL(var):
        return Data.getVarType(var) == "strL"

    @staticmethod
    def get(var=None, obs=None, selectvar=None, valuelabel=False, missingval=_MISSING):
        if var is None:
            names = [variable["name"] for variable in _ask("variables")]
        elif isinstance(var, str):
            names = var.split()
        else:
            names = [var] if isinstance(var, int) else list(var)
        rows = None if obs is None else [obs] if isinstance(obs, int) else list(obs)
        columns = [_ask("values", Data._variable(name)["name"], rows) for name in names]
        table = [[missingval if value is None else value for value in row] for row in zip(*columns)]
        if len(names) == 1:
            column = [row[0] for row in table]
            return column[0] if isinstance(obs, int) else column
        return table

    @staticmethod
    def getAt(var, obs):
        return Data.get(var, obs)

    @staticmethod
    def getAsDict(var=None, obs=None, selectvar=None, valuelabel=False, missingval=_MISSING):
        names = [variable["name"] for variable in _ask("variables")] if var is None else var
        names = names.split() if isinstance(names, str) else names
        return {
            Data._variable(name)["name"]: Data.get(name, obs, missingval=missingval)
            for name in names
        }

    @staticmethod
    def storeAt(var, obs, val):
        _ask("setValue", Data._variable(var)["name"], obs, val)

    @staticmethod
    def dropVar(var):
        SFIToolkit.stata("drop %s" % var)

    @staticmethod
    def addObs(n, nofill=False):
        SFIToolkit.stata("quietly set obs %d" % (Data.getObsTotal() + n))

    @staticmethod
    def addVarDouble(name):
        SFIToolkit.stata("quietly generate double %s = ." % name)

    @staticmethod
    def addVarStr(name, length):
        SFIToolkit.stata('quietly generate str%d %s = ""' % (length, name))


class Frame:
    """Frames: which there are, and which is worked on."""

    @staticmethod
    def connect(name):
        if name != Frame.getCWF():
            raise FrameError("frame %s is not the current one" % name)
        return Data

    @staticmethod
    def getCWF():
        return _ask("currentFrame")

    @staticmethod
    def getFrames():
        return _ask("frames")

    @staticmethod
    def getFrameCount():
        return len(Frame.getFrames())

    @staticmethod
    def getFrameAt(index):
        return Frame.getFrames()[index]


class ValueLabel:
    """Value labels, as far as variables tell of them."""

    @staticmethod
    def getVarValueLabel(var):
        return Data._variable(var)["valueLabel"]


class Matrix:
    """Matrices, those in e() and r() too."""

    @staticmethod
    def get(name, rows=None, cols=None):
        values = _ask("matrix", name)["values"]
        return [[_MISSING if value is None else value for value in row] for row in values]

    @staticmethod
    def getAt(name, row, col):
        return Matrix.get(name)[row][col]

    @staticmethod
    def getRowTotal(name):
        return len(_ask("matrix", name)["rowNames"])

    @staticmethod
    def getColTotal(name):
        return len(_ask("matrix", name)["columnNames"])

    @staticmethod
    def getRowNames(name):
        return _ask("matrix", name)["rowNames"]

    @staticmethod
    def getColNames(name):
        return _ask("matrix", name)["columnNames"]


class Mata:
    """Mata, which is not there: nothing of that name is found."""

    @staticmethod
    def _missing(name):
        raise ValueError("%s not found: fake-stata runs no Mata" % name)

    get = getRowTotal = getColTotal = getEltype = _missing


class SFIToolkit:
    """Everything else."""

    @staticmethod
    def stata(command, echo=False):
        from pystata import config

        code, failure = fake_stata_bridge.bridge().run(command, bool(echo), False, config.write)
        if code != 0:
            raise SystemError(failure.rstrip("\n") or "r(%d);" % code)

    @staticmethod
    def executeCommand(command, echo=False):
        SFIToolkit.stata(command, echo)

    @staticmethod
    def getWorkingDir():
        return _ask("directory")

    @staticmethod
    def macroExpand(text):
        return _ask("expand", text)

    @staticmethod
    def getTempName():
        return _ask("temporaryName")

    @staticmethod
    def formatValue(value, format):
        return _ask("format", value, format)

    @staticmethod
    def display(text, asis=False):
        from pystata import config

        config.write(str(text))

    @staticmethod
    def displayln(text, asis=False):
        SFIToolkit.display("%s\n" % text)

    error = display
    errorln = displayln

    @staticmethod
    def pollnow():
        """Looks whether Break was pressed. Raises BreakError if it was; a run ends by itself here."""
        if fake_stata_bridge.bridge().take_break():
            raise BreakError("--Break--")

    pollstd = pollnow
