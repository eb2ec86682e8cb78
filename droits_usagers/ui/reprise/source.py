"""Where the table is: a file, or cells pasted; and the tables taken over before, which can be taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent

from droits_usagers.domain.dossier.dossiers import Lot
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.reprise.chemin import TableDonnee
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Rangee,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.boutons import ENTREE
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.reprise.etape import EtapeReprise
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.page import Contexte

#: What is pasted beyond that is kept apart: laying ten thousand lines out would hold the window.
_MONTRES = 2_000


class Collage(TexteLong):
    """What is pasted takes the place of what was there: a table is not pasted in pieces."""

    def __init__(self) -> None:
        super().__init__(lignes=4)
        self._reste = ""
        self.setLineWrapMode(TexteLong.LineWrapMode.NoWrap)

    @property
    def cellules(self) -> str:
        """All that was pasted, or typed."""
        return self.toPlainText() + self._reste

    def paste_cells(self, texte: str) -> None:
        """Takes these cells."""
        unifie = texte.replace("\r\n", "\n")
        coupe = len(unifie) if len(unifie) <= _MONTRES else unifie.rfind("\n", 0, _MONTRES) + 1 or _MONTRES
        self.setPlainText(unifie[:coupe])
        self._reste = unifie[coupe:]

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Ctrl+V, the menu, or what is dropped."""
        if source.hasText():
            self.paste_cells(source.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: a line is not added by hand."""
        if event.key() in ENTREE:
            self.validated.emit()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Forgets it."""
        self._reste = ""
        super().clear()


class EtapeSource(EtapeReprise):
    """`given`: a `TableDonnee` to be read. `undo_wanted`: a former one, by its lot."""

    given = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(contexte, "source")
        self.chemin = LigneTexte()
        fichier = Champ(Intitule(self.say("fichier"), self.say("fichier_aide")), self.chemin)
        self.choisir = BoutonSecondaire(self.say("choisir"), icone="ouvrir")
        fichier.add_below(self.choisir)
        self.colle = Collage()
        self.faites = Colonne(ecart=8)
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(fichier)
        self.colonne.addWidget(Champ(Intitule(self.say("colle"), self.say("colle_aide")), self.colle))
        self.colonne.addLayout(self.faites)
        self.colonne.addStretch(1)
        self.choisir.clicked.connect(self._on_choose)

    @property
    def is_empty(self) -> bool:
        """True while nothing was given."""
        return not self.chemin.text().strip() and not self.colle.cellules.strip()

    @property
    def table(self) -> TableDonnee:
        """What was given, not read yet."""
        return TableDonnee(self.chemin.text().strip(), self.colle.cellules)

    def show_table(self, table: TableDonnee) -> None:
        """What was given before."""
        self.chemin.setText(table.chemin)
        self.colle.paste_cells(table.colle)

    def focus_first(self) -> bool:
        """On the button that asks for a file: pasting works from there too."""
        self.choisir.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def paste(self, texte: str) -> None:
        """What is pasted anywhere on this screen goes where cells do."""
        self.colle.paste_cells(texte)
        self.colle.setFocus(Qt.FocusReason.OtherFocusReason)

    def conceal(self, *, masque: bool) -> None:
        """What was pasted; the name of a file may tell of someone too."""
        self.colle.setVisible(not masque)
        self.chemin.setEchoMode(LigneTexte.EchoMode.Password if masque else LigneTexte.EchoMode.Normal)

    def go_on(self) -> bool:
        """Reads what was given."""
        chemin, colle = self.chemin.text().strip(), self.colle.cellules
        if chemin and colle.strip():
            self.tell(self.say("deux"))
        elif chemin:
            self._read(TableDonnee(str(Path(chemin).expanduser()), lue=True))
        elif colle.strip():
            self._read(TableDonnee(colle=colle, lue=True))
        else:
            self.tell(self.say("rien"))
            self.choisir.setFocus()
        return True

    def _read(self, table: TableDonnee) -> None:
        self.tell(self.say("lit"), nature=Nature.INFORMATION)
        self.given.emit(table)

    def _on_choose(self) -> None:
        chosen = ask_file(self, self.say("choisir_titre"), self.say("filtre"))
        if chosen is not None:
            self.chemin.setText(str(chosen))
            self.go_on()

    def show_former(self, lots: Sequence[Lot]) -> None:
        """The tables taken over before, latest first."""
        lignes = [self._former(lot) for lot in lots]
        replace_all(self.faites, [Titre(self.say("faites"), niveau=2)] if lignes else [])
        for ligne in lignes:
            self.faites.addLayout(ligne)

    def _former(self, lot: Lot) -> Rangee:
        moment = lot.fait_le
        heure = self.contexte.textes("coffre_ecran.etat.heure", heures=moment.hour, minutes=f"{moment.minute:02}")
        dit = self.counted("faite", lot.dossiers, dossiers=lot.dossiers, date=date_courte(moment.date()), heure=heure)
        bouton = BoutonLien(self.say("annuler"), icone="corbeille")
        bouton.setAccessibleDescription(dit)
        bouton.clicked.connect(partial(self.undo_wanted.emit, lot))
        rangee = Rangee(ecart=12)
        rangee.addWidget(Libelle(dit), 1)
        rangee.addWidget(bouton)
        return rangee


def ask_to_undo(etape: EtapeSource, lot: Lot, undo: Callable[[], object]) -> None:
    """Asks in place; nothing is done unless the person says so."""
    textes = etape.contexte.textes
    id_ = "reprise.fait.demande_un" if lot.dossiers == 1 else "reprise.fait.demande"
    phrase = textes(id_, date=date_courte(lot.fait_le.date()), dossiers=lot.dossiers)
    avis = etape.tell(phrase, nature=Nature.ATTENTION)
    garder = BoutonSecondaire(textes("reprise.fait.garder"))
    oui = BoutonSecondaire(textes("reprise.fait.confirmer"), icone="corbeille")

    def keep() -> None:
        etape.hush()
        etape.focus_first()

    garder.clicked.connect(keep)
    oui.clicked.connect(undo)
    avis.add_button(garder)
    avis.add_button(oui)
    garder.setFocus()
