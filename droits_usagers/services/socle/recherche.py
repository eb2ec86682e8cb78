"""Finds what someone types, whatever the accents, the case and the order of words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.mots.pliage import fold

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue


#: The same for texts of the program, kept: what a person types never is.
_fold_ours = lru_cache(maxsize=4096)(fold)


def matches(cherche: str, textes: Iterable[str]) -> bool:
    """True if every word of `cherche` is somewhere in these texts of the program."""
    foin = " ".join(_fold_ours(texte) for texte in textes)
    return all(mot in foin for mot in fold(cherche).split())


@dataclass(frozen=True, slots=True)
class TrouvaillePartout:
    """Somewhere one can go: a screen and something on it, its name, what kind of thing it is, and what else it answers to."""

    page: str
    element: str
    titre: str
    genre: str
    aussi: tuple[str, ...] = ()


def everything(catalogue: "Catalogue", pages: Sequence[TrouvaillePartout]) -> tuple[TrouvaillePartout, ...]:
    """All one can go to: the screens given, then the demarches, the texts of law, and the numbers they had before 2019."""
    textes = catalogue.textes
    demarches = []
    for id_ in catalogue.demarches:
        siens = catalogue.textes_demarche(id_)
        mots = tuple(mot for situation in catalogue.situations if id_ in situation.demarches for mot in _words(situation))
        demarches.append(
            TrouvaillePartout("assistant", id_, siens("titre"), textes("recherche.demarche"), (siens("phrase"), *mots))
        )
    articles = [
        TrouvaillePartout(
            "textes", entree.id, capital(entree.citation), textes("recherche.texte"), (entree.resume, entree.article)
        )
        for entree in catalogue.droit.entrees.values()
    ]
    anciens = [
        TrouvaillePartout(
            "textes", un.id, capital(textes("textes.ancien.titre", ancien=un.ancien)), textes("recherche.texte"), (un.objet,)
        )
        for un in catalogue.droit.correspondances.values()
    ]
    return (*pages, *demarches, *articles, *anciens)


def capital(phrase: str) -> str:
    """The same with a capital, for what begins a line."""
    return phrase[:1].upper() + phrase[1:]


def _words(situation: Situation) -> tuple[str, ...]:
    return (*situation.phrases, *situation.mots)


def find(cherche: str, parmi: Iterable[TrouvaillePartout], *, plus: int = 20) -> tuple[TrouvaillePartout, ...]:
    """At most `plus` of them, those whose title matches before those that only say so elsewhere."""
    titres, reste = [], []
    for trouvaille in parmi:
        if matches(cherche, (trouvaille.titre,)):
            titres.append(trouvaille)
        elif matches(cherche, (trouvaille.titre, trouvaille.genre, *trouvaille.aussi)):
            reste.append(trouvaille)
    return tuple((titres + reste)[:plus])
