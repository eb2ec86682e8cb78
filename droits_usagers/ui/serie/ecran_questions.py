"""The questions answered once for all the letters, one group under the other on one screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer

from droits_usagers.domain.demarche.questions import Question
from droits_usagers.services.lettre.formulaires import IDENTITE, constats, tidy
from droits_usagers.services.lettre.situations import search_demarches
from droits_usagers.services.serie.serie import Serie
from droits_usagers.ui.composants import Champ, Colonne, Intitule, Libelle, Option, Titre
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.entrees import ChoixCherche, Intitules
from droits_usagers.ui.questions.formulaire import Formulaire, ReglesFormulaire
from droits_usagers.ui.socle.page import Contexte


@dataclass(frozen=True, slots=True)
class GroupeCommun:
    """Questions asked together, under a title if there is one; `section` is where their answers are kept."""

    section: str
    questions: tuple[Question, ...]
    titre: str = ""


class EcranQuestionsSerie(EcranAssistant):
    """`intitules` gives the words of a section. A group with nothing to ask does not show."""

    def __init__(
        self,
        contexte: Contexte,
        serie: Serie,
        groupes: Sequence[GroupeCommun],
        *,
        id_: str,
        intitules: Callable[[str], Intitules],
    ) -> None:
        textes = contexte.textes
        super().__init__(textes(f"serie.{id_}.titre"), textes(f"serie.{id_}.aide"))
        self._serie = serie
        self._parts: list[tuple[GroupeCommun, Formulaire, Titre | None]] = []
        self._masque, self._rien_a_dire = False, True
        self._restent = list(groupes)
        self._contexte, self._intitules = contexte, intitules
        self._groupes = Colonne(ecart=ENTRE_GROUPES)
        self._rien = Libelle(textes("serie.questions.sans_question"), teinte=Teinte.DOUX)
        self.colonne.addLayout(self._groupes)
        self.colonne.addWidget(self._rien)
        self.colonne.addStretch(1)
        self._add_next()

    def _add_next(self) -> None:
        """One group at a time: the window answers between two. What is shown first is there at once."""
        while self._restent:
            groupe = self._restent.pop(0)
            self._add(groupe, self._regles(self._intitules(groupe.section)))
            self._ask_relevant()
            if any(not formulaire.isHidden() for _, formulaire, _ in self._parts):
                break
        self._rien.setVisible(self._rien_a_dire and not self._restent)
        if self._restent:
            QTimer.singleShot(0, self, self._add_next)

    def _regles(self, intitules: Intitules) -> ReglesFormulaire:
        today = self._contexte.services.today
        return ReglesFormulaire(
            intitules=intitules,
            constats=lambda question, valeur: constats(question, valeur, today()),
            tidy=lambda question, valeur: tidy(question, valeur, today()),
            on_line=self._serie.asked_on_line,
        )

    def _add(self, groupe: GroupeCommun, regles: ReglesFormulaire) -> None:
        formulaire = Formulaire(groupe.questions, regles)
        formulaire.show_answers(self._serie.answers(groupe.section))
        formulaire.answered.connect(partial(self._on_answered, groupe, formulaire))
        part = Colonne()
        titre = Titre(groupe.titre, niveau=2) if groupe.titre else None
        if titre is not None:
            part.addWidget(titre)
        part.addWidget(formulaire)
        self._groupes.addLayout(part)
        self._parts.append((groupe, formulaire, titre))
        formulaire.conceal(masque=self._masque, only=IDENTITE)

    def _on_answered(self, groupe: GroupeCommun, formulaire: Formulaire, question: str) -> None:
        self._serie.answer(groupe.section, question, formulaire.value(question))
        self._ask_relevant()

    def _ask_relevant(self) -> None:
        asked = {section: self._serie.asked(section) for section in {groupe.section for groupe, *_ in self._parts}}
        rien = True
        for groupe, formulaire, titre in self._parts:
            ids = [question.id for question in groupe.questions if question.id in asked[groupe.section]]
            formulaire.show_only(ids)
            formulaire.setVisible(bool(ids))
            if titre is not None:
                titre.setVisible(bool(ids))
            rien = rien and not ids
        self._rien_a_dire = rien

    def forget(self) -> None:
        """Groups not drawn yet will not be."""
        self._restent.clear()

    def focus_first(self) -> bool:
        """On the first question asked."""
        return any(formulaire.focus_first() for _, formulaire, _ in self._parts)

    def conceal(self, *, masque: bool) -> None:
        """Who someone is, and where they live."""
        self._masque = masque
        for _, formulaire, _ in self._parts:
            formulaire.conceal(masque=masque, only=IDENTITE)


class EcranDemarche(EcranAssistant):
    """Chooses it in the series at once."""

    def __init__(self, contexte: Contexte, serie: Serie) -> None:
        textes, catalogue = contexte.textes, contexte.services.catalogue
        super().__init__(textes("serie.demarche.titre"), textes("serie.demarche.aide"))
        self._serie = serie
        options = []
        for id_ in serie.demarches:
            siens = catalogue.textes_demarche(id_)
            options.append(Option(id_, siens("titre"), siens("phrase")))
        search = partial(search_demarches, catalogue.situations, parmi=tuple(serie.demarches))
        self.choix = ChoixCherche(options, search, textes)
        self.champ = Champ(Intitule(textes("serie.demarche.question")), self.choix)
        self._manque = textes("serie.demarche.manque")
        self._mot = textes("commun.avis.attention")
        if serie.demarche is not None:
            self.choix.set_value(serie.demarche.id)
        self.choix.choice_changed.connect(self._on_choice)
        self.colonne.addWidget(self.champ)
        self.colonne.addStretch(1)

    def _on_choice(self) -> None:
        self.champ.hush()
        if self.choix.value():
            self._serie.choose(self.choix.value())

    def focus_first(self) -> bool:
        """In the words to search with."""
        self.choix.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_on(self) -> bool:
        """Enter among words chooses what resembles most; nothing chosen is said."""
        if self.choix.choose_found():
            return True
        if not self.choix.value():
            avis = self.champ.say(self._manque, mot=self._mot)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
            self._defilement.bring_into_view(avis)
            return True
        return False
