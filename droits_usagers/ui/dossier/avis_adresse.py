"""Asked once, of an address that someone protects and that other dossiers have: whether it is held there as well."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.adresses import AdresseAPartager, ReponseAdresse
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, VersPartie
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class AvisAdresse(QWidget):
    """Takes no room while there is nothing to ask. Where several are, one after the other."""

    #: Letters, lists and what dossiers are found by are to be made again.
    changed = Signal()
    #: Something has just been asked: it is to be seen.
    asked = Signal()

    def __init__(self, contexte: Contexte, lead: Callable[[Destination], object] | None = None) -> None:
        """`lead` goes to where all of them are, which is offered where one can."""
        super().__init__()
        self._lead = lead
        self._contexte = contexte
        self._acces = AccesCoffre(contexte)
        self._dire = contexte.textes.under("adresse_tenue")
        self._dit = Colonne(self)
        self._reference = ""
        self._rang = 0
        self._dite = self._demande = self._discreet = False
        self.hide()

    def look(self, reference: str = "") -> None:
        """Asks what is to be asked of this dossier, or of all; what was said of another goes."""
        if reference != self._reference:
            self._say()
        self._reference = reference
        self._rang += 1
        rang = self._rang

        def find(coffre: Coffre) -> Sequence[AdresseAPartager]:
            return coffre.adresses.to_ask(reference)

        # Not there any more, or out of reach: whoever shows the dossier says so.
        self._acces.ask(find, Reponses(self, lambda trouvees: self._on_found(rang, trouvees), lambda _refus: None))

    def be_discreet(self, *, discreet: bool) -> None:
        """It says an address."""
        self._discreet = discreet
        self.setVisible(self._dite and not discreet)

    def forget(self) -> None:
        """Nothing of anyone stays."""
        self._rang += 1
        self._reference = ""
        self._say()

    def _on_found(self, rang: int, trouvees: Sequence[AdresseAPartager]) -> None:
        if rang != self._rang:
            return
        if not trouvees:
            if self._demande:
                # Answered elsewhere meanwhile.
                self._say()
            return
        une, deja = trouvees[0], self._demande
        phrase = self._dire("question_un" if une.autres == 1 else "question", nombre=une.autres, adresse=", ".join(une.adresse))
        self._say(
            Avis(phrase, mot=self._dire("mot"), nature=Nature.ATTENTION),
            self._button("tenir", partial(self._answer, une, ReponseAdresse.TENUE)),
            self._button("laisser", partial(self._answer, une, ReponseAdresse.LAISSEE)),
        )
        self._demande = True
        if not deja:
            self.asked.emit()

    def _answer(self, une: AdresseAPartager, reponse: ReponseAdresse) -> None:
        reponses = Reponses(self, lambda _: self._on_answered(une, reponse), self._on_failure)
        self._acces.write(lambda coffre: coffre.adresses.answer(une.lieu, reponse), reponses)

    def _on_answered(self, une: AdresseAPartager, reponse: ReponseAdresse) -> None:
        annuler = self._button("annuler", partial(self._undo, une))
        boutons = [annuler]
        if self._lead is not None:
            boutons.append(self._button("voir", partial(self._lead, Destination("coffre", VersPartie("adresses")))))
        mot = self._contexte.textes("commun.avis.bien")
        self._say(Avis(self._dire(f"fait.{reponse}"), mot=mot, nature=Nature.BIEN), *boutons)
        annuler.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _undo(self, une: AdresseAPartager) -> None:
        def done(_: object) -> None:
            self._say()
            self.changed.emit()
            self.look(self._reference)

        self._acces.write(lambda coffre: coffre.adresses.answer(une.lieu, None), Reponses(self, done, self._on_failure))

    def _on_failure(self, refus: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(refus)
        self._say(Avis(phrase, mot=self._contexte.textes("commun.avis.arret"), nature=Nature.ARRET))

    def _button(self, id_: str, action: Callable[[], object]) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._dire(id_))
        bouton.clicked.connect(lambda _checked=False: action())
        return bouton

    def _say(self, avis: Avis | None = None, *boutons: BoutonSecondaire) -> None:
        """In place of what was said; nothing where there is no notice."""
        self._demande = False
        replace_all(self._dit, () if avis is None else (avis,))
        self._dite = avis is not None
        self.setVisible(self._dite and not self._discreet)
        if avis is not None and boutons:
            avis.show()
            # One under the other: beside a list there is little room.
            for bouton in boutons:
                avis.add_button(bouton)
