"""A line of a model is a proposal until someone writes another, or says that it is true here; no way of writing makes it so."""

from dataclasses import replace
from typing import Any

import pytest

from droits_usagers.domain.notice.origine import proposed
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Base,
    Conservation,
    Contact,
    Destinataire,
    Droits,
    FicheTraitement,
    Finalite,
    SourceDonnees,
)
from tests.chaque import chaque

MODELE = FicheTraitement(
    nom="Dossier du parc",
    sans_objet=("transferts", "retrait"),
    responsable=Contact(service="Service du parc"),
    dpo=Contact(courriel=A_DEMANDER),
    finalites=(Finalite("Tenir les clés", Base.MISSION, "CGCT L2212-2"), Finalite("Compter les passages", Base.MISSION)),
    destinataires=(Destinataire("La gardienne", "Tenir les clés"),),
    conservations=(Conservation("Registre", "2 ans", ""),),
    droits=Droits(offerts=(), reclamation_cnil=True),
)
FICHE = replace(MODELE, modeles=("parc",))
TOUT = [
    "nom : Dossier du parc",
    "sans_objet_transferts",
    "responsable : Service du parc",
    "finalite : Tenir les clés : CGCT L2212-2",
    "finalite : Compter les passages",
    "destinataire : La gardienne",
    "conservation : Registre : 2 ans",
    "droits",
]


def held(fiche: FicheTraitement, modeles: dict[str, FicheTraitement] | None = None) -> list[str]:
    """What nobody said to be true here."""
    connus = {"parc": MODELE} if modeles is None else modeles
    return [une.nom for une in proposed(fiche, connus) if not une.confirmee]


def test_each_line_that_is_printed_is_told_and_no_hole_is() -> None:
    assert held(FICHE) == TOUT


def test_a_fiche_that_no_model_is_behind_is_its_own() -> None:
    assert held(MODELE) == []


def test_a_fiche_that_lost_the_name_of_its_model_is_known_by_what_it_says() -> None:
    """Those that were saved before fiches named their models name none."""
    phrases = ("Tenir les clés du parc", "Compter les passages du soir")
    modele = replace(FICHE, finalites=tuple(Finalite(dite, Base.MISSION) for dite in phrases))
    perdue = replace(modele, modeles=(), conservations=())
    tenues = ["finalite : Tenir les clés du parc", "finalite : Compter les passages du soir"]

    assert [nom for nom in held(perdue, {"parc": modele}) if nom.startswith(("finalite", "conservation"))] == tenues
    assert held(replace(perdue, confirmees=tuple(held(perdue, {"parc": modele}))), {"parc": modele}) == []
    # One line may be anyone's; and a list of lines to quote names no model.
    assert held(replace(perdue, finalites=modele.finalites[:1]), {"parc": modele}) == []  # type: ignore[index]
    assert held(perdue, {"parc": replace(modele, modeles=())}) == []


def test_what_was_left_blank_may_be_filled_in_without_making_the_rest_true() -> None:
    remplie = replace(
        FICHE,
        responsable=Contact("Commune d'Arance", "Service du parc", courriel="parc@exemple.fr"),
        dpo=Contact(courriel="dpo@exemple.fr"),
        conservations=(Conservation("Registre", "2 ans", "la dernière entrée"),),
        droits=Droits("dpo@exemple.fr", reclamation_cnil=True),
    )

    assert held(remplie) == TOUT


@chaque("duree", ["2 ANS", " 2  ans ", "2 ans.", "2\u00a0ans"])
def test_a_line_is_not_made_ones_own_by_the_way_it_is_written(duree: str) -> None:
    assert held(replace(FICHE, conservations=(Conservation("registre", duree),))) == TOUT


@pytest.mark.parametrize(
    ("change", "levee"),
    [
        ({"conservations": (Conservation("Registre", "6 mois"),)}, "conservation : Registre : 2 ans"),
        ({"nom": "Clés du parc"}, "nom : Dossier du parc"),
        ({"sans_objet": ("retrait",)}, "sans_objet_transferts"),
        ({"droits": Droits(reclamation_cnil=False)}, "droits"),
        ({"destinataires": ()}, "destinataire : La gardienne"),
        (
            {"finalites": (replace(MODELE.finalites[0], base=Base.CONTRAT), MODELE.finalites[1])},  # type: ignore[index]
            "finalite : Tenir les clés : CGCT L2212-2",
        ),
    ],
)
def test_a_line_that_says_something_else_is_ones_own_and_it_alone(change: dict[str, Any], levee: str) -> None:
    assert held(replace(FICHE, **change)) == [nom for nom in TOUT if nom != levee]


def test_what_follows_another_line_was_read_by_nobody() -> None:
    """A purpose is worded anew: the recipient tied to it is tied to the new words, without a look at who receives."""
    suivie = replace(FICHE, destinataires=(Destinataire("La gardienne", "Garder les clés"),))

    assert "destinataire : La gardienne" in held(suivie)


def test_a_line_said_to_be_true_here_holds_nothing_and_may_be_taken_back() -> None:
    dites = replace(FICHE, confirmees=("registre : 2 ans", "droits"))

    assert held(dites) == [nom for nom in TOUT if nom not in ("conservation : Registre : 2 ans", "droits")]
    assert held(replace(FICHE, confirmees=tuple(TOUT))) == []


def test_what_is_left_out_of_a_line_leaves_the_rest_the_models() -> None:
    """Taking words away writes none."""
    moins = (Finalite("Tenir les clés"), MODELE.finalites[1])  # type: ignore[index]
    assert held(replace(FICHE, finalites=moins, conservations=(Conservation("", "2 ans"),))) == TOUT


def test_words_that_two_lines_have_confirm_neither() -> None:
    """The judge who sends a file is not the judge who receives one."""
    juge = replace(MODELE, sources=(SourceDonnees(libelle="La gardienne"),))
    fiche = replace(juge, modeles=("parc",), confirmees=("La gardienne",))

    assert {"source : La gardienne", "destinataire : La gardienne"} <= set(held(fiche, {"parc": juge}))
    dite = replace(fiche, confirmees=("source : La gardienne",))
    assert "source : La gardienne" not in held(dite, {"parc": juge})


def test_nothing_is_taken_for_true_of_a_model_that_nobody_knows() -> None:
    assert held(FICHE, {}) == TOUT
    assert held(replace(FICHE, confirmees=tuple(TOUT)), {}) == []


def test_lines_of_several_models_are_told_together() -> None:
    autre = FicheTraitement(conservations=(Conservation("Badge", "1 an"),))
    fiche = replace(FICHE, modeles=("parc", "badge"), conservations=(Conservation("Badge", "1 an"),))

    assert "conservation : Badge : 1 an" in held(fiche, {"parc": MODELE, "badge": autre})
    assert "conservation : Badge : 1 an" not in held(replace(fiche, modeles=("parc",)))
