"""« Ma semaine » on paper: one page whatever there is, and nobody's name when it is asked."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.mots.horaires import Horaires
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.places import Places
from droits_usagers.services.accueil.accueil import read_week
from droits_usagers.services.accueil.papier_semaine import LIGNES, PapierSemaine
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.services.suivi.lignes import Presentation
from tests.coffres import PHRASE, Horloge, make_coffres

AUJOURDHUI = Horloge().today()
NOM = "Œuvrard-Zéphyrine de la Très-Longue-Lignée"


@pytest.fixture
def coffre(catalogue: Catalogue, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffres(Horloge(), suivre=Suivant(catalogue)).create(tmp_path / "essai.coffre", PHRASE, accept_weak=True)
    yield coffre
    coffre.close()


@pytest.fixture
def services(places: Places) -> Services:
    return Services(places, lambda: AUJOURDHUI, lambda: dt.datetime(2026, 11, 24, tzinfo=dt.UTC), "fr")


def fill(coffre: Coffre, *recues: int) -> None:
    for jours in recues:
        faits = tuple(
            Evenement(AUJOURDHUI - dt.timedelta(jours), type_) for type_ in (TypeEvenement.ENVOYE, TypeEvenement.RECU)
        )
        organisme = Organisme("Conseil départemental de la Seine-Saint-Denis")
        coffre.dossiers.create(Demande("acces", concerne=Personne(nom=NOM), organisme=organisme, evenements=faits))


@pytest.mark.parametrize("sans_nom", [False, True])
def test_a_full_week_holds_on_a_page_and_names_nobody_when_asked(coffre: Coffre, services: Services, *, sans_nom: bool) -> None:
    fill(coffre, *(85 + rang % 7 for rang in range(40)), *(300 for _ in range(20)))
    dit = Presentation(services.catalogue, services.today)
    semaine = read_week(coffre, dit.semaine, lignes=LIGNES)
    feuille = PapierSemaine(dit).sheet(semaine, sans_nom=sans_nom)
    assert len(services.courriers.pages(feuille)) == 1
    texte = services.courriers.text(feuille)
    assert (NOM in texte) is not sans_nom
    assert "dernier jour pour saisir la CADA" in texte
    assert "2026-0041" in texte
    assert "Et 52 de plus" in texte


def test_a_quiet_week_says_that_nothing_can_be_lost(coffre: Coffre, services: Services) -> None:
    fill(coffre, 3)
    dit = Presentation(services.catalogue, services.today)
    texte = services.courriers.text(PapierSemaine(dit).sheet(read_week(coffre, dit.semaine), sans_nom=False))
    assert "Aucun droit ne peut être perdu cette semaine." in texte.replace("\n", " ")


def test_what_may_be_over_already_is_not_said_to_end_that_day_for_sure(coffre: Coffre, services: Services) -> None:
    """Sent in August: the CADA until the 1st of November, or until the 30th if the letter left on the last day."""
    envoyee = Evenement(MoisConnu(2026, 8, 1), TypeEvenement.ENVOYE)
    coffre.dossiers.create(Demande("acces", concerne=Personne(nom=NOM), evenements=(envoyee,)))
    dit = Presentation(services.catalogue, services.today)
    semaine = read_week(coffre, dit.semaine)
    assert [perte.peut_etre for perte in semaine.pertes] == [True]
    feuille = PapierSemaine(dit).sheet(semaine, sans_nom=True)
    texte = services.courriers.text(feuille).replace("\N{NO-BREAK SPACE}", " ")
    assert "dernier jour pour saisir la CADA, peut-être déjà passé" in texte
    assert "Le service devait répondre" not in texte or "vers le" in texte
    # Another, for sure, on the same day: it is said for sure.
    coffre.dossiers.create(Demande("acces", evenements=(Evenement(dt.date(2026, 8, 30), TypeEvenement.RECU),)))
    assert [(perte.dossiers, perte.peut_etre) for perte in read_week(coffre, dit.semaine).pertes] == [(2, False)]


def test_what_is_to_be_looked_at_again_says_once_when_and_where_the_desk_receives(coffre: Coffre, services: Services) -> None:
    dit = Presentation(services.catalogue, services.today)
    lieu = "Maison des associations, bâtiment B, deuxième étage, 128 bis avenue de la Paix, 59163 Condé-sur-l'Escaut"
    horaires = Horaires(dict.fromkeys(range(6), ("de 9 h à 12 h", "de 13 h 30 à 17 h 30")), lieu)

    def texte() -> str:
        feuille = PapierSemaine(dit, horaires).sheet(read_week(coffre, dit.semaine, lignes=LIGNES), sans_nom=False)
        assert len(services.courriers.pages(feuille)) == 1
        return " ".join(services.courriers.text(feuille).split())

    assert "La permanence" not in texte()
    fill(coffre, *(85 + rang % 7 for rang in range(40)), *(300 for _ in range(20)))
    for _ in range(12):
        envoyee = (Evenement(AUJOURDHUI - dt.timedelta(days=20), TypeEvenement.ENVOYE),)
        coffre.dossiers.create(Demande("note_dpo", concerne=Personne(nom=NOM), evenements=envoyee))
    assert texte().count("La permanence : lundi de 9 h à 12 h et de 13 h 30 à 17 h 30, mardi") == 1
