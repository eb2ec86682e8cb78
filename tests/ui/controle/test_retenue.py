"""The same words wherever something is held back: a fiche, a notice, the phrase of nobody's coffre."""

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from droits_usagers.domain.controle.cadre import Cadre, Decisions
from droits_usagers.domain.controle.libre import grant
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.services.controle.controle import SortieRetenue
from droits_usagers.services.lettre.courriers import Format, bundle_name
from droits_usagers.services.socle.modes import REGLES
from droits_usagers.services.socle.sorties import SortiesPermises
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte
from tests.ui.avec_coffre import said
from tests.ui.lettre.conftest import SortiesFausses


@pytest.fixture
def sorties(tmp_path: Path) -> SortiesFausses:
    return SortiesFausses(tmp_path)


@pytest.fixture
def livraison(fenetre: Fenetre, sorties: SortiesFausses) -> Livraison:
    avant = fenetre.contexte
    permises = SortiesPermises(sorties, lambda: REGLES[avant.services.seance.mode].sorties)
    contexte = Contexte(avant.services, avant.operations, lambda: permises)
    return Livraison(contexte, fenetre)


def test_held_back_it_says_why_and_does_the_same_again_once_mended(
    fenetre: Fenetre, livraison: Livraison, sorties: SortiesFausses, qtbot: QtBot
) -> None:
    services = livraison.contexte.services
    retenue = Retenue.at(livraison)
    qtbot.addWidget(retenue)
    feuille = services.fiches.make("secret")
    services.controle.hear(Cadre(a_taire=("secret professionnel",)))
    livraison.save_as(lambda: services.controle.release_document(feuille), Format.TXT, "secret.txt")
    qtbot.waitUntil(retenue.isVisible)

    assert "À corriger" in said(retenue)
    assert sorties.fichiers == []
    services.controle.forget()
    with qtbot.waitSignal(livraison.delivered):
        retenue.recommencer.click()
    assert not retenue.isVisible()
    assert [fichier.name for fichier in sorties.fichiers] == ["secret.txt"]
    assert fenetre.isVisible()


def test_what_was_asked_for_someone_else_is_not_done_again(livraison: Livraison, sorties: SortiesFausses) -> None:
    livraison.save_bytes(lambda: grant(b"lettre"), "a.txt")
    livraison.clear()
    livraison.retry()

    assert sorties.fichiers == []


def test_a_name_of_file_that_someone_chooses_is_read_too(fenetre: Fenetre) -> None:
    controle = fenetre.contexte.services.controle
    otee = Decisions(retirees=frozenset({"Ma sœur garde Ewan à Guiscriff."}))
    controle.hear(Cadre(adresses_protegees=(("14 bis, rue des Acacias", "93200 Saint-Denis"),), decisions=otee))

    for nom in ("lettre.pdf", "CCAS de Saint-Denis.toml"):
        controle.check_name(nom)
    for nom in ("14 bis rue des acacias.pdf", "acacias.pdf", "vers_guiscriff.pdf"):
        with pytest.raises(SortieRetenue):
            controle.check_name(nom)


def test_the_names_that_are_proposed_are_none_of_the_words_taken_out(fenetre: Fenetre) -> None:
    services = fenetre.contexte.services
    demande = Demande("acces", date=dt.date(2026, 11, 24))
    otee = Decisions(retirees=frozenset({"Depuis 2026, Soazig a ma demande d'accès, et l'ensemble de la lettre."}))
    services.departs.proof(demande, None, otee)

    services.controle.check_name(services.courriers.suggested_name(demande, None, Format.PDF))
    for exemplaire in services.courriers.kit(demande, None):
        services.controle.check_name(bundle_name(services.courriers, demande, None, exemplaire.id))
    services.controle.check_name(bundle_name(services.courriers, demande, None))
    for nom in ("Soazig.pdf", "vers-soazig-2.toml", "depuis.pdf", "20-26.pdf"):
        with pytest.raises(SortieRetenue):
            services.controle.check_name(nom)
