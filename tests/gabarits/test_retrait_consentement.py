"""Taking back a consent: where it is the ground, at once; where nobody knows, by asking; elsewhere, not at all."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

AUTRES_BASES = ("mission", "obligation_legale", "contrat", "interets_vitaux", "interets_legitimes")


@pytest.mark.parametrize("base", AUTRES_BASES)
def test_another_ground_leaves_nothing_to_take_back(courriers_livres: Courriers, catalogue: Catalogue, base: str) -> None:
    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(demande_of("retrait_consentement", {"base": base}))

    assert (refus.value.panne, refus.value.faits["question"]) == (Panne.PAS_DE_LETTRE, "base")
    assert "acces" in catalogue.demarches["retrait_consentement"].vers("base")
    assert "Je ne sais pas" in catalogue.textes_demarche("retrait_consentement")("refus.base")


def test_a_declared_consent_is_taken_back_at_once(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement", {"base": "consentement"}))

    assert "Je retire ce consentement, comme l’article 7, paragraphe 3" in texte
    assert "sur quelle base" not in texte
    assert "il ne remet pas en cause ce qui a été fait avant" in texte


@pytest.mark.parametrize("reponses", [{}, {"base": "inconnue"}])
def test_an_unknown_ground_is_asked_and_the_consent_taken_back_if_there_is_one(
    courriers_livres: Courriers, reponses: Reponses
) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement", reponses))

    assert "Je ne sais pas sur quelle base" in texte
    assert "S’il s’agit de mon consentement, je le retire par cette lettre" in texte
    for article in ("article 6, paragraphe 1", "articles 6 § 3 et 13 § 1 c du RGPD"):
        assert article in texte


@pytest.mark.parametrize("effacer", [True, False])
def test_what_may_serve_later_is_not_erased(courriers_livres: Courriers, *, effacer: bool) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement", {"base": "consentement", "effacer": effacer}))

    assert ("d’effacer les données correspondantes, si rien d’autre ne permet leur conservation" in texte) is effacer
    assert ("article 19" in texte) is effacer
    assert ("de garder ces données sans plus vous en servir" in texte) is not effacer


def test_the_consent_is_of_the_person_whose_data_they_are(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement", {"base": "consentement"}, qualite=Qualite.MANDATAIRE))

    assert "du consentement de cette personne" in texte
    assert "mon consentement" not in texte


def test_it_is_no_matter_for_the_cada(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = read(courriers_livres, demande_of("retrait_consentement"))

    assert "Commission d’accès" not in texte
    assert "refus_tacite" not in catalogue.demarches["retrait_consentement"].delais


def test_data_kept_without_any_other_ground_are_frozen_rather_than_erased(courriers_livres: Courriers) -> None:
    garder = read(courriers_livres, demande_of("retrait_consentement", {"effacer": False}))
    effacer = read(courriers_livres, demande_of("retrait_consentement", {"effacer": True}))

    limitation = "leur limitation plutôt que leur effacement (article 18, paragraphe 1, point b, du RGPD)"
    assert limitation in garder
    assert limitation not in effacer
