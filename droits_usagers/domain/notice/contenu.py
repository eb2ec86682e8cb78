"""Who, what for, on what basis, with which data, from whom, to whom, for how long."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.notice.lecture import LectureFiche, Trouvailles, Trouve, beside, left_out, line_of, said, yes_or_no
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Base,
    Conservation,
    Contact,
    DecisionAutomatisee,
    Donnee,
    DroitNotice,
    Droits,
    Finalite,
    Mot,
    is_exception,
)
from droits_usagers.domain.notice.valeurs import Statut

_COMMUNS = (DroitNotice.ACCES, DroitNotice.RECTIFICATION, DroitNotice.EFFACEMENT, DroitNotice.LIMITATION)
#: Of what is kept only because a law obliges to, nobody is owed the erasure (RGPD 17(3)(b)).
_NON_EFFACABLES = frozenset({Base.OBLIGATION})
_OPPOSABLES = frozenset({Base.MISSION, Base.INTERETS_LEGITIMES})
_PORTABLES = frozenset({Base.CONSENTEMENT, Base.CONTRAT})


def check_droits(lecture: LectureFiche) -> Trouvailles:
    """The rights that the declared bases open, no other, and how to use them (RGPD 13(2)(b), LIL 56)."""
    droits, bases = lecture.fiche.droits, lecture.fiche.bases
    if not isinstance(droits, Droits):
        yield left_out(droits, "droits")
        return
    yield lecture.word(droits.contact, "droits", "droits_contact")
    if droits.offerts is A_DEMANDER:
        yield Trouve(Statut.A_DEMANDER, conseil="droits")
        return
    for droit in expected(bases):
        if droit not in droits.offerts:
            yield Trouve(Statut.ABSENTE, droit, f"droits_{droit}")
    if bases and DroitNotice.OPPOSITION in droits.offerts and not bases & _OPPOSABLES:
        yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.OPPOSITION, "droits_opposition_exclue")
    if bases and DroitNotice.PORTABILITE in droits.offerts and not bases & _PORTABLES:
        yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.PORTABILITE, "droits_portabilite_exclue")
    if bases and DroitNotice.RETRAIT in droits.offerts and not lecture.fiche.accord:
        yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.RETRAIT, "droits_retrait_exclu")


def expected(bases: frozenset[Base]) -> Iterator[DroitNotice]:
    """The rights that these bases open. Withdrawal and death have mentions of their own."""
    yield from (droit for droit in _COMMUNS if droit is not DroitNotice.EFFACEMENT or bases != _NON_EFFACABLES)
    if bases & _OPPOSABLES:
        yield DroitNotice.OPPOSITION
    if bases & _PORTABLES:
        yield DroitNotice.PORTABILITE


def check_offered(droit: DroitNotice) -> Callable[[LectureFiche], Trouvailles]:
    """The rule of a right that is a mention of its own."""

    def rule(lecture: LectureFiche) -> Trouvailles:
        droits = lecture.fiche.droits
        if not isinstance(droits, Droits):
            yield left_out(droits, droit)
        elif droits.offerts is A_DEMANDER:
            yield Trouve(Statut.A_DEMANDER, conseil=droit)
        else:
            yield yes_or_no(droit in droits.offerts, droit)

    return rule


def check_retrait(lecture: LectureFiche) -> Trouvailles:
    """Consent can be withdrawn, where it is the basis, or what lets sensitive data be written (RGPD 13(2)(c))."""
    if lecture.fiche.accord:
        yield from check_offered(DroitNotice.RETRAIT)(lecture)


def check_opposition_a_part(lecture: LectureFiche) -> Trouvailles:
    """Objection is said apart, where it is open (RGPD 21(4))."""
    droits, bases = lecture.fiche.droits, lecture.fiche.bases
    if not bases & _OPPOSABLES:
        if bases and isinstance(droits, Droits) and droits.opposition_a_part is True:
            yield Trouve(Statut.CONTRADICTOIRE, DroitNotice.OPPOSITION, "droits_opposition_exclue")
        return
    if isinstance(droits, Droits):
        yield yes_or_no(droits.opposition_a_part, "opposition_a_part")
    else:
        yield left_out(droits, "opposition_a_part")


def check_reclamation(lecture: LectureFiche) -> Trouvailles:
    """One may complain to the CNIL (RGPD 13(2)(d))."""
    droits = lecture.fiche.droits
    if isinstance(droits, Droits):
        yield yes_or_no(droits.reclamation_cnil, "reclamation")
    else:
        yield left_out(droits, "reclamation")


#: « 72 h », that is a length here, and a time of the day elsewhere.
_HEURES = re.compile(r"\b(\d{1,3})\s*h\b", re.IGNORECASE)
#: The bases that a text must lay down (RGPD 6(3)).
_FONDEES = frozenset({Base.OBLIGATION, Base.MISSION})


def _contact(lecture: LectureFiche, contact: Contact, id_: str, *, nomme: bool) -> Trouvailles:
    if nomme:
        yield lecture.word(contact.nom, id_, f"{id_}_nom")
    connues = [moyen for moyen in contact.coordonnees if moyen and moyen is not A_DEMANDER]
    if connues:
        yield Trouve(Statut.PRESENTE, ", ".join(connues[0]) if isinstance(connues[0], tuple) else str(connues[0]))
    elif A_DEMANDER in contact.coordonnees:
        yield Trouve(Statut.A_DEMANDER, conseil=f"{id_}_coordonnees")
    else:
        yield Trouve(Statut.ABSENTE, said(contact.nom), f"{id_}_coordonnees")


def check_responsable(lecture: LectureFiche) -> Trouvailles:
    """Who decides why and how, and how to reach them (RGPD 13(1)(a), 14(1)(a))."""
    contact = lecture.fiche.responsable
    if isinstance(contact, Contact):
        yield from _contact(lecture, contact, "responsable", nomme=True)
    else:
        yield left_out(contact, "responsable")


def check_dpo(lecture: LectureFiche) -> Trouvailles:
    """How to reach the data protection officer (RGPD 13(1)(b)); their name is not required."""
    contact = lecture.fiche.dpo
    if isinstance(contact, Contact):
        yield from _contact(lecture, contact, "dpo", nomme=False)
    else:
        yield left_out(contact, "dpo")


def check_finalites(lecture: LectureFiche) -> Trouvailles:
    """What the data serve, purpose by purpose (RGPD 13(1)(c), 5(1)(b))."""
    finalites = lecture.fiche.finalites
    if finalites is A_DEMANDER or not finalites:
        yield left_out(finalites, "finalites")
        return
    for finalite in finalites:
        yield beside(lecture.word(finalite.libelle, "finalites", "finalites"), finalite.texte)


def check_base(lecture: LectureFiche) -> Trouvailles:
    """The legal basis of each purpose (RGPD 13(1)(c)); an obligation or a mission is named by its text (6(3)).

    A public body has no legitimate interest in its own tasks (6(1), last paragraph).
    """
    finalites, donnees = lecture.fiche.finalites, lecture.fiche.donnees
    if finalites is A_DEMANDER or not finalites:
        yield left_out(finalites, "base")
        return
    # Nothing tells which data are for which purpose: beside another basis, what is compulsory may be for that one.
    seule = all(finalite.base is Base.CONSENTEMENT for finalite in finalites)
    impose = seule and donnees is not A_DEMANDER and any(donnee.obligatoire is True for donnee in donnees)
    for finalite in finalites:
        if finalite.base is None or finalite.base is A_DEMANDER:
            yield left_out(finalite.base, "base", said(finalite.libelle))
        elif finalite.base is Base.CONSENTEMENT and impose:
            yield Trouve(Statut.CONTRADICTOIRE, said(finalite.libelle), "base_consentement_impose")
        elif finalite.base in _FONDEES:
            yield _laid_down(lecture, finalite)
        elif finalite.base is Base.INTERETS_LEGITIMES and _is_public(lecture):
            yield Trouve(Statut.VAGUE, said(finalite.libelle), "base_interets_public")
        else:
            yield Trouve(Statut.PRESENTE, finalite.base)


def _laid_down(lecture: LectureFiche, finalite: Finalite) -> Trouve:
    """The text that lays down an obligation or a mission."""
    libelle, texte = said(finalite.libelle), said(finalite.texte).strip()
    if finalite.texte is A_DEMANDER:
        return Trouve(Statut.A_DEMANDER, libelle, "base_texte")
    if not texte or lecture.vague(texte, "base"):
        return Trouve(Statut.VAGUE, line_of(libelle, texte), "base_texte")
    return Trouve(Statut.PRESENTE, str(finalite.base))


def _is_public(lecture: LectureFiche) -> bool:
    responsable = lecture.fiche.responsable
    return isinstance(responsable, Contact) and lecture.public(responsable.nom)


def check_interets(lecture: LectureFiche) -> Trouvailles:
    """The interests pursued, where that is the basis (RGPD 13(1)(d))."""
    finalites = lecture.fiche.finalites
    for finalite in () if finalites is A_DEMANDER else finalites:
        if finalite.base is Base.INTERETS_LEGITIMES:
            yield lecture.word(finalite.texte, "interets_legitimes", "interets_legitimes")


def check_categories(lecture: LectureFiche) -> Trouvailles:
    """Which data, where they come from elsewhere (RGPD 14(1)(d)); sensitive ones with their exception (9(2)).

    RGPD 13 asks for neither: where all comes from the person, an exception that is not said is only to be looked at again.
    """
    donnees = lecture.fiche.donnees
    if not lecture.fiche.collecte_indirecte:
        for donnee in () if donnees is A_DEMANDER else donnees:
            for trouve in _exception(lecture, donnee):
                yield replace(trouve, statut=Statut.VAGUE) if trouve.statut is Statut.ABSENTE else trouve
            libelle = lecture.word(donnee.libelle, "categories", "categories")
            if libelle.statut is Statut.VAGUE:
                yield libelle
        return
    if donnees is A_DEMANDER or not donnees:
        yield left_out(donnees, "categories")
        return
    for donnee in donnees:
        yield lecture.word(donnee.libelle, "categories", "categories")
        yield from _exception(lecture, donnee)


def _exception(lecture: LectureFiche, donnee: Donnee) -> Trouvailles:
    """What lets sensitive data be written down (RGPD 9(2)): one of the exceptions, that fits what is said elsewhere."""
    libelle = said(donnee.libelle)
    if donnee.sensible is A_DEMANDER:
        yield Trouve(Statut.A_DEMANDER, libelle, "categories_sensible")
    elif donnee.sensible is False and lecture.sensitive(donnee.libelle):
        yield Trouve(Statut.CONTRADICTOIRE, libelle, "categories_sensible")
    elif donnee.sensible or lecture.sensitive(donnee.libelle):
        trouve = lecture.word(donnee.exception, "categories", "categories_exception")
        statut, conseil = trouve.statut, trouve.conseil
        if statut is Statut.PRESENTE and not is_exception(said(donnee.exception)):
            statut, conseil = Statut.VAGUE, "categories_exception"
        elif donnee.accord_expres and donnee.obligatoire is True:
            statut, conseil = Statut.CONTRADICTOIRE, "base_consentement_impose"
        yield Trouve(statut, libelle, conseil)


def check_source(lecture: LectureFiche) -> Trouvailles:
    """Where the data come from (RGPD 14(2)(f))."""
    if not lecture.fiche.collecte_indirecte:
        return
    sources = lecture.fiche.sources
    if sources is A_DEMANDER or not sources:
        yield left_out(sources, "source")
        return
    for source in sources:
        yield lecture.word(source.libelle, "source", "source")
        if source.genre is None or source.genre is A_DEMANDER:
            yield left_out(source.genre, "source_genre", said(source.libelle))


def check_destinataires(lecture: LectureFiche) -> Trouvailles:
    """Who receives them, each for one of the purposes (RGPD 13(1)(e), 5(1)(b))."""
    destinataires, finalites = lecture.fiche.destinataires, lecture.fiche.finalites
    if destinataires is A_DEMANDER or not destinataires:
        yield left_out(destinataires, "destinataires")
        return
    connues = (
        {fold(f.libelle).strip() for f in finalites if isinstance(f.libelle, str)} if finalites is not A_DEMANDER else set()
    )
    for destinataire in destinataires:
        yield beside(lecture.word(destinataire.libelle, "destinataires", "destinataires"), destinataire.finalite)
        libelle = said(destinataire.libelle)
        if destinataire.finalite is A_DEMANDER:
            yield Trouve(Statut.A_DEMANDER, libelle, "destinataires_finalite")
        elif fold(destinataire.finalite).strip() not in connues:
            yield Trouve(Statut.CONTRADICTOIRE, libelle, "destinataires_finalite")


def check_transferts(lecture: LectureFiche) -> Trouvailles:
    """Transfers outside the Union and their safeguards (RGPD 13(1)(f))."""
    transferts, destinataires = lecture.fiche.transferts, lecture.fiche.destinataires
    if not transferts and destinataires is not A_DEMANDER:
        loin = [said(un.libelle) for un in destinataires if lecture.abroad(un.libelle)]
        yield from (Trouve(Statut.CONTRADICTOIRE, libelle, "transferts_destinataire") for libelle in loin)
    if transferts is A_DEMANDER or not transferts:
        yield left_out(transferts, "transferts")
        return
    for transfert in transferts:
        yield beside(lecture.word(transfert.pays, "transferts", "transferts"), transfert.garanties)
        garanties = lecture.word(transfert.garanties, "transferts", "transferts_garanties")
        yield replace(garanties, extrait=line_of(transfert.pays, transfert.garanties))


def _length(lecture: LectureFiche, duree: Mot) -> Trouve:
    texte, durees = said(duree), lecture.durees
    heures = _HEURES.sub(r"\1 heures", texte)
    if durees.hesitates(texte):
        return Trouve(Statut.CONTRADICTOIRE, conseil="conservation_deux_durees")
    if durees.open_ended(texte):
        return Trouve(Statut.VAGUE, conseil="conservation_sans_plafond")
    if any(une.mois is not None for une in durees.find(heures)):
        # « le temps nécessaire, et au plus 2 ans » says something.
        return Trouve(Statut.PRESENTE)
    trouve = lecture.word(duree, "conservation", "conservation")
    if trouve.statut is Statut.PRESENTE and not lecture.until(texte):
        return Trouve(Statut.VAGUE, conseil="vague_duree")
    return trouve


def _start(lecture: LectureFiche, ligne: Conservation) -> Trouve:
    """From when a length counts: what is kept until something happens, and for no length, needs no start."""
    depart, duree = lecture.word(ligne.depart, "conservation", "conservation_depart"), said(ligne.duree)
    if depart.statut is not Statut.ABSENTE:
        return depart
    jusqu_a = lecture.until(duree) and not lecture.durees.find(duree) and not lecture.vague(duree, "conservation")
    return Trouve(Statut.PRESENTE) if jusqu_a else Trouve(Statut.VAGUE, conseil="conservation_depart")


def check_conservation(lecture: LectureFiche) -> Trouvailles:
    """How long, or by which criteria, and from when (RGPD 13(2)(a))."""
    conservations = lecture.fiche.conservations
    if conservations is A_DEMANDER or not conservations:
        yield left_out(conservations, "conservation")
        return
    for ligne in conservations:
        duree, depart = _length(lecture, ligne.duree), _start(lecture, ligne)
        # Two lines may say the same length, or the same start.
        yield replace(
            duree, extrait=said(ligne.duree) if duree.statut is Statut.PRESENTE else line_of(ligne.donnees, ligne.duree)
        )
        yield replace(depart, extrait=line_of(ligne.donnees, ligne.duree, ligne.depart))
    for une, autre in combinations(conservations, 2):
        if lecture.overlap(said(une.donnees), said(autre.donnees)):
            durees = [set(lecture.durees.find(ligne.duree)) for ligne in (une, autre) if isinstance(ligne.duree, str)]
            if all(durees) and any(lue != durees[-1] for lue in durees):
                dites = f"{une.duree} / {autre.duree}"
                yield Trouve(Statut.CONTRADICTOIRE, line_of(une.donnees, dites), "conservation_deux_durees")


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
