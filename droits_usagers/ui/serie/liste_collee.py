"""One list being pasted: the text with its line numbers, what was read of it, and what was not, line by line."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
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
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.serie.texte_lignes import TexteLignes
from droits_usagers.ui.socle.choix_fichier import ask_file
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

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
