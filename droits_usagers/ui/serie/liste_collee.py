"""One list being pasted: the text with its line numbers, what was read of it, and what was not, line by line."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.serie.lecture import LigneRefusee, ListeLue, OrdreNoms, read_lines
from droits_usagers.ui.composants import (
    Avis,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    LibelleEtat,
    ListeDeroulante,
    Nature,
    TexteLong,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class TexteLignes(TexteLong):
    """Lines are not folded: one is one person."""

    def __init__(self, *, lignes: int = 9, parent: QWidget | None = None) -> None:
        super().__init__(lignes=lignes, parent=parent)
        self.setLineWrapMode(TexteLong.LineWrapMode.NoWrap)
        self._marquees: frozenset[int] = frozenset()
        self._marge = _Marge(self)
        self.blockCountChanged.connect(self._fit_margin)
        self.updateRequest.connect(self._on_update)
        self._fit_margin()

    def mark(self, rangs: Iterable[int]) -> None:
        """Marks these lines, from 1."""
        self._marquees = frozenset(rangs)
        self._marge.update()

    def go_to_line(self, rang: int) -> None:
        """Puts the cursor at the beginning of a line, in view."""
        curseur = QTextCursor(self.document().findBlockByNumber(rang - 1))
        self.setTextCursor(curseur)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def append_lines(self, lignes: Iterable[str]) -> None:
        """Adds lines at the end, where one can take them away again with Undo."""
        curseur = QTextCursor(self.document())
        curseur.movePosition(QTextCursor.MoveOperation.End)
        debut = "\n" if self.toPlainText() and not self.toPlainText().endswith("\n") else ""
        curseur.insertText(debut + "\n".join(lignes))
        self.setTextCursor(curseur)

    def end_lines_with(self, mention: str, *, sauf: Collection[int]) -> None:
        """Adds a cell to the lines of the cursor that are not empty, once on each; Undo takes it away again.

        Not to the lines of these ranks, from 1.
        """
        curseur = self.textCursor()
        document = self.document()
        premier, dernier = (document.findBlock(ou).blockNumber() for ou in (curseur.selectionStart(), curseur.selectionEnd()))
        if premier < dernier and document.findBlockByNumber(dernier).position() == curseur.selectionEnd():
            # Nothing of that line is selected.
            dernier -= 1
        curseur.beginEditBlock()
        for rang in range(premier, dernier + 1):
            bloc = document.findBlockByNumber(rang)
            texte = bloc.text().rstrip(" ;\t")
            if texte and rang + 1 not in sauf and not texte.endswith(mention):
                curseur.setPosition(bloc.position() + len(bloc.text()))
                signe = next((signe for signe in "\t;," if signe in bloc.text()), ";")
                curseur.insertText((signe if signe == "\t" else f" {signe} ") + mention)
        curseur.endEditBlock()

    def conceal(self, *, masque: bool) -> None:
        """Nothing is drawn, and nothing is lost."""
        viewport = self.viewport()
        viewport.setUpdatesEnabled(not masque)
        viewport.setVisible(not masque)

    def margin_width(self) -> int:
        """Room for the greatest number and a mark."""
        theme = current_theme()
        chiffres = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("0" * chiffres) + theme.px(24)

    def _fit_margin(self, _lignes: int = 0) -> None:
        largeur = self.margin_width()
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setViewportMargins(0 if a_droite else largeur, 0, largeur if a_droite else 0, 0)

    def _on_update(self, _rect: QRect, deplacement: int) -> None:
        if deplacement:
            self._marge.scroll(0, deplacement)
        else:
            self._marge.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin follows."""
        super().resizeEvent(event)
        dedans, largeur = self.contentsRect(), self.margin_width()
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        x = dedans.right() - largeur + 1 if a_droite else dedans.left()
        self._marge.setGeometry(QRect(x, dedans.top(), largeur, dedans.height()))

    def paint_margin(self, painter: QPainter, rect: QRect) -> None:
        """The number of each line in view; a coloured bar and a heavier number for those to look at again."""
        theme = current_theme()
        a_droite = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.fillRect(rect, theme.survol)
        bloc = self.firstVisibleBlock()
        haut = round(self.blockBoundingGeometry(bloc).translated(self.contentOffset()).top())
        while bloc.isValid() and haut <= rect.bottom():
            bas = haut + round(self.blockBoundingRect(bloc).height())
            rang = bloc.blockNumber() + 1
            marque = rang in self._marquees
            if marque:
                bord = rect.right() + 1 - theme.px(4) if a_droite else rect.left()
                painter.fillRect(QRect(bord, haut, theme.px(4), bas - haut), theme.color(Teinte.SEMAINE))
            painter.setFont(theme.font(gras=marque))
            painter.setPen(theme.color(Teinte.SEMAINE if marque else Teinte.DOUX))
            debut = rect.left() + (theme.px(8) if a_droite else 0)
            place = QRect(QPoint(debut, haut), QSize(rect.width() - theme.px(8), self.fontMetrics().height()))
            cote = Qt.AlignmentFlag.AlignLeft if a_droite else Qt.AlignmentFlag.AlignRight
            painter.drawText(place, cote | Qt.AlignmentFlag.AlignAbsolute, str(rang))
            bloc, haut = bloc.next(), bas


class _Marge(QWidget):
    """Beside the text; a screen reader hears line numbers in the notice below instead."""

    def __init__(self, texte: TexteLignes) -> None:
        super().__init__(texte)
        self._texte = texte

    def paintEvent(self, event: QPaintEvent) -> None:
        """Numbers."""
        painter = QPainter(self)
        self._texte.paint_margin(painter, QRect(0, event.rect().top(), self.width(), event.rect().height()))
        painter.end()


#: After the last key, in milliseconds.
DELAI_MS = 150
#: Lines to look at again that are said one by one.
DITES = 6

Lecture = Callable[[str, OrdreNoms], ListeLue[object]]


class ListeCollee(QWidget):
    """`read`: the list says something else. `cote` is « personnes » or « organismes »: under which its words are."""

    read = Signal()

    def __init__(self, contexte: Contexte, cote: str, lire: Lecture) -> None:
        super().__init__()
        self._contexte, self._cote, self._lire = contexte, cote, lire
        self.liste: ListeLue[object] = ListeLue()
        self._attendent: list[Callable[[], None]] = []
        self._fini = True
        self.texte = TexteLignes()
        self.champ = Champ(Intitule(self.say(cote), self.say(f"{cote}_aide")), self.texte)
        self.ordre = ListeDeroulante([(ordre, self.say(f"{ordre}", sous="ordres")) for ordre in OrdreNoms])
        self._champ_ordre = Champ(Intitule(self.say("ordre")), self.ordre)
        if cote != "personnes":
            self._champ_ordre.hide()
        self._compte = LibelleEtat(first=False, teinte=Teinte.DOUX)
        self._dit = Colonne(ecart=8)
        #: What is asked of who is in the list.
        self.demandes = Colonne(ecart=8)
        self._boutons = Colonne(ecart=8)
        self._derniere: QWidget = self.ordre
        self._rythme = QTimer(self)
        self._rythme.setSingleShot(True)
        self._rythme.setInterval(DELAI_MS)
        self._build()
        self._show()

    def say(self, id_: str, *, sous: str = "listes", **valeurs: object) -> str:
        """One of the sentences of this screen."""
        return self._contexte.textes(f"serie.{sous}.{id_}", **valeurs)

    def _build(self) -> None:
        colonne = Colonne(self, ecart=12)
        colonne.addWidget(self.champ)
        colonne.addWidget(self._compte)
        colonne.addLayout(self.demandes)
        colonne.addLayout(self._dit)
        colonne.addWidget(self._champ_ordre)
        colonne.addLayout(self._boutons)
        colonne.addStretch(1)
        self.add_button(self.say("fichier"), "ouvrir", self._on_file)
        self._rythme.timeout.connect(self._read)
        self.texte.textChanged.connect(self._on_typed)
        self.ordre.currentIndexChanged.connect(self._on_typed)

    def add_button(self, titre: str, icone: str, action: Callable[[], object]) -> BoutonSecondaire:
        """Another way to fill the list."""
        bouton = BoutonSecondaire(titre, icone=icone)
        bouton.clicked.connect(lambda _checked=False: action())
        self._boutons.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        # On the way of Tab where it is seen, however late it came.
        QWidget.setTabOrder(self._derniere, bouton)
        self._derniere = bouton
        return bouton

    def mark_lines(self, mention: str) -> None:
        """Writes a mention at the end of the lines of the cursor, as one more cell; once on each."""
        self.texte.end_lines_with(mention, sauf=self.liste.entetes)
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def lignes(self) -> frozenset[str]:
        """The lines, as typed."""
        return frozenset(self.texte.toPlainText().split("\n"))

    def show_text(self, texte: str, ordre: OrdreNoms = OrdreNoms.NOM_PRENOM) -> None:
        """Shows a list typed before."""
        self.ordre.setCurrentIndex(max(0, self.ordre.findData(ordre)))
        self.texte.setPlainText(texte)

    def add_lines(self, lignes: Sequence[str]) -> None:
        """Adds those that are not there yet."""
        connues = self.lignes
        nouvelles = [ligne for ligne in dict.fromkeys(lignes) if ligne not in connues]
        if nouvelles:
            self.texte.append_lines(nouvelles)

    def remove_line(self, ligne: str) -> None:
        """Takes a line away."""
        restent = [une for une in self.texte.toPlainText().split("\n") if une != ligne]
        self.texte.setPlainText("\n".join(restent))

    def settle(self, done: Callable[[], None]) -> None:
        """Calls `done` once all that was typed is read."""
        if self._fini:
            done()
            return
        self._attendent.append(done)
        self._read()

    def clear(self) -> None:
        """Forgets it."""
        self._attendent.clear()
        self.texte.clear()

    # Reading

    def _on_typed(self) -> None:
        self._fini = False
        self._rythme.start()

    def _read(self) -> None:
        self._rythme.stop()
        # Taken out as it is read: the task, which outlives the screen, keeps no names.
        boite = [self.texte.toPlainText()]
        lire = partial(_read_out, boite, self._lire, OrdreNoms(self.ordre.value()))
        reponses = Reponses(self, self._on_read, self._on_failure)
        self._contexte.operations.run_latest(self._contexte.services.rendu, lire, reponses, suite=f"serie.{self._cote}")

    def _on_read(self, liste: ListeLue[object]) -> None:
        if self._rythme.isActive():
            # Typed since: it will be read in a moment.
            return
        self._fini, self.liste = True, liste
        self._show()
        self.read.emit()
        attendent, self._attendent = self._attendent, []
        for done in attendent:
            done()

    def _show(self) -> None:
        nombre = len(self.liste.lues)
        singulier, pluriel, rien = _COMPTES[self._cote]
        compte = self.say(singulier if nombre == 1 else pluriel, nombre=nombre) if nombre else self.say(rien)
        if self.liste.ignorees:
            compte += " " + self.say("ignorees", colonnes=", ".join(self.liste.ignorees))
        self._compte.setText(compte)
        self.texte.mark(refus.rang for refus in self.liste.refus)
        replace_all(self._dit, ())
        if self.liste.refus:
            avis, aller = self._notice()
            replace_all(self._dit, [avis])
            # What was said last is not last on the way of Tab.
            QWidget.setTabOrder(self.texte, aller)

    def _notice(self) -> tuple[Avis, BoutonSecondaire]:
        refus = self.liste.refus
        phrases = [self.say("refusee") if len(refus) == 1 else self.say("refusees", nombre=len(refus))]
        phrases += [self._reason(un) for un in refus[:DITES]]
        if len(refus) > DITES:
            phrases.append(self.say("et_autres", nombre=len(refus) - DITES))
        avis = Avis("\n".join(phrases), mot=self.say("a_revoir"), nature=Nature.ATTENTION)
        aller = BoutonSecondaire(self.say("aller", rang=refus[0].rang))
        aller.clicked.connect(partial(self._on_go_to, refus[0].rang))
        avis.add_button(aller)
        return avis, aller

    def _reason(self, refus: LigneRefusee) -> str:
        raison = self.say(refus.raison, sous="raisons", premiere=refus.premiere)
        return self.say("ligne", rang=refus.rang, raison=raison)

    def _on_go_to(self, rang: int) -> None:
        self.texte.go_to_line(rang)

    # Files

    def _on_file(self) -> None:
        chemin = ask_file(self, self.say("fichier_titre"), self.say("fichier_genres"))
        if chemin is not None:
            self.take_file(chemin)

    def take_file(self, chemin: Path) -> None:
        """Adds the lines of a table."""
        reponses = Reponses(self, self._on_lines, self._on_failure)
        self._contexte.operations.run(self._contexte.services.rendu, partial(read_lines, chemin), reponses)

    def _on_lines(self, texte: str) -> None:
        self.add_lines(texte.split("\n"))
        self.texte.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failure(self, error: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(error)
        replace_all(self._dit, [Avis(phrase, mot=self._contexte.textes("commun.avis.attention"), nature=Nature.ATTENTION)])


def _read_out(boite: list[str], lire: Lecture, ordre: OrdreNoms) -> ListeLue[object]:
    return lire(boite.pop(), ordre)


_COMPTES = {
    "personnes": ("lue_personne", "lues_personnes", "aucune_personne"),
    "organismes": ("lu_organisme", "lus_organismes", "aucun_organisme"),
}
