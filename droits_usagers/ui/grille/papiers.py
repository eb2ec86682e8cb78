"""A screen from which papers made of a grille leave: printed, in PDF, in Word; and what is said of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.grille.examen import Examen
from droits_usagers.services.grille.imprimee import DocumentGrille, FormeGrille
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Nature, Rangee
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.questions.ecran import BUREAU, EcranAssistant
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from droits_usagers.domain.lettre.lettre import Remarque


class EcranPapiers(EcranAssistant):
    """`id_`: that of its sentences, under those of the grille."""

    read_first = True

    def __init__(self, contexte: Contexte, id_: str) -> None:
        self._textes = contexte.textes
        self._say, self._dire = self._textes.under(f"grille.{id_}"), self._textes.under("grille.suites")
        super().__init__(self._say("titre"), self._say("aide"), largeur=BUREAU)
        self._contexte = contexte
        self._examen = Examen()
        self._livraison = Livraison(contexte, self)
        #: What must be known of the file being made.
        self._remarques: tuple[Remarque, ...] = ()
        self._avis = Avis("", mot="")
        self._avis.hide()
        self.papiers: dict[tuple[FormeGrille, str], BoutonSecondaire] = {}
        self.colonne.addWidget(self._avis)
        self.retenue = Retenue.at(self._livraison)
        self.retenue.appeared.connect(self._defilement.show_top)
        self.colonne.addWidget(self.retenue)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.impeded.connect(self._on_impeded)

    def clear(self) -> None:
        """Holds nothing."""
        self._livraison.clear()
        self._remarques = ()

    def say(self, texte: str, *, nature: Nature, mot: str = "") -> None:
        """Says what was done, or why it was not."""
        self._avis.say(texte, mot=mot or self._textes(f"commun.avis.{nature}"), nature=nature)
        self._avis.show()
        self._defilement.bring_into_view(self._avis)

    def _ways_out(self, forme: FormeGrille) -> Rangee:
        rangee = Rangee(ecart=8)
        imprimer = BoutonSecondaire(self._dire("imprimer"), icone="imprimer")
        imprimer.clicked.connect(lambda _checked=False: self._print(forme))
        boutons = {"imprimer": imprimer}
        if self._contexte.sorties().allows(Sortie.ENREGISTRER):
            for format_ in (Format.PDF, Format.DOCX):
                boutons[format_.value] = bouton = BoutonSecondaire(self._dire(format_.value))
                bouton.clicked.connect(lambda _checked=False, en=format_: self._save(forme, en))
        for quoi, bouton in boutons.items():
            bouton.setAccessibleName(self._dire("sortie", quoi=self._dire(quoi), forme=self._dire(f"formes.{forme}")))
            self.papiers[forme, quoi] = bouton
            rangee.addWidget(bouton)
        rangee.addStretch(1)
        return rangee

    def _document(self, forme: FormeGrille) -> Callable[[], DocumentGrille]:
        """What makes it, from any thread, as things stand now."""
        services, grille, ecarts = self._contexte.services, self._examen.grille, self._examen.ecarts
        return partial(services.grilles.document, grille, ecarts, au=services.today(), forme=forme)

    def _print(self, forme: FormeGrille) -> None:
        grilles, make = self._contexte.services.grilles, self._document(forme)

        def lay_out() -> Libre[Sequence[Liasse]]:
            # What was known of a file that was given up is not said of this paper.
            self._remarques = ()
            return self._release(make()).map(lambda libre: [grilles.liasse(libre)])

        self._livraison.print_out(lay_out)

    def _release(self, document: DocumentGrille, nom: str = "") -> Libre[DocumentGrille]:
        sortant = Sortant({"grille": self._contexte.services.grilles.sheet(document)})
        return self._livraison.controle.release(document, sortant, gestes=self._livraison.gestes, nom=nom)

    def _save(self, forme: FormeGrille, format_: Format) -> None:
        grilles, make = self._contexte.services.grilles, self._document(forme)
        nom = grilles.suggested_name(forme, format_)

        def write(document: DocumentGrille) -> bytes:
            rendu = grilles.written(document, format_)
            self._remarques = rendu.remarques
            return rendu.contenu

        self._livraison.save_bytes(lambda: self._release(make(), nom).map(write), nom)

    def _on_delivered(self, fait: str, dit: str) -> None:
        # It may be written otherwise before it leaves again.
        self._livraison.gestes.clear()
        dits = [dit]
        dits.extend(self._textes(f"remarques.{remarque.id}", **dict(remarque.faits)) for remarque in self._remarques)
        self._remarques = ()
        self.say("\n".join(dits), mot=self._textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)

    def _on_impeded(self, error: ExpectedError) -> None:
        phrase = self._contexte.operations.sentence(error)
        self.say(phrase, nature=Nature.ARRET)
