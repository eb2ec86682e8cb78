"""What a fiche knows: it is about no demande. One holds the dates of a dossier, another the keys; none a name."""

from collections.abc import Mapping

from droits_usagers.domain.demarche.demarches import FICHES
from droits_usagers.letters.lettre.verification import Schema

#: The folder of their templates: a template there is a fiche, and nothing else has to be declared.
DOSSIER = FICHES

_LIGNES: tuple[Schema] = (None,)
_DATE: Mapping[str, Schema] = {
    "jour": None,
    "titre": None,
    "sens": None,
    "qui": None,
    "marques": None,
    "pourquoi": _LIGNES,
}
_DATES: tuple[Schema] = (_DATE,)
_CALENDRIER: Mapping[str, Schema] = {
    "au": None,
    "demarche": None,
    "etat": None,
    "deux_horloges": None,
    "faits": _LIGNES,
    "avertissements": _LIGNES,
    "a_venir": _DATES,
    "faites": _DATES,
    "sans_date": _DATES,
    "passees": _DATES,
}
#: The names a fiche may use, documented in `letter_templates/LISEZMOI.md`. Everything in them is ours: nobody typed any of it.
SCHEMA: Mapping[str, Schema] = {
    "calendrier": _CALENDRIER,
    "numeros": ({"numero": None, "quoi": None},),
    "clavier": ({"titre": None, "lignes": ({"touche": None, "geste": None},)},),
}


def context_of(**noms: object) -> dict[str, object]:
    """The names of a fiche: `calendrier`, that of a dossier; `clavier`, the keys by place; `numeros`, whom to call.

    Empty where they are not given.
    """
    vide = {nom: [] if isinstance(forme, tuple) else "" for nom, forme in _CALENDRIER.items()}
    return {"calendrier": vide, "clavier": [], "numeros": [], **noms}
