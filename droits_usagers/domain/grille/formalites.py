"""What must exist beside a processing: its entry in the register, its impact assessment, the say of those who work with it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from droits_usagers.domain.grille.lecture import (
    ANNONCES,
    FAITS,
    TOUS,
    Lecture,
    PassageCite,
    PassageLu,
    Trouvaille,
    from_only,
)
from droits_usagers.domain.grille.lexique import PhraseLue, sentences
from droits_usagers.domain.grille.valeurs import GenreSource, NaturePassage, Point, RubriqueGrille
from droits_usagers.domain.mots.dates import JoursDits, date_courte, periods

#: Since that day an impact assessment comes before a processing that needs one.
_RGPD = dt.date(2018, 5, 25)
_FORMALITES = (Point.FORMALITES, Point.STATISTIQUES, Point.DONNEES, Point.FINALITE)


def absent_du_registre(lecture: Lecture) -> Trouvaille | None:
    """A processing, a paper file or a survey that is written down nowhere."""
    return _less_when_unseen(lecture, lecture.finding("non_inscrit", _FORMALITES))


def enquete_hors_registre(lecture: Lecture) -> Trouvaille | None:
    """A survey or figures on paper, that neither register nor declaration speaks of."""
    notion = lecture.notion("enquete_ou_papier")
    inscrits = from_only(GenreSource.REGISTRE, GenreSource.DECLARATION, GenreSource.AIPD)
    if lecture.passages(notion.said, (), inscrits):
        return None
    return lecture.finding("enquete_ou_papier", (Point.STATISTIQUES, Point.FORMALITES, Point.DONNEES))


def registre_a_demander(lecture: Lecture) -> Trouvaille | None:
    """An old declaration, and no register: what has to exist today was not seen."""
    inscrit = lecture.notion("registre")
    if any(lecture.on((), from_only(GenreSource.REGISTRE))) or lecture.passages(inscrit.said):
        return None
    passages = _first_sentences(lecture, GenreSource.DECLARATION)
    return Trouvaille(passages) if passages else None


def aipd_absente(lecture: Lecture) -> Trouvaille | None:
    """A source says that there is no impact assessment."""
    return _less_when_unseen(lecture, lecture.finding("aipd_absente"))


def aipd_a_demander(lecture: Lecture) -> Trouvaille | None:
    """Social accompaniment, for which an assessment is required, and none was seen."""
    if any(lecture.on((), from_only(GenreSource.AIPD))) or _speaks_of_it(lecture):
        return None
    social = lecture.notion("accompagnement_social")
    points = (Point.FINALITE, Point.DONNEES)
    # What is announced speaks of the processing itself.
    passages = lecture.passages(social.said, points, ANNONCES) or lecture.passages(social.said, points)
    if not passages and social.said(PhraseLue(lecture.grille.titre)):
        passages = _first_sentences(lecture, GenreSource.DECLARATION, GenreSource.REGISTRE, GenreSource.LOGICIEL)
    return Trouvaille(passages[:1]) if passages else None


def aipd_tardive(lecture: Lecture) -> Trouvaille | None:
    """An assessment dated after the processing began, where it had to come before: since 25 May 2018 (RGPD 35(1))."""
    dites = [
        (lecture.whole(releve), un) for releve in lecture.answers(RubriqueGrille.AIPD, TOUS) for un in _dated(lecture, releve)
    ]
    if trouvaille := _after_start(lecture, dites, depuis=_RGPD):
        return trouvaille
    # The document may be a later version: its day alone is a question.
    datees = [
        (lecture.declared(releve), JoursDits(releve.source.date, releve.source.date))
        for releve in lecture.on((), from_only(GenreSource.AIPD))
        if releve.source.date is not None and releve.passage.rubrique is not RubriqueGrille.AIPD
    ]
    trouvaille = None if dites else _after_start(lecture, datees, depuis=_RGPD)
    return trouvaille and replace(trouvaille, gravite=1)


def information_tardive(lecture: Lecture) -> Trouvaille | None:
    """People were told after the processing began, by the days that the answers to the checklist say."""
    dites = [
        (lecture.whole(releve), un) for releve in lecture.answers(RubriqueGrille.INFORMATION, TOUS) for un in _days(releve)
    ]
    return _after_start(lecture, dites)


def constats_cnil(lecture: Lecture) -> Trouvaille | None:
    """What someone read in a letter of the CNIL as found by it, whatever it is about and whichever rule hears it too.

    What only sounds so is asked.
    """
    dits = [
        lecture.passage(releve, phrase)
        for releve in lecture.on((), from_only(GenreSource.COURRIER_CNIL))
        for phrase in releve.phrases
    ]
    # Of what someone marked, whose words they are is asked; what nobody marked is not worth the question.
    passages = tuple(
        un for un in dits if un.nature is NaturePassage.CONSTATE_CNIL or (un.marque and un.nature is NaturePassage.A_DEMANDER)
    )
    return Trouvaille(passages) if passages else None


def _less_when_unseen(lecture: Lecture, trouvaille: Trouvaille | None) -> Trouvaille | None:
    """What one was not shown may exist: it is asked for."""
    pas_vu = lecture.notion("pas_vu")
    if trouvaille and all(pas_vu.said(phrase) for un in trouvaille.passages for phrase in sentences(un.texte)[:1]):
        return replace(trouvaille, gravite=1)
    return trouvaille


def _after_start(
    lecture: Lecture, dites: Sequence[tuple[PassageCite, JoursDits]], *, depuis: dt.date = dt.date.min
) -> Trouvaille | None:
    """The first of these days, when it comes after that on which the processing began. What is not sure to be after is not."""
    debuts = [(lecture.whole(releve), un) for releve in lecture.answers(RubriqueGrille.DEBUT, FAITS) for un in _days(releve)]
    if not debuts or not dites:
        return None
    # Several say when it began: the latest of them leaves no doubt.
    debut, commence = max(debuts, key=lambda un: un[1].dernier)
    dit, premier = min(dites, key=lambda un: un[1].premier)
    if commence.premier < depuis or premier.premier <= commence.dernier:
        return None
    calcul = ("calcul_ordre", (("debut", date_courte(commence.dernier)), ("apres", date_courte(premier.premier))))
    return Trouvaille((dit, debut), calculs=(calcul,), ensemble=True)


def _dated(lecture: Lecture, releve: PassageLu) -> tuple[JoursDits, ...]:
    """The days of what there is; not those on which it was asked for, changed, or found missing."""
    return () if any(map(lecture.notion("date_d_autre_chose").named, releve.phrases)) else _days(releve)


def _days(releve: PassageLu) -> tuple[JoursDits, ...]:
    return periods(releve.passage.texte)


def comite_non_saisi(lecture: Lecture) -> Trouvaille | None:
    """Those who represent the staff were not asked."""
    return lecture.finding("comite_non_saisi")


def autorisation_ancienne(lecture: Lecture) -> Trouvaille | None:
    """The authorisation that the law of the time asked for: an assessment is what one asks for today."""
    return lecture.finding("autorisation_ancienne")


def reponse_promise(lecture: Lecture) -> Trouvaille | None:
    """What was asked for or promised did not come, or came late, as someone says."""
    return lecture.finding("reponse_promise", frozenset(Point) - {Point.REFUS})


def reponse_tardive(lecture: Lecture) -> Trouvaille | None:
    """A document that came after the day it was promised for, by the two days that someone noted."""
    tard = [
        (source, source.promis_le, source.recu_le)
        for source in lecture.grille.sources
        if source.promis_le is not None and source.recu_le is not None and source.recu_le > source.promis_le
    ]
    calculs = tuple(
        ("calcul_retard", (("promis", date_courte(promis)), ("recu", date_courte(recu)), ("jours", str((recu - promis).days))))
        for _, promis, recu in tard
    )
    passages = tuple(PassageCite(source, "", point=Point.FORMALITES) for source, _, _ in tard)
    return Trouvaille(passages, calculs=calculs) if passages else None


def outil_defaillant(lecture: Lecture) -> Trouvaille | None:
    """It breaks down, it is slow, it makes more work: to be asked about, with those who work with it."""
    return lecture.finding("outil_defaillant", (), FAITS)


def _speaks_of_it(lecture: Lecture) -> bool:
    """True when a source says that the assessment was made, or that it was not: that is another finding."""
    return bool(lecture.passages(lambda phrase: any(lecture.notion(id_).said(phrase) for id_ in ("aipd", "aipd_absente"))))


def _first_sentences(lecture: Lecture, *genres: GenreSource) -> tuple[PassageCite, ...]:
    """What the first passage of these kinds of sources says."""
    return tuple(lecture.declared(releve) for releve in lecture.on((), from_only(*genres)))[:1]
