"""A fiche or a grille that is not saved: in the coffre while one is open, else beside its file, else in memory, and said so."""

import errno
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from droits_usagers.domain.dossier.attaches import ATTACHES, ETIQUETTE, NOTE
from droits_usagers.domain.grille import Point
from droits_usagers.services.coffre.saisies import read_ebauche, read_saisies
from droits_usagers.ui.composants import BoutonPrimaire
from droits_usagers.ui.dossier.formulaires import NOMS
from droits_usagers.ui.dossier.mandats_page import PageMandats
from droits_usagers.ui.dossier.panneau import PanneauDossier
from droits_usagers.ui.envois.courrier_du_jour import PageCourrierDuJour
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.fenetre.verrouillage import Verrou
from droits_usagers.ui.fenetre.voile import Voile
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.grille.relecture import PageRelecture
from droits_usagers.ui.notice.page import PageNotices
from droits_usagers.ui.socle.destination import VersDossier, VersModele, VersPartie
from droits_usagers.ui.socle.saisies import COUP_D_OEIL_MS, LIMITE_MS
from droits_usagers.ui.suivi.page import EcranSuivi
from tests.coffres import PHRASE
from tests.outils import sous_linux
from tests.ui.avec_coffre import ask, button, demande, open_coffre, page_of, plain, said
from tests.ui.gestes import ENTREE, begin_a_letter, press, settle, type_in

MODELES = {"notices": "service-social", "grille": "circonscription-2012"}
ECRANS = sorted(MODELES)
#: As SECURITY.md says, in milliseconds.
DEUX_SECONDES = 2_000


def show(fenetre: Fenetre, ecran: str) -> PageNotices | PageGrille:
    fenetre.pages.go_to(ecran)
    page = fenetre.pages.currentWidget()
    assert isinstance(page, PageNotices | PageGrille)
    return page


def change(page: PageNotices | PageGrille, mot: str) -> None:
    """Writes something that the file does not hold."""
    if isinstance(page, PageNotices):
        page.atelier.answer("nom", mot)
    else:
        page.atelier.write(page.atelier.grille.sources[0].id, Point.ORIGINE, mot)


def holds(page: PageNotices | PageGrille, mot: str) -> bool:
    if isinstance(page, PageNotices):
        return page.atelier.fiche.nom == mot
    return mot in {un.texte for un in page.atelier.grille.passages}


def look(page: PageNotices | PageGrille) -> None:
    """Two seconds pass."""
    (rythme,) = (un for un in page.garde.findChildren(QTimer) if un.interval() == DEUX_SECONDES)
    assert rythme.isActive()
    rythme.timeout.emit()


def open_(page: PageNotices | PageGrille, chemin: Path, qtbot: QtBot) -> None:
    page.ask_file = lambda: chemin
    page.arrive(VersPartie("ouvrir"))
    qtbot.waitUntil(lambda: page.is_building)


@pytest.fixture
def fichier(fenetre: Fenetre, tmp_path: Path) -> Callable[[str], Path]:
    """A file of each kind."""

    def write(ecran: str) -> Path:
        services, chemin = fenetre.contexte.services, tmp_path / f"{ecran}.toml"
        if ecran == "notices":
            lues = services.fiches_traitement
            chemin.write_bytes(lues.write(lues.model(MODELES[ecran])))
        else:
            grilles = services.fichiers_grille
            chemin.write_bytes(grilles.write(grilles.model(MODELES[ecran])))
        return chemin

    return write


def lock(fenetre: Fenetre, qtbot: QtBot) -> Verrou:
    fenetre.garde.protect()
    verrou = fenetre.findChild(Verrou)
    assert verrou is not None
    qtbot.waitUntil(verrou.saisie.isEnabled)
    settle()
    return verrou


def unlock(fenetre: Fenetre, verrou: Verrou, qtbot: QtBot) -> None:
    type_in(verrou.saisie, PHRASE)
    press(fenetre, ENTREE)
    qtbot.waitUntil(lambda: not verrou.isVisible())


# With a coffre.


@pytest.mark.parametrize("ecran", ECRANS)
def test_what_is_being_written_is_in_the_coffre_after_two_seconds(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str
) -> None:
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, ecran)
    page.arrive(VersModele(MODELES[ecran]))
    qtbot.waitUntil(lambda: page.is_building)
    look(page)
    assert ask(fenetre.contexte.services, lambda: read_ebauche(coffre, ecran), qtbot) is None
    change(page, "Zéphyrine")
    look(page)
    gardee = ask(fenetre.contexte.services, lambda: read_ebauche(coffre, ecran), qtbot)
    assert gardee is not None
    assert "Zéphyrine" in gardee.contenu.decode()
    assert not page.editeur.bandeau.isVisible()
    # In its file, the coffre needs it no more.
    page.atelier.mark_saved(tmp_path / "enregistree.toml")
    page.fichiers.saved.emit(tmp_path / "enregistree.toml")
    assert ask(fenetre.contexte.services, lambda: read_ebauche(coffre, ecran), qtbot) is None


def test_of_an_ecrit_that_is_reread_the_locked_screen_says_that_it_is_kept_nowhere(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path
) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    fenetre.pages.go_to("relecture")
    page = page_of(fenetre, PageRelecture)
    page.texte.insertPlainText("Mme Zéphyrine demande un secours.")
    verrou = lock(fenetre, qtbot)
    assert "L’écrit que vous relisiez n’est gardé nulle part : collez-le de nouveau." in said(verrou)
    assert "a été gardé" not in said(verrou)


@pytest.mark.parametrize("ecran", ECRANS)
def test_locked_then_opened_again_one_is_where_one_was(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, ecran)
    page.arrive(VersModele(MODELES[ecran]))
    qtbot.waitUntil(lambda: page.is_building)
    change(page, "Zéphyrine")
    page.titled.emit()
    verrou = lock(fenetre, qtbot)
    assert not [un for un in fenetre.findChildren(QWidget) if "Zéphyrine" in un.accessibleName()]
    assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(verrou)
    assert not verrou.perdu.isVisible()
    assert not fenetre.findChildren(type(page))
    unlock(fenetre, verrou, qtbot)
    revenue = fenetre.pages.currentWidget()
    assert isinstance(revenue, PageNotices | PageGrille)
    qtbot.waitUntil(lambda: revenue.is_building)
    assert holds(revenue, "Zéphyrine")
    assert revenue.occupied


@pytest.mark.parametrize("ecran", ECRANS)
def test_a_file_taken_away_meanwhile_loses_nothing(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str, fichier: Callable[[str], Path]
) -> None:
    chemin = fichier(ecran)
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    change(page, "Zéphyrine")
    verrou = lock(fenetre, qtbot)
    assert list(tmp_path.glob("*.en-cours")) == []
    chemin.unlink()
    unlock(fenetre, verrou, qtbot)
    revenue = fenetre.pages.currentWidget()
    assert isinstance(revenue, PageNotices | PageGrille)
    qtbot.waitUntil(lambda: revenue.is_building)
    assert holds(revenue, "Zéphyrine")
    assert chemin.name in said(revenue.editeur.bandeau)
    assert revenue.atelier.chemin is None


def test_an_older_one_is_not_lost_under_what_was_begun_before_the_coffre(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path
) -> None:
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, "notices")
    page.arrive(VersModele(MODELES["notices"]))
    qtbot.waitUntil(lambda: page.is_building)
    change(page, "Ancienne")
    verrou = lock(fenetre, qtbot)
    verrou.left.emit()
    page = show(fenetre, "notices")
    page.arrive(VersModele(MODELES["notices"]))
    change(page, "Nouvelle")
    rouvert = ask(fenetre.contexte.services, lambda: fenetre.contexte.services.coffres.open(coffre.chemin, PHRASE), qtbot)
    fenetre.contexte.services.seance.open_coffre(rouvert)
    fenetre.pages.mode_changed.emit()
    look(page)
    page.renounce()
    gardee = ask(fenetre.contexte.services, lambda: read_ebauche(rouvert, "notices"), qtbot)
    assert gardee is not None
    assert "Ancienne" in gardee.contenu.decode()


def test_a_form_that_was_not_given_is_said_to_be_lost(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, "grille")
    page.arrive(VersModele(MODELES["grille"]))
    qtbot.waitUntil(lambda: page.is_building)
    assert isinstance(page, PageGrille)
    page.editeur.show_list()
    page.editeur.ecran_liste.liste.go_to("duree")
    page.editeur.ecran_liste.texte.insertPlainText("mai 2003.")
    verrou = lock(fenetre, qtbot)
    assert plain(fenetre.contexte.textes("grille.verrouillage_formulaire")) in said(verrou)
    assert plain(fenetre.contexte.textes.wording("verrou.phrase")) not in said(verrou)


@sous_linux
@pytest.mark.parametrize("ecran", ECRANS)
def test_what_a_coffre_refuses_is_said_at_once_and_is_nowhere_in_the_clear_unless_someone_saves_it(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str, fichier: Callable[[str], Path]
) -> None:
    from tests.vault.test_disque_plein import no_file_beyond

    chemin = fichier(ecran)
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    # No room for the coffre to grow; enough for a file.
    with no_file_beyond(coffre.chemin.stat().st_size):
        change(page, "Zéphyrine " * 3_000)
        look(page)
        qtbot.waitUntil(lambda: "permanence.coffre" in said(page.editeur.bandeau))
    assert plain(page.textes(f"{ecran}.hors_coffre")) in said(page.editeur.bandeau)
    assert list(tmp_path.glob("*.en-cours")) == []
    assert "Zéphyrine" not in chemin.read_text("utf-8")
    assert button(page.editeur.bandeau, page.textes(f"{ecran}.sans_fichier_choisir")).isVisible()
    # Room again: it is in the coffre, and nothing more is said.
    look(page)
    qtbot.waitUntil(lambda: not page.editeur.bandeau.isVisible())


@sous_linux
@pytest.mark.parametrize("ecran", [*ECRANS, "assistant"])
def test_what_a_full_disk_loses_at_the_lock_is_not_said_to_be_safe(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, ecran: str
) -> None:
    from tests.vault.test_disque_plein import no_file_beyond

    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    with no_file_beyond(0):
        if ecran in MODELES:
            page = show(fenetre, ecran)
            page.arrive(VersModele(MODELES[ecran]))
            qtbot.waitUntil(lambda: page.is_building)
            change(page, "Zéphyrine " * 2_000)
        else:
            begin_a_letter(fenetre)
        verrou = lock(fenetre, qtbot)
    assert "permanence.coffre" in said(verrou.perdu)
    assert "rien n’a été perdu" not in said(verrou)


# Without one.


@pytest.mark.parametrize("ecran", ECRANS)
def test_what_has_a_file_is_kept_beside_it_offered_again_and_taken_away_once_saved(
    fenetre: Fenetre, qtbot: QtBot, ecran: str, fichier: Callable[[str], Path]
) -> None:
    chemin = fichier(ecran)
    avant, a_cote = chemin.read_bytes(), chemin.with_name(f"{chemin.name}.en-cours")
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    look(page)
    assert not a_cote.exists()
    change(page, "Zéphyrine")
    look(page)
    assert "Zéphyrine" in a_cote.read_text("utf-8")
    assert chemin.read_bytes() == avant
    # As after a crash: nothing is in memory.
    page.clear()
    open_(page, chemin, qtbot)
    assert not holds(page, "Zéphyrine")
    button(page.editeur.bandeau, page.textes("grille.reprise")).click()
    assert holds(page, "Zéphyrine")
    page.fichiers.save()
    assert not a_cote.exists()
    assert "Zéphyrine" in chemin.read_text("utf-8")


@pytest.mark.parametrize("ecran", ECRANS)
def test_what_was_found_is_not_lost_under_what_is_written_before_one_decides(
    fenetre: Fenetre, qtbot: QtBot, ecran: str, fichier: Callable[[str], Path]
) -> None:
    chemin = fichier(ecran)
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    change(page, "Zéphyrine")
    look(page)
    page.clear()
    open_(page, chemin, qtbot)
    page.editeur.bandeau.hush()
    change(page, "Autre")
    look(page)
    assert "Zéphyrine" in chemin.with_name(f"{chemin.name}.en-cours").read_text("utf-8")
    button(page.editeur.bandeau, page.textes("grille.laissee")).click()
    look(page)
    assert "Autre" in chemin.with_name(f"{chemin.name}.en-cours").read_text("utf-8")


def test_the_very_first_words_of_a_grille_are_kept_too(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot)
    page = show(fenetre, "grille")
    assert isinstance(page, PageGrille)
    page.arrive(VersPartie("vierge"))
    qtbot.waitUntil(lambda: page.is_building)
    type_in(page.editeur.ecran_sujet.nom, "Zéphyrine")
    verrou = lock(fenetre, qtbot)
    unlock(fenetre, verrou, qtbot)
    revenue = fenetre.pages.currentWidget()
    assert isinstance(revenue, PageGrille)
    qtbot.waitUntil(lambda: revenue.is_building)
    assert revenue.atelier.grille.titre == "Zéphyrine"


@pytest.mark.parametrize("ecran", ECRANS)
@pytest.mark.parametrize("erreur", [errno.ENOSPC, errno.EROFS, errno.ENOENT, errno.EIO])
def test_a_disk_that_refuses_is_said_in_a_sentence_leaves_nothing_half_written_and_the_screen_is_hidden(
    fenetre: Fenetre, qtbot: QtBot, ecran: str, erreur: int, fichier: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chemin = fichier(ecran)
    avant = chemin.read_bytes()
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    change(page, "Zéphyrine")

    def refuse(_chemin: Path, _contenu: bytes) -> int:
        raise OSError(erreur, "refus")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    look(page)
    assert said(page.editeur.bandeau)
    fenetre.garde.protect()
    assert fenetre.contexte.services.seance.hidden
    assert [un.name for un in chemin.parent.iterdir() if un.is_file()] == [chemin.name]
    assert chemin.read_bytes() == avant
    assert page.occupied


@pytest.mark.parametrize("ecran", ECRANS)
def test_a_disk_that_fills_up_meanwhile_is_said_once_hidden_too_and_tried_again(
    fenetre: Fenetre, qtbot: QtBot, ecran: str, fichier: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chemin = fichier(ecran)
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    change(page, "Zéphyrine")
    look(page)
    dits: list[object] = []
    page.garde.failed.connect(dits.append)

    def refuse(_chemin: Path, _contenu: bytes) -> int:
        raise OSError(errno.ENOSPC, "refus")

    with monkeypatch.context() as plein:
        plein.setattr(Path, "write_bytes", refuse)
        change(page, "Ouroboréale")
        look(page)
        look(page)
        assert len(dits) == 1
        fenetre.garde.protect()
        assert plain(fenetre.contexte.textes("voile.a_cote")) not in said(fenetre)
        fenetre.findChildren(Voile)[0].reprendre.click()
        assert page.editeur.bandeau.isVisible()

    look(page)
    assert "Ouroboréale" in chemin.with_name(f"{chemin.name}.en-cours").read_text("utf-8")
    assert not page.editeur.bandeau.isVisible()


@pytest.mark.parametrize("ecran", ECRANS)
def test_what_has_no_file_is_offered_one_from_its_first_line_without_taking_the_focus(fenetre: Fenetre, ecran: str) -> None:
    page = show(fenetre, ecran)
    page.arrive(VersModele(MODELES[ecran]))
    look(page)
    assert not page.editeur.bandeau.isVisible()
    change(page, "Zéphyrine")
    ici = QApplication.focusWidget()
    look(page)
    assert QApplication.focusWidget() is ici
    assert plain(page.textes(f"{ecran}.sans_fichier")) in said(page.editeur.bandeau)
    button(page.editeur.bandeau, page.textes("notices.sans_fichier_plus_tard")).click()
    change(page, "Zéphyrine encore")
    look(page)
    # Once is enough.
    assert not page.editeur.bandeau.isVisible()


@pytest.mark.parametrize("ecran", ECRANS)
def test_hidden_what_is_in_memory_only_is_said_and_comes_back(fenetre: Fenetre, ecran: str) -> None:
    page = show(fenetre, ecran)
    page.arrive(VersModele(MODELES[ecran]))
    change(page, "Zéphyrine")
    fenetre.garde.protect()
    assert plain(fenetre.contexte.textes("voile.phrase")) in said(fenetre)
    fenetre.contexte.services.seance.resume()
    assert holds(page, "Zéphyrine")


@pytest.mark.parametrize("ecran", ECRANS)
def test_hidden_what_has_a_file_is_kept_at_once(
    fenetre: Fenetre, qtbot: QtBot, ecran: str, fichier: Callable[[str], Path]
) -> None:
    chemin = fichier(ecran)
    page = show(fenetre, ecran)
    open_(page, chemin, qtbot)
    change(page, "Zéphyrine")
    fenetre.garde.protect()
    assert chemin.with_name(f"{chemin.name}.en-cours").exists()
    assert plain(fenetre.contexte.textes("voile.a_cote")) in said(fenetre)


@pytest.mark.parametrize("ecran", ECRANS)
def test_who_gives_it_up_leaves_nothing_of_it_but_time_does(
    fenetre: Fenetre, qtbot: QtBot, ecran: str, fichier: Callable[[str], Path]
) -> None:
    chemin = fichier(ecran)
    a_cote = chemin.with_name(f"{chemin.name}.en-cours")
    for how, reste in (("time", True), ("next", False)):
        page = show(fenetre, ecran)
        open_(page, chemin, qtbot)
        change(page, "Zéphyrine")
        look(page)
        if how == "time":
            fenetre.garde.erasing_ordered.emit()
        else:
            fenetre.start_over()
            press(fenetre, ENTREE)
            fenetre._sortie.erasing_wanted.emit()  # noqa: SLF001 # « Tout effacer »
        assert a_cote.exists() is reste


# Forms, in a coffre.

#: How each form of a dossier is opened.
OUVRIR: dict[str, Callable[[PanneauDossier, Path], object]] = {
    "fait": lambda panneau, _: panneau.show_form(),
    "revoir": lambda panneau, _: panneau.show_look_again_form(),
    "consignes": lambda panneau, _: panneau.show_consignes_form(),
    "piece": lambda panneau, chemin: panneau.show_piece_form(chemin),
    "affaire": lambda panneau, _: panneau.geste.emit(lambda vers: vers.gestes.ask_affaires()),
    "note": lambda panneau, _: panneau.show_attache_form(NOTE),
    "etiquette": lambda panneau, _: panneau.show_attache_form(ETIQUETTE),
}


def form_of(panneau: PanneauDossier, nom: str) -> QWidget:
    formulaires = panneau.formulaires
    formulaire: QWidget = formulaires.attache(ATTACHES[nom]) if nom in ATTACHES else getattr(formulaires, nom)
    return formulaire


def lines_of(panneau: PanneauDossier, nom: str) -> list[QLineEdit | QPlainTextEdit]:
    """Where one types in a form, that is shown."""
    formulaire = form_of(panneau, nom)
    champs: list[QLineEdit | QPlainTextEdit] = [*formulaire.findChildren(QLineEdit), *formulaire.findChildren(QPlainTextEdit)]
    return [un for un in champs if un.isVisible()]


def typed_in(panneau: PanneauDossier, nom: str) -> list[str]:
    return [un.text() if isinstance(un, QLineEdit) else un.toPlainText() for un in lines_of(panneau, nom)]


def shows(panneau: PanneauDossier, mot: str) -> bool:
    return panneau.drawn and panneau.dossier is not None and mot in said(panneau)


def test_what_is_typed_in_any_form_of_a_dossier_comes_back_with_the_coffre(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path
) -> None:
    assert set(OUVRIR) == set(NOMS)
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, (demande("Tanguy", envoyee=20),))
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    for nom, ouvrir in OUVRIR.items():
        qtbot.waitUntil(partial(shows, panneau, "Tanguy"))
        ouvrir(panneau, tmp_path / "reponse.pdf")
        qtbot.waitUntil(lambda: bool(lines_of(panneau, nom)))  # noqa: B023 # before the next
        for champ in lines_of(panneau, nom):
            type_in(champ, "MURENE")
        tape = typed_in(panneau, nom)
        verrou = lock(fenetre, qtbot)
        assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(verrou)
        unlock(fenetre, verrou, qtbot)
        panneau = page_of(fenetre, EcranSuivi).panneau
        qtbot.waitUntil(lambda: bool(lines_of(panneau, nom)))  # noqa: B023 # before the next
        assert typed_in(panneau, nom) == tape
        panneau.formulaires.drop()
        panneau.show_dossier_side()


@pytest.mark.parametrize("nom", NOMS)
def test_what_is_typed_in_any_form_of_a_dossier_is_in_the_coffre_after_two_seconds(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path, nom: str
) -> None:
    """Then the computer stops."""
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, (demande("Tanguy", envoyee=20),))
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(partial(shows, panneau, "Tanguy"))
    settle()
    look_at(fenetre, EcranSuivi)
    assert ask(fenetre.contexte.services, lambda: read_saisies(coffre, "suivi"), qtbot) == ()
    OUVRIR[nom](panneau, tmp_path / "reponse.pdf")
    qtbot.waitUntil(lambda: bool(lines_of(panneau, nom)))
    for champ in lines_of(panneau, nom):
        type_in(champ, "MURENE")
    tape = typed_in(panneau, nom)
    look_at(fenetre, EcranSuivi)
    gardees = ask(fenetre.contexte.services, lambda: read_saisies(coffre, "suivi"), qtbot)
    assert "MURENE" in str([dict(une.champs) for une in gardees])
    fenetre.pages.discard()
    fenetre.pages.go_to("accueil")
    fenetre.pages.go_to("suivi")
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(lambda: bool(lines_of(panneau, nom)))
    assert typed_in(panneau, nom) == tape
    # Left once more before it is given: still there.
    settle()
    look_at(fenetre, EcranSuivi)
    assert ask(fenetre.contexte.services, lambda: read_saisies(coffre, "suivi"), qtbot) == gardees


def test_what_was_given_is_not_given_back(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path) -> None:
    coffre = open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, (demande("Tanguy", envoyee=20),))
    services = fenetre.contexte.services
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    panneau = page_of(fenetre, EcranSuivi).panneau
    qtbot.waitUntil(partial(shows, panneau, "Tanguy"))
    for nom in ("note", "consignes"):
        OUVRIR[nom](panneau, tmp_path)
        for champ in lines_of(panneau, nom):
            type_in(champ, "MURENE")
        settle()
        look_at(fenetre, EcranSuivi)
        assert ask(fenetre.contexte.services, lambda: read_saisies(coffre, "suivi"), qtbot)
        primaire = form_of(panneau, nom).findChild(BoutonPrimaire)
        assert primaire is not None
        primaire.click()
        qtbot.waitUntil(lambda: not ask(services, lambda: read_saisies(coffre, "suivi"), qtbot), timeout=8000)
    fenetre.pages.go_to("courrier_du_jour")
    settle()
    page = page_of(fenetre, PageCourrierDuJour)
    type_in(page.saisie.dossier, "Tanguy")
    qtbot.waitUntil(lambda: bool(page.saisie.fait.text()))
    look_at(fenetre, PageCourrierDuJour)
    assert ask(services, lambda: read_saisies(coffre, "courrier_du_jour"), qtbot)
    fenetre.pages.discard()
    fenetre.pages.go_to("accueil")
    fenetre.pages.go_to("courrier_du_jour")
    page = page_of(fenetre, PageCourrierDuJour)
    qtbot.waitUntil(lambda: "Tanguy" in page.saisie.trouve.text())
    type_in(page.saisie.date, "23/11")
    page.saisie.go_on()
    qtbot.waitUntil(lambda: ask(services, lambda: read_saisies(coffre, "courrier_du_jour"), qtbot) == ())


def look_at(fenetre: Fenetre, ecran: type[QWidget]) -> None:
    """Two seconds pass on a screen."""
    page = page_of(fenetre, ecran)
    (rythme,) = (un for un in page.findChildren(QTimer) if un.interval() == COUP_D_OEIL_MS and not un.isSingleShot())
    assert rythme.isActive()
    for _ in range(LIMITE_MS // COUP_D_OEIL_MS):
        rythme.timeout.emit()


def test_a_form_left_for_another_dossier_is_as_it_was_when_one_comes_back(
    fenetre: Fenetre, qtbot: QtBot, tmp_path: Path
) -> None:
    demandes = (demande("Tanguy", envoyee=20), demande("Ouardi", envoyee=20))
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, demandes)
    fenetre.pages.go_to("suivi", VersDossier("2026-0001"))
    ecran = page_of(fenetre, EcranSuivi)

    def fill(reference: str, nom: str) -> list[str]:
        ecran.dossier_regarde.go_to(reference)
        qtbot.waitUntil(lambda: ecran.panneau.reference == reference)
        OUVRIR["consignes"](ecran.panneau, tmp_path)
        qtbot.waitUntil(lambda: bool(lines_of(ecran.panneau, "consignes")))
        for champ in lines_of(ecran.panneau, "consignes"):
            type_in(champ, nom)
        return typed_in(ecran.panneau, "consignes")

    tapes = {"2026-0001": fill("2026-0001", "MURENE"), "2026-0002": fill("2026-0002", "TURBOT")}
    verrou = lock(fenetre, qtbot)
    unlock(fenetre, verrou, qtbot)
    ecran = page_of(fenetre, EcranSuivi)
    qtbot.waitUntil(lambda: ecran.panneau.reference == "2026-0002")
    for reference, tape in (*tapes.items(), *tapes.items()):
        ecran.dossier_regarde.go_to(reference)
        qtbot.waitUntil(lambda: typed_in(ecran.panneau, "consignes") == tape)  # noqa: B023 # before the next


def test_a_line_of_the_post_comes_back_and_words_looked_for_are_no_loss(fenetre: Fenetre, qtbot: QtBot, tmp_path: Path) -> None:
    open_coffre(fenetre, tmp_path / "permanence.coffre", qtbot, (demande("Tanguy", envoyee=20),))
    fenetre.pages.go_to("courrier_du_jour")
    saisie = page_of(fenetre, PageCourrierDuJour).saisie
    type_in(saisie.dossier, "Tanguy")
    qtbot.waitUntil(lambda: bool(saisie.fait.text()))
    type_in(saisie.date, "28/11")
    fait = saisie.fait.text()
    verrou = lock(fenetre, qtbot)
    assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(verrou)
    unlock(fenetre, verrou, qtbot)
    saisie = page_of(fenetre, PageCourrierDuJour).saisie
    qtbot.waitUntil(lambda: "Tanguy" in saisie.trouve.text())
    assert saisie.fait.text() == fait
    assert "28" in saisie.date.text()
    saisie.clear()
    fenetre.pages.go_to("mandats")
    type_in(page_of(fenetre, PageMandats).cherche, "Tanguy")
    assert plain(fenetre.contexte.textes.wording("verrou.phrase")) in said(lock(fenetre, qtbot))
