"""Runs Stata code, and hands data over."""

import fake_stata_bridge

from . import config

config.check_initialized()


def run(cmd, quietly=False, echo=None, inline=None):
    """Runs one command, or several lines as a do-file's, and blocks until they are done.

    What Stata says is shown as it says it. Of a failure, what it says from the error on is in the
    SystemError that is raised.
    """
    if not isinstance(cmd, str):
        raise TypeError("cmd must be a string")
    is_one_line = "\n" not in cmd.strip()
    if echo is None:
        shows = config.stconfig["cmdshow"]
        echo = not is_one_line if shows == "default" else bool(shows)
    code, failure = fake_stata_bridge.bridge().run(
        cmd, bool(echo) and not quietly, bool(quietly), config.write
    )
    if code != 0:
        raise SystemError(failure.rstrip("\n") or "r(%d);" % code)


def nparray_from_data(var=None, obs=None, selectvar=None, valuelabel=False, missingval=None):
    """The data in memory as a NumPy array."""
    return pdataframe_from_data(var, obs, selectvar, valuelabel, missingval).to_numpy()


def pdataframe_from_data(var=None, obs=None, selectvar=None, valuelabel=False, missingval=None):
    """The data in memory as a pandas data frame."""
    import pandas

    bridge = fake_stata_bridge.bridge()
    names = [each["name"] for each in bridge.ask("variables")]
    if var is not None:
        wanted = var.split() if isinstance(var, str) else list(var)
        names = [names[each] if isinstance(each, int) else each for each in wanted]
    rows = range(bridge.ask("observations")) if obs is None else obs
    rows = [rows] if isinstance(rows, int) else list(rows)
    missing = float("nan") if missingval is None else missingval
    columns = {
        name: [missing if value is None else value for value in bridge.ask("values", name, rows)]
        for name in names
    }
    return pandas.DataFrame(columns, columns=names, index=None if obs is None else rows)


def pdataframe_from_frame(stfr, *args, **kwargs):
    """The data of a frame: there is the one that is called default."""
    return pdataframe_from_data(*args, **kwargs)


def pdataframe_to_data(df, force=False):
    """Loads a pandas data frame: numbers as doubles, anything else as strings."""
    if force:
        run("clear", quietly=True)
    run("set obs %d" % len(df), quietly=True)
    bridge = fake_stata_bridge.bridge()
    for position, name in enumerate(df.columns):
        is_number = df.dtypes.iloc[position].kind in "bifu"
        kind = "double" if is_number else "str244"
        run("generate %s %s = %s" % (kind, name, "." if is_number else '""'), quietly=True)
        for row, value in enumerate(df.iloc[:, position]):
            value = None if value != value else (float(value) if is_number else str(value))
            bridge.ask("setValue", str(name), row, value)


def get_return():
    """What is in r()."""
    return _stored("return")


def get_ereturn():
    """What is in e()."""
    return _stored("ereturn")


def get_sreturn():
    """What is in s()."""
    return _stored("sreturn")


def _stored(kind):
    return fake_stata_bridge.bridge().ask("stored", kind[0])
