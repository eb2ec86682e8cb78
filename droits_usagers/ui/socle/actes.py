"""What one does from the list: with the dossiers chosen, or at any time. Each has a name, often a key, and leads somewhere."""

from dataclasses import dataclass

from droits_usagers.domain.mots.textes import Textes


@dataclass(frozen=True, slots=True)
class Acte:
    """Its id, the screen it leads to and what for; without a screen, the list does it itself."""

    id: str
    page: str = ""
    element: str = ""
    touche: str = ""
    #: It changes the coffre: not offered where it can only be read.
    ecrit: bool = False
    #: Of use without any dossier; those chosen are brought along.
    emporte: bool = False


#: With the dossiers chosen, the most usual first.
AVEC_CHOIX = (
    Acte("relance", "masse", "relance", "Ctrl+R", ecrit=True),
    Acte("saisine_cada", "masse", "saisine_cada", "Ctrl+D", ecrit=True),
    Acte("plainte_cnil", "masse", "plainte_cnil", "Ctrl+Shift+P", ecrit=True),
    Acte("envoyees", "masse", "envoyees", "Ctrl+M", ecrit=True),
    Acte("export", "export", touche="Ctrl+Shift+S"),
    Acte("agenda", "agenda", touche="Ctrl+Shift+J"),
    Acte("reunir", touche="Ctrl+G", ecrit=True),
    Acte("jeter", touche="Del", ecrit=True),
)
_NOUVEAU = Acte("nouveau", "assistant", "nouveau", "Ctrl+N", ecrit=True)
REPRISE = Acte("reprise", "reprise", touche="Ctrl+I", ecrit=True)
SERIE = Acte("serie", "serie", touche="Ctrl+Shift+N", ecrit=True, emporte=True)
COURRIER = Acte("courrier_du_jour", "courrier_du_jour", touche="Ctrl+J", ecrit=True)
#: At any time.
TOUJOURS = (
    _NOUVEAU,
    COURRIER,
    SERIE,
    REPRISE,
    next(acte for acte in AVEC_CHOIX if acte.id == "export"),
    next(acte for acte in AVEC_CHOIX if acte.id == "agenda"),
    Acte("chiffres", "chiffres"),
    Acte("mandats", "mandats"),
    Acte("conservation", "conservation"),
    Acte("colonnes"),
)
#: Each once, for its key.
TOUS = tuple(dict.fromkeys((*AVEC_CHOIX, *TOUJOURS)))


def key_name(textes: Textes, touche: str) -> str:
    """A key, as it is written on a keyboard."""
    parts = (textes(f"liste.touches.{part}") if f"liste.touches.{part}" in textes else part for part in touche.split("+"))
    return "+".join(parts) if touche else ""


def name(textes: Textes, acte: Acte) -> str:
    """What it is called."""
    return textes(f"liste.actes.{acte.id}")


def menu_line(textes: Textes, acte: Acte) -> str:
    """What a menu shows: its name, then its key in a column of its own."""
    return "\t".join(part for part in (name(textes, acte).replace("&", "&&"), key_name(textes, acte.touche)) if part)
