"""A medical file: who holds it decides the law and the delays; who asks for another must be allowed to."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.dossier.faits import faits_of
from droits_usagers.domain.echeances import Code, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read
from tests.gabarits.suites import SUITES

HUIT_JOURS = "vous donne huit jours pour répondre"
REFUS_TACITE = "un mois de silence vaut refus"
BILAN: Reponses = {"piece_quoi": "le bilan", "piece_date": dt.date(2019, 6, 2)}
CARNET: Reponses = {"piece_quoi": "le carnet", "piece_date": dt.date(2025, 5, 11)}


@pytest.mark.parametrize(
    ("genre", "reponses", "soignant"),
    [
        (GenreOrganisme.SANTE, {}, True),
        (GenreOrganisme.DEPARTEMENT, {"detenteur": "sante"}, True),
        (GenreOrganisme.ESSMS, {"detenteur": "sante"}, True),
        (GenreOrganisme.DEPARTEMENT, {"detenteur": "service"}, False),
        (GenreOrganisme.MDPH, {"detenteur": "service"}, False),
        (GenreOrganisme.DEPARTEMENT, {}, False),
        (GenreOrganisme.AUTRE, {"detenteur": "inconnu"}, False),
    ],
)
def test_who_holds_it_decides_the_law(
    courriers_livres: Courriers, genre: GenreOrganisme, reponses: Reponses, *, soignant: bool
) -> None:
    texte = read(courriers_livres, demande_of("dossier_medical", reponses, genre=genre))

    assert (HUIT_JOURS in texte, "code de la santé publique vous donne" in texte) == (soignant, soignant)
    assert (REFUS_TACITE in texte, "article 64 de la loi" in texte) == (not soignant, not soignant)


@pytest.mark.parametrize(("reponses", "dit"), [({}, True), ({"detenteur": "inconnu"}, True), ({"detenteur": "service"}, False)])
def test_when_nobody_knows_who_holds_it_both_ways_stay_open(
    courriers_livres: Courriers, reponses: Reponses, *, dit: bool
) -> None:
    texte = read(courriers_livres, demande_of("dossier_medical", reponses))

    assert ("les délais plus courts du code de la santé publique s’appliquent" in texte) is dit


def test_a_mixed_file_at_the_pmi_has_two_dates(catalogue: Catalogue) -> None:
    demande = demande_of("dossier_medical", {"detenteur": "sante", "pieces_medicales": (BILAN, CARNET)})
    demande = replace(demande, evenements=(Evenement(dt.date(2026, 11, 24), TypeEvenement.RECU),))
    faits = faits_of(demande, catalogue.demarches["dossier_medical"], catalogue.canaux)

    echeances = compute_echeances(faits, Regles(catalogue.delais, catalogue.feries))
    dates = [echeance.date for echeance in echeances if echeance.code is Code.DOSSIER_MEDICAL]

    assert dates == [dt.date(2026, 12, 2), dt.date(2027, 1, 24)]


def test_the_first_copy_is_free_before_any_law_that_allows_a_fee(courriers_livres: Courriers) -> None:
    for reponses in ({}, {"detenteur": "sante"}, {"detenteur": "service"}):
        texte = read(courriers_livres, demande_of("dossier_medical", reponses))

        assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")


def test_medical_items_wait_for_no_decision(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("dossier_medical", {"detenteur": "service"}, genre=GenreOrganisme.MDPH))

    assert "communicables à tout moment, sans attendre une décision (avis" in texte


def test_a_doctor_of_one_s_choice_may_receive_it(courriers_livres: Courriers) -> None:
    texte = read(
        courriers_livres, demande_of("dossier_medical", {"medecin": True, "medecin_nom": "Dr Ropars\n12 rue du Moulin"})
    )

    assert "à ce médecin :\nDr Ropars\n12 rue du Moulin" in texte
    assert "sans passer par un médecin" not in texte


def test_who_assists_an_adult_needs_an_express_consent(courriers_livres: Courriers) -> None:
    curateur: Reponses = {"detenteur": "sante", "titre_representant": "assiste"}
    for reponses, consent in ((curateur, False), ({**curateur, "accord_exprime": True}, True)):
        lettre = courriers_livres.compose(demande_of("dossier_medical", reponses, qualite=Qualite.REPRESENTANT_LEGAL))
        texte = courriers_livres.text(lettre)
        # Said once it was answered; else she is left the room to say it.
        assert ("Cette personne a consenti expressément" in texte) is consent
        assert ("Accord écrit et signé de la personne concernée" in texte) is consent
        assert ("Son accord exprès, écrit de sa main" in texte) is not consent

    with pytest.raises(ExpectedError) as refus:
        courriers_livres.compose(
            demande_of("dossier_medical", {**curateur, "accord_exprime": False}, qualite=Qualite.REPRESENTANT_LEGAL)
        )
    assert (refus.value.panne, refus.value.faits["question"]) == (Panne.PAS_DE_LETTRE, "accord_exprime")


@pytest.mark.parametrize("titre", ["parent", "represente"])
def test_a_parent_or_a_guardian_needs_no_other_consent(courriers_livres: Courriers, titre: str) -> None:
    demande = demande_of("dossier_medical", {"titre_representant": titre}, qualite=Qualite.REPRESENTANT_LEGAL)

    assert "consenti" not in read(courriers_livres, demande)


def test_heirs_are_told_that_it_is_not_for_them(catalogue: Catalogue) -> None:
    assert Qualite.HERITIER not in catalogue.demarches["dossier_medical"].pour
    assert "personne décédée" in catalogue.textes_demarche("dossier_medical")("attente")


def test_a_reminder_tells_the_delays_of_who_treats(courriers_livres: Courriers) -> None:
    for detenteur, dit in (("sante", True), ("service", False)):
        texte = read(courriers_livres, demande_of("dossier_medical", {"detenteur": detenteur}), "relance")

        assert ("donne huit jours, ou deux mois" in texte) is dit


def test_the_doctor_is_chosen_by_the_person_whose_health_it_is(courriers_livres: Courriers) -> None:
    """Who writes for someone else is not told that the doctor is his own."""
    pour_soi = courriers_livres.compose(demande_of("dossier_medical", {"medecin": True}))
    pour_un_autre = courriers_livres.compose(demande_of("dossier_medical", {"medecin": True}, qualite=Qualite.MANDATAIRE))

    assert "Un médecin choisi par vous les recevra." in pour_soi.en_clair
    assert "Un médecin choisi les recevra." in pour_un_autre.en_clair


def test_who_assists_is_never_said_to_represent(courriers_livres: Courriers) -> None:
    curateur: Reponses = {"detenteur": "sante", "titre_representant": "assiste", "accord_exprime": True}
    texte = read(courriers_livres, demande_of("dossier_medical", curateur, qualite=Qualite.REPRESENTANT_LEGAL))

    assert "j’assiste" in texte
    assert "représentant" not in texte
    for titre in ("parent", "represente"):
        autre = demande_of("dossier_medical", {"titre_representant": titre}, qualite=Qualite.REPRESENTANT_LEGAL)
        assert "j’assiste" not in read(courriers_livres, autre)
        assert "représentant" in read(courriers_livres, autre)


@pytest.mark.parametrize("etape", SUITES)
@pytest.mark.parametrize(("detenteur", "soignant"), [("sante", True), ("service", False)])
def test_what_follows_claims_no_ground_that_the_first_letter_did_not(
    courriers_livres: Courriers, etape: str, detenteur: str, *, soignant: bool
) -> None:
    """To the PMI, the first letter rests on public health law: not on the access to administrative documents."""
    motifs = ("secret", "preparatoire", "tiers", "frais", "prolongation")
    reponses: Reponses = {"detenteur": detenteur, "refus_forme": "ecrit", "refus_motifs": motifs, "lisibilite": ("masque",)}
    premiere = read(courriers_livres, demande_of("dossier_medical", {"detenteur": detenteur}))
    texte = read(courriers_livres, demande_of("dossier_medical", reponses), etape)

    for article in ("L311-1", "L311-14", "L311-6", "L311-7", "R311-11", "R*311-12"):
        assert article not in texte or not soignant, article
    assert ("documents administratifs" in texte.replace("Commission d’accès aux documents administratifs", "")) <= (
        not soignant
    )
    assert ("L342-2" in texte) is soignant
    assert ("L1111-7" in texte) is (soignant and etape != "relance")
    assert ("L342-2" in premiere) is soignant
