"""A point for the agenda of the comité social territorial: which body gives its opinion, and nothing that no text says."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

ID = "ordre_du_jour_cst"


@pytest.mark.parametrize("qualite", [Qualite.ORGANISATION, Qualite.AGENT])
def test_it_names_the_committee_or_its_formation_and_promises_no_delay(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = read(courriers_livres, demande_of(ID, qualite=qualite))

    assert "Présidence du comité social territorial" in texte
    assert "du comité social territorial, ou de sa formation spécialisée" in texte
    for article in ("L253-5", "R253-25", "R253-7"):
        assert article in texte
    assert "aucune pièce du dossier d’un usager" in texte
    assert "mois" not in texte.split("Madame, Monsieur,", 1)[1]


def test_in_a_reorganisation_it_is_the_committee_itself(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of(ID, {"reorganisation": True}, qualite=Qualite.ORGANISATION))

    assert "c’est le comité lui-même qui est consulté" in texte
    assert "R253-25" not in texte


def test_half_of_the_titular_representatives_impose_a_point(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    attente = catalogue.textes_demarche(ID)("attente")
    assert "Si la moitié au moins des représentants titulaires du personnel le demande" in attente
    assert "Une lettre seule, elle, n’oblige pas" in attente
    assert "R254-43" in read(courriers_livres, demande_of(ID, qualite=Qualite.ORGANISATION))
    assert catalogue.demarches[ID].delais == ()


def test_an_expert_is_announced_not_decided(courriers_livres: Courriers) -> None:
    avec = read(courriers_livres, demande_of(ID, {"expert": True}, qualite=Qualite.ORGANISATION))
    sans = read(courriers_livres, demande_of(ID, qualite=Qualite.ORGANISATION))

    assert "pourra délibérer pour que son président fasse appel à un expert certifié" in avec
    assert "Un refus doit être motivé (article R253-56" in avec
    assert "R253-54" in avec
    assert "R253-54" not in sans


def test_the_precedent_is_an_example(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of(ID, {"effets": ("mesure",)}, qualite=Qualite.ORGANISATION))

    assert "À titre d’exemple, et à propos d’un autre fichier" in texte
    assert "2005-038" in texte


@pytest.mark.parametrize("etape", ["demande", "relance"])
@pytest.mark.parametrize("genre", ["caf", "cpam", "msa", "france_travail", "sante", "hebergement", "essms"])
def test_no_committee_is_written_to_where_there_may_be_none(courriers_livres: Courriers, genre: str, etape: str) -> None:
    """CGFP L251-5: a caisse, a hospital, an association have another body."""
    for reponses in ({}, {"territorial": False}):
        with pytest.raises(ExpectedError) as erreur:
            courriers_livres.compose(demande_of(ID, reponses, qualite=Qualite.AGENT, genre=GenreOrganisme(genre)), etape)
        assert erreur.value.faits["question"] == "territorial"

    assert "comité social territorial" in read(
        courriers_livres, demande_of(ID, {"territorial": True}, qualite=Qualite.AGENT, genre=GenreOrganisme(genre)), etape
    )
