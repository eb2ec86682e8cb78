"""Pictures put beside a fiche, a colour, the text of what is printed, and comments that would be lost."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from droits_usagers.domain.notice.traitements import Affichage
from droits_usagers.services.notice.atelier import FichiersFiche
from droits_usagers.ui.notice.apercu import FaceNotice
from droits_usagers.ui.notice.joints import BoiteCouleur, BoiteImage
from droits_usagers.ui.notice.page import PageNotices
from tests.domain.notice.test_mentions import SAINE
from tests.services.notice.test_charte import DESSIN, SVG, jpeg, png
from tests.ui.gestes import settle
from tests.ui.lettre.conftest import SortiesFausses
from tests.ui.notice.gestes import button, part, said, write


def box(page: PageNotices, partie: str) -> BoiteImage:
    boite = part(page, partie).findChild(BoiteImage)
    assert isinstance(boite, BoiteImage)
    return boite


def put(boite: BoiteImage, chemin: Path, qtbot: QtBot) -> None:
    boite.ask_file = lambda: chemin
    boite.choisir.click()
    qtbot.waitUntil(lambda: bool(boite.nom) or bool(said(boite)))


@pytest.fixture
def posee(ouverte: PageNotices) -> PageNotices:
    ouverte.atelier.answer("affichages", ({"affichage_lieu": "Accueil", "affichage_version": "2026-11"},))
    vu = {"controle_affiche": "Accueil · 2026-11", "controle_date": "1/10/2026", "controle_constat": "presente"}
    ouverte.atelier.answer("controles", (vu,))
    return ouverte


@pytest.mark.parametrize(
    ("contenu", "nom", "extension"), [(DESSIN, "a.svg", "svg"), (png(40, 9), "b.png", "png"), (jpeg(), "c.jpg", "png")]
)
def test_a_logo_is_written_beside_the_fiche_when_it_is_saved(
    ouverte: PageNotices, tmp_path: Path, qtbot: QtBot, contenu: bytes, nom: str, extension: str
) -> None:
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    (ailleurs / nom).write_bytes(contenu)
    put(box(ouverte, "presentation"), ailleurs / nom, qtbot)
    assert ouverte.atelier.fiche.logo == f"logo.{extension}"
    assert ouverte.occupied
    assert not (tmp_path / f"logo.{extension}").exists()

    ouverte.fichiers.save_as()
    ecrit = (tmp_path / f"logo.{extension}").read_bytes()
    assert b"canari" not in ecrit
    assert not ouverte.occupied
    boite = ouverte.editeur.ecran.findChild(BoiteImage)
    assert isinstance(boite, BoiteImage)
    assert ouverte.textes("notices.fichiers_joints.en_place", fichier=boite.nom) in boite.choisir.accessibleDescription()
    assert ouverte.atelier.joints.voisins.read(f"logo.{extension}") == ecrit


def test_what_has_the_name_of_a_logo_there_is_left_as_it_is(
    ouverte: PageNotices, tmp_path: Path, qtbot: QtBot, sorties: SortiesFausses
) -> None:
    (tmp_path / "logo.svg").write_bytes(b"un autre")
    (tmp_path / "mien").mkdir()
    (tmp_path / "mien" / "x.svg").write_bytes(DESSIN)
    put(box(ouverte, "presentation"), tmp_path / "mien" / "x.svg", qtbot)
    ouverte.fichiers.save_as()

    assert (tmp_path / "logo.svg").read_bytes() == b"un autre"
    assert b"#123456" in (tmp_path / ouverte.atelier.fiche.logo).read_bytes()
    assert f'logo = "{ouverte.atelier.fiche.logo}"' in sorties.fichiers[-1].read_text("utf-8")


def test_a_copy_saved_elsewhere_takes_its_pictures_along(ouverte: PageNotices, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "x.svg").write_bytes(DESSIN)
    put(box(ouverte, "presentation"), tmp_path / "x.svg", qtbot)
    ouverte.fichiers.save_as()
    ailleurs = tmp_path / "ailleurs"
    ailleurs.mkdir()
    ouverte.atelier.duplicate("2027-01")
    ouverte.atelier.joints.write(ouverte.atelier.fiche, ailleurs)

    assert (ailleurs / "logo.svg").read_bytes() == (tmp_path / "logo.svg").read_bytes()


def test_a_photo_of_a_look_is_made_again_without_what_the_camera_said(posee: PageNotices, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "IMG_2026_Jeanne.jpg").write_bytes(jpeg(3000, 1000))
    boite = box(posee, "controles")
    put(boite, tmp_path / "IMG_2026_Jeanne.jpg", qtbot)
    assert posee.atelier.fiche.affichages[0].controles[0].photo == "photo.jpg"
    posee.fichiers.save_as()

    ecrit = (tmp_path / "photo.jpg").read_bytes()
    assert b"canari" not in ecrit
    assert b"Exif" not in ecrit
    assert QImage.fromData(ecrit).width() == 2000

    box(posee, "controles").retirer.click()
    assert posee.atelier.fiche.affichages[0].controles[0].photo == ""
    assert (tmp_path / "photo.jpg").exists()


@pytest.mark.parametrize(
    ("contenu", "nom", "partie"),
    [
        (png(60_000, 60_000), "bombe.png", "controles"),
        (png(60_000, 60_000), "bombe.png", "presentation"),
        (b"%PDF-1.7", "lettre.pdf", "controles"),
        (b"%PDF-1.7", "lettre.pdf", "presentation"),
        (SVG.format("<script/>").encode(), "piege.svg", "presentation"),
        (DESSIN, "dessin.svg", "controles"),
    ],
)
def test_a_file_that_will_not_do_is_refused_in_a_sentence_that_names_it(
    posee: PageNotices, tmp_path: Path, qtbot: QtBot, contenu: bytes, nom: str, partie: str
) -> None:
    (tmp_path / nom).write_bytes(contenu)
    boite = box(posee, partie)
    put(boite, tmp_path / nom, qtbot)

    assert nom in said(boite)
    assert boite.nom == ""


def test_a_colour_says_whether_it_can_be_read(ouverte: PageNotices) -> None:
    boite = part(ouverte, "presentation").findChild(BoiteCouleur)
    assert isinstance(boite, BoiteCouleur)
    for couleur, dit in (("#003366", "lit bien"), ("#FFD700", "trop claire"), ("vert", "dièse")):
        boite.ask_colour = lambda _avant, couleur=couleur: couleur  # type: ignore[misc] # bound now
        boite.palette_.click()
        assert dit in boite.dit.text()
        assert ouverte.atelier.fiche.couleur == ("" if couleur == "vert" else couleur)
    boite.ask_colour = lambda _avant: ""
    boite.palette_.click()
    assert boite.ligne.text() == "vert"


def test_posters_to_be_seen_again_are_said_where_posters_are(posee: PageNotices) -> None:
    write(posee, "affichages", "controle_mois", "1")
    ecran = part(posee, "affichages")
    assert "1 affiche à contrôler, depuis le" in said(ecran)
    write(posee, "affichages", "controle_mois", "souvent")
    assert "de 1 à 120" in said(part(posee, "affichages"))
    posee.atelier.answer("controle_mois", "")
    assert said(part(posee, "affichages")) == ""


def test_the_text_of_what_is_printed_is_read_and_copied(ouverte: PageNotices, qtbot: QtBot) -> None:
    apercu = ouverte.editeur.apercu
    with qtbot.waitSignal(apercu.drawn):
        ouverte.editeur.disposition.show_side("apercu")
    apercu.faces.onglets.setCurrentIndex(FaceNotice.TEXTE)
    assert apercu.faces.texte.isVisible()
    dit = apercu.faces.texte.toPlainText()
    assert "Un fichier parle de vous" in dit
    but = SAINE.finalites[0].libelle.replace("'", "’")  # type: ignore[index, union-attr]
    assert but in dit

    apercu.faces.texte.selectAll()
    apercu.faces.texte.ask_copy()
    qtbot.waitUntil(lambda: "presse-papiers" in said(apercu.faces))
    ouverte.be_discreet(discreet=True)
    assert not apercu.faces.texte.isVisible()
    ouverte.clear()
    assert not [vue for vue in ouverte.findChildren(QPlainTextEdit) if but in vue.toPlainText()]


def test_comments_are_not_lost_without_a_word(page: PageNotices, tmp_path: Path) -> None:
    chemin = tmp_path / "annotee.toml"
    annote = b"# relue par le syndicat\n" + FichiersFiche.write(SAINE)
    chemin.write_bytes(annote)
    page.ask_file = lambda: chemin
    page.choix.boutons["ouvrir"].click()
    write(page, "fichier", "nom", "Registre # 2")
    page.editeur.enregistrer.click()
    assert "annotee.toml" in said(page.editeur)
    assert chemin.read_bytes() == annote

    button(page.editeur, page.textes("notices.suites.annotee_dessus")).click()
    assert b"relue" not in chemin.read_bytes()
    assert not page.occupied

    # What the program wrote holds none: nothing more is asked.
    write(page, "fichier", "nom", "Registre")
    page.editeur.enregistrer.click()
    assert not page.occupied


def test_comments_stay_where_they_are_when_it_is_saved_elsewhere(
    page: PageNotices, tmp_path: Path, sorties: SortiesFausses
) -> None:
    chemin = tmp_path / "annotee.toml"
    annote = b"# relue par le syndicat\n" + FichiersFiche.write(SAINE)
    chemin.write_bytes(annote)
    page.ask_file = lambda: chemin
    page.choix.boutons["ouvrir"].click()
    write(page, "fichier", "nom", "Registre")
    page.editeur.enregistrer.click()
    settle()
    bouton = button(page.editeur, page.textes("notices.suites.annotee_ailleurs"))
    assert QApplication.focusWidget() is bouton
    bouton.click()

    assert chemin.read_bytes() == annote
    assert sorties.fichiers[-1].exists()
    assert sorties.fichiers[-1] != chemin
    assert page.atelier.chemin == sorties.fichiers[-1]


def test_the_posters_a_fiche_had_are_told_in_the_form_of_a_log(posee: PageNotices, qtbot: QtBot) -> None:
    apercu = posee.editeur.apercu
    apercu.formes.setCurrentIndex(apercu.formes.findData("journal"))
    with qtbot.waitSignal(apercu.drawn):
        posee.editeur.disposition.show_side("apercu")
    assert "Accueil" in apercu.faces.texte.toPlainText()
    assert isinstance(posee.atelier.fiche.affichages[0], Affichage)
