"""What each column says: guessed, shown beside what is written in it, changed from the keyboard."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from droits_usagers.domain.reprise.champs import CODES, CONSTANTES, ISSUES, ChampReprise
from droits_usagers.domain.socle.tableaux import Rangee, shown
from droits_usagers.services.reprise.ecran import PresentationReprise, sheet_name
from droits_usagers.services.reprise.reprise import ChantierReprise
from droits_usagers.ui.composants import Avis, Colonne, Libelle, LigneTexte, ListeDeroulante, Nature, Titre
from droits_usagers.ui.composants.champ import Champ as ChampEcran
from droits_usagers.ui.composants.champ import Intitule
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.questions.ecran import BUREAU
from droits_usagers.ui.reprise.etape import EtapeReprise, LigneChoix
from droits_usagers.ui.socle.page import Contexte

LIGNES = 6
_COLONNES_MONTREES = 60
#: At 100 %: the least width of a column, and the most, however long what is in it.
_LARGEURS = (72, 320)


class ApercuTableau(QTableWidget):
    """Read with the arrows; Tab goes past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setHighlightSections(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def show_rows(self, rangees: Sequence[Rangee], entete: int, entetes: Sequence[str]) -> None:
        """The line of headings, and some after it, numbered as on the sheet."""
        montrees = rangees[entete + 1 : entete + 1 + LIGNES]
        self.setRowCount(len(montrees))
        self.setColumnCount(min(len(entetes), _COLONNES_MONTREES))
        self.setHorizontalHeaderLabels(
            [f"{letter_of(rang)} · {texte}" if texte else letter_of(rang) for rang, texte in enumerate(entetes)]
        )
        self.setVerticalHeaderLabels([str(entete + 2 + rang) for rang in range(len(montrees))])
        for y, rangee in enumerate(montrees):
            for x, cellule in enumerate(rangee[:_COLONNES_MONTREES]):
                texte = " ".join(shown(cellule).split())
                item = QTableWidgetItem(texte)
                item.setToolTip(texte)
                self.setItem(y, x, item)
        self._fit()

    def _fit(self) -> None:
        theme = current_theme()
        haut = max(theme.px(32), self.fontMetrics().lineSpacing() + theme.px(10))
        self.verticalHeader().setDefaultSectionSize(haut)
        self.horizontalHeader().setFixedHeight(haut)
        moins, plus = map(theme.px, _LARGEURS)
        for colonne in range(self.columnCount()):
            voulue = max(self.sizeHintForColumn(colonne), self.horizontalHeader().sectionSizeHint(colonne))
            self.setColumnWidth(colonne, min(max(voulue, moins), plus))
        barre = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(haut * (self.rowCount() + 1) + barre + 4)

    def changeEvent(self, event: QEvent) -> None:
        """Follows the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()


def letter_of(rang: int) -> str:
    """The name a spreadsheet gives to a column.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    lettres = ""
    rang += 1
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(ord("A") + reste) + lettres
    return lettres


#: Lines offered as that of the headings.
_ENTETES = 20
#: Lines made at once: as many as one sees.
_TOUT_DE_SUITE = 4
#: A row is quoted so far.
_CITEE = 80
#: Columns that can be said something of.
_COLONNES = 100
#: Chosen of a column that nothing is read under, and whose cells are kept.
_GARDER = "garder"


class EtapeColonnes(EtapeReprise):
    """`reopened`: another sheet or another line of headings is wanted."""

    is_desk = True

    read_first = True

    reopened = Signal(int, int)

    def __init__(self, contexte: Contexte, chantier: ChantierReprise) -> None:
        super().__init__(contexte, "colonnes", largeur=BUREAU)
        self._dit = PresentationReprise(contexte.services.catalogue)
        self.chantier = chantier
        self._exemples: dict[int, str] = {}
        self.apercu = ApercuTableau()
        self.lignes: dict[int, LigneChoix] = {}
        self.constantes: dict[ChampReprise, LigneChoix] = {}
        self._inconnues = Colonne(ecart=8)
        self.colonne.addLayout(self.dit)
        self._add_notices()
        self.colonne.addLayout(self._inconnues)
        self._say_unknown()
        self._add_sheet()
        self.colonne.addWidget(ChampEcran(Intitule(self.say("apercu")), self.apercu))
        self.apercu.show_rows(chantier.rangees, chantier.entete, chantier.entetes)
        self.build(itertools.chain(self._add_columns(), self._add_constants()), tout_de_suite=_TOUT_DE_SUITE)

    def _add_notices(self) -> None:
        classeur = self.chantier.classeur
        dits = []
        if self.chantier.retrouve:
            dits.append((self.say("retrouve"), Nature.INFORMATION))
        if classeur.illisibles:
            dits.append((self.say("illisibles"), Nature.ATTENTION))
        if classeur.ecartees:
            dits.append((self.say("ecartees", feuilles=", ".join(classeur.ecartees)), Nature.ATTENTION))
        for texte, nature in dits:
            self.colonne.addWidget(self._notice(texte, nature))

    def _notice(self, texte: str, nature: Nature) -> Avis:
        return Avis(texte, mot=self.contexte.textes(f"commun.avis.{nature}"), nature=nature)

    def _say_unknown(self) -> None:
        """The columns of which nobody said yet what they say, as long as something is written there."""
        rangs = sorted(rang for rang in self.chantier.correspondance.gardees if self.chantier.examples(rang, 1))
        titres = self._dit.headings(self.chantier.entetes[rang] for rang in rangs)
        avis = [self._notice(self.say("inconnues", colonnes=titres), Nature.ATTENTION)] if rangs else []
        replace_all(self._inconnues, avis)

    def _add_sheet(self) -> None:
        feuilles = self.chantier.classeur.feuilles
        noms = [(str(rang), sheet_name(une, self.contexte.textes)) for rang, une in enumerate(feuilles)]
        a_dire = [("", self.say("feuille_a_dire"))] if self.chantier.asks_sheet else []
        self.feuille = ListeDeroulante([*a_dire, *noms])
        self.feuille.setCurrentIndex(0 if a_dire else self.chantier.feuille)
        if len(feuilles) > 1:
            self.colonne.addWidget(LigneChoix(self.say("feuille"), self.feuille))
        self.entete = ListeDeroulante([(str(rang), self._row(rang)) for rang, _ in enumerate(self.chantier.rangees[:_ENTETES])])
        self.entete.setCurrentIndex(self.chantier.entete)
        self.colonne.addWidget(LigneChoix(self.say("entete"), self.entete))
        self.feuille.activated.connect(self._on_sheet)
        self.entete.activated.connect(lambda rang: self.reopened.emit(self.chantier.feuille, rang))

    def _row(self, rang: int) -> str:
        """A row that may be that of the headings."""
        cellules = filter(None, (shown(cellule).strip() for cellule in self.chantier.rangees[rang]))
        return self.say("entete_ligne", rang=rang + 1, texte=self._dit.quoted(" · ".join(cellules)[:_CITEE]))

    def _add_columns(self) -> Iterator[None]:
        choix = [
            (_GARDER, self.say("garder")),
            ("", self.say("laissee")),
            *((champ.value, self._dit.champ(champ)) for champ in ChampReprise),
        ]
        for rang, entete in enumerate(self.chantier.entetes[:_COLONNES]):
            exemples = self.chantier.examples(rang)
            if not entete and not exemples:
                continue
            liste = ListeDeroulante(choix)
            liste.activated.connect(partial(self._on_column, rang))
            titre = self.say("colonne", lettre=letter_of(rang), entete=entete or self.say("sans_titre"))
            self._exemples[rang] = self.say("exemples", exemples=" ; ".join(exemples)) if exemples else self.say("vide")
            self.lignes[rang] = LigneChoix(titre, liste, self._exemples[rang])
            self.colonne.addWidget(self.lignes[rang])
            self._show_column(rang)
            yield

    def _add_constants(self) -> Iterator[None]:
        self.colonne.addWidget(Titre(self.say("pareil"), niveau=2))
        self.colonne.addWidget(Libelle(self.say("pareil_aide"), teinte=Teinte.DOUX))
        dites = self.chantier.correspondance.constantes
        for champ in CONSTANTES:
            ligne = LigneChoix(self._dit.champ(champ), self._constant(champ, dites.get(champ, "")))
            self.constantes[champ] = ligne
            self.colonne.addWidget(ligne)
            self._show_constant(champ)
            yield
        self.colonne.addStretch(1)

    def _constant(self, champ: ChampReprise, valeur: str) -> QWidget:
        if champ not in CODES:
            texte = LigneTexte(valeur)
            texte.textChanged.connect(partial(self._on_constant_text, champ))
            return texte
        codes = [code for code in self._dit.codes(champ) if champ is not ChampReprise.ISSUE or code[0] in ISSUES]
        liste = ListeDeroulante([("", self.say("rien_de_plus")), *codes])
        liste.setCurrentIndex(max(0, liste.findData(valeur)))
        liste.activated.connect(lambda _: self._set_constant(champ, liste.value()))
        return liste

    # What is said

    def _on_sheet(self, _choix: int) -> None:
        if self.feuille.value():
            self.reopened.emit(int(self.feuille.value()), -1)

    def _on_column(self, rang: int, _choix: int) -> None:
        editeur = self.lignes[rang].editeur
        if isinstance(editeur, ListeDeroulante):
            garde = editeur.value() == _GARDER
            champ = ChampReprise(editeur.value()) if editeur.value() and not garde else None
            dit = self.chantier.correspondance.with_column(rang, champ, garde=garde)
            self._change(self.chantier.with_correspondance(dit))

    def _on_constant_text(self, champ: ChampReprise, texte: str) -> None:
        self._set_constant(champ, texte.strip())

    def _set_constant(self, champ: ChampReprise, valeur: str) -> None:
        self._change(self.chantier.with_correspondance(self.chantier.correspondance.with_constant(champ, valeur)))

    def _change(self, chantier: ChantierReprise) -> None:
        self.chantier = chantier
        self.hush()
        # Shows what every column is said to say, and what may be said once for all.
        self._say_unknown()
        for rang in self.lignes:
            self._show_column(rang)
        for champ in self.constantes:
            self._show_constant(champ)

    def _show_column(self, rang: int) -> None:
        liste = self.lignes[rang].editeur
        dit = self.chantier.correspondance
        champ = dit.colonnes[rang]
        if isinstance(liste, ListeDeroulante):
            laissee = _GARDER if rang in dit.gardees else ""
            liste.setCurrentIndex(max(0, liste.findData(champ.value if champ else laissee)))

    def _show_constant(self, champ: ChampReprise) -> None:
        utile = champ is not ChampReprise.ISSUE or ChampReprise.REPONSE in self.chantier.correspondance.colonnes
        self.constantes[champ].setVisible(utile and champ in self.chantier.constants())

    # The screen

    def go_on(self) -> bool:
        """Stays where something without which nothing can be read is missing."""
        self.finish()
        if self.chantier.asks_sheet:
            self.tell(self.say("sans_feuille"))
            self.feuille.setFocus()
            return True
        manques = self.chantier.missing
        if not manques:
            return False
        self.tell(self.say(f"sans_{manques[0]}"))
        self.constantes[manques[0]].setFocus()
        return True

    def conceal(self, *, masque: bool) -> None:
        """What is written in the table."""
        self.finish()
        self.apercu.setVisible(not masque)
        self._dit = replace(self._dit, masque=masque)
        for rang in range(self.entete.count()):
            self.entete.setItemText(rang, self._row(rang))
        mot = self.contexte.textes("suivi.nom_masque")
        for rang, ligne in self.lignes.items():
            ligne.conceal(masque=masque, mot=mot, exemples=self._exemples[rang])
