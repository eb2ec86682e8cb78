"""Three hundred lines typed by many hands: all are taken over, no day is wrong, and no cell is lost."""

import datetime as dt

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.socle.tableaux import Classeur
from droits_usagers.exchange.tableaux import read_tableau
from droits_usagers.services.reprise.reprise import LecteurReprise
from droits_usagers.services.reprise.valeurs import LigneReprise
from tests import tableau_sale
from tests.services.reprises import made
from tests.tableaux import as_text, xlsx


def _classeur(lignes: list[tableau_sale.LigneSale], forme: str) -> Classeur:
    rangees = tableau_sale.rows(lignes)
    if forme == "csv":
        return read_tableau(as_text(rangees, ";").encode("utf-8-sig"), "suivi.csv")
    return read_tableau(xlsx(rangees, date_1904=forme == "xlsx de 1904", strings_to_formulas=False), "suivi.xlsx")


def _read(catalogue: Catalogue, classeur: Classeur) -> dict[int, LigneReprise]:
    lecteur = LecteurReprise(catalogue)
    lues = lecteur.read(lecteur.open_best(classeur), tableau_sale.AUJOURDHUI)
    return {lue.numero: lue for lue in lues}


@pytest.mark.parametrize("graine", [16, 17])
@pytest.mark.parametrize("forme", ["xlsx", "csv"])
def test_three_hundred_dirty_lines_are_taken_over_without_one_wrong_day(
    *, catalogue: Catalogue, forme: str, graine: int
) -> None:
    lignes = tableau_sale.lines(graine=graine)
    lues = _read(catalogue, _classeur(lignes, forme))
    prises = [numero for numero, lue in lues.items() if lue.nouveau is not None]
    assert len(prises) == sum(ligne.prise for ligne in lignes) >= 300
    for numero, attendue in enumerate(lignes, start=4):
        lue = lues[numero]
        assert (lue.nouveau is not None) is attendue.prise, (numero, attendue.cellules)
        if lue.nouveau is None:
            continue
        faits = {fait.type: fait.date for fait in lue.nouveau.demande.evenements}
        # A month is known to the month.
        jours = {type_: _as_known(jour, faits.get(type_)) for type_, jour in attendue.jours.items()}
        assert faits.items() <= jours.items(), (numero, attendue.cellules, faits)
        assert attendue.surs <= faits.keys(), (numero, attendue.cellules, faits)
        concerne = lue.nouveau.demande.concerne
        assert concerne is not None
        assert concerne.nom


def test_no_word_of_a_dirty_line_is_lost(catalogue: Catalogue) -> None:
    """What is no fact, name, body nor note of the dossier is among what is to be checked."""
    lignes = tableau_sale.lines()
    lues = _read(catalogue, _classeur(lignes, "csv"))
    dates = {tableau_sale.ENTETES.index(entete) for entete in ("Envoyé le", "AR reçu le", "Relance", "Réponse reçue le")}
    for numero, ligne in enumerate(lignes, start=4):
        if not ligne.prise:
            continue
        nouveau = made(lues[numero])
        gardes = [cellule.texte for cellule in nouveau.a_verifier]
        ecrites = [ligne.cellules[rang] for rang in dates if ligne.cellules[rang] != ""]
        # « x et y » of a column of reminders is two days.
        assert len(nouveau.demande.evenements) + len(gardes) >= len(ecrites)


def _as_known(jour: dt.date, lu: dt.date | None) -> dt.date:
    """The month of that day, where no more of it was read."""
    return MoisConnu(jour.year, jour.month, 1) if isinstance(lu, MoisConnu) else jour
