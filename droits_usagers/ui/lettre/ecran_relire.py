"""Before printing: what the letter says in short, what must be known of it, how to send it, where and when it is signed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.lignes import LigneALire
from droits_usagers.domain.controle.reference import Reference
from droits_usagers.domain.controle.valeurs import Regle
from droits_usagers.domain.lettre.lettre import DOMICILE_TU, Remarque
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.controle.controle import Gestes
from droits_usagers.services.lettre.ecrans import CANAL, DANGER, RELIRE
from droits_usagers.services.lettre.provenance import Blanc
from droits_usagers.ui.apercu.dessinateur import Dessin
from droits_usagers.ui.apercu.lettre import Explication
from droits_usagers.ui.composants import (
    Avis,
    BoutonSecondaire,
    Champ,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Rangee,
    Titre,
    Vide,
)
from droits_usagers.ui.composants.entendre import announce
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.controle.retenue import ListeAlertes
from droits_usagers.ui.lettre.lignes_relues import LignesRelues
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.formulaire import Formulaire, ReglesFormulaire
from droits_usagers.ui.socle.disposition import chain


@dataclass(frozen=True, slots=True)
class LigneACompleter:
    """A line: what is said, where it is, and the question to go to (on which screen of the wizard, by its key)."""

    texte: str
    question: str
    ecran: str
    ou: str = ""


class LignesACompleter(QWidget):
    """A calm list. `chosen` gives the screen and the question of the line whose button was pressed; hidden when empty."""

    chosen = Signal(str, str)

    def __init__(self, textes: Textes, titre: str, aide: str = "") -> None:
        super().__init__()
        self._textes = textes
        self._lignes: tuple[LigneACompleter, ...] = ()
        #: Where Tab comes in: lines are made later than what follows them.
        self._seuil = QWidget(self)
        self._pile = Colonne(ecart=8)
        colonne = Colonne(self, ecart=8)
        colonne.addWidget(Titre(titre, niveau=2))
        if aide:
            colonne.addWidget(Libelle(aide, teinte=Teinte.DOUX))
        colonne.addLayout(self._pile)
        self.hide()

    def show_lines(self, lignes: Sequence[LigneACompleter]) -> None:
        """Shows these; the same are not drawn again, so that what has the focus keeps it."""
        if tuple(lignes) == self._lignes:
            return
        self._lignes = tuple(lignes)
        boutons = [self._button(ligne) for ligne in lignes]
        replace_all(self._pile, [_row(ligne, bouton) for ligne, bouton in zip(lignes, boutons, strict=True)])
        self.setVisible(bool(lignes))
        # Qt only puts in order what can take the focus.
        self._seuil.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chain((self._seuil, *boutons))
        self._seuil.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _button(self, ligne: LigneACompleter) -> BoutonSecondaire:
        bouton = BoutonSecondaire(self._textes("assistant.a_completer.bouton"))
        bouton.setAccessibleName(self._textes("assistant.a_completer.nom", quoi=ligne.texte))
        bouton.setAccessibleDescription(ligne.ou)
        bouton.clicked.connect(lambda _checked=False: self.chosen.emit(ligne.ecran, ligne.question))
        return bouton


def _row(ligne: LigneACompleter, bouton: BoutonSecondaire) -> QWidget:
    rang = QWidget()
    rangee = Rangee(rang, ecart=12)
    dit = Colonne(ecart=0)
    dit.addWidget(Libelle(ligne.texte))
    if ligne.ou:
        dit.addWidget(Libelle(ligne.ou, teinte=Teinte.DOUX))
    rangee.addLayout(dit, 1)
    rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignVCenter)
    return rang


#: What is shown apart: what is to decide, and what is only missing.
DITES_APART = frozenset({Regle.A_DECIDER, Regle.RESTE_A_REMPLIR, Regle.DESTINATAIRE_INCOMPLET, Regle.LIEU_OU_DATE_ABSENTS})

#: Says what is missing, line by line.
Nommer = Callable[[Iterable[Blanc]], Iterable[LigneACompleter]]


class EcranRelire(EcranAssistant):
    """`canal_chosen` gives the id of the way of sending.

    What the control says is redrawn with the letter; what is to decide or only missing is apart.
    """

    canal_chosen = Signal(str)
    #: A field to mend, as an id.
    mend_asked = Signal(str)
    read_first = True
    is_proof = True

    def __init__(self, textes: Textes, regles: ReglesFormulaire, name: Nommer, *, reference: Reference, gestes: Gestes) -> None:
        super().__init__(textes("assistant.relire.titre"), textes("assistant.relire.aide"))
        self._textes, self._name = textes, name
        #: What is said of the letter at present, so that it is not said again at each key.
        self._dit: tuple[tuple[str, ...], tuple[Remarque, ...]] | None = None
        self.formulaire = Formulaire(RELIRE.questions, regles)
        self._obstacle = Avis("", mot="", nature=Nature.ATTENTION)
        self._obstacle.hide()
        self._titre_clair = Titre(textes("assistant.relire.en_clair"), niveau=2)
        self._titre_clair.hide()
        self._en_clair = Colonne(ecart=8)
        self._remarques = Colonne(ecart=8)
        self._titre_controle = Titre(textes("controle.titre"), niveau=2)
        self._titre_controle.hide()
        self.alertes = ListeAlertes(textes, reference, gestes=gestes)
        self.alertes.mend_asked.connect(self.mend_asked)
        #: Each line to decide, where someone must not be found.
        self.lignes = LignesRelues(textes, gestes)
        self._otees: Callable[[], Sequence[LigneALire]] = tuple
        #: Lines to decide may be about to be shown: the focus waits for them where one starts to read.
        self._attend = self._averti = False
        self._retenue: Avis | None = None
        self._canal_place = Colonne()
        self._canal: ChoixUnique | None = None
        self.colonne.addWidget(self._obstacle)
        self.colonne.addWidget(self.lignes)
        dit = Colonne(ecart=8)
        dit.addWidget(self._titre_clair)
        dit.addLayout(self._en_clair)
        self.colonne.addLayout(dit)
        regarder = Colonne(ecart=8)
        regarder.addWidget(self._titre_controle)
        regarder.addWidget(self.alertes)
        self.colonne.addLayout(regarder)
        self.a_completer = LignesACompleter(textes, textes("assistant.a_completer.titre"), textes("assistant.a_completer.aide"))
        self.a_completer.chosen.connect(self.question_wanted)
        self.colonne.addWidget(self.a_completer)
        self.colonne.addLayout(self._remarques)
        self._avis = Colonne(ecart=8)
        self.colonne.addLayout(self._avis)
        self.colonne.addLayout(self._canal_place)
        self.colonne.addWidget(self.formulaire)
        self.offer_numbers(textes)
        self.colonne.addStretch(1)

    def add_notice(self, avis: QWidget) -> None:
        """Says something else that must be known before the letter leaves."""
        self._avis.addWidget(avis)

    def say_withheld(self, dit: str, mot: str, repondre: str) -> None:
        """That who must not know was not answered, first of all, with the way back to the question."""
        avis, bouton = Avis(dit, mot=mot, nature=Nature.ATTENTION), BoutonSecondaire(repondre)
        bouton.clicked.connect(lambda _checked=False: self.question_wanted.emit(DANGER.cle, DANGER.questions[0].id))
        self._retenue = avis
        self.colonne.insertWidget(1, avis)
        avis.add_button(bouton)

    def conceal(self, *, masque: bool) -> None:
        """What was not answered is nobody else's business."""
        super().conceal(masque=masque)
        self.lignes.conceal(masque=masque)
        if self._retenue is not None:
            self._retenue.setVisible(not masque)

    def show_taken_out(self, otees: Callable[[], Sequence[LigneALire]]) -> None:
        """Beside the lines of the letter, these: they can be put back."""
        self._otees = otees

    def wait_for_lines(self) -> None:
        """Someone must not know: what there is to decide, known once the letter is drawn, comes before any question."""
        self._attend = True

    def _land(self) -> None:
        """On the first line to decide, unless one went elsewhere meanwhile: in sight, what is above it too, if it can be."""
        attendait, self._attend = self._attend and self._defilement.hasFocus(), False
        if attendait and self.focus_first():
            self._defilement.show_from_top(self._defilement.focusWidget())

    def go_on(self) -> bool:
        """Says once what is left to decide, where it is; the letter does not leave before."""
        if self._averti or not self.lignes.focus_first():
            return False
        self._averti = True
        announce(self, self._textes("assistant.lignes.avant", dit=self.lignes.compte.text()))
        return True

    def offer_channels(self, intitule: Intitule, canaux: Sequence[str], chosen: str) -> None:
        """Asks how the letter will be sent, with what each way costs, how long it takes and what it proves."""
        options = tuple(self._channel(canal) for canal in canaux)
        self._canal = ChoixUnique(options, vide=Vide.of(self._textes, options))
        self._canal.set_value(chosen)
        self._canal.choice_changed.connect(self._on_channel)
        self._canal_place.addWidget(Champ(intitule, self._canal))

    def _channel(self, canal: str) -> Option:
        titre, *faits = (self._textes(f"canaux.{canal}.{texte}") for texte in ("titre", "cout", "delai", "preuve"))
        return Option(canal, titre, "\n".join(faits))

    def _on_channel(self) -> None:
        if self._canal is not None:
            self.canal_chosen.emit(self._canal.value())

    def show_letter(self, dessin: Dessin) -> None:
        """Says what this letter says, and what must be known of it."""
        if dessin.lignes is not None:
            self.lignes.show_lines(dessin.lignes, self._otees())
            self._land()
        alertes = [alerte for alerte in dessin.alertes if alerte.regle not in DITES_APART]
        self.alertes.show_alertes(alertes, mendable=True)
        self._titre_controle.setVisible(bool(alertes))
        dit = (dessin.document.en_clair, dessin.remarques)
        if dit != self._dit:
            self._dit = dit
            self._obstacle.setVisible(False)
            self._titre_clair.setVisible(bool(dessin.document.en_clair))
            replace_all(self._en_clair, [_Phrase(phrase) for phrase in dessin.document.en_clair])
            # Said above, with the way back.
            restent = [remarque for remarque in dessin.remarques if self._retenue is None or remarque.id != DOMICILE_TU]
            replace_all(self._remarques, [self._remark(remarque) for remarque in restent])

    def show_missing(self, manques: Sequence[Blanc]) -> None:
        """One line each, with the way to the field."""
        self.a_completer.show_lines(tuple(self._name(manques)))

    def _remark(self, remarque: Remarque) -> Avis:
        phrase = self._textes(f"remarques.{remarque.id}", **dict(remarque.faits))
        return Avis(phrase, mot=self._textes("assistant.relire.remarque"), nature=Nature.INFORMATION)

    def show_explanation(self, explication: Explication) -> None:
        """Says why there is no letter."""
        self._dit = None
        self.lignes.show_lines((), self._otees())
        self.alertes.show_alertes((), mendable=False)
        self._titre_controle.hide()
        self._obstacle.say(explication.texte, mot=self._textes("assistant.apercu.pas_de_lettre"), nature=Nature.ATTENTION)
        self._obstacle.setVisible(True)
        self._titre_clair.setVisible(False)
        replace_all(self._en_clair, [])
        replace_all(self._remarques, [])
        self.a_completer.show_lines(())
        self._land()

    def focus_on(self, question: str) -> None:
        """Where and when it is signed, or how it is sent."""
        if question == CANAL and self._canal is not None:
            self._canal.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.formulaire.focus_on(question)

    def focus_first(self) -> bool:
        """On what is to decide, on how it is sent, or on what is left to fill."""
        if self._attend:
            self._defilement.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.lignes.focus_first():
            return True
        if self._canal is None:
            return self.formulaire.focus_first()
        self._canal.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


class _Phrase(QWidget):
    """A short sentence, with a dash before it."""

    def __init__(self, phrase: str) -> None:
        super().__init__()
        rangee = Rangee(self, ecart=8)
        rangee.addWidget(Libelle("–"), 0, Qt.AlignmentFlag.AlignTop)
        rangee.addWidget(Libelle(phrase), 1)
