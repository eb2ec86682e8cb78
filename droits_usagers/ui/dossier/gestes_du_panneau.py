"""What one does in the panel of a dossier: a value for each gesture, that the panel and its forms give by one signal.

They are about the dossier shown, on which a form was opened too: none says which. Who carries them out: `DossierRegarde`, and
`GestesDossier` for the rest.
"""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from droits_usagers.domain.dossier.dossiers import GenrePiece
from droits_usagers.domain.echeances.evenements import Evenement
from droits_usagers.domain.personnes.personnes import Consignes
from droits_usagers.services.dossier.ecran import EtapeMontree
from droits_usagers.services.dossier.histoire import EntreeMontree
from droits_usagers.ui.dossier.echeance import VueEcheance

# Letters.


@dataclass(frozen=True, slots=True)
class EcrireEtape:
    """The letter of a next step is to be written."""

    etape: EtapeMontree = field(repr=False)


@dataclass(frozen=True, slots=True)
class LireReponse:
    """An answer came: it is to be read."""


@dataclass(frozen=True, slots=True)
class ModifierLettre:
    """The letter is taken up again."""


@dataclass(frozen=True, slots=True)
class ImprimerCalendrier:
    """The dates on a page to take away."""


# The dossier itself.


@dataclass(frozen=True, slots=True)
class NoterFait:
    """A fact to record, and the number of the registered letter it is about, if there is one."""

    evenement: Evenement
    recommande: str = field(default="", repr=False)
    #: The reasons given for a refusal, by their ids: what the letter that answers it opens with. None: they are not asked.
    motifs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class AnnulerFait:
    """A fact to cancel, by its number."""

    numero: int


@dataclass(frozen=True, slots=True)
class RevoirLe:
    """A day to look at it again; none: when its dates say so."""

    jour: dt.date | None


@dataclass(frozen=True, slots=True)
class JeterDossier:
    """To the bin."""


@dataclass(frozen=True, slots=True)
class AllerAuVoisin:
    """Another dossier of the same affaire is to be looked at."""

    reference: str


# Files.


@dataclass(frozen=True, slots=True)
class ChoisirFichier:
    """A file is to be kept; what it is, if that is known."""

    genre: GenrePiece = GenrePiece.INCONNU


@dataclass(frozen=True, slots=True)
class DeposerFichiers:
    """Files were dropped on the dossier."""

    chemins: tuple[Path, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RemplacerVersion:
    """The version really sent of this letter is to be kept."""

    entree: EntreeMontree = field(repr=False)


@dataclass(frozen=True, slots=True)
class PieceDonnee:
    """A file to keep. `courrier` is the letter whose version really sent it is."""

    chemin: Path = field(repr=False)
    nom: str = field(repr=False)
    genre: GenrePiece
    courrier: int | None = None


@dataclass(frozen=True, slots=True)
class VoirPiece:
    """A file to show, by its number in this dossier."""

    numero: int


@dataclass(frozen=True, slots=True)
class RetirerPiece:
    """A file to take away."""

    numero: int


# What is written beside, or copied.


@dataclass(frozen=True, slots=True)
class EcrireNote:
    """A note to keep."""

    texte: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SupprimerNote:
    """A note to take away, by its number."""

    numero: int


@dataclass(frozen=True, slots=True)
class GarderConsignes:
    """What is to be avoided, from now on."""

    consignes: Consignes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CelluleVue:
    """A cell of a table was checked: by its number."""

    numero: int


@dataclass(frozen=True, slots=True)
class EcrireAdresse:
    """The address that words of a table withhold may be written: someone read them."""


@dataclass(frozen=True, slots=True)
class CopierExplication:
    """The explanation of this date is to be copied, and what became of it said under it."""

    vue: VueEcheance = field(repr=False)


# Its affaire.


@dataclass(frozen=True, slots=True)
class EcrireAutreLettre:
    """Another letter is to be written in its affaire."""


@dataclass(frozen=True, slots=True)
class VoirAffaires:
    """The affaires there are, to choose from."""


@dataclass(frozen=True, slots=True)
class CreerAffaire:
    """A new one, for this dossier."""

    titre: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GarderAvis:
    """The return slip of another letter than the request, to keep among the notes."""

    texte: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RejoindreAffaire:
    """One of those there are; none: out of the present one."""

    numero: int | None = None


@dataclass(frozen=True, slots=True)
class RenommerAffaire:
    """Another name for the present one."""

    titre: str = field(repr=False)


GesteLettre = EcrireEtape | LireReponse | ModifierLettre | ImprimerCalendrier
GesteSurDossier = NoterFait | AnnulerFait | RevoirLe | JeterDossier | AllerAuVoisin
GesteFichier = ChoisirFichier | DeposerFichiers | RemplacerVersion | PieceDonnee | VoirPiece | RetirerPiece
GesteEcrit = EcrireNote | GarderAvis | SupprimerNote | GarderConsignes | CelluleVue | EcrireAdresse | CopierExplication
GesteAffaire = EcrireAutreLettre | VoirAffaires | CreerAffaire | RejoindreAffaire | RenommerAffaire
#: What `GestesDossier` carries out, and everything there is.
GesteAnnexe = GesteFichier | GesteEcrit | GesteAffaire
GestePanneau = GesteLettre | GesteSurDossier | GesteAnnexe
