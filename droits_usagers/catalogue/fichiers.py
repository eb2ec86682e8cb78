"""Opens one of our data files, and says where it is wrong: file, line and key.

Whatever is wrong with a data file is one fact of life (RESSOURCE_ABIMEE: the program was damaged or edited), with the facts
`fichier`, `ligne`, `cle` and `motif` (the code of the refusal underneath).
"""

import lzma
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.socle.errors import ExpectedError, Panne

# The standard parser says « (at line 3, column 8) » or « (at end of document) ».
_LINE = re.compile(r"\(at line (\d+)")


def read_text(chemin: Path) -> str:
    """The text of a data file. Raises ExpectedError (RESSOURCE_ABIMEE) when it is not there or is not UTF-8."""
    try:
        return chemin.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(chemin, "illisible") from error


def read_packed(chemin: Path) -> bytes:
    """What is in an xz file. Raises ExpectedError (RESSOURCE_ABIMEE) when it is not there or is damaged."""
    try:
        return lzma.decompress(chemin.read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise _damaged(chemin, "illisible") from error


@contextmanager
def open_document(chemin: Path) -> Iterator[Table]:
    """The root table of a data file; on leaving, a key nobody asked for is refused like the rest."""
    texte = read_text(chemin)
    try:
        root = Table(tomllib.loads(texte), fichier=chemin.name)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        ligne = int(found[1]) if found else texte.count("\n") + 1
        raise _damaged(chemin, Panne.TOML_ILLISIBLE, ligne=ligne) from error
    with locating(chemin, texte):
        root.read_format()
        yield root
        root.close()


@contextmanager
def locating(chemin: Path, texte: str = "") -> Iterator[None]:
    """Says of what is refused there in which file and on which line; `texte` is that of the file, when it was just read."""
    try:
        yield
    except ExpectedError as error:
        from droits_usagers.domain.mots.lecture import line_of

        cle = error.faits["cle"]
        raise _damaged(chemin, error.panne, ligne=line_of(texte or read_text(chemin), cle), cle=cle) from error


def _damaged(chemin: Path, motif: str, *, ligne: int = 1, cle: str = "") -> ExpectedError:
    fichier = f"{chemin.parent.name}/{chemin.name}"
    return ExpectedError(Panne.RESSOURCE_ABIMEE, fichier=fichier, ligne=str(ligne), cle=cle, motif=str(motif))
