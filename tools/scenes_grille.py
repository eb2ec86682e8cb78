"""The grille d'écarts: what one starts from, an invented one, and what is done in it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import GenreSource, Point
from droits_usagers.services.grille.atelier import SourceSaisie
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.grille.editeur import ANCIENS, ECARTS, EditeurGrille
from droits_usagers.ui.grille.page import PageGrille
from droits_usagers.ui.grille.relecture import PageRelecture
from droits_usagers.ui.socle.destination import VersModele
from tools.scenes_fenetre import Scene, settle, until

_EXEMPLE = "circonscription-2012"
#: How many documents, and of how many points each speaks of one.
_DOCUMENTS, _UN_SUR = 12, 3
_COLLE = (
    "Mme Diallo, allocataire 1234567 A de la CAF, a attendu trois semaines.\n\n"
    "La note rappelle l'article 38 et l'article 40 de la loi informatique et libertés."
)


def _grille(geste: Callable[[EditeurGrille], object]) -> Scene:
    """An invented grille, after a gesture."""

    def show(fenetre: Fenetre) -> QWidget:
        fenetre.pages.go_to("grille", VersModele(_EXEMPLE))
        settle()
        page = fenetre.pages.currentWidget()
        if isinstance(page, PageGrille):
            geste(page.editeur)
            settle()
        return fenetre

    return show


def _find(editeur: EditeurGrille) -> None:
    """What was found, the second one looked at."""
    editeur.disposition.show_side(ECARTS)
    editeur.ecarts.liste.setFocus()
    editeur.ecarts.liste.go_to(editeur.ecarts.liste.lignes.line(1).id)


def _write(editeur: EditeurGrille) -> None:
    """A long testimony that names someone, and cites old articles."""
    editeur.table.go_to(("equipe", Point.REFUS))
    editeur.table.cell_opened.emit()
    editeur.case.texte.insertPlainText(_COLLE)


def _old(editeur: EditeurGrille) -> None:
    """What became of the articles of before 2019."""
    editeur.table.go_to(("equipe", Point.REFUS))
    editeur.case.written.emit(("equipe", Point.REFUS), _COLLE)
    editeur.disposition.show_side(ANCIENS)


def _add(editeur: EditeurGrille) -> None:
    """A finding of one's own."""
    editeur.disposition.show_side(ECARTS)
    editeur.ecarts.ajouter.click()


def _begin(fenetre: Fenetre) -> QWidget:
    """A grille without any source yet."""
    fenetre.pages.go_to("grille")
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageGrille):
        page.choix.boutons["vierge"].click()
        page.editeur.arrive()
        settle()
    return fenetre


def _reword(editeur: EditeurGrille) -> None:
    """A finding said otherwise."""
    _find(editeur)
    if editeur.ecarts.trouve is not None:
        editeur.ecarts._on_reword(editeur.ecarts.trouve)  # noqa: SLF001 # as its button does


#: What a union wrote: facts, what is only heard, a fear, questions, and someone's name.
_TRACT = """Le fichier des usagers : ce que nous constatons
Section syndicale du département, 8 février 2011

La direction nous parle maintenant de 5 ans après le dernier entretien, alors que la déclaration de 2008 disait six mois. Que \
deviennent les données ensuite, ou quand la famille déménage ?

Les collègues notent en commentaire les numéros de Sécurité sociale, de CAF et de titre de séjour. Des comptes rendus \
d'entretien sont tapés, contre la note de cadrage. Mme Kerbrat, de l'accueil, nous l'a montré.

Tout le personnel peut lire et modifier l'ensemble des fiches, y compris l'accueil et les stagiaires. Nous craignons que ces \
fiches ne soient un jour lues par la préfecture.

Ces chiffres servent à mesurer le rendement des assistantes sociales et à redéployer les postes. L'enquête de 2010 sur la \
population reçue n'a jamais été déclarée. On nous demande pourtant un bilan annuel.

En cas de refus d'un usager de voir son dossier informatisé, quelle position adoptera le service ?

Le bureau est ouvert le mardi.
"""


def _read(editeur: EditeurGrille) -> None:
    """A text about to be pasted."""
    editeur.show_text("equipe")


def _mark(editeur: EditeurGrille) -> None:
    """The same read, two passages kept, the third looked at."""
    editeur.show_text("equipe")
    marquage = editeur.ecran_marquage
    marquage.colle.setPlainText(_TRACT)
    marquage.lire.click()
    settle()
    for _ in range(2):
        marquage.garder.click()
        settle()


def _answer(editeur: EditeurGrille) -> None:
    """The checklist, on the question of how long, an answer begun."""
    editeur.show_list()
    editeur.ecran_liste.liste.go_to("duree")
    editeur.ecran_liste.texte.insertPlainText("mai 2003.")


def _many(editeur: EditeurGrille) -> None:
    """So many documents that cells only count what they say."""
    atelier = editeur._atelier  # noqa: SLF001 # what its screens change
    for rang, genre in enumerate([*GenreSource][: _DOCUMENTS - len(atelier.grille.sources)]):
        source = atelier.add_source(SourceSaisie(genre, dt.date(2009 + rang, 3, 9)))
        for point in [*Point][rang::_UN_SUR]:
            atelier.write(source, point, _COLLE)
    editeur.refresh()
    editeur.arrive()


def _reread(fenetre: Fenetre) -> QWidget:
    """A comment about to be typed, with what had better be taken out of it."""
    fenetre.pages.go_to("relecture")
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageRelecture):
        page.texte.setPlainText(_COMMENTAIRE)
        settle()
    return fenetre


def _decide(fenetre: Fenetre) -> QWidget:
    """The same, some of it decided."""
    _reread(fenetre)
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageRelecture):
        page.relues.focus_undecided()
        page.relues.tout.click()
        settle()
    return fenetre


def _look_at_page(fenetre: Fenetre) -> QWidget:
    """A file whose pages are pictures: each is shown, and decided."""
    fenetre.pages.go_to("relecture")
    page = fenetre.pages.currentWidget()
    if isinstance(page, PageRelecture):
        photo = Path(mkdtemp()) / "photo.png"
        image = QImage(800, 1100, QImage.Format.Format_RGB32)
        image.fill(QColor("#c8d6cf"))
        image.save(str(photo))
        page.ask_file = lambda: photo
        page.ouvrir.click()
        until(lambda: page.liste.lignes.rowCount() > 0)
        page.relues.focus_undecided()
        until(lambda: page.vue.shown)
        settle()
    return fenetre


_COMMENTAIRE = (
    "Reçue le 3 mars avec sa fille. Mme Kerbrat demande un secours. Famille peu coopérative, hygiène douteuse.\n"
    "Son voisin M. Diallo dit qu'elle a une dépression. N° de sécurité sociale : 2 84 05 29 151 123 45."
)

SCENES_GRILLE: dict[str, Scene] = {
    "grille": _grille(lambda editeur: editeur.left.emit()),
    "grille-vide": _begin,
    "grille-ecarts": _grille(_find),
    "grille-table": _grille(lambda editeur: editeur.arrive()),
    "grille-matrice": _grille(_many),
    "grille-case": _grille(_write),
    "grille-source": _grille(lambda editeur: editeur.tete.ajouter.click()),
    "grille-anciens": _grille(_old),
    "grille-autrement": _grille(_reword),
    "grille-ajouter": _grille(_add),
    "grille-effacer": _grille(lambda editeur: editeur.table.removal_wanted.emit()),
    "grille-lire": _grille(_read),
    "grille-marquer": _grille(_mark),
    "grille-liste": _grille(_answer),
    "grille-sujet": _grille(lambda editeur: editeur.show_subject()),
    "relecture": _reread,
    "relecture-decidee": _decide,
    "relecture-page": _look_at_page,
    "grille-suites": _grille(lambda editeur: editeur.show_suites()),
}
