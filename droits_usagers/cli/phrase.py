"""The phrase of a coffre, asked on a terminal, or given by a script."""

import os
import sys

import click

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.vidage import forbid_dumps

#: Where scripts put the phrase. Other programs of the same person can read it there: the prompt is safer.
PHRASE = "DROITS_USAGERS_PHRASE"
#: And the one to change it for.
NOUVELLE = "DROITS_USAGERS_NOUVELLE_PHRASE"


def guard_given_phrase() -> None:
    """Where a script gave a phrase, keeps others from reading it here. To be called before anything else."""
    if PHRASE in os.environ or NOUVELLE in os.environ:
        forbid_dumps()


def ask_phrase(textes: Textes, *, confirm: bool = False) -> str:
    """The phrase, never shown. Raises ExpectedError PHRASE_ABSENTE without a terminal to ask it on, PHRASES_DIFFERENTES."""
    forbid_dumps()
    posee = os.environ.get(PHRASE)
    if posee is not None:
        return posee
    if not sys.stdin.isatty():
        raise ExpectedError(Panne.PHRASE_ABSENTE)
    phrase = _ask(textes("cli.coffre.demande"))
    if confirm and phrase != _ask(textes("cli.coffre.encore")):
        raise ExpectedError(Panne.PHRASES_DIFFERENTES)
    return phrase


def ask_new_phrase(textes: Textes) -> str:
    """The phrase to change for, asked twice. Raises ExpectedError PHRASE_NOUVELLE_ABSENTE, PHRASES_DIFFERENTES."""
    forbid_dumps()
    posee = os.environ.get(NOUVELLE)
    if posee is not None or not sys.stdin.isatty():
        if not posee:
            raise ExpectedError(Panne.PHRASE_NOUVELLE_ABSENTE)
        return posee
    phrase = _ask(textes("cli.coffre.nouvelle"))
    if phrase != _ask(textes("cli.coffre.encore")):
        raise ExpectedError(Panne.PHRASES_DIFFERENTES)
    return phrase


def _ask(question: str) -> str:
    return str(click.prompt(question, hide_input=True, err=True, prompt_suffix=" : "))
