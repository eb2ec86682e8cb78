"""Someone must not know: what the wizard asks of it, and what that changes in what it makes. The answer itself goes nowhere.

Passed over, the question has the home address written nowhere, and changes nothing else (`Domicile`).
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande, Domicile, MoyenPartage, is_protected
from droits_usagers.domain.demarche.protection import town_of
from droits_usagers.domain.demarche.questions import Reponses, Valeur, lines_of
from droits_usagers.domain.demarche.situations import Situation
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Qualite, ReponseA
from droits_usagers.services.lettre import saisies
from droits_usagers.services.lettre.formulaires import (
    A_TAIRE,
    AILLEURS,
    CHANGER,
    CHEZ_MOI,
    DANGER,
    OU_REPONDRE,
    OUVERTS,
    Section,
)
from droits_usagers.services.lettre.saisies import lines, read_qualite, text

OUI, NON, TAIT = "oui", "non", "tait"
#: Not to say protects as much as yes does: nobody is asked to tell.
_PROTEGENT = frozenset({OUI, TAIT})
#: The section that no form shows, where an address waits while one says that nobody is in danger.
_DE_COTE = "de_cote"
#: What is ticked with it; anyone may undo it.
_AVEC: Mapping[str, Valeur] = {"reponse_ailleurs": True, "reponse_enveloppe_neutre": True}


def protects(danger: Reponses) -> bool:
    """True if what was answered protects the address."""
    return danger.get(DANGER.id) in _PROTEGENT


def home_of(danger: Reponses, vous: Reponses, *, asked: bool) -> Domicile | None:
    """What becomes of the home address; None when it is protected, or when nothing was asked (`asked`) nor answered."""
    if protects(danger):
        return None
    if danger.get(DANGER.id) == NON or vous.get(OU_REPONDRE) == CHEZ_MOI:
        return Domicile.DIT
    return Domicile.TU if asked else None


def asks_where(danger: Reponses, vous: Reponses) -> bool:
    """True if it is still to be said where to answer, or was said on that very screen."""
    if danger.get(DANGER.id):
        return False
    ailleurs = any(text(vous, id_) for id_ in ("reponse_nom", "reponse_adresse"))
    return OU_REPONDRE in vous or not (vous.get("reponse_ailleurs") is True and ailleurs)


def with_place(vous: Reponses) -> Reponses:
    """What was typed about people, with where to answer as it was said last."""
    ou = vous.get(OU_REPONDRE)
    return {**vous, "reponse_ailleurs": ou == AILLEURS} if ou in (AILLEURS, CHEZ_MOI) else vous


def keep(
    toutes: dict[str, dict[str, Valeur]], section: str, question: str, *, valeur: Valeur | None, en_passant: bool = False
) -> None:
    """Keep an answer among those of every section, as typed, and tick what goes with it; None forgets it.

    An address taken off the screen goes with the protection, as saying otherwise would be a way to see it; it comes back with
    it, unless another was typed: an arrow key goes through « Non ». `en_passant`: it goes through « Oui » too, on the way from
    no answer to « Non », and nothing was taken off the screen meanwhile.
    """
    cachait = protects(toutes.get(Section.DANGER, {}))
    kept = toutes.setdefault(section, {})
    if valeur is None:
        kept.pop(question, None)
    else:
        kept[question] = valeur
    vous = toutes.setdefault(Section.VOUS, {})
    if question == "reponse_ailleurs":
        # Said otherwise since.
        vous.pop(OU_REPONDRE, None)
    elif question == DANGER.id and valeur is not None and vous.pop(OU_REPONDRE, None) == AILLEURS:
        vous["reponse_ailleurs"] = True
    if protects(toutes.get(Section.DANGER, {})):
        toutes[Section.VOUS] = {**_AVEC, **toutes.pop(_DE_COTE, {}), **vous}
    elif cachait and not en_passant:
        toutes[_DE_COTE] = {cachee: vous.pop(cachee) for cachee in hidden_addresses(vous) & vous.keys()}


def imply(toutes: dict[str, dict[str, Valeur]], situation: Situation) -> None:
    """Tick it for a situation that tells it, until one says otherwise."""
    if situation.danger and DANGER.id not in toutes.get(Section.DANGER, {}):
        keep(toutes, Section.DANGER, DANGER.id, valeur=OUI)


def read_parties(answers: Callable[[str], Reponses], *, domicile: Domicile | None, connu: Organisme, today: dt.date) -> Demande:
    """Everything of a demande but what is asked and what happened, as it is made for someone whom it concerns."""
    vous, organisme, signature = (answers(section) for section in (Section.VOUS, Section.ORGANISME, Section.SIGNATURE))
    parties = replace(saisies.read_parties(vous, organisme, signature, connu=connu, today=today), domicile=domicile)
    if domicile is Domicile.TU:
        # Nobody was asked for it.
        parties = replace(parties, lieu="")
    elif (
        not parties.lieu
        and vous.get(OU_REPONDRE) == CHEZ_MOI
        and (ecrit := parties.auteur.personne if parties.auteur else parties.concerne)
    ):
        # Said once the screen that asks for the place is behind: the letter says that town above already.
        parties = replace(parties, lieu=town_of(ecrit.adresse))
    return protect(parties, answers(Section.DANGER), vous)


def hidden_addresses(vous: Reponses) -> frozenset[str]:
    """The questions whose answer is taken off the screen once typed: whoever acts by mandate lives elsewhere."""
    propre = () if read_qualite(vous) is Qualite.MANDATAIRE else ("auteur_adresse",)
    return frozenset({"concerne_adresse", *propre})


def protect(demande: Demande, danger: Reponses, vous: Reponses) -> Demande:
    """The demande as it is made for someone whom it concerns."""
    if not protects(danger):
        return demande
    concerne, auteur = demande.concerne, demande.auteur
    if auteur is not None and "auteur_adresse" in hidden_addresses(vous):
        auteur = replace(auteur, personne=replace(auteur.personne, adresse_protegee=True))
    return replace(
        demande,
        lieu="",
        concerne=None if concerne is None else replace(concerne, adresse_protegee=True),
        auteur=auteur,
        reponse_a=_elsewhere(demande.reponse_a, vous),
        ouverts=_opened(danger.get(OUVERTS.id)),
        changer_acces=danger.get(CHANGER.id) is True,
        a_taire=tuple(filter(None, (text(ligne, "a_taire_quoi") for ligne in lines_of(danger.get(A_TAIRE.id))))),
    )


def _opened(valeur: Valeur | None) -> tuple[MoyenPartage, ...]:
    """What was ticked, in the order of the choices."""
    return tuple(ouvert for ouvert in MoyenPartage if isinstance(valeur, tuple) and ouvert in valeur)


def _elsewhere(reponse_a: ReponseA | None, vous: Reponses) -> ReponseA | None:
    """Where the answer goes: to whoever receives the mail for someone whose place is a secret too."""
    if reponse_a is None or vous.get("reponse_ailleurs") is not True or vous.get("reponse_secrete") is not True:
        return reponse_a
    return replace(reponse_a, nom=text(vous, "domiciliation_nom"), adresse=lines(vous, "domiciliation_adresse"))


def saisies_of(demande: Demande) -> dict[str, Reponses]:
    """What to type to obtain this demande, by section. That it was not said is shown as answered, whatever was.

    An answer that nobody is known to receive yet is still to go elsewhere than home.
    """
    toutes = saisies.saisies_of(demande)
    if not is_protected(demande):
        return {**toutes, Section.DANGER: {DANGER.id: NON} if demande.domicile is Domicile.DIT else {}}
    ailleurs: Reponses = {**toutes[Section.VOUS], "reponse_ailleurs": True}
    return {**toutes, Section.VOUS: ailleurs, Section.DANGER: {DANGER.id: TAIT}}
