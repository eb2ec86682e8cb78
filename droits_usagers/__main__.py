"""`droits-usagers`, or `python -m droits_usagers`: the window when nothing or a coffre is given, a command otherwise."""

import gc
import os
import sys

#: A command makes many objects on its way in, and hardly any garbage: looking for some costs a tenth of a short one.
_OBJETS_AVANT_RAMASSAGE = 100_000
#: Where a frozen program has its libraries and those of Qt looked for; PyInstaller keeps what was there before, with this end.
_LIEUX = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
_AVANT = "_ORIG"
#: What start.py is asked by, as it names them: how it was begun, how often it read all again, that it must.
_DEPART, _A_RELIRE, _ABIMEE = "DROITS_USAGERS_DEPART", "DROITS_USAGERS_A_RELIRE", 87
#: By which multiprocessing starts it again.
_DE_MULTIPROCESSING = frozenset({"--multiprocessing-fork", "-c"})


def main() -> None:
    """Starts the program and exits with its code."""
    if getattr(sys, "frozen", False):
        _live_frozen()
    arguments = sys.argv[1:]
    if arguments:
        gc.set_threshold(_OBJETS_AVANT_RAMASSAGE)
    try:
        from droits_usagers import app

        code = app.run(arguments)
    except Exception as error:
        from droits_usagers.chargement import fails_to_load

        if fails_to_load(error):
            _have_it_read_again(arguments)
        raise
    sys.exit(code)


def _have_it_read_again(arguments: list[str]) -> None:
    """By start.py, where it began this: each file of what it installed, and then this anew; or says that it did, and stops."""
    depart = os.environ.pop(_DEPART, "").splitlines()
    if not depart:
        return
    if os.name == "nt":
        sys.exit(_ABIMEE)  # start.py waits for this one, from which it could remove nothing
    os.environ[_A_RELIRE] = "2" if _A_RELIRE in os.environ else "1"
    os.execv(depart[0], [*depart, *arguments])  # noqa: S606 - what began this program


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
