"""« Exporter un tableau »: which dossiers, which columns, with the names or not, and the file."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.dossier.agenda import Jours, MiseAJour
from droits_usagers.domain.dossier.dossiers import Tri
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.suivi.agenda import CLE, HORIZONS, NOM, RAPPELS, Habitudes, said, write
from droits_usagers.services.suivi.exports import (
    NOMINATIVES,
    ChoixExport,
    ColonneExport,
    Ecrit,
    FormatTableau,
    habits_as_json,
    habits_of,
)
from droits_usagers.ui.composants import (
    Avis,
    BoutonDepliant,
    Champ,
    ChoixMultiples,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    ListeDeroulante,
    Nature,
    Option,
)
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.controle.page_sortie import PageSortie
from droits_usagers.ui.socle.destination import Quoi
from droits_usagers.ui.socle.disposition import order_down
from droits_usagers.ui.socle.livraison import say_there
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte

if TYPE_CHECKING:
    from pathlib import Path

    from droits_usagers.services.coffres import Coffre
    from droits_usagers.services.suivi.exports import Recolte

SELECTION, TOUS = "selection", "tous"


class SortieDossiers(PageSortie):
    """Asks which dossiers first; a subclass adds the other questions under it."""

    def __init__(self, contexte: Contexte, id_: str, parent: QWidget | None = None) -> None:
        super().__init__(contexte, id_, parent)
        self._references: tuple[str, ...] = ()
        self.dossiers = ChoixUnique([])
        self.question_dossiers = self.field("dossiers", self.dossiers)
        self.colonne.addWidget(self.question_dossiers)

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The dossiers that leave; None for all of them."""
        return self._references if self.dossiers.value() == SELECTION else None

    def field(self, id_: str, champ: QWidget) -> Champ:
        """A question, and what it is answered with."""
        return Champ(Intitule(self.say(f"questions.{id_}"), self._help(f"aides.{id_}")), champ)

    def option(self, question: str, id_: str, **valeurs: object) -> Option:
        """One of the answers to a question, and what it means where that is not plain."""
        return Option(id_, self.say(f"{question}.{id_}", **valeurs), self._help(f"{question}_aides.{id_}"))

    def offer(self, references: Sequence[str]) -> None:
        """Those chosen in the Suivi first, when there are some."""
        self._references = tuple(references)
        options = [self.option("dossiers", TOUS)]
        if references:
            un = "_un" if len(references) == 1 else ""
            dit = self.say(f"dossiers.{SELECTION}{un}", nombre=len(references))
            options.insert(0, Option(SELECTION, dit, self._help(f"dossiers_aides.{SELECTION}")))
        self.dossiers = ChoixUnique(options)
        self.dossiers.set_value(options[0].id)
        ancienne, self.question_dossiers = self.question_dossiers, self.field("dossiers", self.dossiers)
        self.colonne.replaceWidget(ancienne, self.question_dossiers)
        ancienne.hide()
        ancienne.deleteLater()
        self.question_dossiers.show()
        order_down(self)

    def _help(self, id_: str) -> str:
        return self.say(id_) if f"{self._id}.{id_}" in self.textes else ""


AVEC = "avec"
_ANONYMES = tuple(colonne for colonne in ColonneExport if colonne not in NOMINATIVES)
_NOMMENT = tuple(colonne for colonne in ColonneExport if colonne in NOMINATIVES)


class PageExport(SortieDossiers):
    """The names leave when they are ticked, this time only: the tick is never remembered."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "export", parent)
        self._exports = contexte.services.exports
        self.noms = ChoixMultiples([self.option("noms", AVEC)])
        self.avis_noms = Avis("", mot="")
        self.colonnes = ChoixMultiples(self._columns(_ANONYMES))
        self.nominatives = ChoixMultiples(self._columns(_NOMMENT))
        self.format_ = ChoixUnique([self.option("formats", format_) for format_ in FormatTableau])
        self.deplier = BoutonDepliant()
        self._depliees = QWidget()
        self._fill()
        for choix in (self.noms, self.colonnes, self.nominatives):
            choix.choice_changed.connect(self._on_changed)
        self.deplier.toggled.connect(self._depliees.setVisible)
        self._propose(None)

    def _columns(self, colonnes: Iterable[ColonneExport]) -> list[Option]:
        return [Option(colonne, self._exports.title(colonne)) for colonne in colonnes]

    def _fill(self) -> None:
        noms = Colonne(ecart=8)
        noms.addWidget(self.field("noms", self.noms))
        noms.addWidget(self.avis_noms)
        depliees = Colonne(self._depliees)
        depliees.addWidget(self.field("colonnes", self.colonnes))
        self._champ_nominatives = self.field("nominatives", self.nominatives)
        depliees.addWidget(self._champ_nominatives)
        colonnes = Colonne(ecart=8)
        colonnes.addWidget(self.deplier)
        colonnes.addWidget(self._depliees)
        self._depliees.hide()
        self.colonne.addLayout(noms)
        self.colonne.addWidget(self.field("format", self.format_))
        self.colonne.addLayout(colonnes)

    # What the window asks of a page.

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Proposes what is chosen in the Suivi; the names are not ticked."""
        del quoi
        self.offer(self.contexte.services.selection.references)
        self.noms.set_value(())
        self.acces.ask(lambda coffre: coffre.reglages.read(CLE), Reponses(self, self._propose, self.on_failure))
        self.dossiers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.defilement.show_top()

    def _propose(self, lu: object) -> None:
        colonnes, format_ = habits_of(lu)
        self.colonnes.set_value(colonnes)
        self.nominatives.set_value(colonnes)
        self.format_.set_value(format_)
        self._on_changed()

    def _on_changed(self) -> None:
        nature, texte = (Nature.ATTENTION, "sans_protection") if self._avec_noms else (Nature.INFORMATION, "sans_noms")
        self.avis_noms.say(self.say(texte), mot=self.textes(f"commun.avis.{nature}"), nature=nature)
        self._champ_nominatives.setVisible(self._avec_noms)
        self.deplier.set_up(self.say("choisir_colonnes", nombre=len(self.choice().sorties)))
        self.arrange()

    # Exporting.

    @property
    def _avec_noms(self) -> bool:
        return bool(self.noms.value())

    @property
    def raison(self) -> str:
        """There is a column to write."""
        return "" if self.choice().sorties else self.textes("commun.rien_de_coche")

    def choice(self) -> ChoixExport:
        """What is asked for."""
        return ChoixExport(
            self.chosen,
            self.contexte.services.selection.tri or Tri.URGENCE,
            tuple(ColonneExport(id_) for id_ in (*self.colonnes.value(), *self.nominatives.value())),
            FormatTableau(self.format_.value() or FormatTableau.XLSX),
            avec_noms=self._avec_noms,
        )

    def go_on(self) -> None:
        """Asks where, then reads the dossiers."""
        choix = self.choice()
        nom = self._exports.name(choix)
        chemin = self.contexte.operations.attempt(lambda: self.contexte.sorties().choose_file(nom), self.on_failure)
        if chemin is not None:
            self.read(
                lambda coffre: coffre.exports.gathering(choix),
                lambda recolte: self._write(recolte, choix, chemin),
                en_cours=self.say("en_cours"),
            )

    def _write(self, recolte: "Recolte", choix: ChoixExport, chemin: "Path") -> None:
        releves = recolte.releves
        if not releves:
            self.tell(self.say("rien"), nature=Nature.INFORMATION)
            return
        self.make(
            lambda: self._exports.writing(releves, choix, chemin, gestes=self.gestes, tete=recolte.tete),
            lambda ecrit: self._on_written(ecrit, choix),
            en_cours=self.say("ecriture"),
        )

    def _on_written(self, ecrit: Ecrit, choix: ChoixExport) -> None:
        faits = {"fichier": ecrit.chemin.name, "dossier": str(ecrit.chemin.parent), "lignes": ecrit.lignes}
        preuve = self.contexte.operations.attempt(lambda: require_there(ecrit.chemin), self.on_failure)
        if preuve is None:
            return
        dits = [self.say.promise("fait_un" if ecrit.lignes == 1 else "fait", preuve, **faits)]
        if ecrit.a_remplace:
            dits.append(self.say("remplace"))
        changees = ecrit.changements
        for id_, nombre in (("desamorcees", changees.desamorcees), ("coupees", changees.coupees), ("tues", ecrit.tues)):
            if nombre:
                dits.append(self.say(id_, nombre=nombre))
        self.tell(" ".join(dits), nature=Nature.BIEN)

        def note(coffre: "Coffre") -> None:
            coffre.exports.noted()
            coffre.reglages.keep(CLE, habits_as_json(choix))

        self.acces.write(note, Reponses(self, lambda _: None, self.on_failure))


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
