"""What follows from the rest of a fiche, and is proposed where nobody answered: one may change it."""

from collections.abc import Mapping

from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.notice.droits import expected
from droits_usagers.domain.notice.traitements import A_DEMANDER, Contact, DroitNotice, FicheTraitement


def proposals_of(fiche: FicheTraitement) -> Mapping[str, Valeur]:
    """The rights that its bases open, and where its officer is reached, by question; nothing of what nothing tells."""
    droits = tuple(droit.name.lower() for droit in DroitNotice if droit in _rights(fiche))
    proposees: dict[str, Valeur] = {"droits_offerts": droits, "droits_contact": _address(fiche.dpo)}
    return {question: valeur for question, valeur in proposees.items() if valeur}


def _rights(fiche: FicheTraitement) -> frozenset[DroitNotice]:
    """Those of its bases; what a consent allows can be taken back (RGPD 7(3)); directives are everyone's (LIL 85)."""
    if not fiche.bases:
        return frozenset()
    retrait = {DroitNotice.RETRAIT} if fiche.accord else set()
    return frozenset({*expected(fiche.bases), DroitNotice.DECES, *retrait})


def _address(dpo: object) -> str:
    """The quickest way that is known."""
    if not isinstance(dpo, Contact):
        return ""
    adresse = "" if dpo.adresse is A_DEMANDER else ", ".join(dpo.adresse)
    return next((moyen for moyen in (dpo.courriel, adresse, dpo.telephone) if moyen and isinstance(moyen, str)), "")
