"""What leaves without being a document (a table, an agenda, a file of one's own), as passages: every text in it, in order."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from droits_usagers.domain.controle.valeurs import Lieu, Partie, Passage


def passages_of_texts(id_: str, textes: Iterable[str], partie: Partie = Partie.CONTENU) -> tuple[Passage, ...]:
    """One passage for each text, all of it typed as far as anyone knows."""
    return tuple(Passage(Lieu(id_, partie), texte, (texte,)) for texte in textes if texte.strip())


def passages_of_name(nom: str) -> tuple[Passage, ...]:
    """The name of a file is read by whoever sees the folder, and travels with it."""
    return passages_of_texts("fichier", (nom,), Partie.NOM_DE_FICHIER)


def texts_of(valeur: object) -> Iterator[str]:
    """Every text in a value, however deep: what someone typed, as well as what names it."""
    if _is_text(valeur):
        yield str(valeur)
    elif isinstance(valeur, dt.date):
        yield valeur.isoformat()
    elif isinstance(valeur, list | tuple) and valeur and all(map(_is_text, valeur)):
        # An address runs over its lines.
        yield "\n".join(valeur)
    else:
        for un in _parts(valeur):
            yield from texts_of(un)


def _is_text(valeur: object) -> bool:
    """False for an id of ours."""
    return isinstance(valeur, str) and not isinstance(valeur, Enum)


def _parts(valeur: object) -> Iterable[object]:
    if isinstance(valeur, Mapping):
        return valeur.values()
    if isinstance(valeur, list | tuple | set | frozenset):
        return valeur
    return (getattr(valeur, champ.name) for champ in fields(valeur)) if is_dataclass(valeur) else ()
