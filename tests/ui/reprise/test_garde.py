"""A table being taken over is in the coffre with all that was said of it: locked or killed, one is back where one was."""

from functools import partial
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.reprise.chemin import read_reprise
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.colonnes import EtapeColonnes
from droits_usagers.ui.reprise.essai import EtapeEssai
from droits_usagers.ui.reprise.fait import EtapeFait
from droits_usagers.ui.reprise.mots import EtapeMots, EtapeNoms, EtapeOrganismes
from droits_usagers.ui.reprise.page import PageReprise
from droits_usagers.ui.reprise.source import EtapeSource
from droits_usagers.ui.socle.saisies import COUP_D_OEIL_MS, LIMITE_MS
from tests.ui.avec_coffre import ask, demande, open_coffre, page_of, plain, said
from tests.ui.gestes import press, settle, type_in
from tests.ui.reprise.test_page import choose, wait_for
from tests.ui.test_gardes import lock, unlock

ENTETES = ("Usager", "Type de demande", "Organisme", "Remarques")
LIGNES = (
    ("ROUX Zoé", "accès", "CD 93", "ne rien envoyer chez elle"),
    ("Paul Simon", "tout savoir", "Conseil départemental de la Seine-Saint-Denis", "logée clandestinement"),
    ("ROUX Zoé", "accès", "CD 93", "ne rien envoyer chez elle"),
    ("DIALLO Abdou", "accès", "CD 93", ""),
)


def write(chemin: Path, lignes: tuple[tuple[str, ...], ...] = LIGNES) -> Path:
    """Two sheets of the same headings; the last line of each is struck through."""
    with xlsxwriter.Workbook(chemin) as classeur:
        barre = classeur.add_format({"font_strikeout": True})
        for nom in ("2025", "2026"):
            feuille = classeur.add_worksheet(nom)
            for rang, ligne in enumerate((ENTETES, *lignes)):
                feuille.write_row(rang, 0, ligne, barre if rang == len(lignes) else None)
    return chemin


@pytest.fixture
def fichier(tmp_path: Path) -> Path:
    return write(tmp_path / "suivi.xlsx")


@pytest.fixture
def coffre(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> Coffre:
    return open_coffre(fenetre, chemin, qtbot, [demande()])


def begin(fenetre: Fenetre, fichier: Path, qtbot: QtBot) -> PageReprise:
    """At the columns of the table."""
    fenetre.pages.go_to("reprise")
    page = page_of(fenetre, PageReprise)
    settle()
    assert isinstance(page.etape, EtapeSource)
    page.etape.chemin.setText(str(fichier))
    page.suite.click()
    wait_for(page, EtapeColonnes, qtbot)
    return page


def say(page: PageReprise, fenetre: Fenetre, qtbot: QtBot) -> None:
    """Something, on the step that is shown, that is not what is proposed."""
    match page.etape:
        case EtapeColonnes() as colonnes:
            choose(colonnes.feuille, "1")
            qtbot.waitUntil(lambda: page.etape is not colonnes)
            assert isinstance(page.etape, EtapeColonnes)
            page.etape.finish()
            for champ, texte in ((ChampReprise.SERVICE, "Mission"), (ChampReprise.AFFAIRE, "Chantier")):
                editeur = page.etape.constantes[champ].editeur
                assert isinstance(editeur, QLineEdit)
                type_in(editeur, texte)
        case EtapeMots() as mots:
            choose(mots.lignes[0].editeur, "opposition")
        case EtapeNoms() as noms:
            noms.noms.setFocus()
            press(fenetre, Qt.Key.Key_Space)
        case EtapeOrganismes() as organismes:
            organismes.groupes.setFocus()
            press(fenetre, Qt.Key.Key_Space)
        case EtapeEssai() as essai:
            essai.barrees.set_value(("barrees",))
            qtbot.waitUntil(lambda: page.etape is not essai)
            assert isinstance(page.etape, EtapeEssai)
            page.etape.lues.click()
            page.etape.doublons.setFocus()
            press(fenetre, Qt.Key.Key_Space)


def told(page: PageReprise) -> tuple[object, ...]:
    """All that was said so far."""
    etape = page.etape
    assert isinstance(etape, EtapeColonnes | EtapeMots | EtapeNoms | EtapeOrganismes | EtapeEssai)
    essai = (etape.doublons.lignes.coches, etape.decisions, etape.nouveaux) if isinstance(etape, EtapeEssai) else ()
    return (type(etape), etape.chantier, *essai)


def locked_and_back(fenetre: Fenetre, qtbot: QtBot) -> PageReprise:
    verrou = lock(fenetre, qtbot)
    assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(verrou)
    unlock(fenetre, verrou, qtbot)
    return page_of(fenetre, PageReprise)


def killed_and_back(fenetre: Fenetre, qtbot: QtBot) -> PageReprise:
    """Two seconds pass, then nothing of the window is asked to keep anything."""
    look(page_of(fenetre, PageReprise))
    for _ in range(2):
        # The step that was reached may still be being written: what was said of it comes next.
        ask(fenetre.contexte.services, lambda: None, qtbot)
        settle()
    fenetre.pages.discard()
    fenetre.pages.go_to("suivi")
    fenetre.pages.go_to("reprise")
    settle()
    return page_of(fenetre, PageReprise)


def says(page: PageReprise, mots: str) -> bool:
    return mots in said(page)


def look(page: PageReprise) -> None:
    (rythme,) = (un for un in page.findChildren(QTimer) if un.interval() == COUP_D_OEIL_MS and not un.isSingleShot())
    assert rythme.isActive()
    for _ in range(LIMITE_MS // COUP_D_OEIL_MS):
        rythme.timeout.emit()


@pytest.mark.parametrize("interrupted", [locked_and_back, killed_and_back])
@pytest.mark.usefixtures("coffre")
def test_all_that_was_said_comes_back_at_the_step_one_was_at(
    fenetre: Fenetre, fichier: Path, qtbot: QtBot, interrupted: object
) -> None:
    assert callable(interrupted)
    page = begin(fenetre, fichier, qtbot)
    for etape in (EtapeColonnes, EtapeMots, EtapeNoms, EtapeOrganismes, EtapeEssai):
        wait_for(page, etape, qtbot)
        say(page, fenetre, qtbot)
        avant = told(page)
        page = interrupted(fenetre, qtbot)
        wait_for(page, etape, qtbot)
        assert told(page) == avant
        page.suite.click()
    wait_for(page, EtapeFait, qtbot)


@pytest.mark.usefixtures("coffre")
def test_a_double_that_is_kept_stays_so_when_struck_lines_come_in(fenetre: Fenetre, fichier: Path, qtbot: QtBot) -> None:
    page = begin(fenetre, fichier, qtbot)
    for etape in (EtapeColonnes, EtapeMots, EtapeNoms, EtapeOrganismes):
        wait_for(page, etape, qtbot)
        if etape is EtapeColonnes:
            say(page, fenetre, qtbot)
        page.suite.click()
    wait_for(page, EtapeEssai, qtbot)
    essai = page.etape
    assert isinstance(essai, EtapeEssai)
    essai.doublons.setFocus()
    press(fenetre, Qt.Key.Key_Space)
    gardes, nombre = essai.doublons.lignes.coches, len(essai.nouveaux)
    assert gardes
    essai.barrees.set_value(("barrees",))
    qtbot.waitUntil(lambda: page.etape is not essai)
    assert isinstance(page.etape, EtapeEssai)
    assert page.etape.doublons.lignes.coches == gardes
    assert len(page.etape.nouveaux) == nombre + 1


@pytest.mark.usefixtures("coffre")
def test_what_was_said_of_a_line_is_not_said_of_another(fenetre: Fenetre, fichier: Path, qtbot: QtBot) -> None:
    page = begin(fenetre, fichier, qtbot)
    choose(page.etape.feuille, "0")  # type: ignore[attr-defined] # the columns
    qtbot.waitUntil(lambda: isinstance(page.etape, EtapeColonnes) and not page.etape.chantier.asks_sheet)
    page.suite.click()
    wait_for(page, EtapeMots, qtbot)
    page.suite.click()
    wait_for(page, EtapeNoms, qtbot)
    say(page, fenetre, qtbot)
    verrou = lock(fenetre, qtbot)
    write(fichier, (LIGNES[0], LIGNES[0], LIGNES[1], LIGNES[2]))
    unlock(fenetre, verrou, qtbot)
    page = page_of(fenetre, PageReprise)
    wait_for(page, EtapeNoms, qtbot)
    assert isinstance(page.etape, EtapeNoms)
    assert not page.etape.chantier.echanges
    # Other headings: another table.
    verrou = lock(fenetre, qtbot)
    with xlsxwriter.Workbook(fichier) as classeur:
        classeur.add_worksheet("2025").write_row(0, 0, ("Nom", "Demande"))
    unlock(fenetre, verrou, qtbot)
    page = page_of(fenetre, PageReprise)
    wait_for(page, EtapeColonnes, qtbot)


@pytest.mark.usefixtures("coffre")
def test_a_table_that_cannot_be_read_any_more_is_kept_until_it_can(fenetre: Fenetre, fichier: Path, qtbot: QtBot) -> None:
    """A key that was taken away."""
    page = begin(fenetre, fichier, qtbot)
    say(page, fenetre, qtbot)
    avant = told(page)
    verrou = lock(fenetre, qtbot)
    ailleurs = fichier.rename(fichier.with_name("ailleurs.xlsx"))
    for _ in range(2):
        unlock(fenetre, verrou, qtbot)
        page = page_of(fenetre, PageReprise)
        qtbot.waitUntil(partial(says, page, fichier.name))
        assert isinstance(page.etape, EtapeSource)
        look(page)
        verrou = lock(fenetre, qtbot)
        assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(verrou)
    unlock(fenetre, verrou, qtbot)
    page = page_of(fenetre, PageReprise)
    qtbot.waitUntil(partial(says, page, fichier.name))
    ailleurs.rename(fichier)
    page.suite.click()
    wait_for(page, EtapeColonnes, qtbot)
    assert told(page) == avant


def test_nothing_is_written_while_nothing_is_said_and_nothing_stays_once_it_is_left(
    fenetre: Fenetre, fichier: Path, coffre: Coffre, qtbot: QtBot
) -> None:
    services = fenetre.contexte.services
    page = begin(fenetre, fichier, qtbot)
    look(page)
    settle()
    gardee = ask(services, lambda: read_reprise(coffre), qtbot)
    assert gardee is not None
    assert gardee.table.source == fichier
    avant = files(coffre)
    for _ in range(3):
        look(page)
    settle()
    assert files(coffre) == avant
    page.autre.click()
    settle()
    look(page)
    assert ask(services, lambda: read_reprise(coffre), qtbot) is None


def files(coffre: Coffre) -> dict[str, bytes]:
    """Each byte of it on the disk."""
    return {un.name: un.read_bytes() for un in coffre.chemin.parent.glob(f"{coffre.chemin.name}*") if un.is_file()}
