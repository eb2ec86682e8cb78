"""A sum claimed back: its months as they are typed, the letter drawn, and each of its letters in one sitting."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.dossiers import PositionLettre
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.services.demonstration.papiers import load_cas
from droits_usagers.services.ensemble import Services
from droits_usagers.services.lettre.assistant import Assistant
from droits_usagers.services.lettre.ecrans import path_questions
from droits_usagers.services.lettre.formulaires import NOM_ORGANISME, Section
from droits_usagers.ui.composants import Avis, ChoixMultiples, ChoixUnique
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.lettre.dette import AutresLettres, LettreDessinee, MoisReclames
from droits_usagers.ui.lettre.ecran_fin import PartProtegee
from droits_usagers.ui.lettre.ecran_questions import JourDit
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import VersBrouillon
from tests.ui.avec_coffre import ask, open_coffre, page_of
from tests.ui.conftest import MakeFenetre
from tests.ui.lettre.parcours import (
    ENTREE,
    TAB,
    ask_danger,
    field,
    focused,
    go_to,
    press,
    screen,
    settle,
    tab_to,
    texts_of,
    title,
    type_text,
)

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande

TROP_PERCU, RECOURS, CONTRAINTE = "trop-percu-de-la-caf", "recours-contre-un-trop-percu", "contrainte-de-la-caf"
Ouvrir = Callable[..., AssistantPage]


@pytest.fixture
def ouvrir(make_fenetre: MakeFenetre, tmp_path: Path, qtbot: QtBot) -> Ouvrir:
    """An invented case gone on with at a screen, with other answers; None: without that answer."""
    fenetre: Fenetre = make_fenetre()
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)

    def open_at(position: PositionLettre, cas: str = TROP_PERCU, **reponses: Any) -> AssistantPage:  # noqa: ANN401 - as answers are
        services = fenetre.contexte.services
        demande: Demande = next(un.demande for un in load_cas(services.catalogue) if un.id == cas)
        demande = replace(demande, evenements=reponses.pop("faits", demande.evenements))
        if reponses.pop("protegee", False):
            assert demande.concerne is not None
            demande = replace(demande, concerne=replace(demande.concerne, adresse_protegee=True))
        demande = replace(demande, organisme=replace(demande.organisme, genre=reponses.pop("genre", demande.organisme.genre)))
        dites = {cle: valeur for cle, valeur in {**demande.reponses, **reponses}.items() if valeur is not None}
        cle = ask(services, lambda: coffre.brouillons.save(replace(demande, reponses=dites), position=position), qtbot)
        fenetre.pages.go_to("assistant", VersBrouillon(cle))
        page = page_of(fenetre, AssistantPage)
        qtbot.waitUntil(lambda: page.occupied)
        settle(page, qtbot)
        return page

    return open_at


def _of(page: AssistantPage, kind: type[Any]) -> Any:  # noqa: ANN401 - as what is looked for is
    """The one of this kind on the screen shown."""
    (trouve,) = screen(page).findChildren(kind)
    return trouve


def _shown_in(page: AssistantPage, widget: QWidget) -> QRect:
    """Where it is on the page, as far as it is in sight."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(page, QPoint()))


def test_a_month_comes_back_from_the_coffre_as_a_month(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.reclame"))

    lus = [champ.text() for champ in screen(page).findChildren(QLineEdit)]
    assert "mai 2024" in lus
    assert "février 2025" in lus
    assert not [lu for lu in lus if lu.startswith("1er")]


def test_a_draft_left_on_a_screen_that_is_no_more_comes_back_among_the_questions(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.mot"))

    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")


@pytest.mark.parametrize("tape", ["03/2024", "mars 24", "15 mars 2024"])
def test_a_month_typed_is_shown_as_it_was_read(ouvrir: Ouvrir, tape: str) -> None:
    ouvrir(PositionLettre("demande", "demande.reclame"))
    champ = focused()
    assert isinstance(champ, QLineEdit)
    champ.selectAll()
    type_text(tape)
    press(TAB)

    assert champ.text() == "mars 2024"


def test_months_just_typed_are_counted_in_sight_and_said(ouvrir: Ouvrir, qtbot: QtBot) -> None:
    page = ouvrir(PositionLettre("demande", "demande.reclame"), fraude=None)
    mois = _of(page, MoisReclames)
    champ = focused()
    assert isinstance(champ, QLineEdit)
    champ.selectAll()
    type_text("mars 2022")
    qtbot.waitUntil(lambda: "mars 2022 à" in mois.accessibleDescription())

    assert "Peut-être trop anciens" in mois.accessibleDescription()
    assert "mars 2022 à" in mois.spoken()
    assert _shown_in(page, mois).height() > mois.height() // 2
    assert _shown_in(page, champ).height() == champ.height()


def test_without_any_day_the_months_say_what_is_missing(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.reclame"), decision_du=None, faits=())

    assert _of(page, MoisReclames).accessibleDescription() == page.textes("assistant.dette.sans_date")


def test_without_knowing_what_came_the_months_say_so(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.reclame"), decision_genre=None)

    assert _of(page, MoisReclames).accessibleDescription() == page.textes("assistant.dette.sans_genre")


def test_the_letter_is_drawn_where_one_says_what_is_on_it(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.lettre"))
    dessin = _of(page, LettreDessinee)

    assert dessin.isVisible()
    assert dessin.accessibleDescription() == page.textes("assistant.dessin_lettre.dit")
    assert dessin.height() == dessin.heightForWidth(dessin.width())


def test_no_letter_is_drawn_for_what_claims_no_sum(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.lettre"), decision_genre="annonce")

    assert not screen(page).findChildren(LettreDessinee)


def test_a_sentence_quoted_before_is_still_quoted(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.lettre"), decision_ligne="ressources non déclarées de 2024")

    assert "ressources non déclarées de 2024" in list(texts_of(screen(page)))


def test_the_end_gives_both_days_and_goes_on_to_the_appeal_with_everything_said(ouvrir: Ouvrir, qtbot: QtBot) -> None:
    page = ouvrir(PositionLettre("demande", "fin.fin"))
    dits = list(texts_of(_of(page, AutresLettres)))
    corriger = next(rang for rang, dit in enumerate(dits) if "mercredi 2 décembre 2026" in dit)
    contester = next(rang for rang, dit in enumerate(dits) if "mardi 12 janvier 2027" in dit)
    assert corriger < contester
    tab_to(_name_of(page, "contester"))
    press(ENTREE)
    settle(page, qtbot)

    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")
    # Nothing but Enter, to the end.
    while not screen(page).findChildren(AutresLettres):
        press(ENTREE, Qt.KeyboardModifier.ControlModifier)
        settle(page, qtbot)
    assert page.rang == (6, 6)
    assert any("mercredi 2 décembre 2026" in dit for dit in texts_of(_of(page, AutresLettres)))


def _name_of(page: AssistantPage, etape: str) -> str:
    siens = page.contexte.services.catalogue.textes_demarche("somme_reclamee")
    return siens(f"etapes.{etape}.titre")


def test_what_is_sent_already_is_not_to_be_sent_again(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("contester", "fin.fin"), RECOURS)

    assert not screen(page).findChildren(AutresLettres)


def test_france_travail_has_one_appeal(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "fin.fin"), genre=GenreOrganisme.FRANCE_TRAVAIL, aide_travail="chomage")
    dits = list(texts_of(_of(page, AutresLettres)))

    assert page.textes("assistant.fin.autres.seul") in dits
    assert not [dit for dit in dits if "2 décembre" in dit]


def test_a_remission_is_offered_apart_and_last(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "fin.fin"))
    dits = list(texts_of(_of(page, AutresLettres)))

    assert dits.index(page.textes("assistant.fin.autres.a_part")) < dits.index(_name_of(page, "remise"))
    assert dits.index(_name_of(page, "contester")) < dits.index(page.textes("assistant.fin.autres.a_part"))


def test_a_remission_is_not_to_be_sent_before_advice(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("remise", "fin.fin"), "remise-apres-un-recours")
    dits = list(texts_of(screen(page)))

    assert page.textes("assistant.fin.apres_phrase_remise") in dits
    assert not [dit for dit in dits if page.textes("assistant.fin.signer_lrar") in dit]


def test_whoever_says_an_order_to_pay_goes_straight_to_its_page(fenetre: Fenetre, qtbot: QtBot) -> None:
    fenetre.pages.go_to("assistant")
    page = page_of(fenetre, AssistantPage)
    siens = page.contexte.services.catalogue.textes_demarche("somme_reclamee")
    ask_danger(page, "contrainte caf")
    go_to(page, siens("groupes.decision.titre"), qtbot)

    (cochee,) = (bouton for bouton in screen(page).findChildren(QAbstractButton) if bouton.isVisible() and bouton.isChecked())
    assert cochee.accessibleName() == siens("questions.decision_genre.choix.contrainte")
    # What is not a letter asks no way round before its page.
    go_to(page, siens("groupes.contre.titre"), qtbot)


def test_an_order_to_pay_leads_at_once_to_the_page_to_take(ouvrir: Ouvrir, qtbot: QtBot) -> None:
    page = ouvrir(PositionLettre("demande", "demande.decision"), decision_genre="contrainte")
    press(ENTREE, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)

    assert title(page) == page.textes("assistant.detour.titre")
    assert any("27 novembre 2026" in avis.texte.splitlines()[0] for avis in screen(page).findChildren(Avis))
    tab_to(_name_of(page, "contrainte"))
    press(ENTREE)
    settle(page, qtbot)
    assert title(page) == page.textes("assistant.groupes.papier_faits.titre")


def test_whoever_comes_to_the_page_of_an_order_to_pay_has_one(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("contrainte", "fin.fin"), CONTRAINTE, decision_genre=None)

    assert any("samedi 5 décembre 2026" in avis.texte for avis in screen(page).findChildren(Avis))


def test_passing_by_the_page_of_an_order_to_pay_says_nothing_of_another_letter(services: Services) -> None:
    assistant = Assistant(services.catalogue.demarches, services.today)
    assistant.choose("somme_reclamee", "contrainte")
    assert assistant.answers("somme_reclamee")["decision_genre"] == "contrainte"
    assistant.choose("somme_reclamee", "contester")

    assert "decision_genre" not in assistant.answers("somme_reclamee")
    assert assistant.obstacle() is None


def test_the_end_of_an_order_to_pay_says_its_day_first_and_makes_a_page(ouvrir: Ouvrir, qtbot: QtBot) -> None:
    page = ouvrir(PositionLettre("contrainte", "fin.fin"), CONTRAINTE)
    qtbot.waitUntil(lambda: "page" in title(page))
    premier = min((un for un in screen(page).findChildren(Avis) if un.isVisible()), key=lambda un: un.mapTo(page, QPoint()).y())

    assert "samedi 5 décembre 2026" in premier.texte
    assert premier.mapTo(page, QPoint()).y() < screen(page).titre.mapTo(page, QPoint()).y()
    assert title(page) in {page.textes("assistant.fin.page.titre"), page.textes("assistant.fin.page.a_decider.titre")}
    assert not [dit for dit in texts_of(screen(page)) if "deux personnes" in dit]


def test_an_appeal_that_was_rejected_leads_to_the_court(ouvrir: Ouvrir) -> None:
    """Noted in the dossier or read off its papers: the same fact, shown back among them."""
    faits = (
        Evenement(dt.date(2026, 11, 12), TypeEvenement.DECISION_RECUE),
        Evenement(dt.date(2026, 11, 20), TypeEvenement.RECOURS_REJETE),
    )
    page = ouvrir(PositionLettre("contester", "relire.relire"), faits=faits)
    siens = page.contexte.services.catalogue.textes_demarche("somme_reclamee")
    dits = [avis.texte for avis in screen(page).findChildren(Avis) if siens("refus.issue_rejete") in avis.texte]

    assert dits
    assert "mercredi 20 janvier 2027" in dits[0].splitlines()[0]


def test_the_rejection_of_an_appeal_is_asked_among_its_papers(services: Services) -> None:
    assistant = Assistant(services.catalogue.demarches, services.today)
    assistant.choose("somme_reclamee", "contester")
    assistant.answer(Section.PAPIER, "papier_aussi", ("recours_rejete",))
    assistant.answer(Section.PAPIER, "papier_recours_rejete", dt.date(2026, 11, 20))

    assert assistant.obstacle() == "issue_rejete"


def test_the_day_of_an_order_to_pay_is_said_beside_the_date_as_it_is_typed(ouvrir: Ouvrir, qtbot: QtBot) -> None:
    page = ouvrir(PositionLettre("contrainte", "demande.papier_faits"), CONTRAINTE, faits=())
    jour = _of(page, JourDit)
    assert jour.texte == page.textes("assistant.contrainte.sans_jour")
    champ = field(page, "papier_decision_recue")
    champ.setFocus()
    type_text("20 novembre 2026")
    qtbot.waitUntil(lambda: "samedi 5 décembre 2026" in jour.texte)

    assert "visez le vendredi 4 décembre 2026" in jour.spoken()
    assert _shown_in(page, jour).height() == jour.height()
    assert _shown_in(page, champ).height() == champ.height()
    assert jour.mapTo(page, QPoint()).y() > champ.mapTo(page, QPoint()).y()


def test_a_day_is_said_beside_no_other_date(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.papier_faits"))

    assert not screen(page).findChildren(JourDit)


def test_a_page_to_take_asks_no_way_of_sending(ouvrir: Ouvrir) -> None:
    assert not screen(ouvrir(PositionLettre("contrainte", "relire.relire"), CONTRAINTE)).findChildren(ChoixUnique)


def test_a_page_to_take_has_no_copy_of_a_letter_to_carry_home(ouvrir: Ouvrir, qtbot: QtBot) -> None:
    page = ouvrir(PositionLettre("contrainte", "relire.relire"), CONTRAINTE, protegee=True)
    while not screen(page).findChildren(PartProtegee):
        press(ENTREE, Qt.KeyboardModifier.ControlModifier)
        settle(page, qtbot)
    (partie,) = screen(page).findChildren(PartProtegee)
    qtbot.waitUntil(lambda: not any(choix.isVisible() for choix in partie.findChildren(ChoixMultiples)))


def test_a_letter_still_asks_how_it_is_sent(ouvrir: Ouvrir) -> None:
    assert screen(ouvrir(PositionLettre("demande", "relire.relire"))).findChildren(ChoixUnique)


def test_what_goes_with_no_other_unticks_them_and_they_untick_it(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "demande.contre"), raisons=("mois", "faits"))
    siens = page.contexte.services.catalogue.textes_demarche("somme_reclamee")
    (choix,) = screen(page).findChildren(ChoixMultiples)

    def tick(id_: str) -> tuple[str, ...]:
        carte = choix.card(id_)
        assert carte.accessibleName() == siens(f"questions.raisons.choix.{id_}")
        carte.click()
        return choix.value()

    assert tick("payer") == ("payer",)
    assert tick("calcul") == ("calcul",)
    assert tick("deja") == ("calcul", "deja")


def test_the_other_letter_is_said_at_the_top_with_the_way_to_it(ouvrir: Ouvrir) -> None:
    page = ouvrir(PositionLettre("demande", "fin.fin"))
    page.window().resize(960, 600)
    autres, dire = _of(page, AutresLettres), page.textes.under("assistant.fin.autres")
    (avis,) = (un for un in screen(page).findChildren(Avis) if un.texte == dire("avis"))
    assert _shown_in(page, avis).height() == avis.height()
    tab_to(dire("voir"))
    press(ENTREE)

    assert autres.isAncestorOf(focused())
    assert not autres.visibleRegion().isEmpty()


def test_fraud_is_asked_before_the_months_that_it_changes(services: Services) -> None:
    for etape in ("demande", "contester", "contrainte"):
        ids = [question.id for question in path_questions(services.catalogue.demarches["somme_reclamee"], etape)]
        assert ids.index("fraude") < ids.index("periodes")


@pytest.mark.parametrize(
    ("demarche", "nom", "posee"),
    [
        ("somme_reclamee", "", False),
        ("somme_reclamee", "Un bailleur", False),
        ("aide_refusee", "", False),
        ("aide_refusee", "Commission", True),
    ],
)
def test_a_housing_commission_is_asked_about_only_of_a_body_that_may_be_one(
    services: Services, demarche: str, nom: str, *, posee: bool
) -> None:
    assistant = Assistant(services.catalogue.demarches, services.today)
    assistant.choose(demarche)
    assistant.answer(Section.ORGANISME, NOM_ORGANISME, nom)
    posees = {question.id for ecran in assistant.screens for question in assistant.visible(ecran)}

    assert ("aide_autre" in posees) is posee
