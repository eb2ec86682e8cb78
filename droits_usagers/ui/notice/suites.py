"""The end of a fiche: saving it elsewhere, what it leads to, another version of it and what changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Question, Valeur
from droits_usagers.services.notice.formulaire import INCONNU
from droits_usagers.services.notice.suites import Difference, EcartVersions
from droits_usagers.ui.composants import Avis, BoutonListe, BoutonSecondaire, Colonne, Libelle, Nature, Puce, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.entrees import OUI_NON

ENREGISTRER_SOUS, QUESTIONS, LETTRE, DUPLIQUER, COMPARER, COMPARER_AVANT, FERMER = (
    "enregistrer_sous",
    "questions",
    "lettre",
    "dupliquer",
    "comparer",
    "comparer_avant",
    "fermer",
)
#: On to what is printed, in the form it has there.
DOCUMENTS = "documents"
_ICONES = {
    DOCUMENTS: "imprimer",
    QUESTIONS: "aide",
    LETTRE: "droit",
    ENREGISTRER_SOUS: "enregistrer",
    DUPLIQUER: "copier",
    COMPARER_AVANT: "document",
    COMPARER: "document",
    FERMER: "retour",
}
_TEINTES = {EcartVersions.AJOUT: Teinte.REPONSE, EcartVersions.RETRAIT: Teinte.CLOS, EcartVersions.CHANGEMENT: Teinte.ATTENTE}


@dataclass(frozen=True, slots=True)
class Possibles:
    """What the fiche allows: how many questions there are to ask, how many mentions a notice received leaves out."""

    recue: bool
    a_demander: int
    manquantes: int
    copie: bool


class SuitesNotice(EcranAssistant):
    """`wanted`: the id of what the person wants to do."""

    wanted = Signal(str)
    read_first = True

    def __init__(self, catalogue: Catalogue, parent: QWidget | None = None) -> None:
        self._textes = catalogue.textes
        self._say = self._textes.under("notices.suites")
        super().__init__(self._say("titre"), self._say("aide"), parent=parent)
        self._avis = Avis("", mot="")
        self._avis.hide()
        self.colonne.addWidget(self._avis)
        self.boutons: dict[str, BoutonListe] = {}
        liste = Colonne(ecart=8)
        for id_, icone in _ICONES.items():
            self.boutons[id_] = bouton = BoutonListe(self._say(id_), self._say(f"{id_}_aide"), icone=icone)
            bouton.clicked.connect(lambda _checked=False, quoi=id_: self.wanted.emit(quoi))
            liste.addWidget(bouton)
        self.colonne.addLayout(liste)
        self._differences = Colonne(ecart=12)
        self.colonne.addLayout(self._differences)
        self.colonne.addStretch(1)

    def show_possibles(self, possibles: Possibles) -> None:
        """Offers what makes sense."""
        self.boutons[DOCUMENTS].setVisible(not possibles.recue)
        self.boutons[QUESTIONS].setVisible(not possibles.recue)
        self.boutons[QUESTIONS].setEnabled(possibles.a_demander > 0)
        suite = {0: "questions_aucune", 1: "questions_aide_une"}.get(possibles.a_demander, "questions_aide")
        self.boutons[QUESTIONS].set_up(self._say(QUESTIONS), self._say(suite, nombre=possibles.a_demander))
        self.boutons[LETTRE].setVisible(possibles.recue)
        suite = {0: "lettre_aide", 1: "lettre_aide_une"}.get(possibles.manquantes, "lettre_aide_plusieurs")
        self.boutons[LETTRE].set_up(self._say(LETTRE), self._say(suite, nombre=possibles.manquantes))
        self.boutons[COMPARER_AVANT].setVisible(possibles.copie)

    def focus_first(self) -> bool:
        """On the first thing one can do."""
        first = next(b for b in self.boutons.values() if not b.isHidden() and b.isEnabled())
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def say(self, texte: str, *, mot: str, nature: Nature) -> None:
        """Says what was done, or why it was not."""
        for bouton in self._avis.findChildren(BoutonSecondaire):
            bouton.hide()
            bouton.deleteLater()
        self._avis.say(texte, mot=mot, nature=nature)
        self._avis.show()
        self._defilement.bring_into_view(self._avis)

    def offer(self, gestes: Mapping[str, Callable[[], object]]) -> None:
        """Under what was said, what one may do about it; the first has the focus."""
        boutons = {titre: BoutonSecondaire(titre) for titre in gestes}
        for titre, bouton in boutons.items():
            bouton.clicked.connect(lambda _checked=False, geste=gestes[titre]: geste())
            self._avis.add_button(bouton)
        next(iter(boutons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        self._defilement.bring_into_view(self._avis)

    # What changed

    def show_differences(self, differences: Sequence[Difference], version: str) -> None:
        """Lists them under the rest."""
        textes = self._textes
        titre = Titre(
            textes("notices.differences.titre", version=version)
            if version
            else textes("notices.differences.titre_sans_version"),
            niveau=2,
        )
        compte = {0: "aucune", 1: "compte_une"}.get(len(differences), "compte")
        dit = Libelle(textes(f"notices.differences.{compte}", nombre=len(differences)), teinte=Teinte.DOUX)
        titre.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        titre.setAccessibleName(f"{titre.text()}. {dit.text()}")
        replace_all(self._differences, (titre, dit, *map(self._difference, differences)))
        titre.setFocus(Qt.FocusReason.OtherFocusReason)

    def _difference(self, difference: Difference) -> QWidget:
        textes, question = self._textes, difference.question
        bloc = QWidget()
        colonne = Colonne(bloc, ecart=2)
        colonne.addWidget(Puce(textes(f"notices.differences.{difference.ecart}"), _TEINTES[difference.ecart]))
        nom = textes(f"notices.questions.{question.id}.libelle")
        if difference.ligne:
            nom = textes("notices.differences.ligne", question=nom, ligne=difference.ligne)
        colonne.addWidget(Libelle(nom, gras=True))
        mots = {"avant": self._words(question, difference.avant), "apres": self._words(question, difference.apres)}
        if any(mots.values()):
            colonne.addWidget(Libelle(textes(f"notices.differences.valeur_{difference.ecart}", **mots)))
        return bloc

    def _words(self, question: Question, valeur: Valeur | None) -> str:
        """An answer as one reads it."""
        if valeur == INCONNU:
            return self._textes("notices.demande")
        match valeur:
            case bool():
                return self._textes(f"assistant.{OUI_NON[0 if valeur else 1]}")
            case tuple():
                return ", ".join(self._choice(question, choix) for choix in valeur if isinstance(choix, str))
            case str() if question.choix:
                return self._choice(question, valeur)
            case _:
                return str(valeur or "")

    def _choice(self, question: Question, choix: str) -> str:
        id_ = f"notices.questions.{question.id}.choix.{choix}"
        return self._textes(id_) if id_ in self._textes else choix
