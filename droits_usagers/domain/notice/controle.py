"""What a notice must say, and what is missing from one: each mention has a rule, which gives everything it finds."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from droits_usagers.domain.notice import contenu
from droits_usagers.domain.notice.lecture import LectureFiche, Trouvailles, Trouve, said
from droits_usagers.domain.notice.origine import proposed
from droits_usagers.domain.notice.traitements import Base, Contact, DecisionAutomatisee, DroitNotice, Droits, FicheTraitement
from droits_usagers.domain.notice.valeurs import RANG, ConstatMention, FauteMention, ReferenceMentions, Statut

_REGLES: Mapping[str, Callable[[LectureFiche], Trouvailles]] = {
    "responsable": contenu.check_responsable,
    "dpo": contenu.check_dpo,
    "finalites": contenu.check_finalites,
    "base": contenu.check_base,
    "interets_legitimes": contenu.check_interets,
    "categories": contenu.check_categories,
    "source": contenu.check_source,
    "destinataires": contenu.check_destinataires,
    "transferts": contenu.check_transferts,
    "conservation": contenu.check_conservation,
    "droits": contenu.check_droits,
    "opposition_a_part": contenu.check_opposition_a_part,
    "retrait": contenu.check_retrait,
    "reclamation": contenu.check_reclamation,
    "obligatoire": contenu.check_obligatoire,
    "decision_automatisee": contenu.check_decision,
    "deces": contenu.check_offered(DroitNotice.DECES),
    "moins_de_15_ans": contenu.check_moins_de_15_ans,
    "questionnaire": contenu.check_questionnaire,
    "algorithme": contenu.check_algorithme,
}
_TROUS = frozenset({Statut.ABSENTE, Statut.A_DEMANDER})
#: What to do about a line that is as its model has it.
_PROPOSEE = "proposee"
#: Every mention this module knows.
MENTIONS = tuple(_REGLES)


def check_notice(fiche: FicheTraitement, reference: ReferenceMentions) -> tuple[ConstatMention, ...]:
    """One finding for each mention that applies, in the order of the reference; then one if its name is that of a model."""
    return tuple(_constats(fiche, reference))


def unconfirmed(constats: Iterable[ConstatMention]) -> tuple[ConstatMention, ...]:
    """One for each line that is as a model has it: as long as one is, a notice is printed as a draft."""
    return tuple(un for constat in constats for un in constat.each if un.statut is Statut.PROPOSEE)


def missing(constats: Iterable[ConstatMention]) -> tuple[ConstatMention, ...]:
    """Those that keep a notice from being one: it is printed as a draft until each is filled or declared not to apply."""
    return tuple(constat for constat in constats if constat.incomplet)


def _against(lecture: LectureFiche, mention: str, trouves: Iterable[Trouve]) -> Iterator[Trouve]:
    """What belies that a mention does not apply: it is filled in, or the rest of the fiche asks for it."""
    dits = [trouve.extrait for trouve in trouves if trouve.statut is not Statut.ABSENTE and trouve.extrait]
    responsable = lecture.fiche.responsable
    if dits:
        yield Trouve(Statut.CONTRADICTOIRE, dits[0], "sans_objet_contredit")
    elif _asked_for(lecture.fiche, mention):
        absente = any(trouve.statut is Statut.ABSENTE for trouve in trouves)
        yield Trouve(Statut.ABSENTE if absente else Statut.CONTRADICTOIRE, conseil="sans_objet_demande")
    elif mention == "dpo" and isinstance(responsable, Contact) and lecture.public(responsable.nom):
        yield Trouve(Statut.ABSENTE, said(responsable.nom), "dpo_public")


def _asked_for(fiche: FicheTraitement, mention: str) -> bool:
    """True if a conditional mention applies, from what the rest of a fiche says."""
    if mention == "retrait":
        return fiche.accord
    if mention == "interets_legitimes":
        return Base.INTERETS_LEGITIMES in fiche.bases
    if mention in {"decision_automatisee", "algorithme"}:
        return isinstance(fiche.decision, DecisionAutomatisee) and fiche.decision.existe is True
    return mention == "moins_de_15_ans" and isinstance(fiche.droits, Droits) and fiche.droits.moins_de_15_ans is True


def _constats(fiche: FicheTraitement, reference: ReferenceMentions) -> Iterator[ConstatMention]:
    lecture = LectureFiche(fiche, reference)
    proposees = _from_models(fiche, reference)
    for mention in reference.mentions:
        trouves = list(_REGLES[mention.id](lecture))
        if mention.id in fiche.sans_objet:
            trouves = list(_against(lecture, mention.id, trouves))
        trouves += proposees.pop(mention.id, [])
        if trouves:
            pire = max(trouves, key=lambda trouve: RANG[trouve.statut])
            articles = (mention.articles_directs if fiche.collecte_directe else ()) + (
                mention.articles_indirects if fiche.collecte_indirecte else ()
            )
            yield ConstatMention(
                mention.id,
                pire.statut,
                tuple(dict.fromkeys(articles)),
                pire.extrait,
                pire.conseil,
                incomplet=any(trouve.statut in _TROUS for trouve in trouves),
                fautes=_faults(trouves),
            )

    for mention_, trouves in proposees.items():
        yield ConstatMention(mention_, Statut.PROPOSEE, (), trouves[0].extrait, _PROPOSEE, fautes=_faults(trouves))


def _from_models(fiche: FicheTraitement, reference: ReferenceMentions) -> dict[str, list[Trouve]]:
    """What nobody said to be true here, by mention."""
    par_mention: dict[str, list[Trouve]] = {}
    for proposee in proposed(fiche, reference.modeles):
        if not proposee.confirmee:
            trouve = Trouve(Statut.PROPOSEE, proposee.texte, _PROPOSEE)
            par_mention.setdefault(proposee.ligne.mention, []).append(trouve)
    return par_mention


def _faults(trouves: Iterable[Trouve]) -> tuple[FauteMention, ...]:
    # Two lines that say the same are two faults.
    return tuple(FauteMention(un.statut, un.extrait, un.conseil) for un in trouves if un.statut is not Statut.PRESENTE)
