"""In a coffre: what is typed survives, is gone on with, and becomes a dossier; a coffre that is only read keeps nothing."""

import datetime as dt
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Brouillon, PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Priorite
from droits_usagers.ui.composants import BoutonListe
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.garde import GardeLettre, TravailEnCours
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import (
    Destination,
    Quoi,
    VersBrouillon,
    VersDossier,
    VersLettre,
    VersNouveau,
    VersRefaire,
    VersReponse,
)
from droits_usagers.ui.socle.saisies import LIMITE_MS, Cadence
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.ui.avec_coffre import ask, demande, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.lettre.parcours import (
    CTRL,
    ENTREE,
    answer,
    ask_danger,
    begin,
    focused,
    go_to,
    press,
    said,
    say,
    screen,
    settle,
    tab_to,
    texts_of,
    title,
)

NOUVEAU = VersNouveau()
NOM = "Zéphyrine-Quetzalcóatl"


@pytest.fixture
def fenetre(make_fenetre: MakeFenetre) -> Fenetre:
    return make_fenetre()


@pytest.fixture
def coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> Coffre:
    dossiers = [demande(envoyee=60, recue=55)]
    return open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, dossiers)


def _wizard(fenetre: Fenetre, quoi: Quoi | None = NOUVEAU) -> AssistantPage:
    fenetre.pages.go_to("assistant", quoi)
    QApplication.processEvents()
    return page_of(fenetre, AssistantPage)


def _tenue(page: AssistantPage) -> GardeLettre:
    return next(enfant for enfant in page.children() if isinstance(enfant, GardeLettre))


def _drafts(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> tuple[Brouillon, ...]:
    return ask(fenetre.contexte.services, coffre.brouillons.latest, qtbot)


def _keep(page: AssistantPage, qtbot: QtBot) -> None:
    """All that was answered so far, at once: some of it may be already."""
    raisons: list[str] = []
    _tenue(page).keep_now(raisons.append)
    qtbot.waitUntil(lambda: raisons == [""])


def _type_a_name(page: AssistantPage, qtbot: QtBot) -> None:
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    _keep(page, qtbot)


def _reopened(page: AssistantPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.occupied)
    settle(page, qtbot)


def test_what_is_typed_is_kept_a_moment_later_as_one_draft(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    _type_a_name(page, qtbot)
    assert page.textes.wording("assistant.coffre.garde") in list(texts_of(page))
    with qtbot.waitSignal(_tenue(page).kept):
        answer(page, "concerne_prenom", "Élodie")
    [brouillon] = _drafts(fenetre, coffre, qtbot)
    assert brouillon.demande.concerne is not None
    assert brouillon.demande.concerne.nom_complet == f"Élodie {NOM}"
    assert brouillon.position == PositionLettre("demande", "vous.soi")
    assert page.place == VersBrouillon(brouillon.cle)


def test_choosing_a_sentence_is_not_worth_a_draft(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    ask_danger(page)
    press(ENTREE, CTRL)
    _tenue(page).keep_now(lambda _: None)
    assert _drafts(fenetre, coffre, qtbot) == ()


def test_a_draft_is_gone_on_with_where_it_was_left(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    _type_a_name(page, qtbot)
    [brouillon] = _drafts(fenetre, coffre, qtbot)
    _wizard(fenetre)
    qtbot.waitUntil(lambda: not page.occupied)
    _wizard(fenetre, VersBrouillon(brouillon.cle))
    _reopened(page, qtbot)
    assert title(page) == page.textes("assistant.groupes.soi.titre")
    assert NOM in list(texts_of(screen(page)))
    with qtbot.waitSignal(_tenue(page).kept):
        answer(page, "concerne_prenom", "Élodie")
    assert len(_drafts(fenetre, coffre, qtbot)) == 1


def test_a_draft_that_is_gone_is_said(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    page = _wizard(fenetre, VersBrouillon("inconnu"))
    sentence = fenetre.contexte.operations.sentence(ExpectedError(Panne.DOSSIER_INCONNU))
    qtbot.waitUntil(lambda: sentence in list(texts_of(page)))


def test_leaving_the_screen_keeps_the_last_letters_typed(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    with qtbot.waitSignal(_tenue(page).kept):
        fenetre.pages.go_to("suivi")
    [brouillon] = _drafts(fenetre, coffre, qtbot)
    assert brouillon.demande.concerne is not None
    assert brouillon.demande.concerne.nom == NOM


def test_locking_keeps_the_draft_before_anything_is_emptied(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    raisons: list[str] = []
    page.keep_draft(raisons.append)
    qtbot.waitUntil(lambda: raisons == [""])
    assert len(_drafts(fenetre, coffre, qtbot)) == 1


def test_a_letter_becomes_a_dossier_and_its_draft_goes_away(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    _type_a_name(page, qtbot)
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.dossier"))
    press(ENTREE)
    qtbot.waitUntil(lambda: isinstance(fenetre.pages.currentWidget(), EcranSuivi))
    assert not page.occupied
    assert _drafts(fenetre, coffre, qtbot) == ()
    lu = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0002"), qtbot)
    assert lu.demande.concerne is not None
    assert lu.demande.concerne.nom == NOM


def test_a_letter_said_to_be_sent_opens_its_dossier_to_confirm_the_day(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    page = _wizard(fenetre)
    _type_a_name(page, qtbot)
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.envoyee"))
    with qtbot.waitSignal(page.page_wanted) as demandee:
        press(ENTREE)
    assert demandee.args == [Destination("suivi", VersDossier("2026-0002", TypeEvenement.ENVOYE))]


def test_the_reminder_of_a_dossier_is_written_from_it(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre, VersLettre("2026-0001", "acces", "relance"))
    _reopened(page, qtbot)
    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")
    assert _drafts(fenetre, coffre, qtbot) == ()
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.envoyee"))
    with qtbot.waitSignal(page.page_wanted) as demandee:
        press(ENTREE)
    assert demandee.args == [Destination("suivi", VersDossier("2026-0001", TypeEvenement.RELANCE_ENVOYEE))]


@pytest.mark.parametrize("quoi", [VersLettre("2026-0001", "acces", "relance"), VersReponse("2026-0001")])
def test_a_letter_that_follows_is_dated_the_day_it_is_written(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, quoi: Quoi
) -> None:
    premiere = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0001"), qtbot).demande
    datee = replace(premiere, date=dt.date(2026, 9, 25))
    ask(fenetre.contexte.services, lambda: coffre.dossiers.update("2026-0001", datee), qtbot)
    with qtbot.waitSignal(_tenue(_wizard(fenetre)).resumed) as reprise:
        _wizard(fenetre, quoi)
    assert reprise.args is not None
    assert reprise.args[0].demande.date is None


def test_a_dossier_is_corrected_from_who_writes_to_whom(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre, VersLettre("2026-0001"))
    _reopened(page, qtbot)
    assert title(page) == page.textes("assistant.groupes.qualite.titre")
    press(ENTREE)
    with qtbot.waitSignal(_tenue(page).kept):
        answer(page, "concerne_nom_naissance", NOM)
    [brouillon] = _drafts(fenetre, coffre, qtbot)
    assert brouillon.reference == "2026-0001"


def test_the_same_request_can_be_made_again_as_if_it_had_never_been(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre, VersRefaire("2026-0001"))
    _reopened(page, qtbot)
    assert title(page) == page.textes("assistant.attente.titre")
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.dossier"))
    with qtbot.waitSignal(page.page_wanted) as demandee:
        press(ENTREE)
    assert demandee.args == [Destination("suivi", VersDossier("2026-0002"))]
    lu = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0002"), qtbot)
    assert TypeEvenement.ENVOYE not in {fait.type for fait in lu.demande.evenements}


def test_a_letter_begun_before_there_was_a_coffre_is_kept_in_it(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    with qtbot.waitSignal(_tenue(page).kept):
        _wizard(fenetre, None)
    assert len(_drafts(fenetre, coffre, qtbot)) == 1


# The keeper itself, where the screen cannot tell.


@pytest.fixture
def keeper(fenetre: Fenetre, coffre: Coffre) -> GardeLettre:
    assert not coffre.lecture_seule
    return GardeLettre(
        fenetre.contexte, lambda: TravailEnCours(Demande("acces"), PositionLettre("demande", "vous.soi")), fenetre
    )


def test_two_savings_at_once_are_one_draft(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, keeper: GardeLettre) -> None:
    answered: list[str] = []
    for _ in range(3):
        keeper.touch()
        keeper.keep_now(answered.append)
    qtbot.waitUntil(lambda: answered == ["", "", ""])
    assert len(_drafts(fenetre, coffre, qtbot)) == 1


def test_an_answer_about_one_work_says_nothing_of_the_next(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, keeper: GardeLettre
) -> None:
    answered: list[str] = []
    keeper.touch()
    keeper.keep_now(answered.append)
    keeper.begin()
    assert answered == [""]
    assert len(_drafts(fenetre, coffre, qtbot)) == 1
    QApplication.processEvents()
    assert keeper.cle == ""


def test_what_could_not_be_kept_is_said_and_tried_again(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot, keeper: GardeLettre
) -> None:
    keeper.begin(reference="2026-9999")
    keeper.touch()
    answered: list[str] = []
    with qtbot.waitSignal(keeper.failed):
        keeper.keep_now(answered.append)
    assert answered == [fenetre.contexte.operations.sentence(ExpectedError(Panne.DOSSIER_INCONNU))]
    assert _drafts(fenetre, coffre, qtbot) == ()


def test_without_a_coffre_nothing_is_kept_and_nothing_waits(fenetre: Fenetre) -> None:
    keeper = GardeLettre(fenetre.contexte, lambda: TravailEnCours(Demande("acces")), QObject(fenetre))
    keeper.touch()
    answered: list[str] = []
    keeper.keep_now(answered.append)
    assert answered == [""]
    assert not keeper.active


def test_hiding_is_asked_of_the_whole_window(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    assert not coffre.lecture_seule
    fenetre.resize(1920, 1080)
    page = _wizard(fenetre)
    begin(page)
    settle(page, qtbot)
    tab_to(page.textes("assistant.apercu.masquer"))
    press(ENTREE)
    assert page.textes("assistant.apercu.masque") in said(page)
    press(ENTREE)
    assert page.textes("assistant.apercu.masque") not in said(page)


def test_the_focus_stays_in_the_window(fenetre: Fenetre, coffre: Coffre) -> None:
    assert not coffre.lecture_seule
    _wizard(fenetre)
    assert fenetre.isAncestorOf(focused())


def _answered(page: AssistantPage, qtbot: QtBot, rang: int) -> None:
    """The answer came on the 20th, and reads as the choice of this rank."""
    _reopened(page, qtbot)
    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")
    answer(page, "papier_reponse", "20/11/26")
    press(ENTREE, CTRL)
    press(Qt.Key.Key_Space)
    for _ in range(rang):
        press(Qt.Key.Key_Down)


def test_a_complete_answer_is_noted_in_its_dossier_without_a_letter(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre, VersReponse("2026-0001"))
    _answered(page, qtbot, 0)
    go_to(page, page.textes("assistant.detour.titre_finie"), qtbot)
    assert page.textes("assistant.apercu.rien_a_ecrire") in list(texts_of(screen(page)))
    tab_to(page.textes("assistant.detour.noter"))
    with qtbot.waitSignal(page.page_wanted) as demandee:
        press(ENTREE)
    assert demandee.args == [Destination("suivi", VersDossier("2026-0001"))]
    lu = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0001"), qtbot)
    assert Evenement(dt.date(2026, 11, 20), TypeEvenement.REPONSE_COMPLETE) in lu.demande.evenements
    assert _drafts(fenetre, coffre, qtbot) == ()


def test_a_refusal_leads_to_the_letter_that_answers_it_and_is_recorded_with_it(
    fenetre: Fenetre, coffre: Coffre, qtbot: QtBot
) -> None:
    page = _wizard(fenetre, VersReponse("2026-0001"))
    _answered(page, qtbot, 2)
    go_to(page, page.textes("assistant.detour.titre"), qtbot)
    tab_to(page.contexte.services.catalogue.textes_demarche("acces")("etapes.contestation_refus.titre"))
    press(ENTREE)
    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")
    go_to(page, page.textes("assistant.fin.titre"), qtbot)
    qtbot.waitUntil(lambda: page.textes("assistant.fin.kit.apres") in list(texts_of(screen(page))))
    tab_to(page.textes("assistant.fin.dossier"))
    with qtbot.waitSignal(page.page_wanted) as demandee:
        press(ENTREE)
    assert demandee.args == [Destination("suivi", VersDossier("2026-0001"))]
    lu = ask(fenetre.contexte.services, lambda: coffre.dossiers.read("2026-0001"), qtbot)
    assert [fait.date for fait in lu.demande.evenements if fait.type is TypeEvenement.REFUS] == [dt.date(2026, 11, 20)]


def test_a_draft_is_kept_though_typing_never_stops(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    begin(page)
    press(ENTREE)
    answer(page, "concerne_nom", NOM)
    cadence = _tenue(page).findChild(Cadence)
    assert cadence is not None
    [limite] = [rythme for rythme in cadence.findChildren(QTimer) if rythme.interval() == LIMITE_MS]
    # The moment after the last key has not come, and never does.
    with qtbot.waitSignal(_tenue(page).kept):
        limite.timeout.emit()
    [brouillon] = _drafts(fenetre, coffre, qtbot)
    assert brouillon.demande.concerne is not None
    assert brouillon.demande.concerne.nom == NOM


def test_what_is_typed_while_it_is_being_written_is_kept_next(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    _type_a_name(page, qtbot)
    libre = threading.Event()
    fenetre.contexte.services.travail.submit(
        lambda: libre.wait(20), priorite=Priorite.PAGE_VISIBLE, on_success=lambda _: None, on_failure=lambda _: None
    )
    cadence = _tenue(page).findChild(Cadence)
    assert cadence is not None
    answer(page, "concerne_prenom", "Él")
    cadence.due.emit()
    answer(page, "concerne_prenom", "odie")
    cadence.stop()
    cadence.due.emit()
    gardes: list[str] = []
    _tenue(page).kept.connect(lambda: gardes.append("gardé"))
    libre.set()
    qtbot.waitUntil(lambda: gardes == ["gardé"])
    [brouillon] = _drafts(fenetre, coffre, qtbot)
    assert brouillon.demande.concerne is not None
    assert brouillon.demande.concerne.prenom == "Élodie"


def test_what_was_begun_last_is_offered_before_all_the_rest(fenetre: Fenetre, coffre: Coffre, qtbot: QtBot) -> None:
    page = _wizard(fenetre)
    _type_a_name(page, qtbot)
    # As after a crash: the screens know nothing of it.
    fenetre.pages.discard()
    page = _wizard(fenetre, None)
    reprendre = say(page, "situation.reprendre")
    qtbot.waitUntil(lambda: reprendre in _offered(page))
    assert _offered(page)[0] == reprendre
    assert NOM not in " ".join(texts_of(page))
    next(bouton for bouton in page.findChildren(BoutonListe) if bouton.titre == reprendre).click()
    _reopened(page, qtbot)
    assert page.place == VersBrouillon(_drafts(fenetre, coffre, qtbot)[0].cle)
    page.arrive(VersNouveau())
    qtbot.waitUntil(lambda: not page.occupied)
    assert reprendre not in _offered(page)


def _offered(page: AssistantPage) -> list[str]:
    """What one can press, from top to bottom."""
    boutons = [bouton for bouton in page.findChildren(BoutonListe) if bouton.isVisible()]
    return [bouton.titre for bouton in sorted(boutons, key=lambda bouton: bouton.mapTo(page, bouton.rect().topLeft()).y())]
