"""Keeps the address that someone chose for a body, and takes it back: in the opened coffre, for the desk, or here and now."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class OuGardee(StrEnum):
    """Where an address would be kept: who would be shown it."""

    COFFRE = "coffre"
    PERMANENCE = "permanence"
    SEANCE = "seance"


def where_kept(contexte: Contexte) -> OuGardee:
    """As things stand."""
    if _writable(contexte) is not None:
        return OuGardee.COFFRE
    return OuGardee.PERMANENCE if contexte.services.carnet.permanence.garder_adresses else OuGardee.SEANCE


def keep_chosen(contexte: Contexte, entree: EntreeAnnuaire, reponses: Reponses) -> None:
    """Once someone chose to."""
    services, coffre = contexte.services, _writable(contexte)
    if coffre is None:
        _here(partial(services.corrections.keep, entree), reponses)
    else:
        _there(contexte, partial(_correct, coffre, services.annuaire, entree), reponses)


def drop_kept(contexte: Contexte, entree: EntreeAnnuaire, reponses: Reponses) -> None:
    """It is proposed to nobody any more."""
    coffre = _writable(contexte)
    if coffre is None:
        _here(partial(contexte.services.corrections.drop, entree.cle), reponses)
    else:
        _there(contexte, partial(coffre.annuaire.forget, entree.cle), reponses)


def _writable(contexte: Contexte) -> Coffre | None:
    coffre = contexte.services.seance.coffre
    return None if coffre is None or coffre.lecture_seule else coffre


def _here(action: Callable[[], object], reponses: Reponses) -> None:
    try:
        fait = action()
    except ExpectedError as refus:
        reponses.on_failure(refus)
    else:
        reponses.on_success(fait)


def _there(contexte: Contexte, task: Callable[[], object], reponses: Reponses) -> None:
    contexte.operations.run(contexte.services.travail, task, reponses, priorite=Priorite.ECRITURE)


def _correct(coffre: Coffre, annuaire: Annuaire, entree: EntreeAnnuaire) -> None:
    coffre.annuaire.correct(entree, annuaire.fabrique())
