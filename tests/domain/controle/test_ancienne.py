"""An address of years ago is to be looked at before something of a life is written to it."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.controle.valeurs import Poids, Regle
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Qualite
from tests.chaque import chaque
from tests.controle import cases, look_at

CAF = Organisme("Caf", adresse=("1 rue des Lilas", "93999 Bellerive"), adresse_relevee=dt.date(2019, 10, 1))


@chaque(
    ("cadre", "cas"),
    [
        (Cadre(raisons={"fait_proche": "Ma belle-sœur est à l'accueil."}), "raison"),
        (Cadre(saisies={"explication": "Je n'ai rien reçu."}), "raison"),
        (Cadre(saisies={"documents": "Le dossier de l'hôpital"}), "sante"),
        (Cadre(saisies={"documents": "Mon dossier psychiatrique"}), "sante"),
        (Cadre(saisies={"documents": "L'évaluation de mon fils"}), "enfant"),
        (Cadre(auteur=Auteur(Qualite.REPRESENTANT_LEGAL)), "enfant"),
        (Cadre(demarche="dossier_medical"), "sante"),
        (Cadre(demarche="information_preoccupante"), "enfant"),
    ],
)
def test_it_is_confirmed_where_the_letter_says_something_of_a_life(catalogue: Catalogue, cadre: Cadre, cas: str) -> None:
    (alerte,) = look_at(catalogue.controle, cadre=replace(cadre, organisme=CAF))

    assert (alerte.regle, alerte.poids, alerte.cas) == (Regle.ADRESSE_ANCIENNE, Poids.A_CONFIRMER, cas)
    assert alerte.champ == "organisme.adresse"
    assert "octobre 2019" in catalogue.controle.phrase(alerte).titre


@pytest.mark.parametrize("cadre", [Cadre(), Cadre(saisies={"periode": "depuis 2019"}), Cadre(demarche="acces")])
def test_it_is_not_asked_where_nothing_of_it_is_said(catalogue: Catalogue, cadre: Cadre) -> None:
    assert look_at(catalogue.controle, cadre=replace(cadre, organisme=CAF)) == ()


def test_an_address_that_someone_typed_is_never_questioned(catalogue: Catalogue) -> None:
    cadre = Cadre(demarche="dossier_medical", organisme=replace(CAF, adresse_relevee=None))

    assert cases(look_at(catalogue.controle, cadre=cadre)) == []
