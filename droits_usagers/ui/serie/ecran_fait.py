"""Once a series is made: what can be done with it, and how to take it back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.serie.coffre import SerieFaite
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Colonne, Nature
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.dossier.mandats_impression import ImpressionMandats
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.socle.page import Contexte


class EcranFait(EcranAssistant):
    """`to_suivi`, `to_mandats`, `again`, `undo_asked`: what the person wants next; the letters are the main way on."""

    to_suivi = Signal()
    to_mandats = Signal()
    again = Signal()
    undo_asked = Signal()

    def __init__(self, contexte: Contexte, faite: SerieFaite) -> None:
        super().__init__(contexte.textes("serie.fait.titre"))
        self._contexte, self.faite = contexte, faite
        self._say = self._contexte.textes.under("serie.fait")
        self._dit = Colonne(ecart=8)
        self._boutons = Colonne(ecart=8)
        self.impression = ImpressionMandats(contexte, self)
        self.colonne.addLayout(self._dit)
        self.adresse = AvisAdresse(contexte)
        self.colonne.addWidget(self.adresse)
        self.adresse.look()
        self.colonne.addLayout(self._boutons)
        self.colonne.addStretch(1)
        self.tell(self._made())
        if faite.mandats:
            self._button("imprimer_mandats", "imprimer", self._print, aide=True)
            self._button("voir_mandats", "suite", self.to_mandats.emit)
        self._button("voir", "suivi", self.to_suivi.emit)
        self._button("encore", "creer", self.again.emit)
        self._button("annuler", "corbeille", self.undo_asked.emit, aide=True)
        self.impression.progressed.connect(lambda fait, total: self.tell(self._say("impression", fait=fait, total=total)))
        self.impression.printed.connect(lambda: self.tell(self._say("imprimes"), mot=self._say("imprimes_mot")))
        self.impression.impeded.connect(self._on_not_printed)
        self.impression.saved.connect(self.tell)
        self.impression.held.connect(lambda phrase: self.tell(phrase, nature=Nature.ATTENTION))

    def _made(self) -> str:
        references = self.faite.references
        id_ = "cree" if len(references) == 1 else "crees"
        phrases = [self._say(id_, nombre=len(references), premier=references[0], dernier=references[-1])]
        if self.faite.mandats:
            phrases.append(self._say("mandat" if self.faite.mandats == 1 else "mandats", nombre=self.faite.mandats))
        return "\n".join(phrases)

    def _button(self, id_: str, icone: str, action: Callable[[], object], *, aide: bool = False) -> None:
        bouton = BoutonSecondaire(self._say(id_), self._say(f"{id_}_aide") if aide else "", icone=icone)
        bouton.clicked.connect(lambda _checked=False: action())
        self._boutons.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)

    def _print(self) -> None:
        self.impression.print_for(self.faite.references)

    def _on_not_printed(self, error: ExpectedError) -> None:
        avis = self.tell(self._contexte.operations.sentence(error), nature=Nature.ATTENTION)
        self.impression.offer_file(avis, error)

    def tell(self, phrase: str, *, mot: str = "", nature: Nature = Nature.BIEN) -> Avis:
        """Says how it stands."""
        avis = Avis(phrase, mot=mot or self._contexte.textes(f"commun.avis.{nature}"), nature=nature)
        replace_all(self._dit, [avis])
        return avis

    def tell_failure(self, error: ExpectedError) -> None:
        """Says what happened, what is safe, what to do."""
        self.tell(self._contexte.operations.sentence(error), nature=Nature.ATTENTION)
