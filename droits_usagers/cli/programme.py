"""The program as typed in a terminal: its commands, and what each way of ending says and returns.

Exit codes: 0 done, 2 what was given cannot be read, 3 the program understands but will not or cannot, 4 done but for a part
that must not be taken for done, 130 interrupted by the person, 141 nobody reads any more (`| head`). A bug is not met here: it
rises to app.py, which exits with 1.
"""

import contextlib
import sys
from collections.abc import Sequence

import click

from droits_usagers import __version__
from droits_usagers.cli.aide import AIDE, GroupeCommandes
from droits_usagers.cli.phrase import guard_given_phrase
from droits_usagers.cli.sorties import say, stop_writing, write_text
from droits_usagers.cli.usage import sentence_of
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.ecriture import watching
from droits_usagers.services.socle.pannes import sentence_of as explain

NOM = "droits-usagers"

#: Name → "module:attribute". A command's texts are in `[cli.<name>]` of the texts; see aide.py.
COMMANDES = {
    "demarches": "droits_usagers.cli.demarches:demarches",
    "courrier": "droits_usagers.cli.courrier:courrier",
    "clavier": "droits_usagers.cli.clavier:clavier",
    "fiche": "droits_usagers.cli.fiche:fiche",
    "annuaire": "droits_usagers.cli.annuaire:annuaire",
    "echeances": "droits_usagers.cli.echeances:echeances",
    "notice": "droits_usagers.cli.notice:notice",
    "ecarts": "droits_usagers.cli.ecarts:ecarts",
    "relire": "droits_usagers.cli.relire:relire",
    "masquer": "droits_usagers.cli.masquer:masquer",
    "droit": "droits_usagers.cli.droit:droit",
    "coffre": "droits_usagers.cli.coffre:coffre",
    "demo": "droits_usagers.cli.demo:demo",
}

EXIT_INPUT = 2
EXIT_CANNOT = 3
EXIT_PARTIAL = 4
EXIT_INTERRUPTED = 130
EXIT_NO_READER = 141


def _tell_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click
    if asked:
        write_text(f"{NOM} {__version__}")
        ctx.exit()


@click.group(NOM, cls=GroupeCommandes, commandes=COMMANDES, context_settings=AIDE)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version)
def programme() -> None:
    """Without a command, the window opens (app.py); this group only ever sees commands."""


def run(arguments: Sequence[str], services: Services) -> int:
    """Runs one command line and returns its exit code. Expected failures are said on stderr in one sentence; bugs rise."""
    guard_given_phrase()
    # Letters and JSON leave in UTF-8 whatever the terminal's code page (Windows), and no file name can make output fail.
    for flux in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(flux, "reconfigure", None)  # absent where a test or a windowed program replaced the stream
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace" if flux is not sys.stdin else "strict")
    try:
        with watching():
            # Not `programme.main`, which takes a closed pipe for a failure and exits on its own.
            with contextlib.suppress(click.exceptions.Exit), programme.make_context(NOM, list(arguments), obj=services) as ctx:
                programme.invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
    except click.UsageError as error:
        return _say(sentence_of(error, services.catalogue.textes, programme=NOM), EXIT_INPUT)
    except ExpectedError as error:
        return _say(explain(error, services.catalogue.textes), _code(error.panne))
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        stop_writing()
        return EXIT_NO_READER
    return 0


def _code(panne: Panne) -> int:
    if panne.is_input:
        return EXIT_INPUT
    return EXIT_PARTIAL if panne.is_partial else EXIT_CANNOT


def _say(phrase: str, code: int) -> int:
    """Writes one sentence on stderr, and passes the exit code on."""
    say(phrase)
    return code
