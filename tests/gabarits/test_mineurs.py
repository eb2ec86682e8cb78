"""Who is a child on the day of the letter, and who came of age: what each paper says of whoever speaks, signs, is spoken of."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.personnes import Civilite, Personne, Qualite
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

JOUR = dt.date(2026, 11, 24)
ENFANT = Personne(Civilite.M, "Ilyès", "Benhaddou", naissance=dt.date(2015, 9, 8), adresse=("3 rue Basse", "76600 Le Havre"))
#: Eighteen that very day.
MAJEUR = replace(ENFANT, naissance=dt.date(2008, 11, 24))
SUR_MANDAT = "au nom de M. Ilyès Benhaddou, sur mandat de son représentant légal."


def of(demarche: str, qui: Personne, qualite: Qualite, reponses: Reponses | None = None) -> Demande:
    return replace(demande_of(demarche, reponses, qualite=qualite), concerne=qui, date=JOUR, lieu="Le Havre")


@pytest.mark.parametrize("demarche", ["acces", "plainte_cnil", "rectification"])
def test_a_mandate_for_a_child_comes_from_whoever_represents_the_child(courriers_livres: Courriers, demarche: str) -> None:
    assert SUR_MANDAT in read(courriers_livres, of(demarche, ENFANT, Qualite.MANDATAIRE))
    assert "qui m’a donné mandat" in read(courriers_livres, of(demarche, MAJEUR, Qualite.MANDATAIRE))


@pytest.mark.parametrize("demarche", ["acces", "refus_accueil", "sans_internet"])
def test_the_mandate_that_goes_with_it_is_not_signed_by_the_child(courriers_livres: Courriers, demarche: str) -> None:
    demande = of(demarche, ENFANT, Qualite.MANDATAIRE)
    lettre = courriers_livres.compose(demande)
    assert isinstance(lettre, Lettre)
    dit = courriers_livres.text(
        next(exemplaire.document for exemplaire in courriers_livres.kit(demande) if exemplaire.id == "mandat")
    )
    assert "Agit pour | M. Ilyès Benhaddou, en qualité de père, mère, tuteur ou tutrice" in dit
    assert "Nom | M. Ilyès" not in dit
    assert "8 septembre 2015" not in dit
    assert "au nom de cette personne" in dit
    for moi in ("en mon nom", "sur moi", "mon dossier", "ma demande", "mes demandes"):
        assert moi not in dit


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE])
def test_a_mandate_prepared_beforehand_neither(courriers_livres: Courriers, qualite: Qualite) -> None:
    dit = read(courriers_livres, of("mandat", ENFANT, qualite, {"droits": ("acces",), "sante": True}))
    assert "Agit pour | M. Ilyès Benhaddou, en qualité de père, mère, tuteur ou tutrice" in dit
    assert "Nom | M. Ilyès" not in dit
    assert "voir ses données personnelles" in dit
    assert "Celles qui portent sur sa santé" in dit
    assert "Fait au Havre, le 24 novembre 2026" in dit
    assert "Nom | M. Ilyès" in read(courriers_livres, of("mandat", MAJEUR, qualite))


def test_a_letter_without_a_date_is_of_a_child_today(places: Places) -> None:
    services = Services(places, lambda: JOUR, lambda: dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
    sans = replace(of("acces", ENFANT, Qualite.MANDATAIRE), date=None)
    assert SUR_MANDAT in read(services.courriers, sans)


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE])
def test_an_adult_who_answers_the_child_was_that_child(courriers_livres: Courriers, qualite: Qualite) -> None:
    demande = of("information_preoccupante", MAJEUR, qualite, {"place": "enfant"})
    dit = read(courriers_livres, demande)
    assert "enfance" in dit
    assert "versé aux archives" in dit
    enfant = read(courriers_livres, replace(demande, concerne=ENFANT, reponses={"place": "adulte"}))
    assert "enfance" not in enfant
    assert "archives" not in enfant


def test_whoever_represents_an_adult_speaks_of_no_child(courriers_livres: Courriers) -> None:
    dit = read(courriers_livres, of("information_preoccupante", MAJEUR, Qualite.REPRESENTANT_LEGAL, {"aussi_parent": True}))
    assert "cet enfant" not in dit
    assert "pendant son enfance" in dit
    assert "l’intérêt de l’enfant" not in dit
    assert "cet enfant" in read(courriers_livres, of("information_preoccupante", ENFANT, Qualite.REPRESENTANT_LEGAL))


@pytest.mark.parametrize("demarche", ["defaut_information", "somme_reclamee", "dossier_medical", "portabilite"])
@pytest.mark.parametrize("mesure", ["assiste", "tutelle"])
def test_nobody_is_called_she_after_his_own_name(courriers_livres: Courriers, demarche: str, mesure: str) -> None:
    demande = of(demarche, MAJEUR, Qualite.REPRESENTANT_LEGAL, {"titre_representant": mesure, "accord_exprime": True})
    debut = read(courriers_livres, demande).partition("Madame, Monsieur,")[2].partition("cette personne")[0].lower()
    assert "m. ilyès" in debut
    for mot in ("elle", "la concerne", "la représente"):
        assert f" {mot}" not in debut


def test_what_is_wished_is_said_in_the_list_of_wishes(courriers_livres: Courriers) -> None:
    dit = read(courriers_livres, demande_of("sans_internet", {"voulu_quoi": "renouveler mon RSA"}))
    assert "Je souhaite :\n\n- renouveler mon RSA" in dit
    assert "Il s’agit de ceci" not in dit
    deux = read(courriers_livres, demande_of("sans_internet", {"voulu": ("papier",), "voulu_quoi": "ma quittance"}))
    assert "Il s’agit de ceci : ma quittance" in deux
