"""Chooses dossiers in the list: one, several in a row, all; keeps the choice true while the list is read again."""

from PySide6.QtCore import QObject, Signal

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.suivi.criteres import Criteres
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.suivi.chargement import Chargement
from droits_usagers.ui.suivi.modele import Etendue
from droits_usagers.ui.suivi.table import TableSuivi

#: Which dossiers are on lines that were not read, and which are still there: a later question drops it.
SUITE, SUITE_RESTE = "suivi.choix", "suivi.choix.reste"


class Choisir(QObject):
    """Between the table and what is chosen."""

    #: What is to be said of what is chosen: a sentence, empty when there is nothing to say; and whether anything is chosen.
    said = Signal(str, bool)
    failed = Signal(object)

    def __init__(self, textes: Textes, acces: AccesCoffre, *, table: TableSuivi, chargement: Chargement) -> None:
        super().__init__(table)
        self._textes, self._acces = textes, acces
        self._table, self._chargement = table, chargement
        self._modele = table.modele
        self.choix = self._modele.choix
        #: What was chosen before the range being chosen.
        self._avant = Etendue()
        #: The filters that it was chosen under.
        self._sous: tuple[str, Criteres] = ("", Criteres())
        table.choice_toggled.connect(self.choix.toggle)
        table.range_begun.connect(self._on_range_begun)
        table.range_wanted.connect(self._on_range)
        table.all_wanted.connect(self.choose_all)
        self._modele.modelReset.connect(table.forget_range)
        self.choix.changed.connect(self.say)

    @property
    def nombre(self) -> int:
        """How many are chosen."""
        return self.choix.count(self._modele.rowCount())

    def choose_all(self) -> None:
        """Every line that is more than a resemblance, read or not; none if they already are chosen."""
        total, exactes = self._modele.rowCount(), self._modele.exactes
        if total and self.nombre == (exactes or total):
            self.choix.clear()
        elif total == exactes:
            self.choix.take_all()
        elif total:
            self._choose(Etendue(), 0, (exactes or total) - 1)

    def leave(self, texte: str, criteres: Criteres) -> None:
        """The list is another one: what was chosen in the former one no longer is, and that is said."""
        if (texte.strip(), criteres) == self._sous:
            return
        self._sous = (texte.strip(), criteres)
        nombre = self.nombre
        self.choix.clear()
        if nombre:
            self.said.emit(self._textes("liste.choix_perdu_un" if nombre == 1 else "liste.choix_perdu", nombre=nombre), False)

    def check(self) -> None:
        """The list was read again: what has left it is no longer chosen, and that is said."""
        etendue = self.choix.etendue
        if etendue.tous:
            self.say()
        if etendue.tous or not etendue.marques:
            return
        filtre = self._chargement.filtre
        reponses = Reponses(self, lambda restent: self._keep(etendue, restent), self.failed.emit)
        self._acces.ask_latest(lambda coffre: coffre.liste.kept(filtre, etendue.marques), reponses, suite=SUITE_RESTE)

    def forget(self) -> None:
        """Nothing is chosen, and nothing is said of it."""
        self._sous = ("", Criteres())
        self.choix.clear()
        self.said.emit("", False)

    def say(self) -> None:
        """Says how many are chosen."""
        total, nombre = self._modele.rowCount(), self.nombre
        self._table.entete.show_chosen(tous=bool(nombre) and nombre == total, quelques=bool(nombre))
        if nombre:
            id_ = "choisi_un" if nombre == 1 else "choisis_tous" if nombre == total else "choisis"
            self.said.emit(self._textes(f"liste.{id_}", nombre=nombre), True)
        else:
            self.said.emit("", False)

    def _keep(self, etendue: Etendue, restent: tuple[str, ...]) -> None:
        partis = len(etendue.marques) - len(restent)
        if partis and self.choix.etendue == etendue:
            self.choix.take(restent)
            dit = self._textes("liste.choix_reduit_un" if partis == 1 else "liste.choix_reduit", nombre=partis)
            if restent:
                dit = (
                    f"{self._textes('liste.choisi_un' if len(restent) == 1 else 'liste.choisis', nombre=len(restent))} · {dit}"
                )
            self.said.emit(dit, bool(restent))

    def _on_range_begun(self) -> None:
        self._avant = self.choix.etendue

    def _on_range(self, ancre: int, rang: int) -> None:
        self._choose(self._avant, min(ancre, rang), max(ancre, rang))

    def _choose(self, base: Etendue, debut: int, fin: int) -> None:
        lues = self._modele.references(debut, fin)
        if lues is not None:
            self.choix.become(base.plus(lues))
            return
        filtre, tri, taille = self._chargement.filtre, self._chargement.tri, fin - debut + 1
        reponses = Reponses(self, lambda references: self.choix.become(base.plus(references)), self.failed.emit)
        self._acces.ask_latest(
            lambda coffre: coffre.liste.references(filtre, tri=tri, debut=debut, taille=taille), reponses, suite=SUITE
        )
