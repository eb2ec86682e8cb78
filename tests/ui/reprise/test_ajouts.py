"""A table whose lines are already there says what they say more, completes those dossiers, and says what stays of it."""

from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.fait import EtapeFait
from droits_usagers.ui.reprise.page import PageReprise
from droits_usagers.ui.reprise.source import EtapeSource
from tests.ui.avec_coffre import button, open_coffre, page_of, plain, said
from tests.ui.reprise.test_page import to_essai, wait_for

ENTETES = ("Nom", "Prénom", "Adresse", "Code postal", "Ville", "Type de demande", "Organisme", "Envoyé le", "Remarques")
KONE = ("Koné", "Awa", "12 rue des Lilas", "93000", "Bobigny", "accès", "CCAS de Pantin", "03/09/2026")
DIALLO = ("Diallo", "Zoé", "9 allée des Roses", "75011", "Paris", "accès", "CCAS de Pantin", "05/09/2026")


def _at_source(page: PageReprise) -> bool:
    return isinstance(page.etape, EtapeSource)


def test_what_doubles_say_more_completes_dossiers_and_is_said_to_stay(fenetre: Fenetre, chemin: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, chemin, qtbot)
    fenetre.pages.go_to("reprise")
    page = page_of(fenetre, PageReprise)
    qtbot.waitUntil(partial(_at_source, page))
    to_essai(page, (ENTETES, (*KONE, ""), (*DIALLO, "")), qtbot)
    page.suite.click()
    wait_for(page, EtapeFait, qtbot)
    button(page, "Reprendre un autre tableau").click()
    qtbot.waitUntil(partial(_at_source, page))
    etape = to_essai(page, (ENTETES, (*KONE, "ne plus rien envoyer chez elle"), (*DIALLO, "dossier décédé")), qtbot)
    assert plain(page.suite.titre) == "Compléter 2 dossiers"
    assert page.suite.accessibleName() == page.suite.titre
    lignes = [etape.doublons.lignes.index(rang, 0).data() for rang in range(2)]
    assert ["ne plus rien envoyer chez elle" in lignes[0], "dossier décédé" in lignes[1]] == [True, True]
    page.suite.click()
    wait_for(page, EtapeFait, qtbot)
    assert "2 dossiers déjà là ont des mots de plus à vérifier. Annuler la reprise ne les ôte pas" in plain(said(page))
