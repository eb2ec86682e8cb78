"""Correcting a file: facts in a table, opinions beside which one adds one's own words, and never the other way round."""

from dataclasses import replace

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Valeur
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by

FAIT: dict[str, Valeur] = {
    "ecrit": "« Vit seule »",
    "nature": "fait",
    "exact": "Je vis avec ma fille.",
    "preuve": "livret de famille",
}
MANQUE: dict[str, Valeur] = {"ecrit": "« Expulsée »", "nature": "manque", "exact": "Annulé en appel."}
AVIS: dict[str, Valeur] = {"ecrit": "« Peu coopérante »", "nature": "avis", "exact": "Je travaillais ce jour-là."}


def demande(*passages: dict[str, Valeur], **reponses: Valeur) -> Demande:
    return replace(ORDINAIRE, demarche="rectification", reponses={"passages": passages, **reponses})


def text(courriers: Courriers, ecrite: Demande) -> str:
    return courriers.text(courriers.compose(ecrite))


def test_a_fact_is_a_line_of_a_table_with_what_shows_it(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(FAIT))

    assert "Ce qui est écrit | Ce qui est exact | Pièce" in texte
    assert "« Vit seule » | Je vis avec ma fille. | livret de famille" in texte
    assert "déclarer faux" not in texte
    assert "observations" not in texte


def test_a_fact_without_a_paper_says_so(courriers_livres: Courriers) -> None:
    assert "« Vit seule » | Je vis avec ma fille. | aucune" in text(courriers_livres, demande(FAIT | {"preuve": ""}))


def test_what_nobody_qualified_is_a_fact(courriers_livres: Courriers) -> None:
    assert "Ce qui est à corriger" in text(courriers_livres, demande({"ecrit": "« Vit seule »"}))


def test_an_opinion_is_not_declared_false(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(AVIS))

    assert "Je ne vous demande pas de les déclarer faux." in texte
    assert "Ce qui est écrit | Ma déclaration | Pièce" in texte
    assert "ces observations y soient annexées" in texte
    assert "L311-3 du code des relations entre le public et l’administration" in texte
    assert "Ce qui est exact" not in texte
    # Nothing whose accuracy could be checked: nothing to freeze meanwhile.
    assert "dont l’exactitude est contestée" not in texte


def test_each_kind_has_its_own_table(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(FAIT, AVIS, MANQUE))

    assert texte.index("Ce qui est à corriger") < texte.index("Ce qui est à compléter") < texte.index("Ce qui est un avis")


def test_what_is_contested_is_frozen_without_hiding_the_exceptions(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(FAIT, AVIS))

    assert "article 18, paragraphe 1, point a, du RGPD" in texte
    for exception in (
        "accord de la personne",
        "droits en justice",
        "droits d’une autre personne",
        "motif important d’intérêt public",
    ):
        assert exception in texte
    assert "limiter le traitement" not in text(courriers_livres, demande(FAIT, limiter=False))


def test_those_who_received_it_are_told_and_named(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, demande(FAIT, recu_par="l'école"))

    assert "signaler ces corrections et ces ajouts à chaque destinataire" in texte
    assert "me dire qui ils sont" in texte
    assert "me dire qui ils sont (article 19 du RGPD)" in texte.replace("\N{NO-BREAK SPACE}", " ")
    assert "l'école" in texte


def test_where_it_comes_from_is_asked_unless_it_is_known(courriers_livres: Courriers) -> None:
    assert "leur source" in text(courriers_livres, demande(FAIT))
    assert "leur source" not in text(courriers_livres, demande(FAIT, source=False))


@pytest.mark.parametrize("genre", GenreOrganisme)
def test_observations_are_annexed_for_a_public_mission_only(courriers_livres: Courriers, genre: GenreOrganisme) -> None:
    ecrite = demande(AVIS)
    texte = text(courriers_livres, replace(ecrite, organisme=replace(ecrite.organisme, genre=genre)))

    prive = genre in {GenreOrganisme.ESSMS, GenreOrganisme.HEBERGEMENT, GenreOrganisme.SANTE, GenreOrganisme.AUTRE}
    assert ("relève d’une mission de service public" in texte) is prive
    assert "L311-3 du code de l’action sociale" not in texte


def test_someone_who_writes_for_another_speaks_of_that_person(courriers_livres: Courriers) -> None:
    texte = text(courriers_livres, by(Qualite.MANDATAIRE, demande(FAIT, AVIS)))

    assert "sur cette personne sont inexactes" in texte
    # A parent answers for a child: the words to add are not always the child's.
    assert "Déclaration à joindre" in texte
    assert "me sont opposées" not in texte


def test_without_an_answer_there_are_lines_to_fill_and_the_rule_about_opinions(courriers_livres: Courriers) -> None:
    lettre = courriers_livres.compose(Demande("rectification"))
    texte = courriers_livres.text(lettre)

    assert texte.count("…… |") >= 6
    assert "Si l’un de ces passages est un avis et non un fait, je ne vous demande pas de le déclarer faux." in texte
    assert "Vous demandez de corriger ce qui est faux sur vous." in lettre.en_clair


def test_the_short_version_speaks_of_opinions_when_there_are_some(courriers_livres: Courriers) -> None:
    assert "Pour les avis, vous faites ajouter vos mots à côté." in courriers_livres.compose(demande(AVIS)).en_clair
    assert "Vous demandez de corriger ce qui est faux sur vous." not in courriers_livres.compose(demande(AVIS)).en_clair


def test_only_papers_that_are_joined_are_announced(courriers_livres: Courriers) -> None:
    assert "Pièce jointe" not in text(courriers_livres, demande(FAIT))
    assert "Pièce jointe : Copies des papiers cités" in text(courriers_livres, demande(FAIT, pieces_jointes=True)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_value_on_several_lines_stays_in_its_cell(courriers_livres: Courriers) -> None:
    """A bar, a line end or a mark typed by someone is only text."""
    texte = text(courriers_livres, demande(FAIT | {"exact": "Je vis | avec\nma **fille**."}))

    assert "Je vis | avec\nma **fille**. | livret de famille" in texte


def test_opinions_alone_are_not_said_to_be_inexact(courriers_livres: Courriers) -> None:
    seuls, tous = text(courriers_livres, demande(AVIS)), text(courriers_livres, demande(FAIT, AVIS))

    assert "inexactes ou incomplètes" not in seuls
    assert "Des appréciations que vous détenez sur moi sont à compléter." in seuls
    assert "signaler ces ajouts à chaque destinataire" in seuls
    assert "inexactes ou incomplètes" in tous


def test_papers_that_are_named_and_not_joined_are_offered(courriers_livres: Courriers) -> None:
    offertes = "Les pièces nommées dans cette lettre n’y sont pas jointes"

    assert offertes in text(courriers_livres, demande(FAIT))
    assert offertes not in text(courriers_livres, demande(FAIT, pieces_jointes=True))
    assert offertes not in text(courriers_livres, demande(AVIS))
