"""What one does from the list: with the dossiers chosen, or at any time. Each has a name, often a key, and leads somewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.socle.clavier import key_name
from droits_usagers.ui.socle.destination import Destination, VersEnvois, VersNouveau, VersPartie


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
