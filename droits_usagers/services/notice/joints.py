"""The pictures of a fiche (its logo, photos of posters): kept in memory until it is saved, then written beside it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.notice.traitements import COULEUR, MOIS_MAX, Contact, FicheTraitement, readable
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.socle.ecriture import keep_file

if TYPE_CHECKING:
    from droits_usagers.letters.notice.pdf import Imprimeur
    from droits_usagers.letters.notice.valeurs import Charte, Logo

#: As much as is read of a file that stands beside a fiche.
_LU_MAX = 4_000_000
_PANNES = frozenset({Panne.LOGO_ABSENT, Panne.LOGO_REFUSE, Panne.LOGO_ILLISIBLE, Panne.LOGO_TROP_GRAND})


@dataclass(frozen=True, slots=True)
class Voisins:
    """The files beside a fiche: those that will be written when it is saved, then those of its folder."""

    dossier: Path | None = None
    attente: Mapping[str, bytes] = field(default_factory=dict, repr=False, hash=False)

    def read(self, nom: str) -> bytes:
        """One of them. Raises ExpectedError LOGO_ABSENT."""
        if nom in self.attente:
            return self.attente[nom]
        try:
            if self.dossier is not None and (self.dossier / nom).is_file():
                with (self.dossier / nom).open("rb") as fichier:
                    return fichier.read(_LU_MAX)
        except OSError:
            pass
        raise ExpectedError(Panne.LOGO_ABSENT, fichier=readable_key(nom))

    def has(self, nom: str) -> bool:
        """True if it is there, or will be."""
        return nom in self.attente or (self.dossier is not None and (self.dossier / nom).is_file())


SANS_VOISINS = Voisins()


def read_charte(fiche: FicheTraitement, voisins: Voisins, imprimeur: "Imprimeur") -> "tuple[Charte, tuple[Remarque, ...]]":
    """How it looks, and what of it could not be as asked. A logo that cannot be used keeps nothing from being printed."""
    from droits_usagers.letters.notice.valeurs import Charte

    remarques: list[Remarque] = []
    voulue = fiche.couleur or COULEUR
    couleur = readable(voulue)
    if couleur != voulue:
        remarques.append(Remarque("notice_couleur", (("couleur", voulue), ("nuance", couleur))))
    logo = None
    try:
        logo = check_logo(voisins.read(fiche.logo), fiche.logo, imprimeur, description=_body(fiche)) if fiche.logo else None
    except ExpectedError as error:
        if error.panne not in _PANNES:
            raise
        remarques.append(Remarque(f"notice_{error.panne}", tuple(({"fichier": fiche.logo} | error.faits).items())))
    return Charte(couleur, logo), tuple(remarques)


def check_logo(contenu: bytes, nom: str, imprimeur: "Imprimeur", *, description: str) -> "Logo":
    """A logo that can be drawn. Raises ExpectedError LOGO_REFUSE, LOGO_ILLISIBLE or LOGO_TROP_GRAND."""
    from droits_usagers.letters.notice.logo import read_logo

    try:
        return imprimeur.in_points(read_logo(contenu, nom, description))
    except ExpectedError as error:
        raise ExpectedError(error.panne, **{"fichier": readable_key(nom)} | error.faits) from error


def _body(fiche: FicheTraitement) -> str:
    """Whose logo it is, in words; at worst, the name of its file."""
    contact = fiche.responsable
    nom = contact.nom if isinstance(contact, Contact) else ""
    return nom.strip() if isinstance(nom, str) and nom.strip() else fiche.logo


class Joints:
    """Those of one fiche. Nothing that is there already is ever replaced: another picture takes another name."""

    def __init__(self) -> None:
        self._attente: dict[str, bytes] = {}
        self._dossier: Path | None = None
        #: What those that were written are called there.
        self.noms: dict[str, str] = {}

    def begin(self, dossier: Path | None) -> None:
        """Forget everything: another fiche, whose pictures are there if it has any."""
        self._attente = {}
        self._dossier = dossier

    @property
    def voisins(self) -> Voisins:
        """Where to find them now."""
        return Voisins(self._dossier, dict(self._attente))

    def add(self, racine: str, extension: str, contenu: bytes, *, pris: Iterable[str] = ()) -> str:
        """Keep a picture; the name it will have: generic, since it may be seen over a shoulder."""
        pris = {nom.casefold() for nom in (*pris, *self._attente)}
        noms = (f"{racine}{f'-{rang}' if rang > 1 else ''}.{extension}" for rang in count(1))
        nom = next(
            nom for nom in noms if nom not in pris and not (self._dossier is not None and (self._dossier / nom).exists())
        )
        self._attente[nom] = contenu
        return nom

    def unsaved(self, fiche: FicheTraitement) -> bool:
        """True if one that the fiche names is in no file yet."""
        return any(nom in self._attente for nom in names(fiche))

    def write(self, fiche: FicheTraitement, dossier: Path) -> FicheTraitement:
        """Write those that the fiche names in this folder, with those it had in the one before.

        The fiche given back names them as they are called there: what has their name there stays. Raises DISQUE_PLEIN or
        DOSSIER_INACCESSIBLE.
        """
        renommes: dict[str, str] = {}
        for nom in names(fiche):
            contenu = self._attente.get(nom)
            if contenu is None and self._dossier not in (None, dossier) and self.voisins.has(nom):
                contenu = self.voisins.read(nom)
            if contenu is not None:
                renommes[nom] = put_beside(dossier, nom, contenu)
        self.begin(dossier)
        self.noms = renommes
        return renamed(fiche, renommes)


def put_beside(dossier: Path, nom: str, contenu: bytes) -> str:
    """Under this name, or the first free one; nothing to write when it is there already."""
    premier = dossier / nom
    for rang in count(1):
        chemin = premier.with_stem(f"{premier.stem}-{rang}") if rang > 1 else premier
        if not chemin.exists():
            # A copy of a file that was theirs, under a name of ours, beside what they work on: nothing is said that was not.
            keep_file(chemin, contenu)
            return chemin.name
        if chemin.is_file() and chemin.stat().st_size == len(contenu) and chemin.read_bytes() == contenu:
            return chemin.name
    raise AssertionError


def names(fiche: FicheTraitement) -> tuple[str, ...]:
    """The pictures that a fiche names, once each."""
    photos = (controle.photo for affichage in fiche.affichages for controle in affichage.controles)
    return tuple(dict.fromkeys(filter(None, (fiche.logo, *photos))))


def renamed(fiche: FicheTraitement, noms: dict[str, str]) -> FicheTraitement:
    """The same, its pictures called otherwise."""
    affichages = tuple(
        replace(
            affichage,
            controles=tuple(replace(vu, photo=noms.get(vu.photo, vu.photo)) for vu in affichage.controles),
        )
        for affichage in fiche.affichages
    )
    return replace(fiche, logo=noms.get(fiche.logo, fiche.logo), affichages=affichages)


def names_of(lignes: Sequence[Reponses]) -> tuple[str, ...]:
    """What to call each poster, in order: its place and its version, and a number when two would be called the same."""
    noms: list[str] = []
    for rang, ligne in enumerate(lignes, start=1):
        nom = " · ".join(filter(None, (_text(ligne, "affichage_lieu"), _text(ligne, "affichage_version")))) or str(rang)
        noms.append(nom if nom not in noms else f"{nom} ({rang})")
    return tuple(noms)


def months(texte: str) -> int | None:
    """How often posters are looked at, as it was typed; None when nobody can tell."""
    dit = texte.strip()
    mois = int(dit) if dit.isdecimal() and len(dit) <= len(str(MOIS_MAX)) else 0
    return mois if 1 <= mois <= MOIS_MAX else None


@dataclass(frozen=True, slots=True)
class Rappel:
    """How many posters are to be looked at, and since when for the first of them."""

    nombre: int
    depuis: dt.date


def due(fiche: FicheTraitement, today: dt.date) -> Rappel | None:
    """The posters that nobody looked at for longer than the fiche says; None when there is none.

    What counts is the last look, or the day it was put up; a poster without any day is not counted.
    """
    if fiche.controle_mois is None:
        return None
    vus = (
        max((*(controle.date for controle in affichage.controles), *filter(None, (affichage.pose_le,))), default=None)
        for affichage in fiche.affichages
    )
    jours = [jour for vu in vus if vu is not None and (jour := add_months(vu, fiche.controle_mois)) <= today]
    return Rappel(len(jours), min(jours)) if jours else None


def outdated(fiche: FicheTraitement) -> tuple[str, ...]:
    """The posters that carry another version than the fiche, by their names; none while the fiche has no version."""
    noms = names_of([{"affichage_lieu": pose.lieu, "affichage_version": pose.version} for pose in fiche.affichages])
    if not isinstance(fiche.version, str) or not fiche.version:
        return ()
    return tuple(
        nom for nom, affichage in zip(noms, fiche.affichages, strict=True) if affichage.version not in ("", fiche.version)
    )


def _text(ligne: Reponses, id_: str) -> str:
    valeur = ligne.get(id_, "")
    return valeur.strip() if isinstance(valeur, str) else ""
