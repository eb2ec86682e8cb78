"""Where one goes in the window: a screen, and what one comes for there, said by a value rather than spelled in a string."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.clavier import key_name

if TYPE_CHECKING:
    from droits_usagers.domain.echeances.evenements import TypeEvenement
    from droits_usagers.services.suivi.lignes import Tranche

# Dossiers.


@dataclass(frozen=True, slots=True)
class VersDossier:
    """A dossier, and a fact to record about it, whose day is asked at once."""

    reference: str
    fait: "TypeEvenement | None" = None


@dataclass(frozen=True, slots=True)
class VersTranche:
    """The dossiers of a tranche alone."""

    tranche: "Tranche"


@dataclass(frozen=True, slots=True)
class VersAffaire:
    """The dossiers of one affaire alone."""

    numero: int


@dataclass(frozen=True, slots=True)
class VersLot:
    """The dossiers made together alone."""

    numero: int


@dataclass(frozen=True, slots=True)
class VersSelection:
    """The dossiers chosen elsewhere, chosen already; among those of a tranche, or among all."""

    tranche: "Tranche | None" = None


@dataclass(frozen=True, slots=True)
class VersPiece:
    """A file kept with a dossier."""

    reference: str
    numero: int


@dataclass(frozen=True, slots=True)
class VersEnvois:
    """A gesture for many dossiers: those named, else those chosen in the Suivi."""

    geste: str
    references: tuple[str, ...] = ()


# Letters.


@dataclass(frozen=True, slots=True)
class VersDemarche:
    """A demarche to start from."""

    id: str


@dataclass(frozen=True, slots=True)
class VersNouveau:
    """Another letter, from the first question; what is being written is kept."""


@dataclass(frozen=True, slots=True)
class VersAmorce:
    """What another screen has just handed to the wizard."""


@dataclass(frozen=True, slots=True)
class VersBrouillon:
    """A draft to go on with."""

    cle: str


@dataclass(frozen=True, slots=True)
class VersLettre:
    """The letter of a dossier: that of an étape of a demarche, else the one it was made with."""

    reference: str
    demarche: str = ""
    etape: str = ""


@dataclass(frozen=True, slots=True)
class VersReponse:
    """An answer came to a dossier: it is to be read."""

    reference: str


@dataclass(frozen=True, slots=True)
class VersRefaire:
    """The same demande as that of a dossier, as if it had never been sent."""

    reference: str


# What is read, and what is described.


@dataclass(frozen=True, slots=True)
class VersArticle:
    """An article of law, or a number it had before 2019."""

    id: str


@dataclass(frozen=True, slots=True)
class VersFiche:
    """A page to read and print."""

    id: str


@dataclass(frozen=True, slots=True)
class VersEcrit:
    """A file to read again before it leaves."""

    chemin: Path


@dataclass(frozen=True, slots=True)
class VersModele:
    """An invented model to start from."""

    id: str


# Anything else.


@dataclass(frozen=True, slots=True)
class VersPartie:
    """A part of the screen, by the name it has there: a screen of the coffre, a part of a fiche, an état to show alone."""

    id: str


@dataclass(frozen=True, slots=True)
class VersCoffre:
    """A coffre to open, by its file: only its phrase is to be typed."""

    chemin: Path


@dataclass(frozen=True, slots=True)
class VersAnnee:
    """The figures of one year."""

    annee: int


@dataclass(frozen=True, slots=True)
class DepuisEcran:
    """Nothing on it in particular: the screen one comes from, to go back there."""

    id: str


VersUneLettre = VersBrouillon | VersLettre | VersReponse | VersRefaire
VersLaListe = VersDossier | VersTranche | VersAffaire | VersLot | VersSelection
Quoi = (
    VersLaListe
    | VersUneLettre
    | VersPiece
    | VersEnvois
    | VersDemarche
    | VersNouveau
    | VersAmorce
    | VersArticle
    | VersFiche
    | VersEcrit
    | VersModele
    | VersPartie
    | VersCoffre
    | VersAnnee
    | DepuisEcran
)


@dataclass(frozen=True, slots=True)
class Destination:
    """A screen, by its id in `ecrans.py`, and something on it; nothing: as it was left, or where it begins."""

    ecran: str
    quoi: Quoi | None = None


@dataclass(frozen=True, slots=True)
class Acte:
    """Its id, and where it leads; nowhere: the list does it itself."""

    id: str
    vers: Destination | None = None
    touche: str = ""
    #: It changes the coffre: not offered where it can only be read.
    ecrit: bool = False
    #: Of use without any dossier; those chosen are brought along.
    emporte: bool = False


#: With the dossiers chosen, the most usual first.
AVEC_CHOIX = (
    Acte("relance", Destination("masse", VersEnvois("relance")), "Ctrl+R", ecrit=True),
    Acte("saisine_cada", Destination("masse", VersEnvois("saisine_cada")), "Ctrl+D", ecrit=True),
    Acte("plainte_cnil", Destination("masse", VersEnvois("plainte_cnil")), "Ctrl+Shift+P", ecrit=True),
    Acte("envoyees", Destination("masse", VersEnvois("envoyees")), "Ctrl+M", ecrit=True),
    Acte("export", Destination("export"), touche="Ctrl+Shift+S"),
    Acte("agenda", Destination("agenda"), touche="Ctrl+Shift+J"),
    Acte("reunir", touche="Ctrl+G", ecrit=True),
    Acte("clore", ecrit=True),
    Acte("jeter", touche="Del", ecrit=True),
)
_NOUVEAU = Acte("nouveau", Destination("assistant", VersNouveau()), "Ctrl+N", ecrit=True)
REPRISE = Acte("reprise", Destination("reprise"), touche="Ctrl+I", ecrit=True)
SERIE = Acte("serie", Destination("serie"), touche="Ctrl+Shift+N", ecrit=True, emporte=True)
COURRIER = Acte("courrier_du_jour", Destination("courrier_du_jour"), touche="Ctrl+J", ecrit=True)
#: At any time, by what one does (`[liste.groupes]`).
TOUJOURS: Mapping[str, tuple[Acte, ...]] = MappingProxyType(
    {
        "ajouter": (_NOUVEAU, COURRIER, SERIE, REPRISE),
        "sortir": (
            next(acte for acte in AVEC_CHOIX if acte.id == "export"),
            next(acte for acte in AVEC_CHOIX if acte.id == "agenda"),
            Acte("chiffres", Destination("chiffres")),
        ),
        "soigner": (
            Acte("mandats", Destination("mandats")),
            Acte("conservation", Destination("conservation")),
            Acte("colonnes", Destination("suivi", VersPartie("colonnes"))),
        ),
    }
)
#: Each once, for its key.
TOUS = tuple(dict.fromkeys((*AVEC_CHOIX, *chain(*TOUJOURS.values()))))


def name(textes: Textes, acte: Acte) -> str:
    """What it is called."""
    return textes(f"liste.actes.{acte.id}")


def menu_line(textes: Textes, acte: Acte) -> str:
    """What a menu shows: its name, then its key in a column of its own."""
    return "\t".join(part for part in (name(textes, acte).replace("&", "&&"), key_name(textes, acte.touche)) if part)
