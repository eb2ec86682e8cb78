"""« Adresses à ne montrer nulle part »: what is still to be answered, where each is held, and letting someone go by name."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.adresses import AdresseTenue, Habitant, ReponseAdresse
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import BoutonSecondaire, Colonne, Libelle, Nature, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EcranAdresses(EcranCoffre):
    """Whatever is changed here is undone from where it was."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "adresses", parent)
        self._acces = AccesCoffre(contexte)
        self._connues: Sequence[AdresseTenue] = ()
        self._discreet = False
        self.question = AvisAdresse(contexte)
        self.question.changed.connect(self._ask)
        self._lieux = Colonne(ecart=20)
        self.vide = Libelle(self.say("vide"), teinte=Teinte.DOUX)
        for widget in (self.question, self.vide):
            self.colonne.addWidget(widget)
        self.colonne.addLayout(self.dit)
        self.colonne.addLayout(self._lieux)
        self.colonne.addStretch(1)
        # Nothing is to be done here by whoever only looks.
        self.suite.hide()

    def start(self) -> None:
        """Asks what is held."""
        self.question.look()
        self._ask()
        self.retour.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets what it showed."""
        super().clear()
        self.question.forget()
        self._show(())

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names and addresses."""
        self._discreet = discreet
        self.question.be_discreet(discreet=discreet)
        self._show(self._connues)

    def _ask(self) -> None:
        self._acces.ask(lambda coffre: coffre.adresses.known(), Reponses(self, self._show, self.tell_failure))

    def _show(self, connues: Sequence[AdresseTenue]) -> None:
        self._connues = connues
        self.vide.setVisible(not connues)
        replace_all(self._lieux, () if self._discreet else map(self._place, connues))
        if connues and self._discreet:
            replace_all(self._lieux, [Libelle(self.say("cachees", nombre=len(connues)), teinte=Teinte.DOUX)])

    def _place(self, connue: AdresseTenue) -> QWidget:
        part = QWidget()
        colonne = Colonne(part, ecart=8)
        adresse = ", ".join(connue.habitants[0].adresse) if connue.habitants else connue.lieu
        colonne.addWidget(Titre(adresse, niveau=2))
        colonne.addWidget(Libelle(self.say(f"dite_{connue.reponse or 'd_office'}"), teinte=Teinte.DOUX))
        for habitant in connue.habitants:
            for widget in self._lines(connue, habitant):
                colonne.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeading)
        for autre in (reponse for reponse in ReponseAdresse if reponse is not connue.reponse):
            bouton = self._button(f"vers_{autre}", partial(self._answer, connue, autre), adresse)
            colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _lines(self, connue: AdresseTenue, habitant: Habitant) -> Iterator[QWidget]:
        nom = habitant.nom or self.textes("suivi.anonyme")
        id_ = "propre" if habitant.en_propre else "liberee" if habitant.liberee else "tenue"
        if connue.laissee and not habitant.en_propre:
            id_ = "ecrite"
        yield Libelle(self.say(id_, nom=nom, references=", ".join(habitant.references)))
        if not (connue.laissee or habitant.en_propre):
            geste = "reprendre" if habitant.liberee else "liberer"
            yield self._button(geste, partial(self._let_go, habitant, not habitant.liberee), nom)

    def _button(self, id_: str, action: Callable[[], object], de: str) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self.say(id_))
        bouton.setAccessibleName(self.say("de", geste=self.say(id_), quoi=de))
        bouton.hold(self._acces.raison)
        bouton.clicked.connect(lambda _checked=False: action())
        return bouton

    def _answer(self, connue: AdresseTenue, reponse: ReponseAdresse) -> None:
        self._write(
            lambda coffre: coffre.adresses.answer(connue.lieu, reponse),
            self.textes(f"adresse_tenue.fait.{reponse}"),
            lambda coffre: coffre.adresses.answer(connue.lieu, connue.reponse),
        )

    def _let_go(self, habitant: Habitant, libre: bool) -> None:  # noqa: FBT001 - a partial
        self._write(
            lambda coffre: coffre.adresses.let_go(habitant.numero, libre=libre),
            self.say("libere" if libre else "repris", nom=habitant.nom),
            lambda coffre: coffre.adresses.let_go(habitant.numero, libre=not libre),
        )

    def _write(self, action: Callable[[Coffre], object], fait: str, undo: Callable[[Coffre], object]) -> None:
        def done(_: object) -> None:
            self._ask()
            avis = self.tell(fait, nature=Nature.BIEN)
            annuler = BoutonSecondaire(self.textes("adresse_tenue.annuler"))
            annuler.clicked.connect(lambda _checked=False: self._acces.write(undo, Reponses(self, undone, self.tell_failure)))
            avis.add_button(annuler)
            annuler.setFocus(Qt.FocusReason.OtherFocusReason)

        def undone(_: object) -> None:
            self._ask()
            self.tell(self.say("defait"), nature=Nature.BIEN)
            self.retour.setFocus(Qt.FocusReason.OtherFocusReason)

        self._acces.write(action, Reponses(self, done, self.tell_failure))
