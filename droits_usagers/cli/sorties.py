"""What every command says and writes: a remark on stderr, text or JSON on stdout, a file when it is whole."""

import json
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.unites import run_through

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from droits_usagers.domain.lettre.lettre import Remarque
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.services.coffres import Coffre

#: What `--sortie -` means.
STDOUT = Path("-")


def say_remarks(remarques: "Iterable[Remarque]", textes: "Textes") -> None:
    """Each remark once, in one sentence, on stderr."""
    for remarque in dict.fromkeys(remarques):
        say(textes(f"remarques.{remarque.id}", **dict(remarque.faits)))


def say(phrase: str) -> None:
    """One sentence on stderr. Where nothing more can be written there (a full disk behind it), what was done is done."""
    try:
        click.echo(phrase, err=True)
    except OSError:
        if sys.stderr is not None:
            _silence(sys.stderr)


@contextmanager
def over_and_over() -> "Iterator[Callable[[str], None]]":
    """What says how far a long task is, each sentence over the one before, and leaves nothing; nothing but on a terminal."""
    dite = ""

    def say_over(phrase: str) -> None:
        nonlocal dite
        if sys.stderr is not None and sys.stderr.isatty():
            with suppress(OSError):
                click.echo("\r" + phrase.ljust(len(dite)), nl=False, err=True)
            dite = phrase

    try:
        yield say_over
    finally:
        if dite:
            say_over("")
            say_over("")


def write_text(texte: str) -> None:
    """Text on stdout.

    Raises ExpectedError DISQUE_PLEIN when what stands behind it takes no more (a redirection), BrokenPipeError with no reader.
    """
    if sys.stdout is None:  # closed before the program began
        raise BrokenPipeError
    try:
        click.echo(texte, nl=not texte.endswith("\n"))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        stop_writing()
        raise ExpectedError(Panne.DISQUE_PLEIN, fichier=str(STDOUT)) from error


def stop_writing() -> None:
    """Points stdout at nothing, so that Python does not complain again when it flushes on its way out."""
    if sys.stdout is not None:
        _silence(sys.stdout)


def _silence(flux: "TextIO") -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), flux.fileno())


def write_json(valeur: object) -> None:
    """JSON on stdout, readable by people too."""
    write_text(json.dumps(valeur, ensure_ascii=False, indent=2))


def back_up(coffre: "Coffre", textes: "Textes") -> None:
    """Make the one that is wanted, if one is; say on stderr, once, that it or the one before could not be made."""
    from droits_usagers.services.coffre.protection import said_missed

    run_through(coffre.protection.after_bulk())
    manquee = coffre.protection.take_missed()
    if manquee is not None:
        say(said_missed(manquee, textes))
