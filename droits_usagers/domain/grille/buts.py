"""What data are for: purposes that say nothing or explain nothing, and uses that no purpose covers."""

from droits_usagers.domain.grille.enumeration import joined, listed_beyond
from droits_usagers.domain.grille.lecture import (
    ANNONCES,
    FAITS,
    HORS_PUBLICS,
    PUBLICS,
    Lecture,
    PassageCite,
    Trouvaille,
)
from droits_usagers.domain.grille.lexique import PhraseLue
from droits_usagers.domain.grille.valeurs import GENRES_PUBLICS, LibelleNotion, Point, RubriqueGrille

_BUTS = (Point.FINALITE,)
_DONNEES = (Point.DONNEES, Point.SENSIBLES, Point.COMMENTAIRES, Point.COMPTES_RENDUS)
#: Uses that have a rule of their own.
_USAGES_DITS = ("usage_securite", "usage_expulsion", "usage_autorites", "evaluation_agents", "activite_mesuree")
#: Where a use or a recipient is announced.
_USAGES = (Point.FINALITE, Point.DESTINATAIRES, Point.HABILITATIONS, Point.STATISTIQUES)


def finalite_vague(lecture: Lecture) -> Trouvaille | None:
    """A purpose that could cover anything: « améliorer le service rendu », as it is announced or as someone repeats it."""
    vague, dite, rapporte = (lecture.notion(id_) for id_ in ("but_vague", "but_dit_vague", "but_rapporte"))
    passages = lecture.passages(vague.said, _BUTS, ANNONCES) + lecture.passages(
        lambda phrase: dite.said(phrase) or (vague.said(phrase) and rapporte.said(phrase)), _BUTS, FAITS
    )
    return Trouvaille(passages) if passages else None


def finalite_sans_donnee(lecture: Lecture) -> Trouvaille | None:
    """A purpose that none of the data listed serves."""
    if not lecture.noted((Point.DONNEES,), ANNONCES):
        return None
    orphelins = [
        (libelle, passages)
        for libelle in lecture.family("donnees")
        if libelle.buts is not None
        and (passages := lecture.passages(libelle.buts.said, _BUTS, PUBLICS))
        and not lecture.passages(libelle.notion.said, _DONNEES)
    ]
    return _named(orphelins)


def donnees_sans_finalite(lecture: Lecture) -> Trouvaille | None:
    """Data that none of the purposes declared explains, or that someone says are out of proportion."""
    sans_rapport = lecture.passages(lecture.notion("sans_rapport").said, (*_BUTS, *_DONNEES))
    inexpliquees: list[tuple[LibelleNotion, tuple[PassageCite, ...]]] = []
    if any(lecture.on(_BUTS, PUBLICS)):
        inexpliquees = [
            (libelle, passages)
            for libelle in lecture.family("donnees")
            if libelle.a_expliquer
            and (passages := lecture.passages(libelle.notion.said, _DONNEES))
            and not _is_explained(libelle, lecture)
        ]
    if inexpliquees:
        trouvaille = _named(inexpliquees)
        buts = lecture.passages(lambda _: True, _BUTS, PUBLICS)
        return trouvaille and Trouvaille((*trouvaille.passages, *sans_rapport, *buts), noms=trouvaille.noms)
    if not sans_rapport:
        return None
    return Trouvaille(sans_rapport, faits=(("quoi", lecture.reference.mots["sans_nom"]),), gravite=1)


def donnees_non_annoncees(lecture: Lecture) -> Trouvaille | None:
    """Data that are collected though they are in no list that is given, or that someone says are in none."""
    enumerees = listed_beyond(lecture, RubriqueGrille.DONNEES, points=(Point.DONNEES, Point.SENSIBLES))
    return joined(_recognised(lecture), enumerees)


def _recognised(lecture: Lecture) -> Trouvaille | None:
    """The kinds of data that are known to us, but those of a list, which are compared word for word."""
    dites = lecture.passages(lecture.notion("hors_liste").said, (Point.DONNEES, Point.SENSIBLES), FAITS)
    autres = Trouvaille(dites, faits=(("quoi", lecture.reference.mots["sans_liste"]),)) if dites else None
    if not lecture.noted((Point.DONNEES, Point.SENSIBLES), PUBLICS):
        return autres
    tues = [
        (libelle, passages)
        for libelle in lecture.family("donnees")
        if (passages := lecture.unlisted(libelle.notion.said, _DONNEES, RubriqueGrille.DONNEES))
        and not lecture.passages(libelle.notion.said, (Point.DONNEES, Point.SENSIBLES), PUBLICS)
    ]
    trouvaille = _named(tues)
    return Trouvaille((*trouvaille.passages, *dites), noms=trouvaille.noms) if trouvaille else autres


def usages_non_annonces(lecture: Lecture) -> Trouvaille | None:
    """Uses that someone listed, and that no purpose announced names."""
    return listed_beyond(lecture, RubriqueGrille.BUTS, points=_BUTS, sauf=[lecture.notion(id_) for id_ in _USAGES_DITS])


def saisie_systematique(lecture: Lecture) -> Trouvaille | None:
    """Whoever comes is entered, whatever for."""
    return lecture.finding("saisie_systematique", (), HORS_PUBLICS)


def perimetre_plus_large(lecture: Lecture) -> Trouvaille | None:
    """Announced for some, used for all; the announcement may be known by what someone says of it."""
    restreint, rapportee = lecture.notion("public_restreint"), lecture.notion("annonce_rapportee")
    points = (Point.FINALITE, Point.PUBLIC_VISE, Point.FORMALITES)
    annonces = lecture.passages(restreint.said, points, ANNONCES) or lecture.passages(
        lambda phrase: restreint.said(phrase) and rapportee.named(phrase), points, FAITS
    )
    larges = lecture.passages(lecture.notion("public_large").said, (*points, Point.DONNEES, Point.STATISTIQUES))
    declare = any(passage.source.genre in GENRES_PUBLICS for passage in larges)
    return Trouvaille((*annonces, *larges)) if annonces and larges and not declare else None


def usage_securite(lecture: Lecture) -> Trouvaille | None:
    """Used by commissions that see to public order."""
    return _unannounced_use(lecture, "usage_securite")


def usage_expulsion(lecture: Lecture) -> Trouvaille | None:
    """Used when people are evicted."""
    return _unannounced_use(lecture, "usage_expulsion")


def usage_autorites(lecture: Lecture) -> Trouvaille | None:
    """Given to the police, the préfet, the tax office."""
    return _unannounced_use(lecture, "usage_autorites")


def evaluation_agents(lecture: Lecture) -> Trouvaille | None:
    """The file of users measures those who work."""
    notion, activite = lecture.notion("evaluation_agents"), lecture.notion("activite_mesuree")
    ailleurs = frozenset(Point) - {Point.EVALUATION_AGENTS}
    passages = lecture.passages(
        lambda phrase: notion.said(phrase) or activite.said(phrase), (Point.EVALUATION_AGENTS,)
    ) + lecture.passages(notion.said, ailleurs)
    if not passages:
        return None
    return Trouvaille(passages, lecture.passages(lambda phrase: notion.denied(phrase) or activite.denied(phrase), (), ANNONCES))


def statistiques_decisions(lecture: Lecture) -> Trouvaille | None:
    """Figures or profiles that might decide for someone: a question, not a reproach."""
    decisions, profils = lecture.notion("statistiques_decisions"), lecture.notion("profils")
    points = (Point.STATISTIQUES, Point.FINALITE, Point.EVALUATION_AGENTS)
    passages = lecture.passages(lambda phrase: decisions.said(phrase) or profils.said(phrase), points)
    return Trouvaille(passages) if passages else None


def interconnexion(lecture: Lecture) -> Trouvaille | None:
    """Files that are brought together, though nothing announces it."""
    notion = lecture.notion("interconnexion")
    if lecture.passages(notion.said, (), PUBLICS):
        return None
    return lecture.finding("interconnexion")


def sensibles_sans_exception(lecture: Lecture) -> Trouvaille | None:
    """Data of RGPD 9(1), and no exception is given."""
    if lecture.passages(lecture.notion("exception_sensible").said):
        return None
    sensibles = [
        (libelle, passages)
        for libelle in lecture.family("donnees")
        if libelle.sensible and (passages := lecture.passages(libelle.notion.said, _DONNEES))
    ]
    return _named(sensibles)


def _is_explained(libelle: LibelleNotion, lecture: Lecture) -> bool:
    notions = [notion for notion in (libelle.buts, libelle.explique) if notion is not None]
    return bool(lecture.passages(lambda phrase: any(notion.said(phrase) for notion in notions), _BUTS, PUBLICS))


def _unannounced_use(lecture: Lecture, id_: str) -> Trouvaille | None:
    notion = lecture.notion(id_)

    def is_said(phrase: PhraseLue) -> bool:
        return notion.said(phrase)

    if lecture.passages(is_said, _USAGES, PUBLICS):
        return None
    return lecture.finding(id_, (), HORS_PUBLICS)


def _named(trouves: list[tuple[LibelleNotion, tuple[PassageCite, ...]]]) -> Trouvaille | None:
    """Everything quoted once, with the names of what was recognised."""
    if not trouves:
        return None
    passages = dict.fromkeys(passage for _, cites in trouves for passage in cites)
    return Trouvaille(tuple(passages), noms=tuple((libelle.nom, cites) for libelle, cites in trouves))
