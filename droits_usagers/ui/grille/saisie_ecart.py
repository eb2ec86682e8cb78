"""An écart in the user's own words: one of the rules' said otherwise, or one that no rule found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.grille import EcartSaisi, PassageMarque, Point, Source
from droits_usagers.services.grille.examen import Case, EcartMontre
from droits_usagers.ui.composants import (
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    ListeDeroulante,
    Option,
    Pied,
    TexteLong,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.grille.articles import ChoixArticles
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.socle.tabulation import chain, stops_in

_GRAVITES = ("1", "2", "3")


class SaisieEcart(QWidget):
    """`reworded`: a finding and its new words, none for the rule's. `added`: an EcartSaisi. `left`: nothing done."""

    reworded = Signal(object, str)
    added = Signal(object)
    left = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._textes = contexte.textes
        self._say = self._textes.under("grille.saisie")
        self._trouve: EcartMontre | None = None
        self._montree = ""
        self._titre = Titre(niveau=2)
        self._cite = Libelle(teinte=Teinte.DOUX)
        self.phrase = TexteLong(lignes=7)
        regles = [(id_, une.titre) for id_, une in contexte.services.catalogue.ecarts.regles.items()]
        self.regle = ListeDeroulante([("", self._say("regle_aucune")), *regles])
        self._passages: tuple[PassageMarque, ...] = ()
        points = [(un.value, self._textes(f"ecarts.points.{un}")) for un in Point]
        self.point = ListeDeroulante(points)
        self.gravite = ListeDeroulante([(une, self._textes(f"ecarts.gravites.{une}")) for une in _GRAVITES])
        self.articles = ChoixArticles(contexte)
        self.sources = ChoixMultiples(())
        self._places = Colonne(ecart=0)
        self._champ_phrase = Champ(Intitule(self._say("phrase"), self._say("phrase_aide")), self.phrase)
        self.rendre = BoutonLien(self._say("rendre"), icone="retour")
        self.valider = BoutonPrimaire(self._say("valider"), touche=self._textes("commun.ctrl_entree"))
        self.renoncer = BoutonSecondaire(self._say("renoncer"), icone="retour")
        self._propres = QWidget()
        self._lay_out()
        self.valider.bind_enter(self, plain=False)
        bind("Esc", self, self.left.emit)
        self.valider.clicked.connect(lambda _checked=False: self._on_validated())
        self.renoncer.clicked.connect(lambda _checked=False: self.left.emit())
        self.rendre.clicked.connect(lambda _checked=False: self.reworded.emit(self._trouve, ""))
        self.phrase.textChanged.connect(self._champ_phrase.hush)
        self._choisis = self._chosen()

    def _lay_out(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=12, marges=(2, 0, 8, 8))
        colonne.addWidget(self._titre)
        colonne.addWidget(self._cite)
        colonne.addWidget(self._champ_phrase)
        colonne.addWidget(self.rendre, 0, Qt.AlignmentFlag.AlignLeading)
        propres = Colonne(self._propres, ecart=12)
        propres.addWidget(Champ(Intitule(self._say("regle"), self._say("regle_aide")), self.regle))
        propres.addWidget(Champ(Intitule(self._say("point")), self.point))
        propres.addWidget(Champ(Intitule(self._say("gravite")), self.gravite))
        propres.addWidget(Libelle(self._say("sources"), gras=True))
        propres.addLayout(self._places)
        propres.addWidget(Champ(Intitule(self._say("articles"), self._say("articles_aide")), self.articles))
        colonne.addWidget(self._propres)
        colonne.addLayout(Pied(self.renoncer, self.valider, ecart=8))
        colonne.addStretch(1)
        Colonne(self, ecart=0).addWidget(Defilement(contenu))

    def reword(self, trouve: EcartMontre) -> None:
        """Say this one otherwise."""
        self._trouve = trouve
        self._titre.setText(self._say("reformuler", numero=trouve.numero))
        self._cite.setText(self._say("garde"))
        self._show(own=False, can_give_back=trouve.rang is not None and not trouve.is_own)
        self.phrase.setPlainText(trouve.ecart.fait)
        self._begin()

    def add(self, sources: Sequence[tuple[Source, str]], case: Case | None, passages: tuple[PassageMarque, ...]) -> None:
        """One more; `sources` with their names, `case` where one is, `passages` what is noted there."""
        self._trouve = None
        self._passages = passages
        self.regle.setCurrentIndex(0)
        self._titre.setText(self._say("ajouter"))
        self._cite.setText("")
        self.sources = ChoixMultiples([Option(source.id, nom) for source, nom in sources])
        self.sources.setAccessibleName(self._say("sources"))
        replace_all(self._places, [self.sources])
        chain((self.gravite, *stops_in(self.sources)))
        self._show(own=True, can_give_back=False)
        self.phrase.clear()
        self.articles.clear()
        self.gravite.setCurrentIndex(1)
        if case is not None:
            self.point.setCurrentIndex(self.point.findData(case[1].value))
            self.sources.set_value((case[0],))
        self._begin()

    def _show(self, *, own: bool, can_give_back: bool) -> None:
        self._cite.setVisible(not own)
        self._propres.setVisible(own)
        self.rendre.setVisible(can_give_back)

    def _begin(self) -> None:
        self._champ_phrase.hush()
        # As Qt gives it back: with plain spaces.
        self._montree, self._choisis = self.phrase.toPlainText().strip(), self._chosen()
        self.phrase.document().clearUndoRedoStacks()
        self.phrase.moveCursor(self.phrase.textCursor().MoveOperation.End)
        self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_dirty(self) -> bool:
        """True if something was typed or chosen here and not kept yet."""
        return self.phrase.toPlainText().strip() != self._montree or self._chosen() != self._choisis

    def _chosen(self) -> tuple[object, ...]:
        return self.regle.value(), self.point.value(), self.gravite.value(), self.sources.value(), self.articles.value()

    def clear(self) -> None:
        """Holds nothing."""
        self._trouve = None
        self._montree = ""
        self.phrase.clear()
        self.articles.clear()
        replace_all(self._places, ())
        self.sources = ChoixMultiples(())
        self._choisis = self._chosen()

    def conceal(self, *, masque: bool) -> None:
        """Hides what is typed, or shows it again."""
        self.phrase.conceal(masque=masque)

    def _on_validated(self) -> None:
        phrase = self.phrase.toPlainText().strip()
        if self._trouve is not None:
            if phrase == self._montree:
                # The same words are still the rule's.
                self.left.emit()
            else:
                self.reworded.emit(self._trouve, phrase)
        elif self.regle.value() and self._quoted() and not phrase:
            self.added.emit(EcartSaisi(self.regle.value(), passages=self._quoted(), confirme=True))
        elif phrase:
            self.added.emit(self._own(phrase))
        else:
            self._champ_phrase.say(self._say("phrase_vide"), mot=self._textes("commun.avis.attention"))
            self.phrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _own(self, phrase: str) -> EcartSaisi:
        """What is typed; a rule brings its right, its request and its articles. Whoever writes it has just looked."""
        regle = self.regle.value()
        return EcartSaisi(
            regle,
            phrase,
            point=Point(self.point.value()),
            sources=self.sources.value(),
            gravite=0 if regle else int(self.gravite.value()),
            articles=() if regle else self.articles.value(),
            confirme=True,
            passages=self._quoted(),
        )

    def _quoted(self) -> tuple[str, ...]:
        """What is noted where one was, of the sources and of the point that are still chosen."""
        point, sources = Point(self.point.value()), self.sources.value()
        return tuple(un.id for un in self._passages if un.point is point and un.source in sources)
