"""A worker and the figures on her own work; her union and the documents that describe them. No user in it."""

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

CHIFFRES = ("entretiens", "dossiers", "temps", "connexions", "aides", "comparaisons")


@pytest.mark.parametrize("qualite", [Qualite.AGENT, Qualite.ORGANISATION])
def test_no_file_of_a_user_is_asked_for_nor_enclosed(courriers_livres: Courriers, qualite: Qualite) -> None:
    lettre = courriers_livres.compose(demande_of("acces_agent", {"chiffres": CHIFFRES}, qualite=qualite))
    texte = read(courriers_livres, demande_of("acces_agent", {"chiffres": CHIFFRES}, qualite=qualite))

    assert "aucune pièce du dossier d’un usager n’est jointe à cette lettre" in texte
    assert "usagers ou collègues, doit être masqué" in texte
    assert isinstance(lettre, Lettre)
    assert not lettre.pieces_jointes


@pytest.mark.parametrize("qualite", [Qualite.AGENT, Qualite.ORGANISATION])
def test_the_precedent_is_an_example(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", qualite=qualite))

    assert "À titre d’exemple, et à propos d’un autre fichier, la CNIL" in texte
    assert "2005-038" in texte
    assert "article 5, paragraphe 1, point b" in texte
    assert "))" not in texte


def test_silence_between_an_administration_and_its_agents(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", qualite=Qualite.AGENT))

    assert "deux mois de silence valent rejet entre une administration et ses agents (article L231-4, 5°, du CRPA)" in texte
    assert "un mois de silence vaut refus" in texte
    assert "L112-3" not in texte
    assert "L112-6" not in texte


def test_an_organisation_asks_for_documents_only(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", qualite=Qualite.ORGANISATION))

    assert "article 12, paragraphe 3" not in texte
    assert "Mes données" not in texte
    assert "sans les noms" in texte
    assert "Siège : …" in texte
    assert "L231-4" not in texte


def test_an_organisation_never_speaks_of_its_own_activity(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", qualite=Qualite.ORGANISATION), "relance")

    assert "documents sur l’activité des agents" in texte
    assert "mon activité" not in texte


@pytest.mark.parametrize(("reorganisation", "article"), [(True, "R253-7"), (False, "R253-25")])
def test_the_committee_or_its_specialised_formation(courriers_livres: Courriers, article: str, *, reorganisation: bool) -> None:
    reponses = {"reorganisation": reorganisation}
    texte = read(courriers_livres, demande_of("acces_agent", reponses, qualite=Qualite.AGENT))

    assert "le comité social territorial, ou sa formation spécialisée" in texte
    assert f"articles L253-5 et {article} du code général de la fonction publique" in texte


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_the_committee_is_that_of_a_local_public_employer(courriers_livres: Courriers, genre: GenreOrganisme) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", qualite=Qualite.AGENT, genre=genre))

    assert ("comité social territorial" in texte) is (genre in {"departement", "ccas", "mdph"})
    assert ("L231-4" in texte) is (genre in {"departement", "ccas", "mdph"})


def test_the_employers_computer_is_not_the_place(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    attente = catalogue.textes_demarche("acces_agent")("attente")

    assert "Écrivez cette lettre sur votre propre ordinateur" in attente
    assert "Ne joignez aucune pièce du dossier d’un usager." in attente
    assert "l’accusé de réception n’est pas dû" in attente
    en_clair = courriers_livres.compose(demande_of("acces_agent", qualite=Qualite.AGENT)).en_clair
    assert "Gardez votre copie chez vous, pas au travail." in en_clair


def test_figures_are_named_when_they_are_known(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", {"chiffres": CHIFFRES}, qualite=Qualite.AGENT))

    assert texte.count("\n- ") == len(CHIFFRES) + 3


def test_the_copy_is_free_before_the_law_that_allows_a_fee(courriers_livres: Courriers) -> None:
    texte = read(courriers_livres, demande_of("acces_agent", qualite=Qualite.AGENT))

    assert texte.index("gratuite au titre de l’article 15") < texte.index("code des relations entre le public")
