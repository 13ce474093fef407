"""A stand-in for Stata's own ``pystata``: the same calls, and a simulated Stata behind them."""

__version__ = "0.1.1"
__author__ = "fake-stata"
__all__ = ["config", "stata"]

from . import config  # noqa: E402  The module stata is there after config.init().
