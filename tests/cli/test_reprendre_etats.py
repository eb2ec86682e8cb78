"""A column of statuses without a day: a person says once per word what it means; until then, it comes after the others."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from droits_usagers.domain.dossier.attaches import A_VERIFIER
from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.unites import run_through
from droits_usagers.places import Places
from droits_usagers.services.accueil.accueil import read_week
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffre_ouvert import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.tri import Geste, LigneTriee, Motif, Trieur
from droits_usagers.services.suivi.agenda import ChoixAgenda
from droits_usagers.services.suivi.exports import ChoixExport, ColonneExport
from droits_usagers.services.suivi.lignes import week_from
from tests.cli.conftest import JOUR, Lance
from tests.coffres import PHRASE, fast
from tests.tableaux import xlsx

if TYPE_CHECKING:
    from droits_usagers.services.suivi.liste_coffre import Cloture

ENTETES = ("Nom", "Démarche", "Organisme", "Envoyé le", "Reçu le", "Statut", "Suivi")
#: Words that say alone that it is over; and those of which nobody knows but who wrote them.
FINIS = ("clos", "rép. complète", "terminé", "archivé")
INDECIS = ("CADA à faire", "pas clos", "clos ?", "affaire classée", "dossier clos (désistement)", "soldé le 12/11/2026", "⛔")


def _line(nom: str, statut: str, *, recu: str = "20/09/2026") -> tuple[str, ...]:
    return (nom, "accès", "CCAS de Pantin", "18/09/2026", recu, statut, "")


@pytest.fixture
def services(places: Places, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    services = Services(places=places, today=lambda: JOUR, now=lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))
    fast(services)
    return services


class Reprises:
    """Takes tables over on the command line, in one coffre."""

    def __init__(self, lance: Lance, services: Services, dossier: Path) -> None:
        self._lance, self._services = lance, services
        self.tableau, self.coffre = dossier / "suivi.xlsx", dossier / "permanence.coffre"
        assert lance("coffre", "creer", self.coffre).code == 0

    def run(
        self, lignes: Sequence[Sequence[str]], *options: str, entetes: Sequence[str] = ENTETES
    ) -> tuple[str, dict[str, object]]:
        self.tableau.write_bytes(xlsx([entetes, *lignes]))
        fini = self._lance("coffre", "reprendre", self.tableau, "--coffre", self.coffre, "--json", *options)
        assert fini.code == 0, fini.err
        return fini.err, json.loads(fini.out)

    @contextmanager
    def opened(self) -> Iterator[Coffre]:
        with closing(self._services.coffres.open(self.coffre, PHRASE)) as ouvert:
            yield ouvert


@pytest.fixture
def reprises(lance: Lance, services: Services, tmp_path: Path) -> Reprises:
    return Reprises(lance, services, tmp_path)


def test_what_may_be_over_keeps_its_days_after_those_that_are_not_and_says_so(reprises: Reprises, services: Services) -> None:
    # Its last day, two weeks later, is that of someone alive.
    lignes = [_line(f"Vive{rang}", mot, recu="01/10/2026") for rang, mot in enumerate(("en cours", *INDECIS))]
    lignes = [*(_line(f"Fini{rang}", mot) for rang, mot in enumerate(FINIS)), *lignes]

    dit, nombres = reprises.run(lignes)

    assert nombres["clos_sans_jour"] == len(FINIS)
    montres = [mot.removesuffix(" ?").removesuffix(" le 12/11/2026") for mot in (*FINIS, *INDECIS)]
    assert [mot for mot in montres if f"« {mot} »" not in dit.replace("\u00a0", " ")] == []
    with reprises.opened() as coffre:
        page = coffre.liste.page(Filtre(), tri=Tri.URGENCE, taille=20).lignes
        reserves = [Reserve.SANS, *(Reserve.A_VERIFIER for _ in INDECIS), *(Reserve.PEUT_ETRE_CLOS for _ in FINIS)]
        assert sorted(ligne.votre_reserve for ligne in page[: 1 + len(INDECIS)]) == sorted(reserves[: 1 + len(INDECIS)])
        assert [ligne.votre_reserve for ligne in page[1 + len(INDECIS) :]] == reserves[1 + len(INDECIS) :]
        # None of them is hidden: each has its own last day.
        assert all(ligne.votre_date is not None for ligne in page)
        semaine = week_from(dt.date(2026, 12, 30), services.catalogue.feries)
        vives, *finies = read_week(coffre, semaine).pertes
        assert (vives.dossiers, vives.peut_etre_clos, vives.peut_etre) == (1 + len(INDECIS), False, False)
        assert (sum(perte.dossiers for perte in finies), {perte.peut_etre_clos for perte in finies}) == (len(FINIS), {True})
        assert all(
            any(cellule.raison == "fini" for cellule in coffre.dossiers.read(une.reference).a_verifier)
            for une in page[1 + len(INDECIS) :]
        )
        # No letter is made of them before someone looked at each.
        tries: list[LigneTriee] = []
        references = [ligne.reference for ligne in page]
        trieur = Trieur(services.catalogue, services.suivant)
        for _ in trieur.examining(coffre, references, Geste.SAISINE_CADA, today=dt.date(2026, 12, 1), lignes=tries):
            pass
        assert Counter(ligne.motif for ligne in tries if ligne.may_be_ticked) == {
            None: 1, Motif.ETAT_A_VERIFIER: len(INDECIS), Motif.PEUT_ETRE_CLOS: len(FINIS),
        }  # fmt: skip
        # Nor does what leaves the coffre hide it.
        evenements = [
            une.titre for une in run_through(coffre.agenda.gathering(ChoixAgenda(), services.redaction_agenda)).evenements
        ]
        releves = run_through(coffre.exports.gathering(ChoixExport())).releves
        etapes = [str(services.exports.value(releve, ColonneExport.ETAPE)) for releve in releves]
        assert sum("peut-être clos" in etape for etape in etapes) == len(FINIS)
        assert sum("à vérifier" in etape for etape in etapes) == len(INDECIS)
        assert len({titre for titre in evenements if "peut-être clos" in titre}) >= len(FINIS)


def test_what_nobody_has_read_of_a_dossier_is_said_and_asks_before_any_letter(reprises: Reprises, services: Services) -> None:
    # Without an address, there is nothing to withhold: they are unread all the same.
    mots = ("décédé", "FAIT le 12/10/2026", "a eu gain de cause", "radié", "doublon")
    lignes = [(*_line(f"Ba{rang}", "", recu="01/10/2026")[:-1], mot) for rang, mot in enumerate(mots)]

    vive = _line("Sarr", "", recu="01/10/2026")
    _, nombres = reprises.run([*lignes, vive], entetes=(*ENTETES[:-1], "Remarques"))

    assert nombres["a_verifier"] == len(mots)
    with reprises.opened() as coffre:
        references = [ligne.reference for ligne in coffre.liste.page(Filtre(), tri=Tri.REFERENCE, taille=9).lignes]
        tries: list[LigneTriee] = []
        trieur = Trieur(services.catalogue, services.suivant)
        jour = dt.date(2026, 12, 1)
        assert [*trieur.examining(coffre, references, Geste.SAISINE_CADA, today=jour, lignes=tries)]
        assert Counter(ligne.motif for ligne in tries) == {None: 1, Motif.MOTS_A_VERIFIER: len(mots)}
        releves = run_through(coffre.exports.gathering(ChoixExport())).releves
        etapes = [str(services.exports.value(releve, ColonneExport.ETAPE)) for releve in releves]
        assert sum("à vérifier" in etape for etape in etapes) == len(mots)


def test_it_still_may_be_over_another_day(reprises: Reprises, services: Services) -> None:
    reprises.run([_line("Un", "clos"), _line("Sarr", "en cours", recu="01/10/2026")])
    demain = Services(places=services.places, today=lambda: JOUR + dt.timedelta(days=30), now=services.now)
    fast(demain)
    with closing(demain.coffres.open(reprises.coffre, PHRASE)) as coffre:
        assert [ligne.peut_etre_clos for ligne in coffre.liste.page(Filtre(), taille=9).lignes] == [False, True]
        assert [*coffre.liste.refresh()]
        assert [ligne.peut_etre_clos for ligne in coffre.liste.page(Filtre(), taille=9).lignes] == [False, True]
        assert coffre.liste.count(Filtre(peut_etre_clos=True)) == 1


def test_a_person_says_what_each_word_means_once(reprises: Reprises) -> None:
    lignes = [_line("Un", "affaire classée"), _line("Deux", "Affaire  classée"), _line("Trois", "soldé le 12/11/2026")]
    lignes += [_line("Quatre", "soldé le 3/11/2026"), _line("Cinq", "à voir avec Karima"), _line("Six", "fini ?")]
    etats = [f"--etat={dit}" for dit in ("affaire classée=clos", "soldé=clos", "à voir avec Karima=en-cours")]

    _, nombres = reprises.run(lignes, "--essai")
    assert nombres["statuts"] == {
        "affaire classée": [2, 3], "soldé": [4, 5], "à voir avec Karima": [6], "fini ?": [7],
    }  # fmt: skip
    assert "Seraient notés clos" in reprises.run(lignes, *etats, "--essai")[0]
    _, nombres = reprises.run(lignes, *etats)

    assert nombres["statuts"] == {"fini ?": [7]}
    with reprises.opened() as coffre:
        dossiers = [
            coffre.dossiers.read(ligne.reference).demande
            for ligne in coffre.liste.page(Filtre(), tri=Tri.REFERENCE, taille=9).lignes
        ]
    clos = [[fait.date for fait in demande.evenements if fait.type is TypeEvenement.CLOS] for demande in dossiers]
    assert clos == [[JOUR], [JOUR], [dt.date(2026, 11, 12)], [dt.date(2026, 11, 3)], [], []]


def test_what_is_said_of_a_word_that_is_nowhere_is_said_to_change_nothing(reprises: Reprises) -> None:
    dit, nombres = reprises.run([_line("Un", "affaire classée")], "--etat=zorglub=clos", "--essai")
    assert "« zorglub »" in dit.replace("\u00a0", " ")
    assert nombres["statuts"] == {"affaire classée": [2]}


def test_two_meanings_of_one_word_are_refused(reprises: Reprises, lance: Lance) -> None:
    reprises.run([_line("Un", "soldé")], "--essai")
    deux = ("--etat", "soldé=clos", "--etat", "Soldé =en-cours")
    assert lance("coffre", "reprendre", reprises.tableau, "--coffre", reprises.coffre, *deux).code == 2


def test_a_column_that_nobody_understands_asks_before_any_letter_until_someone_says_what_it_is(
    reprises: Reprises, services: Services
) -> None:
    entetes = (*ENTETES[:-2], "Sortie")
    lignes = [(*_line(nom, "", recu="20/09/2026")[:-2], mot) for nom, mot in (("Ferrand", "✓"), ("Castel", "x"), ("Quéré", ""))]

    def relances(*options: str) -> tuple[str, dict[str, object], list[Motif | None]]:
        dit, nombres = reprises.run(lignes, "--remarques-lues", *options, entetes=entetes)
        with reprises.opened() as coffre:
            references = [ligne.reference for ligne in coffre.liste.page(Filtre(), tri=Tri.REFERENCE, taille=9).lignes]
            tries: list[LigneTriee] = []
            trieur = Trieur(services.catalogue, services.suivant)
            assert [*trieur.examining(coffre, references, Geste.RELANCE, today=dt.date(2026, 12, 1), lignes=tries)]
        return dit.replace("\u00a0", " "), nombres, [ligne.motif for ligne in tries]

    essai = reprises.run(lignes, "--essai", "--colonne=sortie=laisser", entetes=entetes)
    assert (essai[1]["colonnes_gardees"], essai[1]["colonnes_laissees"]) == ([], ["Sortie"])
    essai = reprises.run(lignes, "--essai", "--colonne=SORTIE = clos", "--colonne=Zorglub=note", entetes=entetes)
    assert (essai[1]["colonnes_gardees"], essai[1]["clos_sans_jour"]) == ([], 2)
    assert "« Zorglub »" in essai[0].replace("\u00a0", " ")
    dit, nombres, motifs = relances()
    assert nombres["colonnes_gardees"] == ["Sortie"]
    assert "--colonne 'Sortie=clos'" in dit
    assert motifs == [Motif.MOTS_A_VERIFIER, Motif.MOTS_A_VERIFIER, None]


@pytest.mark.parametrize("dit", ["Sortie", "=clos", "Sortie=licorne", "Sortie="])
def test_what_no_column_can_say_is_refused(reprises: Reprises, lance: Lance, dit: str) -> None:
    assert lance("coffre", "reprendre", reprises.tableau, "--coffre", reprises.coffre, "--colonne", dit).code == 2


@pytest.mark.parametrize("dit", ["clos", "=clos", "affaire classée=mort", "affaire classée="])
def test_a_meaning_that_is_none_is_refused(reprises: Reprises, lance: Lance, dit: str) -> None:
    assert lance("coffre", "reprendre", reprises.tableau, "--coffre", reprises.coffre, "--etat", dit).code == 2


def test_what_was_seen_or_closed_comes_back_where_it_belongs(reprises: Reprises) -> None:
    reprises.run([*(_line(nom, "clos") for nom in ("Koné", "Diallo")), _line("Sarr", "en cours", recu="01/10/2026")])
    with reprises.opened() as coffre:
        vive, un, deux = (ligne.reference for ligne in coffre.liste.page(Filtre(), taille=9).lignes)
        (cellule,) = coffre.dossiers.read(un).a_verifier
        coffre.attaches.take(un, A_VERIFIER, cellule.numero)
        coffre.faits.take(FaitANoter(deux, Evenement(JOUR, TypeEvenement.CLOS)))
        assert [ligne.reference for ligne in coffre.liste.page(Filtre(), taille=9).lignes] == [un, vive, deux]
        assert not any(ligne.peut_etre_clos for ligne in coffre.liste.page(Filtre(), taille=9).lignes)


def test_all_of_a_kind_are_closed_in_one_gesture_and_it_can_be_taken_back(reprises: Reprises) -> None:
    reprises.run([*(_line(nom, "clos") for nom in ("Koné", "Diallo")), _line("Sarr", "en cours", recu="01/10/2026")])
    peut_etre = Filtre(peut_etre_clos=True)
    with reprises.opened() as coffre:
        references = coffre.liste.references(peut_etre)
        assert len(references) == 2
        avant: list[Cloture] = []
        assert [*coffre.liste.closing(references, avant=avant)]
        assert coffre.liste.references(peut_etre) == ()
        assert coffre.liste.count(Filtre(etats=frozenset({"clos"}))) == 2
        assert not any(coffre.dossiers.read(reference).a_verifier for reference in references)
        assert [*coffre.liste.closing(references, avant=[])]
        assert [*coffre.liste.reopening(avant)]
        assert coffre.liste.references(peut_etre) == references
        assert coffre.liste.count(Filtre(etats=frozenset({"clos"}))) == 0
