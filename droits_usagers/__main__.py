"""`droits-usagers`, or `python -m droits_usagers`: the window when nothing or a coffre is given, a command otherwise."""

import gc
import os
import sys

#: A command makes many objects on its way in, and hardly any garbage: looking for some costs a tenth of a short one.
_OBJETS_AVANT_RAMASSAGE = 100_000
#: Where a frozen program has its libraries and those of Qt looked for; PyInstaller keeps what was there before, with this end.
_LIEUX = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_AVANT = "_ORIG"
#: By which multiprocessing starts it again.
_DE_MULTIPROCESSING = frozenset({"--multiprocessing-fork", "-c"})


def main() -> None:
    """Starts the program and exits with its code."""
    if getattr(sys, "frozen", False):
        _live_frozen()
    arguments = sys.argv[1:]
    if arguments:
        gc.set_threshold(_OBJETS_AVANT_RAMASSAGE)
    from droits_usagers import app

    sys.exit(app.run(arguments))


def _live_frozen() -> None:
    """Before anything else. A frozen program is its own Python: multiprocessing starts it again for the limited process.

    What it starts that is not its own must not find its libraries: a reader of PDF made with Qt would take ours.
    """
    for lieu in _LIEUX:
        os.environ.pop(lieu, None)
        if lieu + _AVANT in os.environ:
            os.environ[lieu] = os.environ[lieu + _AVANT]
    # Alone, it was typed by someone.
    if sys.argv[2:] and not _DE_MULTIPROCESSING.isdisjoint(sys.argv[1:]):
        from multiprocessing import spawn

        spawn.freeze_support()


if __name__ == "__main__":
    main()
