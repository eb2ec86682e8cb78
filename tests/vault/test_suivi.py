"""The index of the Suivi: always what the computation says, sorted and searched as a person expects."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import AVerifier, DossierLu, Filtre, LigneSuivi, Tri
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.services.coffre.valeurs import FaitANoter, NouveauDossier
from droits_usagers.services.coffres import SEJOUR_CORBEILLE, Coffre, Coffres
from droits_usagers.services.reprise.coffre import Reprise
from droits_usagers.services.socle.suivant import Suivant
from droits_usagers.vault import liste
from tests.coffres import PHRASE, Horloge, SuiviSimple, erase, make_coffres, simple


def sent(nom: str, jour: dt.date) -> Demande:
    return simple(nom, evenements=(Evenement(jour, TypeEvenement.ENVOYE),))


def shown(coffre: Coffre, filtre: Filtre = Filtre(), tri: Tri = Tri.REFERENCE) -> list[str]:  # noqa: B008 - frozen
    return [ligne.reference for ligne in coffre.liste.page(filtre, tri=tri).lignes]


def computed(coffre: Coffre, suivre: SuiviSimple | Suivant, today: dt.date) -> set[tuple[object, ...]]:
    """What the lines must say, computed afresh from each dossier."""
    lignes: set[tuple[object, ...]] = set()
    for ligne in coffre.liste.page(taille=1000).lignes:
        lu = coffre.dossiers.read(ligne.reference)
        suivi = suivre(lu.demande, today, revoir_le=lu.revoir_le, cree_le=lu.cree_le)
        lignes.add((ligne.reference, suivi.etat, suivi.prochaine_date, suivi.prochaine_etape))
    return lignes


def said(coffre: Coffre) -> set[tuple[object, ...]]:
    return {
        (ligne.reference, ligne.etat, ligne.prochaine_date, ligne.prochaine_etape)
        for ligne in coffre.liste.page(taille=1000).lignes
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
        coffre.dossiers.create(simple(evenements=faits))
    horloge.advance(days=jours)
    # Before the index was refreshed, then after.
    assert said(coffre) == computed(coffre, suivre, horloge.today())
    list(coffre.liste.refresh())
    assert said(coffre) == computed(coffre, suivre, horloge.today())
    assert list(coffre.liste.refresh()) == []
    coffre.close()


def test_new_rules_make_every_line_be_computed_again(horloge: Horloge, coffre: Coffre) -> None:
    coffre.dossiers.create(sent("A", dt.date(2026, 11, 1)))
    coffre.close()
    nouvelles = SuiviSimple(version=2)
    rouvert = make_coffres(horloge, suivre=nouvelles).open(coffre.chemin, PHRASE)
    assert said(rouvert) == computed(rouvert, nouvelles, horloge.today())
    assert [avancement.fait for avancement in rouvert.liste.refresh()] == [1, 1]
    rouvert.close()


def test_a_change_made_during_a_refresh_is_not_undone_by_it(horloge: Horloge, coffre: Coffre) -> None:
    references = [coffre.dossiers.create(sent(str(rang), dt.date(2026, 11, 1))) for rang in range(45)]
    horloge.advance(days=30)
    refresh = coffre.liste.refresh()
    next(refresh)
    coffre.faits.take(FaitANoter(references[0], Evenement(horloge.today(), TypeEvenement.RELANCE_ENVOYEE)))
    coffre.corbeille.put(references[1])
    erase(coffre, [references[2]])
    erase(coffre, [references[44]])
    coffre.corbeille.put(references[43])
    list(refresh)
    assert said(coffre) == computed(coffre, SuiviSimple(), horloge.today())
    assert len(said(coffre)) == 41


def test_a_refresh_abandoned_half_way_is_simply_done_again(horloge: Horloge, coffre: Coffre) -> None:
    for rang in range(45):
        coffre.dossiers.create(sent(str(rang), dt.date(2026, 11, 1)))
    horloge.advance(days=30)
    abandonne = coffre.liste.refresh()
    next(abandonne)
    abandonne.close()  # type: ignore[attr-defined]
    assert [avancement.fait for avancement in coffre.liste.refresh()] == [20, 40, 45, 45]


def test_the_list_comes_by_page(coffre: Coffre) -> None:
    for rang in range(7):
        coffre.dossiers.create(simple(str(rang)))
    page = coffre.liste.page(tri=Tri.REFERENCE, debut=3, taille=3)
    assert [ligne.reference for ligne in page.lignes] == ["2026-0004", "2026-0005", "2026-0006"]
    assert (page.debut, page.total) == (3, 7)


def test_the_nearest_date_comes_first_and_what_awaits_nothing_last(coffre: Coffre) -> None:
    coffre.dossiers.create(simple("rien"))
    coffre.dossiers.create(sent("tard", dt.date(2026, 11, 20)))
    coffre.dossiers.create(sent("tôt", dt.date(2026, 11, 1)))
    assert shown(coffre, tri=Tri.URGENCE) == ["2026-0003", "2026-0002", "2026-0001"]


def test_people_are_sorted_by_last_name_whatever_their_accents(coffre: Coffre) -> None:
    for nom in ("Zola", "Écarlate", "Œuvrard", "eluard", "Odin"):
        coffre.dossiers.create(simple(nom))
    noms = [ligne.personne.split()[-1] for ligne in coffre.liste.page(tri=Tri.PERSONNE).lignes]
    assert noms == ["Écarlate", "eluard", "Odin", "Œuvrard", "Zola"]


@pytest.mark.parametrize("tri", Tri)
def test_every_order_shows_every_line_once(coffre: Coffre, tri: Tri) -> None:
    references = {coffre.dossiers.create(sent(str(rang), dt.date(2026, 11, 1 + rang))) for rang in range(5)}
    assert set(shown(coffre, tri=tri)) == references


def test_the_latest_sent_may_come_first(coffre: Coffre) -> None:
    premiere, derniere = (coffre.dossiers.create(sent(str(rang), dt.date(2026, 11, rang))) for rang in (1, 9))
    jamais = coffre.dossiers.create(simple("Jamais"))
    assert shown(coffre, tri=Tri.ENVOI_RECENT) == [derniere, premiere, jamais]
    assert shown(coffre, tri=Tri.REFERENCE_RECENTE) == [jamais, derniere, premiere]


@pytest.mark.parametrize(
    "texte", ["oeuvrard", "ŒUVRARD", "elodie œuv", "0001", "2026-0001 departement", "  œuvrard  ", "d'acces"]
)
def test_a_search_finds_without_accents_case_or_order(coffre: Coffre, texte: str) -> None:
    organisme = Organisme("Département", service="Bureau d’accès")
    coffre.dossiers.create(replace(simple("Œuvrard"), organisme=organisme))
    coffre.dossiers.create(simple("Autre"))
    assert shown(coffre, Filtre(texte=texte)) == ["2026-0001"]


@pytest.mark.parametrize("texte", ["zola", "_", "œuvrard zola", "'", "%", "vr"])
def test_a_search_does_not_find_what_is_not_there(coffre: Coffre, texte: str) -> None:
    coffre.dossiers.create(simple("Œuvrard"))
    assert shown(coffre, Filtre(texte=texte)) == []


def test_filters_narrow(coffre: Coffre) -> None:
    coffre.dossiers.create(simple("a"))
    tard = coffre.dossiers.create(sent("b", dt.date(2026, 11, 20)))
    tot = coffre.dossiers.create(sent("c", dt.date(2026, 10, 1)))
    affaire = coffre.affaires.create("Quartier")
    liee = coffre.dossiers.create(simple("d"), affaire=affaire)
    assert shown(coffre, Filtre(etats=frozenset({"en_attente", "depasse"}))) == [tard, tot]
    assert shown(coffre, Filtre(jusqu_au=dt.date(2026, 11, 24))) == [tot]
    assert shown(coffre, Filtre(demarches=frozenset({"acces"}), affaire=affaire)) == [liee]
    assert shown(coffre, Filtre(demarches=frozenset({"autre"}))) == []
    assert [(story.titre, story.dossiers) for story in coffre.affaires.all()] == [("Quartier", 1)]


def test_the_list_names_the_concerned_person_else_the_author_else_nobody(coffre: Coffre) -> None:
    organisation = Auteur(Qualite.ORGANISATION, Personne(denomination="Syndicat"))
    for demande in (simple("A"), Demande("acces", concerne=Personne(), auteur=organisation), Demande("acces")):
        coffre.dossiers.create(demande)
    assert [ligne.personne for ligne in coffre.liste.page(tri=Tri.REFERENCE).lignes] == ["Élodie A", "Syndicat", ""]


def test_what_is_in_the_bin_is_not_listed_and_comes_back_as_it_was(coffre: Coffre) -> None:
    reference = coffre.dossiers.create(sent("A", dt.date(2026, 11, 1)))
    avant: tuple[LigneSuivi, ...] = coffre.liste.page().lignes
    coffre.corbeille.put(reference)
    assert coffre.liste.page().total == 0
    coffre.corbeille.take_back(reference)
    coffre.corbeille.take_back(reference)
    assert coffre.liste.page().lignes == avant


def test_a_coffre_opened_by_two_programs_is_up_to_date_for_both(horloge: Horloge, coffres: Coffres, coffre: Coffre) -> None:
    coffre.dossiers.create(sent("A", dt.date(2026, 11, 1)))
    second = coffres.open(coffre.chemin, PHRASE)
    horloge.advance(days=60)
    assert [ligne.etat for ligne in second.liste.page().lignes] == ["depasse"]
    second.close()


# The list in full: its filters, in every order, counted and chosen from.

ORGANISMES = ("CCAS de Pantin", "Département des Deux-Lys", "MDPH")
_JOURS = (dt.date(2025, 3, 1), dt.date(2026, 1, 1), dt.date(2026, 9, 30), dt.date(2026, 11, 20))


@pytest.fixture
def melange(coffre: Coffre) -> Coffre:
    """Forty dossiers that differ by everything a filter looks at."""
    affaires = [coffre.affaires.create(titre) for titre in ("École", "Quartier")]
    for rang in range(40):
        jour = (None, *_JOURS)[rang % 5]
        faits = () if jour is None else (Evenement(jour, TypeEvenement.ENVOYE),)
        demande = replace(
            simple(("Eau", "Autre", "Zola")[rang % 3], evenements=faits),
            demarche=("acces", "opposition", "effacement")[rang // 2 % 3],
            organisme=Organisme(ORGANISMES[rang // 3 % 3], territoire=("93", "75", "")[rang // 4 % 3]),
        )
        coffre.dossiers.create(demande, affaire=(None, *affaires)[rang // 7 % 3])
    cellules = [NouveauDossier(simple("Zola"), a_verifier=(AVerifier("Envoi", "hier"),) * rang) for rang in (1, 2)]
    list(coffre.reprise.creating(Reprise(cellules)))
    return coffre


def _some(*valeurs: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(valeurs), max_size=2)


_TOUS_JOURS = st.none() | st.sampled_from((*_JOURS, dt.date(2026, 3, 31), dt.date(2026, 12, 20)))
FILTRES = st.builds(
    Filtre,
    texte=st.sampled_from(("", "", "élodie", "eau", "0", "zzz", "  ", "…", "autre 2026")),
    etats=_some("en_attente", "a_envoyer", "depasse"),
    demarches=_some("acces", "opposition"),
    organismes=_some(*ORGANISMES),
    territoires=_some("93", "", "75"),
    jusqu_au=_TOUS_JOURS,
    affaire=st.none() | st.integers(1, 3),
    envoyee_du=_TOUS_JOURS,
    envoyee_au=_TOUS_JOURS,
    pas_envoyee=st.booleans(),
    a_verifier=st.booleans(),
)


def _keeps(filtre: Filtre, ligne: LigneSuivi, lu: DossierLu) -> bool:
    """What a filter means, words apart, said of one dossier."""
    prochaine, envoyee = ligne.prochaine_date, ligne.envoyee_le
    return (
        (not filtre.etats or ligne.etat in filtre.etats)
        and (not filtre.demarches or ligne.demarche in filtre.demarches)
        and (not filtre.organismes or ligne.organisme in filtre.organismes)
        and (not filtre.territoires or lu.demande.organisme.territoire in filtre.territoires)
        and (filtre.jusqu_au is None or (prochaine is not None and prochaine <= filtre.jusqu_au))
        and (filtre.affaire is None or lu.affaire == filtre.affaire)
        and (filtre.envoyee_du is None or (envoyee is not None and envoyee >= filtre.envoyee_du))
        and (filtre.envoyee_au is None or (envoyee is not None and envoyee <= filtre.envoyee_au))
        and not (filtre.pas_envoyee and envoyee is not None)
        and (not filtre.a_verifier or bool(lu.a_verifier))
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filtre=FILTRES, tri=st.sampled_from(Tri), peu=st.booleans())
def test_a_filter_keeps_what_it_says_in_every_order_and_all_count_the_same(
    melange: Coffre, filtre: Filtre, tri: Tri, *, peu: bool
) -> None:
    tout = melange.liste.page(taille=1000).lignes
    with pytest.MonkeyPatch.context() as petit:
        if peu:
            for module, nom in ((liste, "_PEU"), (liste, "_RARES"), (liste, "_TRES_RARES")):
                petit.setattr(module, nom, 0)
        page = melange.liste.page(replace(filtre, texte=filtre.texte), tri=tri, taille=1000)
        references = melange.liste.references(filtre, tri=tri)
        compte = melange.liste.count(filtre)
    exactes = page.total - page.proches
    assert references == tuple(ligne.reference for ligne in page.lignes)
    assert compte == exactes
    attendues = {ligne.reference for ligne in tout if _keeps(filtre, ligne, melange.dossiers.read(ligne.reference))}
    gardees = melange.liste.kept(filtre, [ligne.reference for ligne in tout], tri=tri)
    assert (set(gardees), len(gardees)) == (attendues, len(attendues))
    assert set(references) <= attendues
    if not filtre.texte.strip():
        assert references == gardees
    assert melange.liste.references(filtre, tri=tri, debut=2, taille=3) == references[2:5]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filtre=FILTRES)
def test_each_value_is_counted_as_it_would_be_with_that_filter_alone_in_its_column(melange: Coffre, filtre: Filtre) -> None:
    comptes = run_through(melange.liste.counting(filtre))
    for colonne, champ in (
        ("etat", "etats"),
        ("demarche", "demarches"),
        ("organisme", "organismes"),
        ("territoire", "territoires"),
    ):
        valeurs = {str(valeur) for valeur in comptes[colonne]} | {"jamais"}
        for valeur in valeurs:
            autre: dict[str, Any] = {champ: frozenset({valeur})}
            seule = replace(filtre, **autre)
            page = melange.liste.page(seule, taille=1)
            assert comptes[colonne].get(valeur, 0) == page.total - page.proches, (colonne, valeur)
    sans_jour = replace(filtre, envoyee_du=None, envoyee_au=None, pas_envoyee=False)
    assert comptes["envoyee_le"].get(None, 0) == melange.liste.page(replace(sans_jour, pas_envoyee=True), taille=1).total


def test_counts_follow_what_is_written(coffre: Coffre) -> None:
    un, deux, trois = (coffre.dossiers.create(simple(nom)) for nom in "ABC")
    assert run_through(coffre.liste.counting())["etat"] == {"a_envoyer": 3}
    coffre.faits.take(FaitANoter(un, Evenement(dt.date(2026, 11, 20), TypeEvenement.ENVOYE)))
    coffre.corbeille.put(deux)
    assert run_through(coffre.liste.counting())["etat"] == {"en_attente": 1, "a_envoyer": 1}
    assert run_through(coffre.liste.counting(Filtre(texte="élodie")))["etat"] == {"en_attente": 1, "a_envoyer": 1}
    erase(coffre, [un, trois])
    assert run_through(coffre.liste.counting())["etat"] == {}


def test_what_is_long_to_count_is_not_when_one_only_wants_lines(coffre: Coffre) -> None:
    for rang in range(7):
        coffre.dossiers.create(simple(str(rang)))
    page = coffre.liste.page(taille=3, compter=False)
    assert (page.total, page.partielle) == (3, True)
    fin = coffre.liste.page(debut=6, taille=3, compter=False)
    assert (fin.total, fin.partielle) == (7, False)
    assert coffre.liste.page(debut=9, taille=3, compter=False).total == 7


def test_many_go_to_the_bin_and_come_back_together(coffre: Coffre, horloge: Horloge) -> None:
    references = [coffre.dossiers.create(simple(str(rang))) for rang in range(25)]
    efface_le = run_through(coffre.liste.discarding(references[:23]))
    assert efface_le == horloge.today() + SEJOUR_CORBEILLE
    assert shown(coffre) == references[23:]
    assert {element.efface_le for element in coffre.corbeille.content()} == {efface_le}
    run_through(coffre.liste.taking_back(references))
    assert shown(coffre) == references


def test_many_are_gathered_in_a_new_affaire_then_others_join_it(coffre: Coffre) -> None:
    references = [coffre.dossiers.create(simple(str(rang))) for rang in range(13)]
    affaire = run_through(coffre.liste.gathering(references[:12], titre="Quartier"))
    assert run_through(coffre.liste.gathering(references[12:], affaire=affaire)) == affaire
    assert shown(coffre, Filtre(affaire=affaire)) == references
