"""The checklist: question by question, what is announced, what is seen, and which rules compare the two. It asserts nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from droits_usagers.domain.grille.lecture import ANNONCES, Lecture, PassageLu
from droits_usagers.domain.grille.valeurs import (
    Ecart,
    Grille,
    PassageMarque,
    ReferenceGrille,
    RubriqueGrille,
    RubriqueListe,
)


class EtatRubrique(StrEnum):
    """How a question stands."""

    #: A rule finds that the two sides do not agree, or that one of them is at fault by itself.
    ECART = "ecart"
    VU_SEUL = "vu_seul"
    ANNONCE_SEUL = "annonce_seul"
    #: Nothing but questions, fears and reminders was noted.
    DOUTEUX = "douteux"
    SANS_REPONSE = "sans_reponse"
    #: Both are known, and no rule finds anything: which does not mean that they agree.
    DEUX_COTES = "deux_cotes"


@dataclass(frozen=True, slots=True)
class LigneListe:
    """One question, with the passages that answer it on each side. `douteux`: those that ask, fear or remind."""

    rubrique: RubriqueListe
    annonces: tuple[PassageMarque, ...] = field(default=(), repr=False)
    vus: tuple[PassageMarque, ...] = field(default=(), repr=False)
    douteux: tuple[PassageMarque, ...] = field(default=(), repr=False)
    ecarts: tuple[Ecart, ...] = ()
    #: True: a length of time is announced, and nothing says from which day it is counted.
    sans_depart: bool = False

    @property
    def etat(self) -> EtatRubrique:
        """What it comes to."""
        if self.ecarts:
            return EtatRubrique.ECART
        match bool(self.annonces), bool(self.vus):
            case True, True:
                return EtatRubrique.DEUX_COTES
            case True, False:
                return EtatRubrique.ANNONCE_SEUL
            case False, True:
                return EtatRubrique.VU_SEUL
        return EtatRubrique.DOUTEUX if self.douteux else EtatRubrique.SANS_REPONSE


def checklist(grille: Grille, ecarts: Iterable[Ecart], reference: ReferenceGrille) -> tuple[LigneListe, ...]:
    """Every question, in its order; `ecarts` are those that were found in the grille."""
    lecture, trouves = Lecture(grille, reference), tuple(ecarts)
    lignes = {une.id: LigneListe(une) for une in reference.rubriques}
    for releve in lecture.releves:
        for rubrique in _answered(lecture, releve):
            lignes[rubrique] = _with(lignes[rubrique], lecture, releve)
    return tuple(
        replace(
            ligne,
            ecarts=tuple(un for un in trouves if un.regle in ligne.rubrique.regles),
            sans_depart=id_ is RubriqueGrille.DUREE and _without_start(lecture, ligne),
        )
        for id_, ligne in lignes.items()
    )


def _answered(lecture: Lecture, releve: PassageLu) -> tuple[RubriqueGrille, ...]:
    """The questions that a passage answers: the one it was written for, else those of its point that it speaks of."""
    passage = releve.passage
    if passage.rubrique is not None:
        return (passage.rubrique,)
    return tuple(
        une.id
        for une in lecture.reference.rubriques
        if passage.point in une.points and (not une.notion or any(map(lecture.notion(une.notion).named, releve.phrases)))
    )


def _with(ligne: LigneListe, lecture: Lecture, releve: PassageLu) -> LigneListe:
    if all(lecture.passage(releve, phrase).doute for phrase in releve.phrases):
        return replace(ligne, douteux=(*ligne.douteux, releve.passage))
    if ANNONCES.hears(releve):
        return replace(ligne, annonces=(*ligne.annonces, releve.passage))
    return replace(ligne, vus=(*ligne.vus, releve.passage))


def _without_start(lecture: Lecture, ligne: LigneListe) -> bool:
    """True when what is announced gives a length that has an end, and no day from which it runs."""
    ids = {passage.id for passage in ligne.annonces}
    phrases = [phrase for releve in lecture.releves if releve.passage.id in ids for phrase in releve.phrases]
    durees = [duree for phrase in phrases for duree in lecture.lengths(phrase)]
    finies = any(duree.mois is not None for duree in durees)
    return finies and not any(map(lecture.notion("depart_duree").named, phrases))
