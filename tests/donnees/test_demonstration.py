"""The invented cases: diverse enough to show what the program does, and nobody's."""

import re

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import Places
from droits_usagers.services.demonstration.papiers import CasInvente, load_cas


def by_id(catalogue: Catalogue) -> dict[str, CasInvente]:
    return {cas.id: cas for cas in load_cas(catalogue)}


def test_the_cases_cover_who_comes(catalogue: Catalogue) -> None:
    demandes = [cas.demande for cas in load_cas(catalogue)]

    assert Demande("acces") in demandes
    assert {demande.qualite for demande in demandes} >= {Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL}
    assert {demande.organisme.genre for demande in demandes} >= {GenreOrganisme.DEPARTEMENT, GenreOrganisme.ESSMS}
    assert {demande.reponses.get("envoi") for demande in demandes} >= {"lrar", "guichet", "simple", "courriel"}
    assert any(demande.reponse_a and demande.reponse_a.enveloppe_neutre for demande in demandes)
    assert any(demande.concerne and re.search("[\u0600-\u06ff]", demande.concerne.nom) for demande in demandes)


def test_someone_who_comes_back_gets_what_follows_the_first_letter(catalogue: Catalogue) -> None:
    cas = by_id(catalogue)

    assert cas["retour-apres-un-mois"].etapes == ("relance",)
    assert cas["lettre-a-remplir-a-la-main"].etapes == ("demande",)


def test_the_addresses_are_in_towns_that_do_not_exist(places: Places) -> None:
    for chemin in (places.resources / "demonstration").glob("*.toml"):
        assert all(code[2:] == "999" for code in re.findall(r'"(\d{5}) ', chemin.read_text(encoding="utf-8"))), chemin.name


def test_every_letter_of_every_demarche_is_written_once_at_least(catalogue: Catalogue) -> None:
    ecrites = {(cas.demande.demarche, etape) for cas in load_cas(catalogue) for etape in cas.etapes}

    attendues = {(demarche.id, etape.id) for demarche in catalogue.demarches.values() for etape in demarche.etapes}
    assert ecrites == attendues, "a case is missing in resources/demonstration/"
