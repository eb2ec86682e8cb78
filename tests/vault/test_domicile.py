"""What was said of the home address: kept with the dossier and its draft, so that its later letters hold to it."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.exchange.demandes import read_demande
from droits_usagers.places import Places
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.lettre.courriers import Courriers
from droits_usagers.services.lettre.recours import follow_up, kept_apart
from tests.coffres import simple
from tests.fichiers import write_demande

ADRESSE = ("8 venelle du Puits", "35000 Rennes")


def said(domicile: Domicile | None) -> Demande:
    return replace(simple("Œuvrard"), lieu="", concerne=Personne(nom="Œuvrard", adresse=ADRESSE), domicile=domicile)


@pytest.mark.parametrize("domicile", [None, *Domicile])
def test_a_dossier_and_a_draft_keep_what_was_said(coffre: Coffre, domicile: Domicile | None) -> None:
    reference = coffre.dossiers.create(said(domicile))
    coffre.brouillons.save(said(domicile))
    assert coffre.dossiers.read(reference).demande == said(domicile)
    assert [brouillon.demande for brouillon in coffre.brouillons.latest()] == [said(domicile)]
    autre = Domicile.DIT if domicile is not Domicile.DIT else Domicile.TU
    coffre.dossiers.update(reference, said(autre))
    assert coffre.dossiers.read(reference).demande == said(autre)


def test_the_letters_that_follow_hold_to_it(coffre: Coffre, catalogue: Catalogue, places: Places) -> None:
    """Its reminder, and the letter of another demarche about it."""
    courriers = Courriers(catalogue, places)
    reference = coffre.dossiers.create(said(Domicile.TU))
    gardee = coffre.dossiers.read(reference).demande
    relance = courriers.compose(gardee, "relance")
    plainte = courriers.compose(follow_up(gardee, catalogue.demarches["plainte_cnil"], catalogue.canaux), "demande")
    for document in (relance, plainte):
        assert "venelle" not in courriers.text(document)
    coffre.dossiers.update(reference, said(Domicile.DIT))
    assert "venelle" in courriers.text(courriers.compose(coffre.dossiers.read(reference).demande, "relance"))


def test_the_dossier_of_another_person_or_another_dossier_of_the_same_is_as_before(coffre: Coffre) -> None:
    ancien = coffre.dossiers.create(said(None))
    coffre.dossiers.create(said(Domicile.TU))
    assert coffre.dossiers.read(ancien).demande == said(None)


@pytest.mark.parametrize("dit", [Domicile.TU, Domicile.DIT])
def test_what_is_said_in_a_letter_of_another_demarche_holds_for_the_dossier(dit: Domicile) -> None:
    suite = replace(said(dit), demarche="plainte_cnil")
    assert kept_apart(said(None), suite).domicile is dit
    assert kept_apart(said(Domicile.TU), replace(suite, domicile=None)).domicile is Domicile.TU
    protegee = replace(suite, domicile=None, concerne=Personne(nom="Œuvrard", adresse=ADRESSE, adresse_protegee=True))
    concerne = kept_apart(said(None), protegee).concerne
    assert concerne is not None
    assert concerne.adresse_protegee


def test_a_file_of_it_says_so_and_not_the_address(catalogue: Catalogue) -> None:
    contenu = write_demande(replace(said(Domicile.TU), demarche="acces"))
    assert b"venelle" not in contenu
    assert read_demande(contenu, "R.toml", catalogue.demarches).domicile is Domicile.TU
    # That nobody has to be kept from knowing is nobody else's business.
    for domicile in (Domicile.DIT, None):
        assert write_demande(replace(said(domicile), demarche="acces")) == write_demande(replace(said(None), demarche="acces"))
