"""`droits-usagers`, or `python -m droits_usagers`: the window when nothing is asked, a command otherwise."""

import sys


def main() -> None:
    """Starts the program and exits with its code."""
    if getattr(sys, "frozen", False):
        # A child process that renders someone's own template starts this same program: it must not open a second window.
        from multiprocessing import freeze_support

        freeze_support()
    from droits_usagers import app

    arguments = sys.argv[1:]
    sys.exit(app.run_command_line(arguments) if arguments else app.run_window())


if __name__ == "__main__":
    main()
