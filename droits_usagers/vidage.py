"""Keeps the system from writing the memory of the program on the disk when it crashes: it holds a key, and what people type.

Linux and macOS: no core file. Linux besides: nothing is handed to whoever collects crashes, and no other program of the same
person reads this memory. Windows: its report of a crash is not offered.
"""

import contextlib
import sys

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS = 0x0001
_SEM_NOGPFAULTERRORBOX = 0x0002


def forbid_core_files() -> None:
    """To be called at the start: processes begun by this one obey it too."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_dumps() -> None:
    """For a process that holds what someone typed. Not for those that it begins: each says so for itself.

    For the window, once it is shown: until then its surroundings (the colours of the desktop) ask the system who it is.
    """
    import ctypes

    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    elif sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
