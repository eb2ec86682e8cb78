"""Keeps the address that someone wrote for a body: in the opened coffre, else for the desk or until « Effacer »."""

from functools import partial

from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.annuaire import Annuaire
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


def keep_corrected(contexte: Contexte, entree: EntreeAnnuaire) -> None:
    """Wherever it can be; nobody waits for it, and what cannot be written is kept in memory."""
    operations, services = contexte.operations, contexte.services
    coffre = services.seance.coffre

    def keep_aside(_refus: object = None) -> None:
        operations.attempt(partial(services.corrections.keep, entree), lambda _refus: None)

    if coffre is None or coffre.lecture_seule:
        keep_aside()
        return
    task = partial(_correct, coffre, services.annuaire, entree)
    reponses = Reponses(operations, lambda _: None, keep_aside)
    operations.run(services.travail, task, reponses, priorite=Priorite.ECRITURE)


def _correct(coffre: Coffre, annuaire: Annuaire, entree: EntreeAnnuaire) -> None:
    coffre.annuaire.correct(entree, annuaire.fabrique())
