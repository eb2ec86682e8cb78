"""What had better be taken out of a text before it is written in someone's file. It asks: nothing is a fault by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.controle.identifiants import find_identifiants
from droits_usagers.domain.grille.lexique import sentences
from droits_usagers.domain.grille.masque import Masque
from droits_usagers.domain.grille.propositions import PlacesDePhrases
from droits_usagers.domain.grille.valeurs import ReferenceGrille

#: What a judgement is made of, by ids of notions.
_JUGEMENTS = ("appreciation", "mots_blessants")


class GenreReprise(StrEnum):
    """Why a passage had better be looked at again."""

    NUMERO = "numero"
    TIERS = "tiers"
    SENSIBLE = "sensible"
    JUGEMENT = "jugement"


@dataclass(frozen=True, slots=True)
class AReprendre:
    """A passage, where it stands, and why. `quoi`: for a kind of data of RGPD 9(1) or 10, its name."""

    debut: int
    fin: int
    texte: str = field(repr=False)
    genre: GenreReprise
    quoi: str = ""


def reread(texte: str, reference: ReferenceGrille) -> tuple[AReprendre, ...]:
    """What to look at again, in the order of the text."""
    masque = Masque(reference.civilites, reference.mots)
    numeros = ((un.debut, un.fin) for un in find_identifiants(texte, fautifs=True))
    trouves = [
        *(AReprendre(debut, fin, texte[debut:fin], GenreReprise.NUMERO) for debut, fin in numeros),
        *(AReprendre(debut, fin, texte[debut:fin], GenreReprise.TIERS) for debut, fin in masque.named(texte)),
        *_said(texte, reference),
    ]
    return tuple(sorted(trouves, key=lambda un: (un.debut, un.fin)))


def _said(texte: str, reference: ReferenceGrille) -> Iterator[AReprendre]:
    """The sentences that judge, and those that tell what a law protects more than the rest."""
    sensibles = [libelle for libelle in reference.familles["donnees"] if libelle.sensible]
    places = PlacesDePhrases(texte)
    for phrase in sentences(texte):
        place = places.next(phrase.texte)
        if place is None:
            continue
        debut, fin = place
        if any(reference.notions[id_].said(phrase) for id_ in _JUGEMENTS):
            yield AReprendre(debut, fin, texte[debut:fin], GenreReprise.JUGEMENT)
        for libelle in sensibles:
            # Said or denied, it is told all the same.
            if libelle.notion.named(phrase):
                yield AReprendre(debut, fin, texte[debut:fin], GenreReprise.SENSIBLE, libelle.nom)
