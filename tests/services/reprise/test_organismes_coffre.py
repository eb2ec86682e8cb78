"""The bodies of a coffre: counted by name, made one everywhere, corrected, taken back; figures follow, and so does erasing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Filtre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.domain.reprise.denominations import Rapprocheur
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.organismes import CorrectionOrganismes
from droits_usagers.vault.moteur import scalar
from tests.coffres import PHRASE, erase, make_coffres

CD, CD_93 = "CD 93", "Conseil départemental de la Seine-Saint-Denis"
AUTRE = "Hôpital de Montvert"


def _demande(rang: int, organisme: Organisme) -> Demande:
    envoi = Evenement(dt.date(2026, 10, 1), TypeEvenement.ENVOYE)
    return Demande("acces", concerne=Personne(nom=f"Nom{rang}"), organisme=organisme, evenements=(envoi,))


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres().create(tmp_path / "a.coffre", PHRASE, accept_weak=True)
    for rang in range(12):
        coffre.dossiers.create(_demande(rang, Organisme(CD, service="Archives" if rang else "", adresse=("1 rue A",))))
    coffre.dossiers.create(_demande(12, Organisme(CD_93)))
    coffre.dossiers.create(_demande(13, Organisme(AUTRE)))
    yield coffre
    coffre.close()


@pytest.fixture
def rapprocheur(catalogue: Catalogue) -> Rapprocheur:
    return Rapprocheur(catalogue.lexique_reprise)


def _names(coffre: Coffre) -> dict[str, int]:
    return {nom: coffre.liste.page(Filtre(organismes=frozenset({nom}))).total for nom in (CD, CD_93, AUTRE)}


def _merge(coffre: Coffre) -> CorrectionOrganismes:
    correction = CorrectionOrganismes(((CD, ""), (CD_93, "")), CD_93)
    for _ in coffre.organismes.correcting(correction):
        pass
    return correction


def test_bodies_are_counted_those_that_may_be_one_first(coffre: Coffre, rapprocheur: Rapprocheur) -> None:
    tous = coffre.organismes.all(rapprocheur)
    assert [(un.nom, un.dossiers, bool(un.semblable)) for un in tous] == [(CD, 12, True), (CD_93, 1, True), (AUTRE, 1, False)]
    assert tous[0].adresse == ("1 rue A",)


def test_two_are_made_one_everywhere_and_figures_count_one(coffre: Coffre, rapprocheur: Rapprocheur) -> None:
    correction = _merge(coffre)
    assert correction.dossiers == 13
    assert _names(coffre) == {CD: 0, CD_93: 13, AUTRE: 1}
    assert [un.nom for un in coffre.organismes.all(rapprocheur)] == [CD_93, AUTRE]
    # Each keeps what was its own.
    assert coffre.dossiers.read("2026-0002").demande.organisme == Organisme(CD_93, service="Archives", adresse=("1 rue A",))
    releve = run_through(coffre.chiffres.gathering(2026))
    assert {cas.organisme for cas in releve.cas} == {CD_93, AUTRE}


def test_a_change_is_taken_back_and_no_more_offered(coffre: Coffre) -> None:
    avant = [coffre.dossiers.read(f"2026-{rang:04}").demande for rang in range(1, 15)]
    correction = _merge(coffre)
    (faite,) = coffre.organismes.changes()
    assert (faite.numero, faite.nom, faite.dossiers) == (correction.numero, CD_93, 13)
    for _ in coffre.organismes.undoing(faite.numero):
        pass
    assert [coffre.dossiers.read(f"2026-{rang:04}").demande for rang in range(1, 15)] == avant
    assert _names(coffre) == {CD: 12, CD_93: 1, AUTRE: 1}
    assert coffre.organismes.changes() == ()


def test_a_dossier_addressed_to_another_since_is_left_as_it_is(coffre: Coffre) -> None:
    correction = _merge(coffre)
    lu = coffre.dossiers.read("2026-0003").demande
    coffre.dossiers.update("2026-0003", replace(lu, organisme=Organisme(AUTRE)))
    for _ in coffre.organismes.undoing(correction.numero):
        pass
    assert coffre.dossiers.read("2026-0003").demande.organisme == Organisme(AUTRE)
    assert _names(coffre) == {CD: 11, CD_93: 1, AUTRE: 2}


def test_one_is_corrected_once_for_all_its_dossiers(coffre: Coffre) -> None:
    coffre.corbeille.put("2026-0014")
    correction = CorrectionOrganismes(((AUTRE, ""),), "Hôpital du Val", ("2 rue B", "93999 Champbourg"))
    for _ in coffre.organismes.correcting(correction):
        pass
    coffre.corbeille.take_back("2026-0014")
    attendu = replace(Organisme(AUTRE), nom="Hôpital du Val", adresse=("2 rue B", "93999 Champbourg"))
    assert coffre.dossiers.read("2026-0014").demande.organisme == attendu


def test_bodies_called_alike_in_two_departements_are_corrected_apart(coffre: Coffre, rapprocheur: Rapprocheur) -> None:
    for rang, territoire in enumerate(("93", "974", "93"), start=20):
        coffre.dossiers.create(_demande(rang, Organisme("CCAS de Saint-Denis", territoire=territoire)))
    un, autre = (un for un in coffre.organismes.all(rapprocheur) if un.nom == "CCAS de Saint-Denis")
    assert [(un.territoire, un.dossiers), (autre.territoire, autre.dossiers)] == [("93", 2), ("974", 1)]
    assert not un.semblable
    correction = CorrectionOrganismes(un.ecrits, "CCAS de Saint-Denis", ("2 place A", "93200 Saint-Denis"))
    for _ in coffre.organismes.correcting(correction):
        pass
    assert correction.dossiers == 2
    lus = [coffre.dossiers.read(f"2026-{rang:04}").demande.organisme for rang in (15, 16, 17)]
    assert [bool(lu.adresse) for lu in lus] == [True, False, True]


def test_taking_back_an_address_gives_back_how_old_it_was(coffre: Coffre) -> None:
    lu = coffre.dossiers.read("2026-0001").demande
    relevee = dt.date(2019, 10, 1)
    coffre.dossiers.update("2026-0001", replace(lu, organisme=replace(lu.organisme, adresse_relevee=relevee)))
    correction = CorrectionOrganismes(((CD, ""),), CD, ("2 rue B", "93999 Champbourg"))
    for _ in coffre.organismes.correcting(correction):
        pass
    assert coffre.dossiers.read("2026-0001").demande.organisme.adresse_relevee is None
    for _ in coffre.organismes.undoing(correction.numero):
        pass
    assert coffre.dossiers.read("2026-0001").demande.organisme.adresse_relevee == relevee


def test_stopped_half_way_nothing_is_changed(coffre: Coffre) -> None:
    unites = coffre.organismes.correcting(CorrectionOrganismes(((CD, ""), (CD_93, "")), CD_93))
    next(unites)
    unites.close()
    assert _names(coffre) == {CD: 12, CD_93: 1, AUTRE: 1}
    assert coffre.organismes.changes() == ()


def test_what_is_kept_to_take_a_change_back_is_erased_with_the_dossiers(coffre: Coffre) -> None:
    _merge(coffre)
    erase(coffre, [f"2026-{rang:04}" for rang in range(1, 14)])
    db = coffre._depot._db  # noqa: SLF001 - what is left can only be looked at there
    assert scalar(db, "SELECT (SELECT count(*) FROM organismes_avant) + (SELECT count(*) FROM changements_organismes)") == 0
    assert coffre.organismes.changes() == ()
