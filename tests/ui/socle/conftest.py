"""Printing for real: queues of one's own, the dialog of the window, and what comes out of each."""

import ctypes
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.accueil.seance import Seance
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.socle.impression import DialogueImpression
from droits_usagers.ui.socle.presse_papiers import PressePapiers
from droits_usagers.ui.socle.sorties import SortiesEcran
from tests.coffres import Horloge
from tests.imprimantes import FILES, Cups, cups_of_its_own
from tests.ui.gestes import as_soon_as

Answer = Callable[[Callable[[DialogueImpression], None]], None]


@pytest.fixture(scope="module")
def imprimantes() -> Iterator[Cups]:
    with cups_of_its_own(*FILES) as cups:
        yield cups


@pytest.fixture
def cups(imprimantes: Cups, monkeypatch: pytest.MonkeyPatch) -> Cups:
    monkeypatch.setenv("CUPS_SERVER", imprimantes.adresse)
    # A thread remembers which one it has spoken to.
    ctypes.CDLL("libcups.so.2").cupsSetServer(imprimantes.adresse.encode())
    imprimantes.forget()
    return imprimantes


@pytest.fixture
def ecran(fenetre: Fenetre, horloge: Horloge) -> SortiesEcran:
    seance = Seance(Mode.SANS_ENREGISTREMENT, horloge.now)
    textes = fenetre.contexte.services.catalogue.textes
    return SortiesEcran(fenetre, textes, seance=seance, presse_papiers=PressePapiers(horloge.now, fenetre))


@pytest.fixture
def letters(fenetre: Fenetre) -> Callable[[int], list[Liasse]]:
    """A letter of two pages of each of so many people."""
    courriers = fenetre.contexte.services.courriers
    documents = tuple({"document_quoi": f"le compte rendu de la visite n° {rang}, et ses annexes"} for rang in range(1, 16))

    def make(nombre: int) -> list[Liasse]:
        demandes = (
            Demande(
                "acces",
                auteur=Auteur(Qualite.CONCERNE, Personne(prenom="Awa", nom=f"Nom{rang:02}")),
                reponses={"documents": documents},
            )
            for rang in range(nombre)
        )
        return [courriers.liasse(courriers.compose(demande)) for demande in demandes]

    return make


@pytest.fixture
def answer() -> Answer:
    """Answers the next dialog as soon as it is shown."""

    def wait(how: Callable[[DialogueImpression], None]) -> None:
        def look() -> bool:
            dialogue = QApplication.activeModalWidget()
            if isinstance(dialogue, DialogueImpression):
                how(dialogue)
            return isinstance(dialogue, DialogueImpression)

        as_soon_as(look)

    return wait


def go_on(file: str) -> Callable[[DialogueImpression], None]:
    """Prints there, nothing else changed."""

    def press(dialogue: DialogueImpression) -> None:
        dialogue.imprimante.setCurrentIndex(dialogue.imprimante.findData(file))
        dialogue.imprimer.click()

    return press
