"""What is kept too long is proposed for erasure, and someone's name finds all that is kept about her."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Suivi
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Copie
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.conservation import (
    MOIS,
    PROPOSES,
    GenreTrace,
    Traces,
    about,
    count_proposed,
    erasing,
    keep_months,
    proposed,
    read_months,
)
from droits_usagers.services.coffre.valeurs import FaitANoter, FaitPris, NouveauDossier
from droits_usagers.services.coffres import Coffre
from tests.coffres import PHRASE, Horloge, SuiviSimple, make_coffres, simple, write_note

AUJOURDHUI = Horloge().today()


class _Suivi(SuiviSimple):
    """Knows that a dossier was closed."""

    def __call__(
        self, demande: Demande, today: dt.date, *, revoir_le: dt.date | None = None, cree_le: dt.date | None = None
    ) -> Suivi:
        del revoir_le, cree_le
        if any(fait.type is TypeEvenement.CLOS for fait in demande.evenements):
            return Suivi("clos")
        return super().__call__(demande, today)


@pytest.fixture
def coffre(tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(suivre=_Suivi()).create(tmp_path / "essai.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


def close(coffre: Coffre, nom: str, jour: dt.date) -> str:
    reference = coffre.dossiers.create(simple(nom))
    coffre.faits.take(FaitANoter(reference, Evenement(jour, TypeEvenement.CLOS)))
    return reference


def ids(traces: Traces) -> list[str]:
    return [trace.id for trace in traces.traces]


def test_what_was_closed_for_a_year_is_proposed_the_oldest_first(coffre: Coffre) -> None:
    recent = close(coffre, "Hier", AUJOURDHUI - dt.timedelta(days=1))
    un_an = close(coffre, "Un an", dt.date(2025, 11, 24))
    presque = close(coffre, "Presque", dt.date(2025, 11, 25))
    vieux = close(coffre, "Vieux", dt.date(2020, 2, 29))
    coffre.dossiers.create(simple("Ouvert"))
    assert ids(proposed(coffre, AUJOURDHUI)) == [vieux, un_an]
    assert count_proposed(coffre, AUJOURDHUI) == 2
    assert proposed(coffre, AUJOURDHUI).traces[0].le == dt.date(2020, 2, 29)
    keep_months(coffre, 6)
    assert ids(proposed(coffre, AUJOURDHUI)) == [vieux, un_an, presque]
    assert recent not in ids(proposed(coffre, AUJOURDHUI))


def test_three_hundred_are_proposed_at_once_and_the_others_counted(coffre: Coffre) -> None:
    clos = replace(simple("Vieux"), evenements=(Evenement(dt.date(2020, 1, 1), TypeEvenement.CLOS),))
    coffre.dossiers.create_all(NouveauDossier(clos) for _ in range(PROPOSES + 4))
    trouves = proposed(coffre, AUJOURDHUI)
    assert (len(trouves.traces), trouves.autres) == (PROPOSES, 4)


def test_a_dossier_opened_again_or_thrown_away_is_not_proposed(coffre: Coffre) -> None:
    rouvert, jete = (close(coffre, nom, dt.date(2024, 1, 1)) for nom in ("Rouvert", "Jeté"))
    coffre.faits.give_back(FaitPris(rouvert, coffre.dossiers.read(rouvert).faits[0].numero))
    coffre.corbeille.put(jete)
    assert proposed(coffre, AUJOURDHUI) == Traces()


def test_how_long_is_remembered_in_the_coffre_and_nonsense_is_not(tmp_path: Path) -> None:
    coffres, chemin = make_coffres(), tmp_path / "essai.coffre"
    coffre = coffres.create(chemin, PHRASE, accept_weak=True)
    assert read_months(coffre) == MOIS
    keep_months(coffre, 36)
    coffre.close()
    coffre = coffres.open(chemin, PHRASE)
    assert read_months(coffre) == 36
    coffre.reglages.keep("conservation.mois", "toujours")
    assert read_months(coffre) == MOIS
    coffre.close()


PERSONNE = Personne(nom="Quetzal", prenom="Zoé")
AUTRE = Personne(nom="Autre", prenom="Ana")


@pytest.mark.parametrize(
    "demande",
    [
        Demande("acces", concerne=PERSONNE),
        Demande("acces", concerne=AUTRE, auteur=Auteur(Qualite.MANDATAIRE, PERSONNE)),
        Demande("acces", concerne=replace(AUTRE, nom_naissance="Quetzal", adresse=("chez Zoé",))),
        Demande("acces", concerne=AUTRE, reponse_a=ReponseA("Zoé Quetzal")),
        Demande("acces", concerne=AUTRE, copies=(Copie("Mme Quetzal", ("chez Zoé",)),)),
        Demande("acces", concerne=AUTRE, reponses={"recit": "vu par Zoé Quetzal"}),
        Demande("acces", concerne=AUTRE, reponses={"visites": ({"qui": "Quetzal", "ou": "chez Zoé"},)}),
    ],
)
def test_a_name_is_found_wherever_it_is_written(coffre: Coffre, demande: Demande) -> None:
    vivant, jete = coffre.dossiers.create(demande), coffre.dossiers.create(demande)
    coffre.corbeille.put(jete)
    cle = coffre.brouillons.save(demande)
    coffre.dossiers.create(simple("Durand"))
    coffre.corbeille.put(coffre.dossiers.create(simple("Durand")))
    coffre.brouillons.save(simple("Durand"))
    trouves = about(coffre, "zoe QUETZ")
    assert [(trace.id, trace.genre) for trace in trouves.traces] == [
        (vivant, GenreTrace.EN_COURS),
        (jete, GenreTrace.CORBEILLE),
        (cle, GenreTrace.BROUILLON),
    ]
    run_through(erasing(coffre, trouves.traces))
    assert about(coffre, "zoe quetz") == Traces()
    assert len(about(coffre, "durand").traces) == 3


def test_a_note_names_someone_too_in_a_dossier_or_in_the_bin(coffre: Coffre) -> None:
    vivant, jete = coffre.dossiers.create(simple("Durand")), coffre.dossiers.create(simple("Durand"))
    for reference in (vivant, jete):
        write_note(coffre, reference, "vu avec Zoé Quetzal")
    coffre.corbeille.put(jete)
    assert ids(about(coffre, "quetzal")) == [vivant, jete]


def test_what_only_looks_like_it_is_told_apart(coffre: Coffre) -> None:
    exact = close(coffre, "Quetzal", AUJOURDHUI)
    coffre.dossiers.create(simple("Quetzol"))
    trouves = about(coffre, "Quetzal").traces
    assert [(trace.id == exact, trace.proche, trace.genre) for trace in trouves] == [
        (True, False, GenreTrace.CLOS),
        (False, True, GenreTrace.EN_COURS),
    ]
    assert "Quetzal" not in repr(trouves)


def test_no_name_finds_nobody(coffre: Coffre) -> None:
    coffre.dossiers.create(simple())
    assert about(coffre, " . ") == Traces()


def test_too_many_are_counted(coffre: Coffre) -> None:
    coffre.dossiers.create_all(NouveauDossier(simple("Martin")) for _ in range(205))
    trouves = about(coffre, "mart")
    assert (len(trouves.traces), trouves.autres) == (200, 5)
