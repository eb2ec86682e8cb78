"""Erasing: the grounds of the law, what the service may keep, the archives; or one number in a comment, never typed again."""

import re
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Genre, NumeroAdmis, Valeur
from droits_usagers.domain.personnes.personnes import Civilite, Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by

POINTS = {"inutile": "a", "consentement": "b", "opposition": "c", "illicite": "d", "obligation": "e"}


def text(courriers: Courriers, qualite: Qualite = Qualite.CONCERNE, **reponses: Valeur) -> str:
    demande = by(qualite, replace(ORDINAIRE, demarche="effacement", reponses=reponses))
    return courriers.text(courriers.compose(demande))


@pytest.mark.parametrize("motif", POINTS)
def test_a_ground_is_one_of_the_law(courriers_livres: Courriers, motif: str) -> None:
    texte = text(courriers_livres, motifs=(motif,))

    found = re.findall(r"article 17, paragraphe 1, point (\w)", texte)
    assert found == [POINTS[motif]]
    assert "rayer" not in texte


def test_without_a_ground_all_five_are_there_to_be_struck_out(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres)

    assert re.findall(r"article 17, paragraphe 1, point (\w)", texte) == list("abcde")
    assert "rayer ce qui ne convient pas" in texte


def test_an_objection_still_examined_is_not_said_to_be_admitted(courriers_livres: Courriers) -> None:
    assert "Je me suis opposée" in text(courriers_livres, motifs=("opposition",))
    assert "Vous avez admis mon opposition" in text(courriers_livres, motifs=("opposition",), opposition_admise=True)


@pytest.mark.parametrize("objet", ["tout", "partie"])
def test_what_may_be_kept_and_the_archives_are_not_hidden(courriers_livres: Courriers, objet: str) -> None:
    texte = text(courriers_livres, objet=objet)

    assert "mission d’intérêt public (article 17, paragraphe 3, point b, du RGPD)" in texte
    assert "Effacer d’un logiciel n’est pas toujours détruire." in texte
    assert "article L212-3 du code du patrimoine" in texte
    assert "visa d’élimination" in texte
    assert "versées" in texte


def test_the_duration_is_asked_with_its_reason_and_never_asserted(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = text(courriers_livres)

    assert "quelle durée de conservation est fixée" in texte
    assert "ce qui la justifie" in texte
    attente = catalogue.textes_demarche("effacement")("attente")
    for dit in (texte, attente):
        assert not re.search(r"deux ans|2 ans|deviez", dit)


def test_a_copy_comes_first_and_is_free(courriers_livres: Courriers) -> None:
    assert "Elle est gratuite au titre de l’article 15, paragraphe 3, du RGPD." in text(courriers_livres)
    assert "gratuite" not in text(courriers_livres, copie=False)


def test_a_number_in_a_comment_is_neither_typed_again_nor_asked(courriers_livres: Courriers, catalogue: Catalogue) -> None:
    texte = text(courriers_livres, objet="numero", numeros=("nir", "caf", "sejour", "autre"))

    assert "Je vous prie de ne recopier aucun numéro dans votre réponse." in texte
    question = next(q for q in catalogue.demarches["effacement"].questions if q.id == "numeros")
    assert question.genre is Genre.CHOIX_MULTIPLES
    for libre in catalogue.demarches["effacement"].questions:
        assert libre.numero_admis == ()
    assert NumeroAdmis.CAF not in question.numero_admis


def test_a_number_is_erased_from_comments_and_the_rest_is_kept(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, objet="numero", numeros=("nir",), motifs=("inutile",))

    assert "Ma demande ne vise que les zones de commentaires." in texte
    assert "Le reste de mon dossier est à garder tel qu’il est." in texte
    assert "archives" not in texte
    assert "Dernier contact" not in texte


def test_which_use_of_the_decree_is_asked_of_the_nir_alone(courriers_livres: Courriers) -> None:
    """A département may have a use for it: the question is which, and for that comment."""
    nir = text(courriers_livres, objet="numero", numeros=("nir",))
    caf = text(courriers_livres, objet="numero", numeros=("caf", "sejour"))

    assert "quel cas d’usage du décret n° 2019-341" in nir.replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    )
    assert "2019-341" not in caf
    assert "ce qui rend un tel numéro nécessaire dans un commentaire" in caf
    for texte in (nir, caf):
        assert "interdit" not in texte


def test_a_number_nobody_named_asks_both(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, objet="numero")

    assert "S’il s’agit de ce numéro" in texte
    assert "S’il s’agit d’un autre numéro" in texte


@pytest.mark.parametrize("civilite", [None, *Civilite])
def test_words_agree(courriers_livres: Courriers, civilite: Civilite | None) -> None:
    concerne = replace(ORDINAIRE.signataire, civilite=civilite)
    demande = replace(ORDINAIRE, demarche="effacement", concerne=concerne, reponses={"motifs": ("opposition",)})
    attendu = {None: "opposé(e)", Civilite.M: "opposé à", Civilite.MME: "opposée"}[civilite]

    assert f"Je me suis {attendu}" in courriers_livres.text(courriers_livres.compose(demande))


def test_someone_who_writes_for_another_speaks_of_that_person(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, Qualite.MANDATAIRE, objet="numero", numeros=("nir",))

    assert "son numéro de sécurité sociale" in texte
    assert "mon numéro" not in texte


def test_the_obligation_to_erase_is_one_of_the_law(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, motifs=("obligation",), obligation_quoi="un jugement du 3 juin 2026")

    assert "Une obligation légale impose cet effacement (article 17, paragraphe 1, point e, du RGPD)." in texte
    assert "Le texte, ou la décision qui l’applique" in texte


def test_the_want_of_consent_is_not_offered_as_a_reason(catalogue: Catalogue) -> None:
    """A public service does not need one in general: the answer would be easy."""
    aide = catalogue.textes_demarche("effacement")("questions.illicite_pourquoi.aide")

    assert "personne ne m’a demandé" not in aide


@pytest.mark.parametrize("qualite", [Qualite.CONCERNE, Qualite.MANDATAIRE, Qualite.AGENT])
def test_a_needless_remark_rests_on_what_is_necessary_alone(courriers_livres: Courriers, qualite: Qualite) -> None:
    texte = text(
        courriers_livres, qualite, objet="remarque", remarque="« ne va plus à la messe »", remarque_aide="une aide au loyer"
    )

    assert "« ne va plus à la messe »" in texte
    assert "article 5, paragraphe 1, point c, du RGPD" in texte
    assert "nécessaire à ce qui était demandé (une aide au loyer)" in texte
    assert re.findall(r"article 17, paragraphe 1, point (\w)", texte) == ["a"]
    assert "rayer" not in texte


def test_a_needless_remark_nobody_typed_leaves_lines_to_fill(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, objet="remarque")

    assert texte.count("……………………………………………") > text(courriers_livres, objet="remarque", remarque="x").count("……………………………………………")
    assert "article 5, paragraphe 1, point c" in texte


def test_who_moved_says_it_and_asks_where_the_file_went(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, motifs=("inutile",), demenage=True, demenage_quand="il y a quatre ans")
    sans = text(courriers_livres, motifs=("inutile",), demenage=True, transfert=False)

    assert "J’ai déménagé depuis (il y a quatre ans)." in texte
    assert "transmises à un autre département ou à un autre service" in texte
    assert "J’ai déménagé depuis." in sans
    assert "transmises" not in sans
    assert "transmises" not in text(courriers_livres, motifs=("inutile",))


def test_nobody_is_told_that_no_number_is_written(courriers_livres: Courriers) -> None:
    """Not every number is looked for: that none is there is nothing the program knows."""
    for commentaire in ("", "Appel du 06 12 34 56 78, IBAN FR76 3000 6000 0112 3456 7890 189."):
        texte = text(courriers_livres, objet="numero", commentaire=commentaire)
        assert "Aucun numéro" not in texte
        assert commentaire[:5] in texte
