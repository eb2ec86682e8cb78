"""A table taken over again, some of its lines struck through since: the dossiers they made hear of it."""

import datetime as dt
import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
import xlsxwriter

from droits_usagers.domain.dossier.dossiers import Filtre, Tri
from droits_usagers.places import Places
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.tri import Geste, LigneTriee, Motif, Trieur
from tests.cli.conftest import JOUR, Lance
from tests.coffres import PHRASE, fast

ENTETES = ("Nom", "Prénom", "Adresse", "CP", "Ville", "Démarche", "Organisme", "Envoyé le", "Reçu le")
BARREE = ("La ligne du tableau", "barrée dans votre tableau, au moins là où elle dit pour qui.", "indecis")


def _line(nom: str, prenom: str, envoi: str = "18/09/2026") -> tuple[str, ...]:
    return (nom, prenom, "14 rue Nationale", "59000", "Lille", "accès", "CCAS de Roubaix", envoi, "20/09/2026")


LIGNES = (_line("Vasseur", "Odile"), _line("Delcroix", "Rachid"), _line("Lemaire", "Sonia"))


@pytest.fixture
def services(places: Places, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setenv("DROITS_USAGERS_PHRASE", PHRASE)
    services = Services(places=places, today=lambda: JOUR, now=lambda: dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC))
    fast(services)
    return services


class Tableau:
    """One table, taken over in one coffre as often as it changes."""

    def __init__(self, lance: Lance, services: Services, dossier: Path) -> None:
        self._lance, self._services, self._dossier = lance, services, dossier
        self._coffre = dossier / "accueil.coffre"
        assert lance("coffre", "creer", self._coffre).code == 0

    def take(self, lignes: Sequence[Sequence[str]], *options: str, barrees: Sequence[str] = ()) -> str:
        """What is said of it. `barrees`: the last names of the lines that are struck through."""
        flux = io.BytesIO()
        with xlsxwriter.Workbook(flux, {"in_memory": True}) as classeur:
            barre = classeur.add_format({"font_strikeout": True})
            feuille = classeur.add_worksheet("Suivi")
            for y, ligne in enumerate((ENTETES, *lignes)):
                feuille.write_row(y, 0, ligne, barre if ligne[0] in barrees else None)
        tableau = self._dossier / "accueil.xlsx"
        tableau.write_bytes(flux.getvalue())
        fini = self._lance("coffre", "reprendre", tableau, "--coffre", self._coffre, *options)
        assert fini.code == 0, fini.err
        return fini.err

    def reminders(self) -> list[tuple[list[tuple[str, str, str]], Motif | None]]:
        """Of each dossier, what is to be checked, and why its reminder is not ticked."""
        with closing(self._services.coffres.open(self._coffre, PHRASE)) as coffre:
            references = [ligne.reference for ligne in coffre.liste.page(Filtre(), tri=Tri.REFERENCE, taille=9).lignes]
            tries: list[LigneTriee] = []
            trieur = Trieur(self._services.catalogue, self._services.suivant)
            assert [*trieur.examining(coffre, references, Geste.RELANCE, today=dt.date(2026, 12, 1), lignes=tries)]
            lus = [coffre.dossiers.read(reference) for reference in references]
        gardes = ([(une.colonne, une.texte, une.raison.value) for une in lu.a_verifier] for lu in lus)
        return list(zip(gardes, (une.motif for une in tries), strict=True))


@pytest.fixture
def tableau(lance: Lance, services: Services, tmp_path: Path) -> Tableau:
    return Tableau(lance, services, tmp_path)


@pytest.mark.parametrize("options", [(), ("--remarques-lues",), ("--barrees",), ("--barrees", "--remarques-lues")])
def test_a_line_struck_through_since_is_to_be_checked_in_the_dossier_it_made(tableau: Tableau, options: Sequence[str]) -> None:
    tableau.take(LIGNES)
    assert tableau.reminders() == [([], None)] * 3
    dit = tableau.take(LIGNES, *options, barrees=("Delcroix",))
    assert "2026-0002" in dit
    assert "2026-0001" not in dit
    attendu = [([], None), ([BARREE], Motif.ETAT_A_VERIFIER), ([], None)]
    assert tableau.reminders() == attendu
    # Said once, it is said.
    tableau.take(LIGNES, *options, barrees=("Delcroix",))
    assert tableau.reminders() == attendu


def test_a_struck_line_that_was_taken_is_known_and_one_that_was_not_stays_in_the_table(tableau: Tableau) -> None:
    tableau.take(LIGNES, barrees=("Lemaire",))
    assert tableau.reminders() == [([], None)] * 2
    tableau.take(LIGNES, "--barrees", barrees=("Lemaire",))
    prises = tableau.reminders()
    assert len(prises) == 3
    for options in ((), ("--barrees",)):
        tableau.take(LIGNES, *options, barrees=("Lemaire",))
        assert tableau.reminders() == prises


def test_an_old_line_struck_through_beside_the_one_that_replaces_it_says_nothing_of_its_dossier(tableau: Tableau) -> None:
    lignes = (*LIGNES, ("VASSEUR", *LIGNES[0][1:2], "14 rue Nationale, 2e étage", *LIGNES[0][3:]))
    tableau.take(lignes, barrees=("VASSEUR",))
    tableau.take(lignes, barrees=("VASSEUR",))
    assert tableau.reminders() == [([], None)] * 3
