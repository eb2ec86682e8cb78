"""What the people who run a desk decided for its computer, in a file beside the program: `permanence.toml`.

It holds nothing about anyone. A faulty file makes the computer a shared one, the strictest there is, and the first screen says
why: a typing mistake must not undo a protection someone counts on.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

FORMAT = 1
NOM = "permanence.toml"
#: The editor of Windows adds this, and its file manager hides it.
_NOMS = (NOM, f"{NOM}.txt")
#: What said the same before this file: an empty one. Still read.
MARQUES = ("poste-partage", "poste-partage.txt")
CODE_MIN, CODE_MAX = 4, 20
#: In bytes: nobody writes so many settings.
_TAILLE_MAX = 64 * 1024
_CLES = frozenset({"format", "poste_partage", "code_retour"})


class Faute(StrEnum):
    """Why a file cannot be followed; its sentence is `permanence.faute.<faute>`."""

    ILLISIBLE = "illisible"
    PLUS_RECENT = "plus_recent"
    CLE = "cle"
    PARTAGE = "partage"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Permanence:
    """What was decided. Without a file: an ordinary computer, and no code."""

    poste_partage: bool = False
    #: What brings back a hidden screen; empty when anyone may.
    code_retour: str = field(default="", repr=False)
    faute: Faute | None = None
    #: Which file was read, where there is one.
    fichier: Path | None = None


def read_permanence(programme: Path) -> Permanence:
    """What is written beside the program; never fails."""
    fichier = next((place for nom in _NOMS for place in _named(programme, nom)), None)
    marque = any(True for nom in MARQUES for _ in _named(programme, nom))
    if fichier is None:
        return Permanence(poste_partage=marque)
    try:
        with fichier.open("rb") as ouvert:
            # With the mark that the editor of Windows may put first.
            contenu = tomllib.loads(ouvert.read(_TAILLE_MAX).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return Permanence(poste_partage=True, faute=Faute.ILLISIBLE, fichier=fichier)
    faute = _fault(contenu)
    return Permanence(
        # The strictest of all that was said.
        poste_partage=marque or faute is not None or contenu.get("poste_partage") is True,
        # Of a file that is faulty elsewhere, a code that can be read is asked for all the same.
        code_retour=contenu["code_retour"] if _is_code(contenu.get("code_retour")) else "",
        faute=faute,
        fichier=fichier,
    )


def _fault(contenu: Mapping[str, object]) -> Faute | None:
    version = contenu.get("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        return Faute.PLUS_RECENT
    if not _CLES.issuperset(contenu):
        return Faute.CLE
    if not isinstance(contenu.get("poste_partage", False), bool):
        return Faute.PARTAGE
    if "code_retour" in contenu and not _is_code(contenu["code_retour"]):
        return Faute.CODE
    return None


def _is_code(valeur: object) -> bool:
    """In quotes, since a number loses the zeros it begins with; of what any keyboard types, and can be typed without seeing."""
    return isinstance(valeur, str) and CODE_MIN <= len(valeur) <= CODE_MAX and valeur.isascii() and valeur.isalnum()


def _named(programme: Path, nom: str) -> Iterator[Path]:
    """What bears this name, the way it is written here first; some systems make a difference between « P » and « p »."""
    if _is_there(programme / nom):
        yield programme / nom
    try:
        yield from sorted(place for place in programme.iterdir() if place.name != nom and place.name.lower() == nom)
    except OSError:
        # A folder one may not look into.
        return


def _is_there(chemin: Path) -> bool:
    """True for anything of that name, even what cannot be read: a protection out of reach is not one that was lifted."""
    try:
        chemin.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        # A folder one may not look into says nothing of what is in it, and a name under a file is none.
        return False
    return True
