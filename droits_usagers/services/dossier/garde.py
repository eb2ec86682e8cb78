"""From a letter to a dossier: made or brought up to date in the coffre, with the letter it came from."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.demarches import CodeEtape
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.dossier.faits import check_fait
from droits_usagers.services.lettre.ecrans import is_first_letter, path_questions
from droits_usagers.services.lettre.recours import kept_apart, without_follow_ups
from droits_usagers.services.socle.lecture import read_file

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.controle.valeurs import Regle
    from droits_usagers.domain.demarche.demarches import Demarche
    from droits_usagers.domain.dossier.dossiers import DossierLu
    from droits_usagers.domain.lettre.lettre import GabaritUtilise
    from droits_usagers.exchange.dossiers import DossierTransmis
    from droits_usagers.services.dossier.dossiers_coffre import CoffreDossiers


@dataclass(frozen=True, slots=True)
class LettreFaite:
    """A letter the person has finished with. `gabarit` is what made it, once it was printed or saved; None before."""

    demarche: "Demarche"
    etape: str
    gabarit: "GabaritUtilise | None" = None
    #: The rules of the control that someone chose to pass, when it left.
    confirmees: "frozenset[Regle]" = frozenset()


def keep_dossier(
    coffre: "CoffreDossiers",
    demande: Demande,
    *,
    lettre: LettreFaite,
    today: dt.date,
    brouillon: str = "",
    reference: str = "",
) -> str:
    """Make a dossier of this demande, or bring the one named up to date, and remember the letter. Returns its reference.

    The draft goes away with it. « Letter made » is a fact of its own, that sending will follow; it is only recorded for the
    letter that opens the demarche. A letter of another demarche about the same story (`recours.follow_up`) stays with the
    dossier, whose own demande does not change. What the person said had happened, and the dossier did not know, is recorded.
    Written for another, the dossier rests on the mandat there is.
    """
    gardee = coffre.dossiers.read(reference).demande if reference else None
    etape = lettre.etape
    if gardee is None:
        reference = coffre.dossiers.create(demande, brouillon=brouillon)
    elif gardee.demarche == demande.demarche:
        coffre.dossiers.update(reference, _merge(demande, gardee, lettre), brouillon=brouillon)
        record_news(coffre, reference, demande, today=today)
    else:
        coffre.dossiers.update(reference, kept_apart(gardee, demande), brouillon=brouillon)
        record_news(coffre, reference, demande, today=today)
        etape = str(CodeEtape(demande.demarche, etape))
    if lettre.gabarit is not None:
        coffre.lettres.keep(reference, etape=etape, gabarit=lettre.gabarit, confirmees=lettre.confirmees)
        if _is_first_made(coffre.dossiers.read(reference).demande, lettre):
            coffre.faits.take(FaitANoter(reference, Evenement(today, TypeEvenement.COURRIER_ETABLI)))
    coffre.mandats.settle(reference)
    return reference


def record_news(coffre: "CoffreDossiers", reference: str, demande: Demande, *, today: dt.date) -> None:
    """What the person said had happened, while writing a letter, and that the dossier did not know."""
    connus = set(coffre.dossiers.read(reference).demande.evenements)
    for fait in demande.evenements:
        if check_fait(fait, connus, today) is None:
            coffre.faits.take(FaitANoter(reference, fait))
            connus.add(fait)


def _merge(demande: Demande, gardee: Demande, lettre: LettreFaite) -> Demande:
    """The demande with the kept answers that this letter did not ask for: the wizard only knows those on its path."""
    demandees = {question.id for question in path_questions(lettre.demarche, lettre.etape)}
    autres = {id_: valeur for id_, valeur in gardee.reponses.items() if id_ not in demandees}
    return replace(demande, reponses=autres | dict(demande.reponses))


def _is_first_made(gardee: Demande, lettre: LettreFaite) -> bool:
    """True for the letter that opens the demarche, when neither its making nor its sending is known yet."""
    connus = {evenement.type for evenement in gardee.evenements}
    opens = lettre.demarche.id == gardee.demarche and is_first_letter(lettre.demarche, lettre.etape)
    return opens and not connus & {TypeEvenement.COURRIER_ETABLI, TypeEvenement.ENVOYE}


def join_neighbour(coffre: "CoffreDossiers", reference: str, *, voisin: str, catalogue: "Catalogue") -> None:
    """Put a dossier in the affaire of another, made for both if that one has none; nothing if the other is gone."""
    try:
        lu = coffre.dossiers.read(voisin)
    except ExpectedError as error:
        if error.panne is not Panne.DOSSIER_INCONNU:
            raise
        return
    if lu.affaire is not None:
        coffre.affaires.join([reference], lu.affaire)
        return
    demarche = lu.demande.demarche
    connue = demarche in catalogue.demarches
    titre = catalogue.textes_demarche(demarche)("titre") if connue else demarche
    coffre.affaires.create(catalogue.textes("suivi.affaire.sans_titre", demarche=titre, reference=voisin), [voisin, reference])


def dossier_as_bytes(dossier: "DossierLu") -> bytes:
    """The dossier, with the facts in force. Same dossier, same bytes."""
    from droits_usagers.exchange.dossiers import CourrierTransmis, DossierTransmis, write_dossier

    courriers = (
        CourrierTransmis(courrier.etape, courrier.etabli_le.date(), courrier.gabarit) for courrier in dossier.courriers
    )
    return write_dossier(DossierTransmis(without_follow_ups(dossier.demande), tuple(courriers), dossier.reference))


def read_dossier(chemin: Path, catalogue: "Catalogue") -> "DossierTransmis":
    """A dossier that comes from another coffre: its `demande` makes a dossier in this one (`DossiersCoffre.create`).

    Raises ExpectedError, of the kind `is_input`, naming the file and the key at fault.
    """
    from droits_usagers.exchange.dossiers import read_dossier as read

    return read(read_file(chemin), chemin.name, catalogue.demarches)
