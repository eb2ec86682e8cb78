"""`droits-usagers`, or `python -m droits_usagers`: the window when nothing or a coffre is given, a command otherwise."""

import gc
import sys

#: A command makes many objects on its way in, and hardly any garbage: looking for some costs a tenth of a short one.
_OBJETS_AVANT_RAMASSAGE = 100_000


def main() -> None:
    """Starts the program and exits with its code."""
    if getattr(sys, "frozen", False):
        # Before anything else: a frozen program is its own Python, and multiprocessing starts it for the limited process.
        from multiprocessing import spawn

        spawn.freeze_support()
    arguments = sys.argv[1:]
    if arguments:
        gc.set_threshold(_OBJETS_AVANT_RAMASSAGE)
    from droits_usagers import app

    sys.exit(app.run(arguments))


if __name__ == "__main__":
    main()
