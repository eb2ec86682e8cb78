"""What the people who run a desk decided for its computer, in a file beside the program: `permanence.toml`.

It holds nothing about anyone. A faulty file makes the computer a shared one, the strictest there is, and the first screen says
why: a typing mistake must not undo a protection someone counts on.
"""

import datetime as dt
import hmac
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from droits_usagers.domain.droit.feries import territoire_of
from droits_usagers.domain.mots.horaires import SANS_HORAIRES, Horaires, read_fermetures, read_semaine
from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, SourceAnnuaire
from droits_usagers.domain.personnes.organismes import GenreOrganisme

FORMAT = 1
NOM = "permanence.toml"
#: The editor of Windows adds this, and its file manager hides it.
_NOMS = (NOM, f"{NOM}.txt")
#: What said the same before this file: an empty one. Still read.
MARQUES = ("poste-partage", "poste-partage.txt")
CODE_MIN, CODE_MAX = 4, 20
#: In bytes: nobody writes so many settings.
_TAILLE_MAX = 64 * 1024
#: Lines as they have to be typed: their quotes are not those of our sentences.
EXEMPLE_CODE = 'code_retour = "4812"'
EXEMPLE_HORAIRES = 'mardi = "14h-17h"'
_CLES = frozenset({"format", "poste_partage", "code_retour", "garder_adresses", "permanence", "adresses"})
#: When the desk receives, and where, as it is said on a paper.
TABLE = "permanence"
LIEU, LIEU_MAX, FERMEE = "lieu", 100, "fermee"
#: Of a body whose address was corrected. `adresse`: its lines.
_TEXTES = ("nom", "genre", "organisme", "service", "code_postal", "ville", "siren", "departement", "courriel", "remplace")
#: Of those that someone looked at before they were kept.
_RELUE = "relue"
#: How many are kept: the file stays one that a person reads.
ADRESSES_MAX = 100


class Faute(StrEnum):
    """Why a file cannot be followed; its sentence is `permanence.faute.<faute>`."""

    ILLISIBLE = "illisible"
    PLUS_RECENT = "plus_recent"
    CLE = "cle"
    PARTAGE = "partage"
    CODE = "code"
    ADRESSES = "adresses"
    HORAIRES = "horaires"


@dataclass(frozen=True, slots=True)
class Permanence:
    """What was decided. Without a file: an ordinary computer, and no code."""

    poste_partage: bool = False
    #: What brings back a hidden screen; empty when anyone may.
    code_retour: str = field(default="", repr=False)
    #: When and where people are received.
    horaires: Horaires = SANS_HORAIRES
    #: The same as they stand in the file.
    ecrits: Mapping[str, object] = field(default_factory=dict)
    #: True where the addresses of bodies may stay for everyone who comes here, each by a gesture; and those that do.
    garder_adresses: bool = False
    adresses: tuple[EntreeAnnuaire, ...] = ()
    #: Those that an earlier program kept without being asked: nobody looked at them, one may be someone's home.
    non_relues: tuple[EntreeAnnuaire, ...] = field(default=(), repr=False)
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
        horaires=SANS_HORAIRES if faute else _hours(contenu.get(TABLE, {})),
        ecrits={} if faute else contenu.get(TABLE, {}),
        garder_adresses=faute is None and contenu.get("garder_adresses") is True,
        adresses=() if faute else _entries(contenu, relues=True),
        non_relues=() if faute else _entries(contenu, relues=False),
        faute=faute,
        fichier=fichier,
    )


def written_addresses(permanence: Permanence) -> list[dict[str, object]]:
    """As they stand in the file, without what is empty; the first ones only, beyond `ADRESSES_MAX`."""
    relues = [{**_written(entree), _RELUE: True} for entree in permanence.adresses]
    return [*relues, *map(_written, permanence.non_relues)][:ADRESSES_MAX]


def _written(entree: EntreeAnnuaire) -> dict[str, object]:
    dits = {cle: str(getattr(entree, cle)) for cle in _TEXTES if getattr(entree, cle)}
    return {**dits, "adresse": [*entree.adresse], **({"releve_le": entree.releve_le} if entree.releve_le else {})}


def _entries(contenu: Mapping[str, object], *, relues: bool) -> tuple[EntreeAnnuaire, ...]:
    """Those that someone looked at before they were kept, or those that nobody did."""
    tables = contenu.get("adresses", [])
    return tuple(_entry(table) for table in tables if (table.get(_RELUE) is True) is relues) if isinstance(tables, list) else ()


def _entry(table: Mapping[str, object]) -> EntreeAnnuaire:
    """A body of the file, once `_are_addresses` has looked at it."""
    dits = {cle: str(table.get(cle, "")) for cle in _TEXTES}
    adresse, releve_le = table["adresse"], table.get("releve_le")
    return EntreeAnnuaire(
        **dits | {"organisme": GenreOrganisme(dits["organisme"] or GenreOrganisme.AUTRE)},  # type: ignore[arg-type] # texts but that one
        adresse=tuple(adresse) if isinstance(adresse, list) else (),
        source=SourceAnnuaire.CORRIGE,
        releve_le=releve_le if isinstance(releve_le, dt.date) else None,
        adressage=Adressage.PROPRE,
    )


def _fault(contenu: Mapping[str, object]) -> Faute | None:
    version = contenu.get("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        return Faute.PLUS_RECENT
    if not _CLES.issuperset(contenu):
        return Faute.CLE
    if not isinstance(contenu.get("poste_partage", False), bool):
        return Faute.PARTAGE
    if not isinstance(contenu.get("garder_adresses", False), bool) or not _are_addresses(contenu.get("adresses", [])):
        return Faute.ADRESSES
    if not _are_hours(contenu.get(TABLE, {})):
        return Faute.HORAIRES
    if "code_retour" in contenu and not _is_code(contenu["code_retour"]):
        return Faute.CODE
    return None


def _hours(table: Mapping[str, object]) -> Horaires:
    """Those of the file. Raises ValueError where one of them says nothing."""
    semaine = {cle: valeur for cle, valeur in table.items() if cle not in {LIEU, FERMEE}}
    lieu = str(table.get(LIEU, "")).strip()
    fermetures = read_fermetures(table[FERMEE]) if FERMEE in table else ()
    return Horaires(read_semaine(semaine), lieu, territoire_of(lieu.replace(",", " ").split()), fermetures)


def _are_hours(table: object) -> bool:
    lieu = table.get(LIEU, "") if isinstance(table, dict) else None
    if not isinstance(table, dict) or not isinstance(lieu, str) or len(lieu) > LIEU_MAX or not lieu.isprintable():
        return False
    try:
        _hours(table)
    except ValueError:
        return False
    return True


def _are_addresses(valeur: object) -> bool:
    return isinstance(valeur, list) and all(isinstance(une, dict) and _is_address(une) for une in valeur)


def _is_address(table: Mapping[str, object]) -> bool:
    lignes = table.get("adresse")
    genre = table.get("organisme", GenreOrganisme.AUTRE)
    return (
        {*table} <= {*_TEXTES, "adresse", "releve_le", _RELUE}
        and all(isinstance(table.get(cle, ""), str) for cle in _TEXTES)
        and isinstance(lignes, list)
        and all(isinstance(ligne, str) for ligne in lignes)
        and genre in {*GenreOrganisme}
        and isinstance(table.get(_RELUE, False), bool)
        and bool(table.get("nom") and table.get("code_postal"))
    )


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


#: Wrong ones that cost nothing: fingers slip.
GRATUITS = 3
_PREMIERE = dt.timedelta(seconds=5)
#: Never longer: everything is erased before that anyway.
_PLUS_LONGUE = dt.timedelta(minutes=5)


class Retour:
    """Compares, counts, and says how long before another try. It never sleeps: time is asked of `now`."""

    def __init__(self, code: str, now: Callable[[], dt.datetime]) -> None:
        self._code = code
        self._now = now
        self._rates = 0
        self._depuis = now()

    @property
    def is_asked(self) -> bool:
        """True where a code was set."""
        return bool(self._code)

    def left(self) -> dt.timedelta:
        """How long before another try is looked at; zero when it would be now."""
        attente = self._wait()
        passe = self._now() - self._depuis
        # A clock that was set back must not make anyone wait for hours.
        return min(max(attente - passe, dt.timedelta()), attente)

    def try_code(self, saisi: str) -> bool:
        """True if it is the code. While there is still to wait, nothing is looked at, and nothing counted."""
        if self.left():
            return False
        if hmac.compare_digest(saisi.strip().encode(), self._code.encode()):
            self._rates = 0
            return True
        self._rates += 1
        self._depuis = self._now()
        return False

    def reset(self) -> None:
        """Everything was erased: the next person did not miss anything."""
        self._rates = 0

    def _wait(self) -> dt.timedelta:
        if self._rates < GRATUITS:
            return dt.timedelta()
        # Doubling stops early: 2 to the power of a thousand is no length of time.
        fois: int = 2 ** min(self._rates - GRATUITS, 10)
        return min(_PREMIERE * fois, _PLUS_LONGUE)
