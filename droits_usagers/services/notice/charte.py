"""How the sheets of a fiche look: its colour, made dark enough to be read, and its logo, from the files beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.lettre.lettre import Remarque
from droits_usagers.domain.mots.lecture import readable_key
from droits_usagers.domain.notice.traitements import COULEUR, Contact, FicheTraitement, readable
from droits_usagers.domain.socle.errors import ExpectedError, Panne

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
