"""Health, beliefs, union, origin, sexual life: what RGPD 9 and LIL 6 forbid comes first, once the person says so."""

from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Valeur, visible_questions
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.courriers import Courriers
from tests.gabarits.ecriture import demande_of, read

INTERDIT = "Les traiter est interdit, sauf exceptions, et une mission d’intérêt public n’y suffit pas"
#: What makes a letter of each demarche, and the words before which the prohibition is said.
LETTRES: dict[str, tuple[dict[str, Valeur], str]] = {
    "effacement": ({"motifs": ("inutile",)}, "ne sont plus nécessaires"),
    "rectification": (
        {"passages": ({"ecrit": "dépressive", "nature": "fait", "exact": "en bonne santé"},)},
        "Ce qui est à corriger",
    ),
    "opposition": ({"situations": ("proche",), "fait_proche": "Ma belle-sœur est à l'accueil."}, "Ma situation particulière"),
}
DITS = {
    "sante": "concernent ma santé.",
    "religion": "révèlent ma religion ou mes convictions.",
    "opinions": "révèlent mes opinions politiques ou mon appartenance syndicale.",
    "origine": "révèlent mon origine.",
    "vie_sexuelle": "concernent ma vie sexuelle ou mon orientation sexuelle.",
}


@pytest.mark.parametrize("demarche", LETTRES)
@pytest.mark.parametrize("sensible", DITS)
def test_what_may_not_be_noted_is_said_first(courriers_livres: Courriers, demarche: str, sensible: str) -> None:
    reponses, avant = LETTRES[demarche]
    dit = read(courriers_livres, demande_of(demarche, reponses | {"sensible": sensible}))
    assert f"Certaines données en cause {DITS[sensible]} {INTERDIT}" in dit
    assert dit.index(INTERDIT) < dit.index(avant)
    suite = dit.partition(INTERDIT)[2].partition("\n")[0]
    for texte in ("articles 9 § 1 et 9 § 2", "article 6 de la loi", "17, paragraphe 1, point d"):
        assert texte in suite


@pytest.mark.parametrize("demarche", LETTRES)
@pytest.mark.parametrize("sensible", ["aucune", "inconnu", None])
def test_a_question_passed_over_changes_no_word(courriers_livres: Courriers, demarche: str, sensible: str | None) -> None:
    reponses, _ = LETTRES[demarche]
    autre = reponses | ({"sensible": sensible} if sensible else {})
    assert read(courriers_livres, demande_of(demarche, autre)) == read(courriers_livres, demande_of(demarche, reponses))
    assert INTERDIT not in read(courriers_livres, demande_of(demarche, reponses))


@pytest.mark.parametrize("qualite", [Qualite.MANDATAIRE, Qualite.REPRESENTANT_LEGAL])
def test_it_is_of_the_person_that_the_letter_speaks(courriers_livres: Courriers, qualite: Qualite) -> None:
    dit = read(courriers_livres, demande_of("effacement", {"sensible": "sante"}, qualite=qualite))
    assert f"concernent sa santé. {INTERDIT}" in dit
    assert "ma santé" not in dit


def test_a_remark_has_it_before_what_is_necessary(courriers_livres: Courriers) -> None:
    remarque: dict[str, Valeur] = {"objet": "remarque", "remarque": "ne va plus à la messe", "sensible": "religion"}
    dit = read(courriers_livres, demande_of("effacement", remarque))
    assert dit.index(INTERDIT) < dit.index("Seules les données nécessaires")


def test_this_ground_alone_leaves_no_list_to_strike_out(courriers_livres: Courriers) -> None:
    assert "rayer" not in read(courriers_livres, demande_of("effacement", {"sensible": "origine"}))


def test_a_number_in_a_comment_is_none_of_these(catalogue: Catalogue, courriers_livres: Courriers) -> None:
    effacement = catalogue.demarches["effacement"]

    def asked(objet: str) -> bool:
        return "sensible" in {question.id for question in visible_questions(effacement.questions, {"objet": objet}, {})}

    assert asked("partie")
    assert asked("remarque")
    assert not asked("numero")
    demande = demande_of("effacement", {"objet": "partie", "sensible": "sante"})
    assert INTERDIT not in read(courriers_livres, replace(demande, reponses={**demande.reponses, "objet": "numero"}))
