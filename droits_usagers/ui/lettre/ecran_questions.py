"""One screen of questions: a title, a form, and nothing else."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.services.lettre.ecrans import REPONDRE, Ecran
from droits_usagers.services.lettre.formulaires import IDENTITE, NOM_ORGANISME, Section
from droits_usagers.ui.annuaire.garder import GarderAdresse
from droits_usagers.ui.annuaire.recherche import RechercheService
from droits_usagers.ui.composants import Avis, Nature
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.formulaire import Formulaire, ReglesFormulaire
from droits_usagers.ui.socle.saisies import REPIT_MS

#: Around what is brought in sight.
_MARGE = 12


class EcranQuestions(EcranAssistant):
    """Draws the questions of one screen."""

    def __init__(self, ecran: Ecran, regles: ReglesFormulaire, parent: QWidget | None = None) -> None:
        titre, introduction = regles.intitules.titre(ecran), regles.intitules.introduction(ecran)
        super().__init__(titre, introduction, parent=parent)
        #: The answer alone would tell someone who looks over the shoulder.
        self._secret = ecran.section == Section.DANGER or ecran == REPONDRE
        #: What became of the question of who must not know, where it was passed over.
        self._retenue: Avis | None = None
        #: What finds a body, above the questions about it.
        self.service: RechercheService | None = None
        self._garder: GarderAdresse | None = None
        self.formulaire = Formulaire(ecran.questions, regles)
        self.colonne.addWidget(self.formulaire)
        if self._secret:
            self.offer_numbers(regles.intitules.communs)
        self.colonne.addStretch(1)

    def put_around(self, au_dessus: QWidget | None = None, en_dessous: QWidget | None = None) -> None:
        """What helps to answer, above the questions, and what is computed from the answers, under them."""
        if au_dessus is not None:
            self.colonne.insertWidget(self.colonne.indexOf(self.formulaire), au_dessus)
        if en_dessous is not None:
            self.colonne.insertWidget(self.colonne.indexOf(self.formulaire) + 1, en_dessous)

    def reveal(self, widget: QWidget) -> None:
        """In sight, as far as what has the focus stays so."""
        # What has just come has its place.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if widget.isVisible():
            ici = self.focusWidget()
            for quoi in filter(None, (widget, ici)):
                self._defilement.ensureWidgetVisible(quoi, 0, _MARGE)

    def say_known(self, dit: str) -> None:
        """Some answers are there already: says where they come from."""
        self.introduction.setText("\n".join(filter(None, (self.introduction.text(), dit))))
        self.introduction.show()

    def say_withheld(self, dit: str, mot: str) -> None:
        """That the home address will not be written, above what is asked: read before it."""
        self.read_first = True
        self._retenue = Avis(dit, mot=mot, nature=Nature.ATTENTION)
        self.colonne.insertWidget(self.colonne.indexOf(self.formulaire), self._retenue)

    def offer_service(self, service: RechercheService) -> None:
        """Puts what finds a body above the questions about it."""
        self.service = service
        self.put_around(service)
        self.setTabOrder(service.mots, self.formulaire)

    def offer_to_keep(self, garder: GarderAdresse) -> None:
        """Puts what keeps an address under the questions about the body."""
        self._garder = garder
        self.put_around(en_dessous=garder)

    def focus_first(self) -> bool:
        """On the first question, or on what answers several of them."""
        if self.service is not None and not self.formulaire.value(NOM_ORGANISME):
            self.service.mots.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.formulaire.focus_first()

    def focus_on(self, question: str) -> None:
        """There, and in sight."""
        self.formulaire.focus_on(question)

    def conceal(self, *, masque: bool) -> None:
        """Who someone is, and where they live."""
        super().conceal(masque=masque)
        self.formulaire.conceal(masque=masque, only=IDENTITE)
        if self.service is not None:
            self.service.conceal(masque=masque)
        if self._garder is not None:
            self._garder.conceal(masque=masque)
        if self._retenue is not None:
            self._retenue.setVisible(not masque)
        if self._secret:
            self.formulaire.setVisible(not masque)
            self.titre.setVisible(not masque)
            self.introduction.setVisible(not masque and bool(self.introduction.text()))


class JourDit(Avis):
    """`due`: a date being typed is read as another until its last figure; now it may be counted."""

    due = Signal()

    def __init__(self, texte: str, mot: str) -> None:
        super().__init__(texte, mot=mot, nature=Nature.ATTENTION)
        self._repit = QTimer(self, singleShot=True, interval=REPIT_MS)
        self._repit.timeout.connect(self.due)

    def touch(self) -> None:
        """A key."""
        self._repit.start()
