"""The index of the Suivi: always what the computation says, sorted and searched as a person expects."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demande import Demande
from droits_usagers.domain.dossiers import Filtre, LigneSuivi, Tri
from droits_usagers.domain.evenements import Evenement, TypeEvenement
from droits_usagers.domain.organismes import Organisme
from droits_usagers.domain.personnes import Auteur, Personne, Qualite
from droits_usagers.services.coffres import Coffre, Coffres
from droits_usagers.services.suivi import Suivant
from tests.coffres import PHRASE, Horloge, SuiviSimple, make_coffres, simple


def sent(nom: str, jour: dt.date) -> Demande:
    return simple(nom, evenements=(Evenement(jour, TypeEvenement.ENVOYE),))


def shown(coffre: Coffre, filtre: Filtre = Filtre(), tri: Tri = Tri.REFERENCE) -> list[str]:  # noqa: B008 - frozen
    return [ligne.reference for ligne in coffre.page(filtre, tri=tri).lignes]


def computed(coffre: Coffre, suivre: SuiviSimple | Suivant, today: dt.date) -> set[tuple[object, ...]]:
    """What the lines must say, computed afresh from each dossier."""
    lignes: set[tuple[object, ...]] = set()
    for ligne in coffre.page(taille=1000).lignes:
        suivi = suivre(coffre.read(ligne.reference).demande, today)
        lignes.add((ligne.reference, suivi.etat, suivi.prochaine_date, suivi.prochaine_etape))
    return lignes


def said(coffre: Coffre) -> set[tuple[object, ...]]:
    return {
        (ligne.reference, ligne.etat, ligne.prochaine_date, ligne.prochaine_etape) for ligne in coffre.page(taille=1000).lignes
    }


FAITS = st.lists(
    st.builds(Evenement, date=st.dates(dt.date(2026, 6, 1), dt.date(2026, 12, 31)), type=st.sampled_from(TypeEvenement)),
    max_size=5,
).map(tuple)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(histoires=st.lists(FAITS, min_size=1, max_size=6), jours=st.integers(0, 400))
def test_the_lines_are_what_the_law_computes_that_day(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue, histoires: list[tuple[Evenement, ...]], jours: int
) -> None:
    horloge, suivre = Horloge(), Suivant(catalogue)
    coffre = make_coffres(horloge, suivre=suivre).create(tmp_path_factory.mktemp("suivi") / "a.coffre", PHRASE)
    for faits in histoires:
        coffre.create_dossier(simple(evenements=faits))
    horloge.advance(days=jours)
    # Before the index was refreshed, then after.
    assert said(coffre) == computed(coffre, suivre, horloge.today())
    list(coffre.refresh())
    assert said(coffre) == computed(coffre, suivre, horloge.today())
    assert list(coffre.refresh()) == []
    coffre.close()


def test_new_rules_make_every_line_be_computed_again(horloge: Horloge, coffre: Coffre) -> None:
    coffre.create_dossier(sent("A", dt.date(2026, 11, 1)))
    coffre.close()
    nouvelles = SuiviSimple(version=2)
    rouvert = make_coffres(horloge, suivre=nouvelles).open(coffre.chemin, PHRASE)
    assert said(rouvert) == computed(rouvert, nouvelles, horloge.today())
    assert [avancement.fait for avancement in rouvert.refresh()] == [1, 1]
    rouvert.close()


def test_a_change_made_during_a_refresh_is_not_undone_by_it(horloge: Horloge, coffre: Coffre) -> None:
    references = [coffre.create_dossier(sent(str(rang), dt.date(2026, 11, 1))) for rang in range(45)]
    horloge.advance(days=30)
    refresh = coffre.refresh()
    next(refresh)
    coffre.record_event(references[0], Evenement(horloge.today(), TypeEvenement.RELANCE_ENVOYEE))
    coffre.discard(references[1])
    coffre.erase([references[2]])
    coffre.erase([references[44]])
    coffre.discard(references[43])
    list(refresh)
    assert said(coffre) == computed(coffre, SuiviSimple(), horloge.today())
    assert len(said(coffre)) == 41


def test_a_refresh_abandoned_half_way_is_simply_done_again(horloge: Horloge, coffre: Coffre) -> None:
    for rang in range(45):
        coffre.create_dossier(sent(str(rang), dt.date(2026, 11, 1)))
    horloge.advance(days=30)
    abandonne = coffre.refresh()
    next(abandonne)
    abandonne.close()  # type: ignore[attr-defined]
    assert [avancement.fait for avancement in coffre.refresh()] == [20, 40, 45, 45]


def test_the_list_comes_by_page(coffre: Coffre) -> None:
    for rang in range(7):
        coffre.create_dossier(simple(str(rang)))
    page = coffre.page(tri=Tri.REFERENCE, debut=3, taille=3)
    assert [ligne.reference for ligne in page.lignes] == ["2026-0004", "2026-0005", "2026-0006"]
    assert (page.debut, page.total) == (3, 7)


def test_the_nearest_date_comes_first_and_what_awaits_nothing_last(coffre: Coffre) -> None:
    coffre.create_dossier(simple("rien"))
    coffre.create_dossier(sent("tard", dt.date(2026, 11, 20)))
    coffre.create_dossier(sent("tôt", dt.date(2026, 11, 1)))
    assert shown(coffre, tri=Tri.URGENCE) == ["2026-0003", "2026-0002", "2026-0001"]


def test_people_are_sorted_by_last_name_whatever_their_accents(coffre: Coffre) -> None:
    for nom in ("Zola", "Écarlate", "Œuvrard", "eluard", "Odin"):
        coffre.create_dossier(simple(nom))
    noms = [ligne.personne.split()[-1] for ligne in coffre.page(tri=Tri.PERSONNE).lignes]
    assert noms == ["Écarlate", "eluard", "Odin", "Œuvrard", "Zola"]


@pytest.mark.parametrize("tri", Tri)
def test_every_order_shows_every_line_once(coffre: Coffre, tri: Tri) -> None:
    references = {coffre.create_dossier(sent(str(rang), dt.date(2026, 11, 1 + rang))) for rang in range(5)}
    assert set(shown(coffre, tri=tri)) == references


@pytest.mark.parametrize(
    "texte", ["oeuvrard", "ŒUVRARD", "elodie œuv", "0001", "2026-0001 departement", "  œuvrard  ", "d'acces"]
)
def test_a_search_finds_without_accents_case_or_order(coffre: Coffre, texte: str) -> None:
    organisme = Organisme("Département", service="Bureau d’accès")
    coffre.create_dossier(replace(simple("Œuvrard"), organisme=organisme))
    coffre.create_dossier(simple("Autre"))
    assert shown(coffre, Filtre(texte=texte)) == ["2026-0001"]


@pytest.mark.parametrize("texte", ["zola", "_", "œuvrard zola", "'", "%", "vr"])
def test_a_search_does_not_find_what_is_not_there(coffre: Coffre, texte: str) -> None:
    coffre.create_dossier(simple("Œuvrard"))
    assert shown(coffre, Filtre(texte=texte)) == []


def test_filters_narrow(coffre: Coffre) -> None:
    coffre.create_dossier(simple("a"))
    tard = coffre.create_dossier(sent("b", dt.date(2026, 11, 20)))
    tot = coffre.create_dossier(sent("c", dt.date(2026, 10, 1)))
    affaire = coffre.affaires.create("Quartier")
    liee = coffre.create_dossier(simple("d"), affaire=affaire)
    assert shown(coffre, Filtre(etats=frozenset({"en_attente", "depasse"}))) == [tard, tot]
    assert shown(coffre, Filtre(jusqu_au=dt.date(2026, 11, 24))) == [tot]
    assert shown(coffre, Filtre(demarches=frozenset({"acces"}), affaire=affaire)) == [liee]
    assert shown(coffre, Filtre(demarches=frozenset({"autre"}))) == []
    assert [(story.titre, story.dossiers) for story in coffre.affaires.all()] == [("Quartier", 1)]


def test_the_list_names_the_concerned_person_else_the_author_else_nobody(coffre: Coffre) -> None:
    organisation = Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat"))
    for demande in (simple("A"), Demande("acces", concerne=Personne(), auteur=organisation), Demande("acces")):
        coffre.create_dossier(demande)
    assert [ligne.personne for ligne in coffre.page(tri=Tri.REFERENCE).lignes] == ["Élodie A", "Syndicat", ""]


def test_what_is_in_the_bin_is_not_listed_and_comes_back_as_it_was(coffre: Coffre) -> None:
    reference = coffre.create_dossier(sent("A", dt.date(2026, 11, 1)))
    avant: tuple[LigneSuivi, ...] = coffre.page().lignes
    coffre.discard(reference)
    assert coffre.page().total == 0
    coffre.take_back(reference)
    coffre.take_back(reference)
    assert coffre.page().lignes == avant


def test_a_coffre_opened_by_two_programs_is_up_to_date_for_both(horloge: Horloge, coffres: Coffres, coffre: Coffre) -> None:
    coffre.create_dossier(sent("A", dt.date(2026, 11, 1)))
    second = coffres.open(coffre.chemin, PHRASE)
    horloge.advance(days=60)
    assert [ligne.etat for ligne in second.page().lignes] == ["depasse"]
    second.close()
