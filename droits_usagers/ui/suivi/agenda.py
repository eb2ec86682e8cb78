"""« Agenda »: which days go to an agenda, of which dossiers, and the file to import there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.dossier.agenda import Jours, MiseAJour
from droits_usagers.services.suivi.agenda import CLE, HORIZONS, NOM, RAPPELS, Habitudes, said, write
from droits_usagers.ui.composants import (
    Avis,
    ChoixMultiples,
    Libelle,
    ListeDeroulante,
    Nature,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.destination import Quoi
from droits_usagers.ui.socle.livraison import say_there
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte
from droits_usagers.ui.suivi.export import SortieDossiers

if TYPE_CHECKING:
    from pathlib import Path

    from droits_usagers.services.coffres import Coffre


class PageAgenda(SortieDossiers):
    """Gathers the dates, asks where to write the file, and remembers what it holds once it is written."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "agenda", parent)
        self.jours = ChoixMultiples([self.option("jours", jours) for jours in Jours])
        self.rappel = ListeDeroulante([(id_, self.say(f"rappels.{id_}")) for id_ in RAPPELS])
        self.horizon = ListeDeroulante([(id_, self.say(f"horizons.{id_}")) for id_ in HORIZONS])
        for id_, champ in (("jours", self.jours), ("rappel", self.rappel), ("horizon", self.horizon)):
            self.colonne.addWidget(self.field(id_, champ))
        self.efface = Avis("", mot="")
        self.colonne.addWidget(self.efface)
        self.colonne.addWidget(Libelle(self.say("vie_privee"), teinte=Teinte.DOUX))
        self.efface.hide()
        self._propose(Habitudes())
        self.jours.choice_changed.connect(self.arrange)

    # What the window asks of a page.

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Proposes the dossiers chosen in the Suivi, if there are any, and what was asked for last time."""
        del quoi
        references = self.contexte.services.selection.references
        self.offer(references)
        # One choice is not one.
        self.question_dossiers.setVisible(bool(references))
        if self.acces.lecture_seule:
            self.tell(self.say("lecture_seule"), nature=Nature.ATTENTION)
        reponses = Reponses(self, self._on_read, self.on_failure)
        self.acces.ask(lambda coffre: (coffre.reglages.read(CLE), coffre.agenda.erased_since_export()), reponses)
        self.arrange()
        premier = self.retour if self.acces.lecture_seule else self.dossiers if references else self.jours
        premier.setFocus(Qt.FocusReason.OtherFocusReason)
        self.defilement.show_top()

    def _on_read(self, lu: tuple[object, int]) -> None:
        reglages, effaces = lu
        self._propose(Habitudes.of_json(reglages))
        self.efface.setVisible(effaces > 0)
        if effaces:
            texte = self.say("effaces_un") if effaces == 1 else self.say("effaces", nombre=effaces)
            self.efface.say(texte, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)

    def _propose(self, habitudes: Habitudes) -> None:
        self.jours.set_value(habitudes.jours)
        self.rappel.setCurrentIndex(self.rappel.findData(habitudes.rappel))
        self.horizon.setCurrentIndex(self.horizon.findData(habitudes.horizon))
        self.arrange()

    # Exporting.

    @property
    def raison(self) -> str:
        """Some days are wanted, and what is exported can be remembered."""
        return self.acces.raison or ("" if self.jours.value() else self.textes("commun.rien_de_coche"))

    @property
    def habitudes(self) -> Habitudes:
        """What is asked for, whatever the dossiers."""
        return Habitudes(frozenset(map(Jours, self.jours.value())), self.rappel.value(), self.horizon.value())

    def go_on(self) -> None:
        """Gathers the dates."""
        choix = self.habitudes.choice(self.chosen, self.contexte.services.today())
        redaction = self.contexte.services.redaction_agenda
        self.read(lambda coffre: coffre.agenda.gathering(choix, redaction), self._on_gathered, en_cours=self.say("en_cours"))

    def _on_gathered(self, mise_a_jour: MiseAJour) -> None:
        if not mise_a_jour.evenements:
            self.tell(self.say("rien"), nature=Nature.INFORMATION)
            self._say_left_out(mise_a_jour)
            return
        services = self.contexte.services
        reponses = Reponses(self, lambda contenu: self._save(contenu, mise_a_jour), self.on_failure)

        def make() -> Libre[bytes]:
            textes = said(mise_a_jour)
            return services.controle.release_texts(mise_a_jour, textes, id_="agenda", gestes=self.gestes, nom=NOM).map(write)

        self.contexte.operations.run(services.rendu, make, reponses)

    def _save(self, contenu: Libre[bytes], mise_a_jour: MiseAJour) -> None:
        chemin = self.contexte.operations.attempt(lambda: self.contexte.sorties().save_file(contenu, NOM), self.on_failure)
        if chemin is None:
            return
        reglages = self.habitudes.as_json()

        def remember(coffre: "Coffre") -> None:
            coffre.agenda.remember(mise_a_jour)
            coffre.reglages.keep(CLE, reglages)

        self.acces.write(remember, Reponses(self, lambda _: self._on_written(chemin, mise_a_jour), self.on_failure))

    def _on_written(self, chemin: "Path", mise_a_jour: MiseAJour) -> None:
        self.efface.hide()
        nombres = {"nouveaux": mise_a_jour.nouveaux, "changes": mise_a_jour.changes, "annules": mise_a_jour.annules}
        nombres["total"] = sum(not evenement.annule for evenement in mise_a_jour.evenements)
        noms = {"fichier": chemin.name, "dossier": str(chemin.parent)}
        say_there(self.contexte, self.tell, chemin, dit="agenda.fait", **noms, **nombres)
        self._say_left_out(mise_a_jour)

    def _say_left_out(self, mise_a_jour: MiseAJour) -> None:
        """How many dossiers no agenda may speak of: their days are never absent in silence."""
        if mise_a_jour.tus:
            dit = self.say("tus_un") if mise_a_jour.tus == 1 else self.say("tus", nombre=mise_a_jour.tus)
            self.efface.say(dit, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION)
            self.efface.show()
