"""What the person must answer, and what machines decide."""

from droits_usagers.domain.notice.contenu import check_finalites, check_responsable
from droits_usagers.domain.notice.droits import check_droits
from droits_usagers.domain.notice.lecture import LectureFiche, Trouvailles, Trouve, left_out, said
from droits_usagers.domain.notice.traitements import A_DEMANDER, DecisionAutomatisee, Droits
from droits_usagers.domain.notice.valeurs import Statut


def check_obligatoire(lecture: LectureFiche) -> Trouvailles:
    """Whether one must answer, and what happens otherwise (RGPD 13(2)(e))."""
    if not lecture.fiche.collecte_directe:
        return
    donnees = lecture.fiche.donnees
    if donnees is A_DEMANDER or not donnees:
        yield left_out(donnees, "obligatoire")
        return
    for donnee in donnees:
        libelle = said(donnee.libelle)
        if donnee.obligatoire is None or donnee.obligatoire is A_DEMANDER:
            yield left_out(donnee.obligatoire, "obligatoire", libelle)
        elif donnee.obligatoire:
            trouve = lecture.word(donnee.consequence, "obligatoire", "obligatoire_consequence")
            yield Trouve(trouve.statut, libelle, trouve.conseil)
        else:
            yield Trouve(Statut.PRESENTE, libelle)


def check_decision(lecture: LectureFiche) -> Trouvailles:
    """Whether a machine decides, and how it reasons (RGPD 13(2)(f))."""
    decision = lecture.fiche.decision
    if not isinstance(decision, DecisionAutomatisee) or decision.existe is None:
        yield left_out(decision, "decision_automatisee")
    elif decision.existe is A_DEMANDER:
        yield Trouve(Statut.A_DEMANDER, conseil="decision_automatisee")
    elif decision.existe:
        yield lecture.word(decision.logique, "decision_automatisee", "decision_automatisee_logique")
    else:
        yield Trouve(Statut.PRESENTE)


def check_algorithme(lecture: LectureFiche) -> Trouvailles:
    """How the algorithm works, where it is the ground of a decision (CRPA L311-3-1)."""
    decision = lecture.fiche.decision
    if isinstance(decision, DecisionAutomatisee) and decision.existe is True:
        yield lecture.word(decision.logique, "decision_automatisee", "algorithme")


def check_moins_de_15_ans(lecture: LectureFiche) -> Trouvailles:
    """Children under 15 are told in words of their own (LIL 48)."""
    droits = lecture.fiche.droits
    if isinstance(droits, Droits) and droits.moins_de_15_ans is A_DEMANDER:
        yield Trouve(Statut.A_DEMANDER, conseil="moins_de_15_ans")
    elif isinstance(droits, Droits) and droits.moins_de_15_ans:
        yield Trouve(Statut.PRESENTE, conseil="moins_de_15_ans")
    elif isinstance(droits, Droits) and droits.moins_de_15_ans is None and lecture.of_children():
        yield Trouve(Statut.ABSENTE, conseil="moins_de_15_ans_dire")


def check_questionnaire(lecture: LectureFiche) -> Trouvailles:
    """What a form carries itself: who, what for, whether one must answer, and one's rights (CP R625-10)."""
    if lecture.fiche.collecte_directe:
        regles = (check_responsable, check_finalites, check_obligatoire, check_droits)
        statuts = {trouve.statut for regle in regles for trouve in regle(lecture)}
        # What is missing is told once, under the mention that lacks it.
        manque = next((statut for statut in (Statut.ABSENTE, Statut.A_DEMANDER) if statut in statuts), None)
        yield Trouve(Statut.PRESENTE) if manque is None else Trouve(manque, conseil="questionnaire")
