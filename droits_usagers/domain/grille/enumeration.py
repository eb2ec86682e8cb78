"""Lists as people write them, and what one of them names that another does not: it proposes, by the words they share."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from droits_usagers.domain.grille.lecture import FAITS, CoteEntendu, Lecture, Trouvaille
from droits_usagers.domain.grille.lexique import PhraseLue
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import Point, RubriqueGrille
from droits_usagers.domain.mots.pliage import fold, words

#: Between two things; and what is said before the first: « Champs vus : ».
_ENTRE = re.compile(r"[,;\n•]|\s[-–—]\s|\bainsi que\b|\bet\b|\bou\b")
_ANNONCE = re.compile(r"^[^:\n]{0,80}:\s*")
#: Words that name nothing by themselves.
_VIDES = frozenset(
    "le la les l un une des du de d au aux a en par pour sur dans avec sans son sa ses leur leurs ce cet cette ces qui que"  # noqa: SIM905 - to be read
    " autre autres toute tout tous toutes numero numeros donnee donnees information informations renseignement renseignements"
    " personne personnes usager usagers date dates nombre liste aussi".split()
)
#: Letters by which two words are the same, whatever their ends.
_RACINE = 6


def items(texte: str) -> tuple[str, ...]:
    """What a list names, each thing once and as it is written.

    >>> items("Champs vus : état civil, nationalité et santé.")
    ('état civil', 'nationalité', 'santé')
    """
    morceaux = (un.strip(" \t.…«»\"'()-–—") for un in _ENTRE.split(_ANNONCE.sub("", texte.strip())))
    return tuple(dict.fromkeys(un for un in morceaux if any(_bare(un))))


def beyond(nommes: Collection[str], annonces: Collection[str]) -> tuple[str, ...]:
    """Those of which less than half of the words stand in any of these texts.

    >>> beyond(["adresse", "nationalité", "téléphone portable"], ["Adresse et numéros de téléphone."])
    ('nationalité',)
    """
    racines = {racine for texte in annonces for racine in _bare(texte)}

    def is_beyond(nomme: str) -> bool:
        siens = list(_bare(nomme))
        return 2 * sum(un in racines for un in siens) < len(siens)

    return tuple(filter(is_beyond, nommes))


def _bare(texte: str) -> Iterator[str]:
    """The beginnings of its words, without those that name nothing."""
    for mot in words(fold(texte)):
        if mot not in _VIDES and len(mot) > 1:
            yield mot.rstrip("sx")[:_RACINE]


def listed_beyond(
    lecture: Lecture, rubrique: RubriqueGrille, *, points: Collection[Point], cote: CoteEntendu, sauf: Collection[Notion] = ()
) -> Trouvaille | None:
    """What the answers to a question name though no announcement under these points does; nothing where there is none.

    What one of `sauf` recognises is told otherwise.
    """
    annonces = [releve for releve in lecture.on(points, cote) if releve.passage.point in points]
    textes = [phrase.texte for releve in annonces for phrase in releve.phrases]
    familles = [libelle.notion for famille in lecture.reference.familles.values() for libelle in famille]
    dits = [un for un in familles if any(un.named(PhraseLue(texte)) for texte in textes)]
    passages, quoi = [], []
    for releve in lecture.answers(rubrique, FAITS) if textes else ():
        autres = [
            nomme
            for nomme in beyond(items(releve.passage.texte), textes)
            # « Diabète » is said where « santé » is.
            if not any(notion.named(PhraseLue(nomme)) for notion in (*dits, *sauf))
        ]
        if autres:
            passages.append(lecture.whole(releve))
            quoi.extend(autres)
    if not passages:
        return None
    return Trouvaille(tuple(passages), lecture.noted(points, cote), (("quoi", ", ".join(dict.fromkeys(quoi))),))


def joined(trouvaille: Trouvaille | None, autre: Trouvaille | None) -> Trouvaille | None:
    """Both as one: what is quoted, and what is named."""
    if trouvaille is None or autre is None:
        return trouvaille or autre
    entiers = {passage.passage for passage in autre.passages}
    # Once quoted whole, not a second time in part.
    siens = tuple(passage for passage in trouvaille.passages if passage.passage not in entiers or not passage.passage)
    noms = [dict(une.faits).get("quoi", "") for une in (trouvaille, autre)]
    contredits = trouvaille.contredits or autre.contredits
    faits = (("quoi", ", ".join(filter(None, noms))),)
    return replace(trouvaille, passages=(*siens, *autre.passages), contredits=contredits, faits=faits)
