"""A field added to a fiche is asked for, typed, saved and read back with nothing else to write than the field itself."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Genre, Question, Valeur
from droits_usagers.domain.notice.champs import ChampFiche, PartieFiche, champs_of
from droits_usagers.domain.notice.traitements import A_DEMANDER, ADemander, Donnee, Droits, FicheTraitement, Mot, Oui
from droits_usagers.exchange.traitements import read_fiche, write_fiche
from droits_usagers.services.notice.formulaire import INCONNU, QUESTIONS, asked, form_of
from droits_usagers.services.notice.saisie import answers_of, fiche_of


class Support(StrEnum):
    PAPIER = "papier"
    ECRAN = "s.i."


@dataclass(frozen=True, slots=True)
class DonneeInventee(Donnee):
    support: Annotated[Support | ADemander | None, ChampFiche(mention="source")] = None
    precision: Mot = ""


@dataclass(frozen=True, slots=True)
class DroitsInventes(Droits):
    sur_place: Oui = None
    guichet: tuple[str, ...] | ADemander = ()


@dataclass(frozen=True, slots=True)
class FicheInventee(FicheTraitement):
    donnees: Annotated[tuple[DonneeInventee, ...] | ADemander, ChampFiche(un="donnee", mention="categories")] = ()
    droits: Annotated[DroitsInventes | ADemander | None, ChampFiche(mention="droits")] = None
    ouvert_le: Annotated[dt.date | None, ChampFiche(partie=PartieFiche.FICHIER)] = None
    surnom: Annotated[Mot, ChampFiche(partie=PartieFiche.FICHIER, cle="dit")] = ""


TYPED: dict[str, Valeur] = {
    "nom": "Dossier social",
    "ouvert_le": dt.date(2026, 11, 24),
    "surnom": INCONNU,
    "donnees": (
        {"donnee_libelle": "Santé", "donnee_support": "ecran", "donnee_precision": "au crayon"},
        {"donnee_libelle": "Revenus", "donnee_support": INCONNU},
    ),
    "droits_contact": "dpo@arance.exemple.fr",
    "droits_sur_place": True,
    "droits_guichet": "1 rue Neuve\n89999 Bellerive",
}
MEANT = FicheInventee(
    "Dossier social",
    donnees=(
        DonneeInventee("Santé", support=Support.ECRAN, precision="au crayon"),
        DonneeInventee("Revenus", support=A_DEMANDER),
    ),
    droits=DroitsInventes("dpo@arance.exemple.fr", sur_place=True, guichet=("1 rue Neuve", "89999 Bellerive")),
    ouvert_le=dt.date(2026, 11, 24),
    surnom=A_DEMANDER,
)


def test_it_is_asked_where_it_belongs_as_what_it_holds() -> None:
    form = form_of(FicheInventee)
    ouvert, surnom = form[PartieFiche.FICHIER][len(QUESTIONS[PartieFiche.FICHIER]) :]
    assert (ouvert, surnom) == (Question("ouvert_le", Genre.DATE), Question("surnom", Genre.TEXTE))
    (donnees,) = form[PartieFiche.DONNEES]
    assert donnees.questions[-2:] == (
        Question("donnee_support", Genre.CHOIX, choix=("papier", "ecran")),
        Question("donnee_precision", Genre.TEXTE),
    )
    assert Question("droits_sur_place", Genre.OUI_NON) in form[PartieFiche.DROITS]
    assert Question("droits_guichet", Genre.TEXTE_LONG) in form[PartieFiche.DROITS]


def test_it_answers_to_a_mention_and_may_be_unknown_if_its_type_says_so() -> None:
    posees = {posee.question.id: posee for posee in asked(FicheInventee)}
    assert posees["donnee_support"].mention == "source"
    assert posees["donnee_precision"].mention == "categories"
    assert posees["droits_sur_place"].demandable
    assert not posees["ouvert_le"].demandable


def test_what_is_typed_in_it_is_in_the_fiche_and_back(catalogue: Catalogue) -> None:
    assert fiche_of(TYPED, catalogue.mentions.mentions, FicheInventee) == MEANT
    assert answers_of(MEANT) == TYPED


def test_it_is_saved_and_read_back(catalogue: Catalogue) -> None:
    contenu = write_fiche(MEANT)
    for ligne in (b'dit = "a_demander"', b"ouvert_le = 2026-11-24", b"s.i.", b"sur_place = true"):
        assert ligne in contenu
    assert read_fiche(contenu, "T.toml", catalogue.mentions.conditionnelles, modele=FicheInventee) == MEANT


def test_it_is_among_what_is_asked_when_the_whole_is_unknown(catalogue: Catalogue) -> None:
    inconnus = answers_of(FicheInventee(droits=A_DEMANDER))
    assert {"droits_contact", "droits_guichet", "droits_sur_place"} <= set(inconnus)
    assert fiche_of(inconnus, catalogue.mentions.mentions, FicheInventee) == FicheInventee(droits=A_DEMANDER)


def test_a_type_that_nobody_could_ask_for_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Pesee:
        poids: float = 0.0

    with pytest.raises(TypeError):
        champs_of(Pesee)


def test_a_field_of_the_fiche_that_no_part_asks_for_is_refused() -> None:
    @dataclass(frozen=True)
    class Muette:
        support: str = ""

    with pytest.raises(TypeError, match="support"):
        list(asked(Muette))
