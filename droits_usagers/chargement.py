"""Tells what was installed and does not load from a bug of the program."""

import traceback


def fails_to_load(error: Exception) -> bool:
    """True of what a module raises that is gone, or not as it was installed, whatever its other bytes make of it."""
    if isinstance(error, ImportError | SyntaxError | EOFError):
        return True
    codes = [cadre.f_code for cadre, _ in traceback.walk_tb(error.__traceback__)]
    return any(code.co_name == "<module>" or code.co_filename.startswith("<frozen importlib") for code in codes)
