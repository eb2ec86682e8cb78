"""How long data are kept: what is said, what is done, what happens afterwards."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from droits_usagers.domain.grille.lecture import ANNONCES, FAITS, TOUS, Lecture, PassageCite, PassageLu, Trouvaille
from droits_usagers.domain.grille.lexique import PhraseLue
from droits_usagers.domain.grille.valeurs import Point, RubriqueGrille
from droits_usagers.domain.mots.dates import date_courte, placed
from droits_usagers.domain.mots.durees import Duree
from droits_usagers.domain.mots.pliage import fold

_CONSERVATION = (Point.CONSERVATION,)
_MOIS_PAR_AN = 12
_NAISSANCE = re.compile(r"\bnee?s?\s+(?:en|le)\s+[^,.;)]*")
#: « Dossiers : 2 ans »: of what.
_DE_QUOI = re.compile(r"^[^:]{1,60}\s: ")
#: « Deux ans, pas un jour de plus »: less than a week is no retention.
_UN_JOUR_DE_PLUS = Duree(0.2)


def conservation_divergente(lecture: Lecture) -> Trouvaille | None:
    """Two sources have no length of time in common, or one of them tells how it changed. One that only asks shows nothing."""
    dites = list(_on_retention(lecture))
    sures = [
        (releve, siennes)
        for releve, phrases in dites
        if (siennes := tuple(phrase for phrase in phrases if not lecture.passage(releve, phrase).doute))
    ]
    if passages := _divergent(lecture, sures):
        return Trouvaille(passages, ensemble=True)
    passages = _divergent(lecture, dites)
    return Trouvaille(passages, ensemble=True) if passages else None


def _divergent(lecture: Lecture, groupes: Sequence[tuple[PassageLu, tuple[PhraseLue, ...]]]) -> tuple[PassageCite, ...]:
    dites = [(releve, phrases, _lengths(phrases, lecture)) for releve, phrases in groupes]
    # A document that says how long of what, line by line, says all of it together.
    lignes: defaultdict[str, set[Duree]] = defaultdict(set)
    for releve, _, durees in dites:
        if _is_line(releve):
            lignes[releve.source.id] |= durees

    def of(releve: PassageLu, durees: frozenset[Duree]) -> AbstractSet[Duree]:
        return lignes[releve.source.id] if _is_line(releve) else durees

    differentes = [
        (releve, phrases)
        for releve, phrases, durees in dites
        if any(not _meet(of(releve, durees), of(autre, autres)) for autre, _, autres in dites if autre is not releve)
    ]
    changee, archivage = lecture.notion("duree_changee"), lecture.notion("archivage")
    changeantes = [
        (releve, phrases)
        for releve, phrases, durees in dites
        if not all(une.meets(autre) for une, autre in combinations(durees, 2))
        and (
            any(map(changee.said, phrases))
            or (FAITS.hears(releve) and releve.passage.point is Point.CONSERVATION and not any(map(archivage.said, phrases)))
        )
    ]
    trouves = differentes or changeantes
    return tuple(lecture.passage(releve, phrase) for releve, phrases in trouves for phrase in phrases)


def _meet(unes: AbstractSet[Duree], autres: AbstractSet[Duree]) -> bool:
    """True when a length is said on both sides."""
    return any(une.meets(autre) for une in unes for autre in autres)


def _is_line(releve: PassageLu) -> bool:
    """True for « Dossiers : 2 ans », written for the checklist."""
    return releve.passage.rubrique is RubriqueGrille.DUREE and _DE_QUOI.match(releve.passage.texte) is not None


def conservation_illimitee(lecture: Lecture) -> Trouvaille | None:
    """Nothing is ever erased, or no end is set."""
    notion = lecture.notion("jamais_efface")

    def is_endless(phrase: PhraseLue) -> bool:
        return notion.said(phrase) or (Duree(None) in lecture.lengths(phrase) and not phrase.denies(0, len(phrase.mots)))

    passages = lecture.passages(is_endless, _CONSERVATION)
    return Trouvaille(passages) if passages else None


def conservation_depassee(lecture: Lecture) -> Trouvaille | None:
    """What is still there is older than the longest retention announced."""
    annonces = tuple(_announcements(lecture))
    annoncees = [duree.mois for _, phrase in annonces for duree in lecture.lengths(phrase)]
    finies = [mois for mois in annoncees if mois is not None]
    # From the day someone comes of age, or dies, nothing tells how old a file may be.
    autrement = any(lecture.notion("depart_a_venir").named(phrase) for _, phrase in annonces)
    if not finies or len(finies) < len(annoncees) or autrement:
        return None
    suivi = lecture.notion("encore_suivi")
    passages = [
        lecture.passage(releve, phrase)
        for releve in lecture.on(_CONSERVATION, FAITS)
        if not any(map(suivi.said, releve.phrases))
        for phrase in releve.phrases
        if (lecture.notion("encore_la").said(phrase) or lecture.notion("jamais_purge").said(phrase))
        and (_age(releve, phrase) > max(finies) or lecture.notion("vieilli").said(phrase))
    ]
    dites = tuple(lecture.passage(releve, phrase) for releve, phrase in annonces)
    calculs = tuple(_reckoned(passages, max(finies)))
    return Trouvaille(tuple(passages), dites, calculs=calculs).asked if passages else None


def _reckoned(passages: Sequence[PassageCite], mois: float) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """How old what is still there is, on the day of its source, beside what was announced; the oldest of all."""
    ages = [
        (age, depuis, passage.source.date)
        for passage in passages
        if passage.source.date and (depuis := _since(passage.texte)) and (age := _months(depuis, passage.source.date)) > mois
    ]
    if ages:
        age, depuis, date = max(ages)
        jours = (("depuis", date_courte(depuis)), ("date", date_courte(date)))
        yield "calcul_age", (*jours, ("age", f"{age:.0f}"), ("duree", f"{mois:g}"))


def conservation_excessive(lecture: Lecture) -> Trouvaille | None:
    """Someone says that it is too long."""
    return lecture.finding("duree_excessive", _CONSERVATION)


def conservation_vague(lecture: Lecture) -> Trouvaille | None:
    """An announced retention that sets nothing: « le temps nécessaire », as one reads it or as someone repeats it."""
    notion, rapportee = lecture.notion("duree_vague"), lecture.notion("annonce_rapportee")

    def is_vague(phrase: PhraseLue) -> bool:
        return notion.said(phrase) and not lecture.lengths(phrase)

    passages = lecture.passages(is_vague, _CONSERVATION, ANNONCES) + lecture.passages(
        lambda phrase: is_vague(phrase) and rapportee.said(phrase), _CONSERVATION, FAITS
    )
    return Trouvaille(passages) if passages else None


def conservation_devenir(lecture: Lecture) -> Trouvaille | None:
    """Someone asks what becomes of data at the end, and nothing answers."""
    devenir, sans_reponse = lecture.notion("devenir"), lecture.notion("sans_reponse")
    passages = lecture.passages(
        lambda phrase: devenir.said(phrase) and (phrase.question or sans_reponse.said(phrase)), _CONSERVATION
    )
    return Trouvaille(passages) if passages else None


def conservation_repere(lecture: Lecture) -> Trouvaille | None:
    """More than the mark that the CNIL recommends: to be justified, and nothing more."""
    if lecture.notion("protection_enfance").said(PhraseLue(lecture.grille.titre)):
        return None
    repere = Duree(float(lecture.reference.repere))
    passages = [
        lecture.passage(releve, phrase)
        for releve, phrases in _on_retention(lecture)
        for phrase in phrases
        if any(repere < duree != Duree(None) and not duree.meets(repere) for duree in _active(phrase, lecture))
    ]
    return Trouvaille(tuple(passages)) if passages else None


def statistiques_annuelles(lecture: Lecture) -> Trouvaille | None:
    """Figures over a year, from data that are kept for less."""
    annonces = [
        lecture.passage(releve, phrase)
        for releve, phrases in _on_retention(lecture)
        for phrase in phrases
        if any(duree < Duree(float(lecture.reference.annee)) for duree in lecture.lengths(phrase))
    ]
    passages = lecture.passages(lecture.notion("annuel").said, (Point.STATISTIQUES,)) + _elsewhere(lecture)
    return Trouvaille((*passages, *annonces)) if annonces and passages else None


def _elsewhere(lecture: Lecture) -> tuple[PassageCite, ...]:
    annuel, chiffres = lecture.notion("annuel"), lecture.notion("chiffres")
    return lecture.passages(
        lambda phrase: annuel.said(phrase) and chiffres.said(phrase), frozenset(Point) - {Point.STATISTIQUES}
    )


def _on_retention(lecture: Lecture) -> Iterator[tuple[PassageLu, tuple[PhraseLue, ...]]]:
    """What speaks of retention and says how long, with the sentences that say it."""
    garder, annexe = lecture.notion("garder"), lecture.notion("duree_annexe")
    for releve in lecture.on((), TOUS):
        phrases = tuple(
            phrase
            for phrase, sujet in releve.dites
            if (Point.CONSERVATION in sujet or garder.said(phrase))
            and not annexe.said(phrase)
            and lecture.lengths(phrase)
            and not (releve.libre and lecture.is_of_another_thing(phrase))
        )
        if phrases:
            yield releve, phrases


def _lengths(phrases: tuple[PhraseLue, ...], lecture: Lecture) -> frozenset[Duree]:
    durees = (duree for phrase in phrases for duree in lecture.lengths(phrase))
    return frozenset(duree for duree in durees if not duree < _UN_JOUR_DE_PLUS)


def _active(phrase: PhraseLue, lecture: Lecture) -> tuple[Duree, ...]:
    """The lengths that a sentence says, without that of the archives that follow."""
    durees = lecture.lengths(phrase)
    return durees[:1] if lecture.notion("archivage").said(phrase) else durees


def _announcements(lecture: Lecture) -> Iterator[tuple[PassageLu, PhraseLue]]:
    """The retention announced; where no announcement was noted, that which someone says was announced."""
    rapportee = lecture.notion("annonce_rapportee")
    dites = [(releve, phrase) for releve, phrases in _on_retention(lecture) for phrase in phrases]
    annoncees = [(releve, phrase) for releve, phrase in dites if ANNONCES.hears(releve)]
    yield from annoncees or ((releve, phrase) for releve, phrase in dites if rapportee.said(phrase))


def _age(releve: PassageLu, phrase: PhraseLue) -> float:
    """In months, how long before its source the file was left, as far as a sentence tells; 0 when it does not."""
    depuis = _since(phrase.texte)
    return _months(depuis, releve.source.date) if depuis and releve.source.date else 0


def _since(texte: str) -> dt.date | None:
    """The last day that is said there, but that of a birth: which of several a file was left on, nothing tells."""
    return max((jours.dernier for _, jours in placed(_NAISSANCE.sub("", fold(texte)))), default=None)


def _months(depuis: dt.date, date: dt.date) -> float:
    return (date.year - depuis.year) * _MOIS_PAR_AN + date.month - depuis.month - (date.day < depuis.day)
