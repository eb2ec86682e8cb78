"""Reading a document whole and marking it: by keys alone, from what is proposed to what is proposed next."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from droits_usagers.domain.grille import NaturePassage, Point
from droits_usagers.domain.socle.fichiers_recus import NonLu, PartieMuette
from droits_usagers.services.grille.documents import FichiersGrille
from droits_usagers.services.grille.marquage import TexteDocument
from droits_usagers.ui.grille.marquage import EcranMarquage
from droits_usagers.ui.grille.page import PageGrille
from tests.ecarts import plain
from tests.ui.gestes import ENTREE
from tests.ui.grille.gestes import cell, examined, key, rules, said

TEXTE = (
    "Une \U0001f600 pour commencer. Mme Kerbrat lit tout.\n\nTout le personnel peut lire l'ensemble des fiches. "
    "Combien de temps les données sont-elles gardées ? Le bureau ferme à midi."
)
PERSONNEL = "Tout le personnel peut lire l'ensemble des fiches."
MAJ, CTRL, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def marquage(ouverte: PageGrille, qtbot: QtBot) -> EcranMarquage:
    """The testimony of the grille, its text pasted and read."""
    editeur = ouverte.editeur
    editeur.table.go_to(("temoignage", Point.REFUS))
    editeur.table.setFocus()
    key(ouverte, Qt.Key.Key_M, CTRL)
    ecran = editeur.ecran_marquage
    assert ecran.colle.hasFocus()
    ecran.colle.setPlainText(TEXTE)
    key(ouverte, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: ecran.vue.place != (0, 0))
    return ecran


def marks(page: PageGrille) -> list[tuple[str, Point, NaturePassage | None]]:
    return [(un.texte, un.point, un.nature) for un in page.atelier.grille.passages if un.place]


def here(ecran: EcranMarquage) -> str:
    """The passage being looked at."""
    return ecran._ici.texte if ecran._ici else ""  # noqa: SLF001 # what is shown beside


def test_a_document_is_marked_by_keys_from_one_proposal_to_the_next(
    ouverte: PageGrille, marquage: EcranMarquage, qtbot: QtBot
) -> None:
    assert marquage.vue.hasFocus()
    assert here(marquage) == "Mme Kerbrat lit tout."
    key(ouverte, Qt.Key.Key_Delete)
    assert here(marquage) == PERSONNEL
    key(ouverte, ENTREE)
    assert here(marquage) == "Combien de temps les données sont-elles gardées ?"
    # It is one's own to say what it is: a letter for the point, a figure for the nature.
    key(ouverte, Qt.Key.Key_D)
    key(ouverte, Qt.Key.Key_5)
    assert marks(ouverte) == [
        (PERSONNEL, Point.HABILITATIONS, NaturePassage.FAIT),
        ("Combien de temps les données sont-elles gardées ?", Point.COMMENTAIRES, NaturePassage.CRAINT),
    ]
    key(ouverte, ENTREE)
    # What nothing was heard in, and what was refused, come last.
    assert here(marquage) in {"Le bureau ferme à midi.", "Mme Kerbrat lit tout.", "Une \U0001f600 pour commencer."}
    # What is found in it is known once one is back.
    examined(ouverte, qtbot, lambda: key(ouverte, Qt.Key.Key_Escape))
    assert ouverte.editeur.table.hasFocus()
    assert "tout_le_personnel:" in rules(ouverte)
    assert cell(ouverte, "temoignage", Point.HABILITATIONS) == PERSONNEL


def test_what_one_selects_is_marked_as_one_says(ouverte: PageGrille, marquage: EcranMarquage) -> None:
    marquage.vue.go_to(TEXTE.index("Le bureau"))
    for _ in range(len("Le bureau")):
        key(ouverte, Qt.Key.Key_Right, MAJ)
    assert marquage.vue.place == (TEXTE.index("Le bureau"), TEXTE.index("Le bureau") + len("Le bureau"))
    # Without a point, it is asked for first.
    key(ouverte, ENTREE)
    assert marquage.point.hasFocus()
    assert marks(ouverte) == []
    marquage.vue.setFocus()
    key(ouverte, Qt.Key.Key_M)
    assert marks(ouverte) == [("Le bureau", Point.SECURITE, NaturePassage.FAIT)]
    # A mark is taken away, and comes back.
    key(ouverte, Qt.Key.Key_Delete)
    assert marks(ouverte) == []
    key(ouverte, Qt.Key.Key_Z, CTRL)
    assert [texte for texte, *_ in marks(ouverte)] == ["Le bureau"]


def test_one_jumps_by_sentences_and_by_paragraphs(ouverte: PageGrille, marquage: EcranMarquage) -> None:
    vue = marquage.vue
    vue.go_to(0)
    key(ouverte, Qt.Key.Key_Down, CTRL)
    key(ouverte, Qt.Key.Key_Down, CTRL)
    assert vue.place[0] == TEXTE.index(PERSONNEL)
    key(ouverte, Qt.Key.Key_Down, ALT)
    assert vue.place[0] == TEXTE.index("Combien de")
    key(ouverte, Qt.Key.Key_Up, ALT)
    key(ouverte, Qt.Key.Key_Down, ALT | MAJ)
    assert TEXTE[slice(*vue.place)] == PERSONNEL
    key(ouverte, Qt.Key.Key_Space)
    assert here(marquage) == "Combien de temps les données sont-elles gardées ?"
    key(ouverte, Qt.Key.Key_Space, MAJ)
    assert here(marquage) == PERSONNEL


def test_the_lists_say_the_same_as_the_keys(ouverte: PageGrille, marquage: EcranMarquage, qtbot: QtBot) -> None:
    marquage.point.setCurrentIndex(marquage.point.findData(Point.REFUS.value))
    marquage.point.activated.emit(marquage.point.currentIndex())
    assert marks(ouverte) == [("Mme [nom masqué] lit tout.", Point.REFUS, NaturePassage.FAIT)]
    marquage.nature.setCurrentIndex(marquage.nature.findData(NaturePassage.RAPPORTE.value))
    marquage.nature.activated.emit(marquage.nature.currentIndex())
    assert [nature for *_, nature in marks(ouverte)] == [NaturePassage.RAPPORTE]
    # A line of the list leads to its place.
    qtbot.waitUntil(lambda: marquage.liste.lignes.rowCount() > 0)
    marquage.liste.line_opened.emit(marquage.liste.lignes.line(0).id)
    assert marquage.vue.hasFocus()


def test_nothing_of_the_text_is_written_but_what_was_marked(ouverte: PageGrille, marquage: EcranMarquage) -> None:
    key(ouverte, Qt.Key.Key_Space)
    key(ouverte, ENTREE)
    ecrit = FichiersGrille.write(ouverte.atelier.grille).decode()

    assert "Tout le personnel" in ecrit
    assert not any(mot in ecrit for mot in ("Kerbrat", "bureau", "Combien"))
    # The page forgets it too.
    ouverte.clear()
    assert marquage.vue.toPlainText() == marquage.colle.toPlainText() == ""
    assert not any("personnel" in un.texte for un in ouverte.atelier.grille.passages)
    assert ouverte.atelier.textes == {}


def test_a_changed_text_asks_for_its_marks_again(ouverte: PageGrille, marquage: EcranMarquage, qtbot: QtBot) -> None:
    key(ouverte, Qt.Key.Key_Space)
    key(ouverte, ENTREE)
    [avant] = [un for un in ouverte.atelier.grille.passages if un.place]
    ouverte.atelier.textes.clear()
    ouverte.editeur.show_text("temoignage")
    marquage.colle.setPlainText(f"Un ajout. {TEXTE}")
    marquage.lire.click()
    # What was listed of the text before may still be there.
    qtbot.waitUntil(lambda: (un := marquage.liste.lignes).rowCount() > 2 and un.line(0).id.startswith("perdu:"))
    perdu = marquage.liste.lignes.line(0)
    assert perdu.id.startswith("perdu:")

    marquage.liste.line_opened.emit(perdu.id)
    [apres] = [un for un in ouverte.atelier.grille.passages if un.place]
    assert (apres.id, apres.texte) == (avant.id, avant.texte)
    assert apres.place != avant.place
    assert here(marquage) == PERSONNEL


def test_a_file_that_holds_no_text_is_said_and_changes_nothing(ouverte: PageGrille, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 rien")
    (tmp_path / "note.txt").write_text(TEXTE, encoding="utf-8")
    ouverte.editeur.show_text("temoignage")
    ecran = ouverte.editeur.ecran_marquage
    ecran.ask_file = lambda: tmp_path / "scan.pdf"
    ecran.ouvrir.click()
    qtbot.waitUntil(lambda: "abîmé" in said(ecran))
    assert ecran.colle.isVisible()

    ecran.ask_file = lambda: None
    ecran.ouvrir.click()
    ecran.ask_file = lambda: tmp_path / "note.txt"
    ecran.ouvrir.click()
    qtbot.waitUntil(lambda: ecran.vue.isVisible() and ecran.vue.place != (0, 0))
    assert said(ecran) == ""
    assert ouverte.atelier.grille.sources[-1].empreinte or any(un.empreinte for un in ouverte.atelier.grille.sources)


def test_hidden_nothing_of_it_is_drawn(ouverte: PageGrille, marquage: EcranMarquage) -> None:
    ouverte.editeur.conceal(masque=True)
    assert not marquage.vue.viewport().isVisible()
    assert not marquage.liste.isVisible()
    ouverte.editeur.conceal(masque=False)
    assert marquage.vue.viewport().isVisible()
    ouverte.resize(500, 500)
    QApplication.processEvents()
    assert marquage.vue.isVisible()
    assert not marquage.liste.isVisible()
    QTest.keyClick(marquage.vue, Qt.Key.Key_Tab)


def test_a_source_taken_away_meanwhile_closes_its_text(ouverte: PageGrille, marquage: EcranMarquage) -> None:
    ouverte.atelier.remove_source("temoignage")
    ouverte.editeur._go_back(ouverte.atelier.undo)  # noqa: SLF001 # as Ctrl+Z
    assert marquage.isVisible()
    ouverte.editeur._go_back(ouverte.atelier.redo)  # noqa: SLF001 # as Ctrl+Y
    assert not marquage.isVisible()
    assert ouverte.editeur.table.isVisible()


def test_a_file_that_comes_late_is_not_the_text_of_another(ouverte: PageGrille, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "lent.txt").write_text(TEXTE, encoding="utf-8")
    ecran = ouverte.editeur.ecran_marquage
    ouverte.editeur.show_text("note")
    ecran.ask_file = lambda: tmp_path / "lent.txt"
    ecran.ouvrir.click()
    ouverte.editeur.show_text("temoignage")
    ouverte.contexte.services.rendu.submit(lambda: None, on_success=lambda _: None, on_failure=lambda _: None)
    qtbot.wait(50)
    assert ecran.colle.isVisible()
    assert ouverte.atelier.textes == {}


def test_hidden_nothing_is_marked(ouverte: PageGrille, marquage: EcranMarquage) -> None:
    ouverte.editeur.conceal(masque=True)
    marquage.vue.accepted.emit()
    marquage.vue.refused.emit()
    marquage.vue.point_chosen.emit(Point.REFUS)
    assert marks(ouverte) == []
    assert all(source.refus == () for source in ouverte.atelier.grille.sources)


def test_what_was_said_of_a_file_is_forgotten_with_the_rest(ouverte: PageGrille, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "Kerbrat.txt").write_bytes(b"   ")
    ouverte.editeur.show_text("temoignage")
    ecran = ouverte.editeur.ecran_marquage
    ecran.ask_file = lambda: tmp_path / "Kerbrat.txt"
    ecran.ouvrir.click()
    qtbot.waitUntil(lambda: "Kerbrat" in said(ecran))
    ouverte.clear()
    assert not any("Kerbrat" in label.text() for label in ecran.findChildren(QLabel))
    ouverte.editeur.show_text("temoignage")
    assert said(ecran) == ""


def test_the_list_says_which_passage_a_finding_would_quote_until_it_is_refused(
    ouverte: PageGrille, marquage: EcranMarquage, qtbot: QtBot
) -> None:
    def words() -> dict[str, str]:
        lignes = map(marquage.liste.lignes.line, range(marquage.liste.lignes.rowCount()))
        return {ligne.titre: ligne.mot for ligne in lignes}

    qtbot.waitUntil(lambda: PERSONNEL in words())
    dit = ouverte.textes("grille.marquage.etat.servirait")
    assert words()[PERSONNEL].startswith(dit)
    assert not words()["Le bureau ferme à midi."].startswith(dit)
    key(ouverte, Qt.Key.Key_Space)
    assert here(marquage) == PERSONNEL
    key(ouverte, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not words().get(PERSONNEL, dit).startswith(dit))


def test_what_is_too_long_to_be_read_whole_says_so_and_never_that_all_was_read(ouverte: PageGrille) -> None:
    ouverte.editeur.show_text("temoignage")
    ecran, grille = ouverte.editeur.ecran_marquage, ouverte.atelier.grille
    source = next(une for une in grille.sources if une.id == "temoignage")
    for document, dit in (
        (TexteDocument(TEXTE, coupe=True), f"seuls ses {len(TEXTE)} premiers caractères"),
        (TexteDocument(TEXTE, (0, 90), non_lus=(NonLu(PartieMuette.IMAGE, 2),)), "page 2 : une image, sans texte lisible"),
        (TexteDocument(TEXTE, (0, 90), coupe=True), "seules ses 2 premières pages"),
        (TexteDocument(TEXTE), ""),
    ):
        ecran.show_source(source, "Témoignage", document=document, grille=grille)
        assert dit in plain(said(ecran)) if dit else said(ecran) == ""
    document = TexteDocument("Le bureau ferme à midi.", coupe=True)
    ecran.show_source(source, "Témoignage", document=document, grille=grille)
    ecran.begin()
    key(ouverte, Qt.Key.Key_Space)
    assert "Tout a été lu" not in said(ecran)
    document = TexteDocument("Le bureau ferme à midi.", non_lus=(NonLu(PartieMuette.IMAGES, nombre=2),))
    ecran.show_source(source, "Témoignage", document=document, grille=grille)
    ecran.begin()
    key(ouverte, Qt.Key.Key_Space)
    assert "dans ce qu’il a lu. Pas lu : 2 images, qui n’ont pas été lues." in plain(said(ecran))


def test_who_listens_is_told_what_a_key_did_and_where_it_led(
    ouverte: PageGrille, annonces: list[str], marquage: EcranMarquage
) -> None:
    assert plain(annonces[-1]).endswith("« Mme Kerbrat lit tout. »")
    annonces.clear()
    key(ouverte, Qt.Key.Key_Delete)
    assert annonces[0] == "Refusé"
    assert [plain(un).endswith(f"« {PERSONNEL} »") for un in annonces[1:]] == [True]
    annonces.clear()
    key(ouverte, ENTREE)
    assert annonces[0] == "Gardé"
    assert plain(annonces[1]).endswith("« Combien de temps les données sont-elles gardées ? »")
    assert marquage.vue.hasFocus()
