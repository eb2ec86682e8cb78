"""The field leads everywhere and does everything: each screen, button, tab, act, command, demarche, article, dossier."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.services.socle.modes import Mode
from droits_usagers.ui.annuaire.recherche import DemandeOrganismes
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.theme import Apparence
from droits_usagers.ui.fenetre.ecrans import screen_name, screens
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.recherche import Recherche
from droits_usagers.ui.fenetre.voile import Voile
from droits_usagers.ui.lettre.page import AssistantPage
from droits_usagers.ui.socle.destination import TOUJOURS, Quoi, VersArticle, VersDemarche, VersModele, VersPartie, name
from tests.chaque import chaque
from tests.ui.avec_coffre import demande, open_coffre
from tests.ui.gestes import CANARI, CTRL, ENTREE, begin_a_letter, everything_shown, press, settle, type_in
from tests.ui.lettre.parcours import texts_of


def look_for(fenetre: Fenetre, mots: str) -> Recherche:
    """The field, with these words in it."""
    fenetre.search()
    recherche = [une for une in fenetre.findChildren(Recherche) if une.isVisible()][-1]
    type_in(recherche.champ, mots)
    return recherche


def titles(recherche: Recherche) -> list[str]:
    """What it found, in order."""
    return [recherche.liste.lignes.line(rang).titre for rang in range(recherche.liste.lignes.rowCount())]


def found(fenetre: Fenetre, mots: str) -> list[str]:
    """What these words find; the field is closed again."""
    recherche = look_for(fenetre, mots)
    trouves = titles(recherche)
    recherche.give_up()
    settle()
    return trouves


def go(fenetre: Fenetre, mots: str) -> str:
    """Where Enter leads after these words."""
    QTest.keyClick(look_for(fenetre, mots).champ, ENTREE)
    return fenetre.pages.current_id


def test_in_a_coffre_what_is_done_with_dossiers_is_found(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    attendus = {
        "serie": "serie",
        "agenda": "agenda",
        "reprendre tableau": "reprise",
        "ma semaine": "accueil",
        "mandats": "mandats",
        "colonnes": "suivi",
    }
    menes = {}
    for mots in attendus:
        fenetre.pages.go_to("aide")
        menes[mots] = go(fenetre, mots)
    assert menes == attendus


def test_without_a_coffre_none_of_it_leads_elsewhere_than_to_the_coffre(fenetre: Fenetre) -> None:
    assert go(fenetre, "courrier du jour") == "coffre"


@chaque(
    ("mots", "ecran"),
    [
        ("coffre", "coffre"),
        ("cofre", "coffre"),
        ("mot de passe", "coffre"),
        ("affiche", "notices"),
        ("afiche", "notices"),
        ("brochure", "notices"),
        ("modele de lettre", "assistant"),
        ("comparer", "grille"),
        ("guide", "aide"),
        ("accessibilite", "reglages"),
        ("opposition", "refus"),
    ],
)
def test_other_words_and_slips_lead_where_they_should(fenetre: Fenetre, mots: str, ecran: str) -> None:
    fenetre.pages.go_to("fiches")
    assert go(fenetre, mots) == ecran


@chaque(
    ("mots", "premier"),
    [
        ("zoom", "Agrandir le texte"),
        ("police plus grosse", "Agrandir le texte"),
        ("article 15", "Droit d’accès"),
        ("15 rgpd", "Droit d’accès"),
        ("quitter", "Quitter le programme"),
    ],
)
def test_what_one_means_comes_first(fenetre: Fenetre, mots: str, premier: str) -> None:
    assert found(fenetre, mots)[0] == premier


def test_in_a_coffre_too(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    fenetre.pages.go_to("aide")
    attendus = {
        "sauvegarde": "Le coffre",
        "poubelle": "Corbeille",
        "effacer un dossier": "Conservation",
        "procuration": "Mandats",
        "statistiques": "Chiffres sans noms",
        "excel": "Reprendre un tableau",
        "calendrier": "Agenda",
        "changer le mot de passe": "Changer la phrase de passe",
    }
    assert {mots: found(fenetre, mots)[0] for mots in attendus} == attendus


def test_dark_and_large_are_done_at_once_and_the_settings_say_so(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("reglages")
    go(fenetre, "sombre")
    go(fenetre, "agrandir")
    reglages = fenetre.contexte.services.carnet.reglages
    assert reglages.apparence == Apparence.SOMBRE
    assert reglages.zoom > 1
    page = fenetre.pages.currentWidget()
    assert page.apparence.value() == Apparence.SOMBRE  # type: ignore[union-attr]
    assert page.zoom.value() == str(reglages.zoom)  # type: ignore[union-attr]


def test_hiding_and_the_next_person_are_found_too(fenetre: Fenetre) -> None:
    begin_a_letter(fenetre)
    go(fenetre, "cacher l'ecran")
    voile = fenetre.findChild(Voile)
    assert voile is not None
    assert voile.isVisible()


def _places(mode: Mode) -> Iterator[tuple[str, Quoi | None]]:
    """Screens, and what is on some of them."""
    for ecran in screens(mode):
        yield ecran.id, None
    yield "textes", VersArticle("rgpd-15")
    yield "assistant", VersDemarche("acces")
    yield "notices", VersModele("service-social")
    yield "grille", VersModele("circonscription-2012")
    for partie in ("etat", "corbeille", "changement") if mode is Mode.COFFRE else ("ouvrir", "creer", "secours"):
        yield "coffre", VersPartie(partie)


def _unreachable(fenetre: Fenetre, mode: Mode) -> list[str]:
    """Every action with a text, on every screen, that the field does not find by that text."""
    perdus = []
    for id_, quoi in _places(mode):
        if id_ == "piece":
            continue
        fenetre.pages.go_to(id_, quoi)
        settle()
        page = fenetre.pages.currentWidget()
        assert page is not None
        boutons = [un.accessibleName() or un.titre for un in page.findChildren(Bouton) if un.isVisible() and un.isEnabled()]
        onglets = [
            barre.tabText(rang) for barre in page.findChildren(QTabBar) if barre.isVisible() for rang in range(barre.count())
        ]
        recherche = look_for(fenetre, "")
        offerts = {un.titre for un in recherche.offers}
        recherche.give_up()
        perdus += [f"{id_}: {texte}" for texte in (*boutons, *onglets) if texte and texte not in offerts]
    return perdus


def test_every_action_with_a_text_is_reached_by_it(fenetre: Fenetre) -> None:
    assert _unreachable(fenetre, Mode.SANS_ENREGISTREMENT) == []


def test_so_is_every_one_in_a_coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(envoyee=3)])
    assert _unreachable(fenetre, Mode.COFFRE) == []
    textes = fenetre.contexte.textes
    recherche = look_for(fenetre, "")
    offerts = {un.titre for un in recherche.offers}
    noms = {texte for un in recherche.offers for texte in (un.titre, *un.aussi)}
    assert {name(textes, acte) for acte in chain(*TOUJOURS.values())} <= noms
    assert {screen_name(textes, ecran.id, Mode.COFFRE) for ecran in screens(Mode.COFFRE) if ecran.found} <= offerts


def test_what_is_offered_is_found_first_by_its_own_words(fenetre: Fenetre) -> None:
    recherche = look_for(fenetre, "")
    for offre in recherche.offers[:60]:
        recherche.champ.setText(offre.titre)
        assert offre.titre in titles(recherche)[:5], offre.titre


def test_a_dossier_is_found_by_a_name_which_is_not_said_while_names_are_hidden(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot
) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(CANARI, envoyee=3)])
    recherche = look_for(fenetre, CANARI)
    qtbot.waitUntil(lambda: any(CANARI in titre for titre in titles(recherche)))
    recherche.give_up()
    fenetre.pages.toggle_discreet()
    recherche = look_for(fenetre, CANARI)
    qtbot.waitUntil(lambda: bool(titles(recherche)))
    assert not any(CANARI in titre for titre in titles(recherche))
    recherche.champ.setText(CANARI)
    qtbot.waitUntil(lambda: bool(titles(recherche)))
    QTest.keyClick(recherche.champ, ENTREE)
    assert fenetre.pages.current_id == "suivi"


def test_it_is_in_the_window_and_takes_its_keys(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("textes")
    press(fenetre, Qt.Key.Key_K, CTRL)
    recherche = fenetre.findChild(Recherche)
    assert recherche is not None
    assert recherche.window() is fenetre
    fenetre.pages.currentWidget().setFocus()  # type: ignore[union-attr]
    QApplication.processEvents()
    assert recherche.champ.hasFocus()
    press(fenetre, Qt.Key.Key_Escape)
    settle()
    assert fenetre.findChild(Recherche) is None
    assert fenetre.pages.current_id == "textes"


def test_pressing_beside_it_gives_up(fenetre: Fenetre) -> None:
    recherche = look_for(fenetre, "coffre")
    QTest.mouseClick(recherche, Qt.MouseButton.LeftButton, pos=recherche.rect().bottomLeft())
    settle()
    assert fenetre.findChild(Recherche) is None


def test_nothing_of_what_was_looked_for_is_left(fenetre: Fenetre) -> None:
    recherche = look_for(fenetre, CANARI)
    recherche.give_up()
    settle()
    assert not [texte for texte in everything_shown() if CANARI in texte]


def test_hiding_names_while_it_is_open_hides_those_it_found(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, [demande(CANARI, envoyee=3)])
    recherche = look_for(fenetre, CANARI)
    qtbot.waitUntil(lambda: any(CANARI in titre for titre in titles(recherche)))
    press(fenetre, Qt.Key.Key_F9)
    settle()
    assert fenetre.pages.discreet
    assert not any(CANARI in texte for une in fenetre.findChildren(Recherche) for texte in titles(une))


def test_it_does_not_outlive_the_mode_it_was_opened_in(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    fenetre.pages.go_to("coffre")
    fenetre.search()
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    settle()
    assert fenetre.findChild(Recherche) is None


def test_what_has_gone_from_the_screen_since_does_nothing(fenetre: Fenetre) -> None:
    fenetre.pages.go_to("coffre", VersPartie("ouvrir"))
    recherche = look_for(fenetre, "")
    offres = [offre for offre in recherche.offers if offre.genre == fenetre.contexte.textes("recherche.ici")]
    fenetre.pages.go_to("coffre", VersPartie("creer"))
    settle()
    for offre in offres:
        offre.faire()
    assert fenetre.pages.current_id == "coffre"


def test_in_a_coffre_that_can_only_be_read_nothing_that_writes_is_offered(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot
) -> None:
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    coffre.lecture_seule = True
    offerts = {offre.titre for offre in look_for(fenetre, "").offers}
    assert not offerts & {"Créer en série", "Reprendre un tableau", "Changer la phrase de passe", "Courrier du jour"}


def test_each_dossier_of_the_week_is_offered_and_told_from_the_others(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    quatre = [demande(f"{CANARI} {rang}", envoyee=48, recue=46) for rang in range(4)]
    open_coffre(fenetre, tmp_path / "p.coffre", qtbot, quatre)

    def offered() -> list[str]:
        fenetre.search()
        recherche = [une for une in fenetre.findChildren(Recherche) if une.isVisible()][-1]
        sous_titres = [une.sous_titre for une in recherche.offers if "devait répondre le" in une.titre]
        recherche.give_up()
        assert all("Saisir la CADA avant" in dit for dit in sous_titres)
        return sous_titres

    qtbot.waitUntil(lambda: len(offered()) == 3)
    assert all(f"2026-000{rang}" in dit and CANARI in dit for rang, dit in enumerate(offered(), start=1))
    fenetre.pages.toggle_discreet()
    qtbot.waitUntil(lambda: len(offered()) == 3 and not any(CANARI in dit for dit in offered()))


@chaque(
    ("mots", "premier", "sous"),
    [
        ("corbeille", "Corbeille", "Demande un coffre"),
        ("courrier du jour", "Courrier du jour", "Demande un coffre"),
        ("calendrier", "Agenda", "Demande un coffre"),
        ("csv", "Reprendre un tableau", "Demande un coffre"),
        ("ma semaine", "Ma semaine", "Demande un coffre"),
        ("verrouiller", "Cacher l’écran", "Commande"),
        ("langue", "Réglages", "Écran"),
        ("dossier", "Voir mon dossier et en recevoir une copie", "Écrire"),
        ("mandat", "Charger quelqu’un d’agir pour moi", "Écrire"),
        ("relance", "Écrire une lettre", "Écran"),
        ("annuaire", "Écrire une lettre", "Écran"),
        ("tribunal", "Saisir la CADA", "Écrire"),
        ("avoir mon dossier", "Voir mon dossier et en recevoir une copie", "Écrire"),
        ("supprimer mes données", "Faire effacer des informations", "Écrire"),
        ("trop perçu", "On me réclame de l’argent, on m’a contrôlé", "Écrire"),
        ("pas de réponse", "Écrire une lettre", "Écran"),
        ("mes droits", "Écrire une lettre", "Écran"),
        ("adresse de la caf", "Écrire une lettre", "Écran"),
        ("informer les usagers", "Notices", "Écran"),
        ("affiche salle d'attente", "Notices", "Écran"),
        ("durée de conservation", "Notices", "Écran"),
        ("logo", "Notices", "Écran"),
        ("partage d'informations", "Fiches", "Écran"),
        ("effacer mes traces", "Personne suivante\u00a0: tout effacer", "Commande"),
    ],
)
def test_a_word_leads_first_to_what_it_means_before_a_coffre_is_open(
    fenetre: Fenetre, mots: str, premier: str, sous: str
) -> None:
    recherche = look_for(fenetre, mots)
    ligne = recherche.liste.lignes.line(0)
    recherche.give_up()
    assert (ligne.titre, ligne.sous_titre.split(" · ")[0]) == (premier, sous)


def test_what_takes_a_coffre_leads_to_where_one_opens_it(fenetre: Fenetre) -> None:
    assert go(fenetre, "corbeille") == "coffre"


def test_a_word_leads_first_to_what_it_means_in_a_coffre(fenetre: Fenetre, tmp_path: Path, qtbot: QtBot) -> None:
    open_coffre(fenetre, tmp_path / "p.coffre", qtbot, [demande("N", envoyee=3)])
    attendus = {
        "dossier": "Suivi",
        "à revoir": "À revoir",
        "relances": "Service qui devait répondre",
        "ma semaine": "Ma semaine",
        "mandat": "Mandats",
        "annuaire": "Écrire une lettre",
        "nouveau dossier": "Écrire une lettre",
        "noter une réponse": "Courrier du jour",
        "à faire": "Ma semaine",
        "aujourd'hui": "Ma semaine",
        "pas de réponse": "Service qui devait répondre",
        "ouvrir un autre coffre": "Verrouiller le coffre",
    }
    assert {mots: found(fenetre, mots)[0] for mots in attendus} == attendus


def test_a_dossier_that_only_looks_like_a_word_is_shown_where_nothing_else_is(
    fenetre: Fenetre, tmp_path: Path, qtbot: QtBot
) -> None:
    open_coffre(fenetre, tmp_path / "p.coffre", qtbot, [demande("Corbeilles", envoyee=3), demande("Corbeil", envoyee=3)])
    recherche = look_for(fenetre, "corbeille")
    qtbot.waitUntil(lambda: any("Corbeilles" in titre for titre in titles(recherche)))
    assert titles(recherche)[0] == "Corbeille"
    assert not any("Corbeil " in f"{titre} " for titre in titles(recherche))


def test_a_body_that_only_looks_like_a_word_is_not_shown_under_what_it_means(fenetre: Fenetre, qtbot: QtBot) -> None:
    recherche = look_for(fenetre, "verrouiller")
    # Asked after it: it has answered too.
    reponses: list[str] = []
    apres = DemandeOrganismes(fenetre.contexte, recherche, suite="essai", plus=3)
    apres.ask("verrouiller", lambda trouvees, _autre: reponses.extend(une.nom for une in trouvees))
    qtbot.waitUntil(lambda: "Mairie de Vernouillet" in reponses)
    assert titles(recherche)[0] == "Cacher l’écran"
    assert not any("Vernouillet" in titre for titre in titles(recherche))


def test_a_body_is_found_with_its_address_and_a_letter_to_it_begins(fenetre: Fenetre, qtbot: QtBot) -> None:
    recherche = look_for(fenetre, "mairie de roubaix")
    qtbot.waitUntil(lambda: "Mairie de Roubaix" in titles(recherche))
    rang = titles(recherche).index("Mairie de Roubaix")
    dit = recherche.liste.lignes.line(rang).sous_titre
    assert "59100" in dit
    assert "octobre 2019" in dit
    recherche.liste.go_to(str(rang))
    QTest.keyClick(recherche.champ, ENTREE)

    assert fenetre.pages.current_id == "assistant"
    page = fenetre.pages.currentWidget()
    assert isinstance(page, AssistantPage)
    assert page._assistant.answers("organisme")["organisme_nom"] == "Mairie de Roubaix"  # noqa: SLF001 - asked further on


def test_a_body_that_is_not_known_is_said_to_be_so_above_what_is_at_the_same_place(fenetre: Fenetre, qtbot: QtBot) -> None:
    recherche = look_for(fenetre, "msa amiens")
    qtbot.waitUntil(lambda: "Mairie d'Amiens" in titles(recherche))
    assert any("Nous n’avons pas ce service-là" in texte for texte in texts_of(recherche))

    recherche.champ.setText("mairie amiens")
    assert not any("Nous n’avons pas" in texte for texte in texts_of(recherche))


@chaque("mots", ["annuaire", "adresse d'un service"])
def test_the_annuaire_is_where_letters_are_written(fenetre: Fenetre, mots: str) -> None:
    assert go(fenetre, mots) == "assistant"


def test_where_enter_leads_is_said_while_the_field_keeps_the_focus(fenetre: Fenetre) -> None:
    recherche = look_for(fenetre, "réglages")
    assert recherche.liste.dit == "Réglages, Écran, 1 sur 1"
    recherche.champ.setText("notice")
    QTest.keyClick(recherche.champ, Qt.Key.Key_Down)
    assert recherche.liste.dit.endswith(f"2 sur {recherche.liste.lignes.rowCount()}")


def test_going_somewhere_by_the_field_passes_by_nothing_on_the_way(fenetre: Fenetre) -> None:
    recherche = look_for(fenetre, "réglages")
    passes: list[QWidget | None] = []
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(lambda _avant, apres: passes.append(apres))
    avant = fenetre.pages.currentWidget()
    assert avant is not None
    QTest.keyClick(recherche.champ, ENTREE)
    assert fenetre.pages.current_id == "reglages"
    assert [un for un in passes if un is not None and avant.isAncestorOf(un)] == []


@pytest.mark.parametrize("debut", ["r", "t", "a"])
def test_after_one_letter_enter_only_leads_somewhere(fenetre: Fenetre, debut: str) -> None:
    fenetre.pages.go_to("reglages")
    settle()
    recherche = look_for(fenetre, debut)

    assert recherche.offers[0].genre == fenetre.contexte.textes("recherche.ecran")
    recherche.give_up()
