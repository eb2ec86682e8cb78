"""Who reads and writes, how that is guarded, and where data come from."""

import re
from collections.abc import Callable, Collection

from droits_usagers.domain.grille.enumeration import joined, listed_beyond
from droits_usagers.domain.grille.lecture import ANNONCES, FAITS, Lecture, PassageCite, Trouvaille
from droits_usagers.domain.grille.lexique import PhraseLue
from droits_usagers.domain.grille.notions import Notion
from droits_usagers.domain.grille.valeurs import LibelleNotion, Point, RubriqueGrille
from droits_usagers.domain.mots.pliage import fold

_LECTEURS = (Point.DESTINATAIRES, Point.HABILITATIONS)
#: « tiers : la CAF, la mairie » or « tiers (la CAF) » names them.
_NOMMES = re.compile(r"[:(]\s*\w")


def tout_le_personnel(lecture: Lecture) -> Trouvaille | None:
    """Everyone who works there reads, or corrects, everything."""
    tous, sans_limite = lecture.notion("tout_le_personnel"), lecture.notion("acces_sans_limite")
    points = (*_LECTEURS, Point.SECURITE, Point.DONNEES, Point.COMMENTAIRES)
    passages = _still(lecture, lambda phrase: tous.said(phrase) or sans_limite.said(phrase), points)
    return (
        Trouvaille(passages, lecture.passages(lecture.notion("acces_limite").said, _LECTEURS, ANNONCES)) if passages else None
    )


def acces_non_prevu(lecture: Lecture) -> Trouvaille | None:
    """Someone reads whom the list of those who may does not name."""
    autres = _unannounced(
        lecture, "acteurs", RubriqueGrille.DESTINATAIRES, annonces=_LECTEURS, faits=(*_LECTEURS, Point.SECURITE)
    )
    return joined(autres, listed_beyond(lecture, RubriqueGrille.DESTINATAIRES, points=_LECTEURS))


def comptes_partages(lecture: Lecture) -> Trouvaille | None:
    """A password for several people, a screen left open."""
    partages, ouvert = lecture.notion("comptes_partages"), lecture.notion("poste_ouvert")
    passages = _still(lecture, lambda phrase: partages.said(phrase) or ouvert.said(phrase))
    return Trouvaille(passages, lecture.passages(partages.denied, (), ANNONCES)) if passages else None


def tracabilite_absente(lecture: Lecture) -> Trouvaille | None:
    """Nobody can tell who looked."""
    return lecture.finding("tracabilite_absente", (*_LECTEURS, Point.SECURITE))


def secret_professionnel(lecture: Lecture) -> Trouvaille | None:
    """What is told in confidence is read by others. Who speaks of the secret, but to say that it is kept, complains of it."""
    bafoue, secret, invoque = (lecture.notion(id_) for id_ in ("secret_bafoue", "secret", "secret_invoque"))
    passages = lecture.passages(bafoue.said)
    if passages:
        return Trouvaille(passages)
    passages = lecture.passages(lambda phrase: secret.said(phrase) or invoque.said(phrase), (), FAITS)
    return Trouvaille(passages, gravite=1) if passages else None


def securite_insuffisante(lecture: Lecture) -> Trouvaille | None:
    """Files, on paper too, are badly kept from the eyes of others."""
    return lecture.finding("securite_insuffisante")


def source_non_nommee(lecture: Lecture) -> Trouvaille | None:
    """« Tiers » is a source that nobody names."""
    tiers, partout, inconnue = (lecture.notion(id_) for id_ in ("tiers", "usager_ou_tiers", "source_inconnue"))

    def is_unnamed(phrase: PhraseLue) -> bool:
        if partout.said(phrase) or tiers.said(phrase):
            notion = tiers if tiers.said(phrase) else partout
            _, _, suite = fold(phrase.texte).rpartition(notion.last_word(phrase))
            return _NOMMES.search(suite) is None
        return inconnue.said(phrase)

    passages = lecture.passages(is_unnamed, (Point.ORIGINE,)) + lecture.passages(
        lambda phrase: partout.said(phrase) and is_unnamed(phrase), frozenset(Point) - {Point.ORIGINE}
    )
    return Trouvaille(passages) if passages else None


def origine_non_annoncee(lecture: Lecture) -> Trouvaille | None:
    """Data come from someone whom the sources announced do not name."""
    origine = (Point.ORIGINE,)
    autres = _unannounced(lecture, "provenances", RubriqueGrille.ORIGINE, annonces=origine, faits=origine)
    return joined(autres, listed_beyond(lecture, RubriqueGrille.ORIGINE, points=origine))


def parole_non_verifiee(lecture: Lecture) -> Trouvaille | None:
    """What someone else says is taken for true."""
    return lecture.finding("parole_non_verifiee", (Point.ORIGINE, Point.COMMENTAIRES, Point.DONNEES, Point.COMPTES_RENDUS))


def _still(lecture: Lecture, is_said: Callable[[PhraseLue], bool], points: Collection[Point] = ()) -> tuple[PassageCite, ...]:
    """What says so, and does not say that it is over."""
    revolu = lecture.notion("revolu")
    return lecture.passages(lambda phrase: is_said(phrase) and not revolu.said(phrase), points)


def _unannounced(
    lecture: Lecture, famille: str, rubrique: RubriqueGrille, *, annonces: tuple[Point, ...], faits: tuple[Point, ...]
) -> Trouvaille | None:
    """What of one kind is met in practice, and is not in the list that was given; lists are compared word for word."""
    liste = lecture.noted(annonces, ANNONCES)
    refuse = lecture.notion("acces_refuse")
    autres = [
        (libelle, passages)
        for libelle in lecture.family(famille)
        if liste
        and (passages := lecture.unlisted(_says_so(libelle, refuse), faits, rubrique))
        and not lecture.passages(libelle.notion.said, annonces, ANNONCES)
    ]
    if not autres:
        return None
    cites = dict.fromkeys(passage for _, passages in autres for passage in passages)
    return Trouvaille(tuple(cites), liste, noms=tuple((libelle.nom, passages) for libelle, passages in autres))


def _says_so(libelle: LibelleNotion, refuse: Notion) -> Callable[[PhraseLue], bool]:
    return lambda phrase: libelle.notion.said(phrase) and not refuse.said(phrase)
