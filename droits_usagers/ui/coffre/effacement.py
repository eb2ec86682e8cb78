"""What the screens that erase for good share: said before, the one point of no return; said after, what is left to do."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.dossiers import ElementCorbeille
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.coffre.valeurs import CopieSortie, Effacement, Sauvegarde, is_nowhere_else
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.travail import Avancement, Unites
from droits_usagers.services.suivi.lignes import Presentation
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import Avis, BoutonSecondaire, Libelle, Nature
from droits_usagers.ui.composants.liste import Ligne, ListeMontree
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EcranEffacement(EcranCoffre):
    """From the point of no return on, whatever stops the rest, the screen says that it is erased: backups are a second task."""

    #: It was passed by the work under way.
    _efface = False

    def erase(self, action: Callable[[Coffre], Unites[Effacement]]) -> None:
        """Erases; can be stopped before, and after."""
        self._efface = False
        self.work(action, self._on_erased)

    def ask_what_is_left(self) -> None:
        """What an erasure of another day left to do is said, unless something else already is."""

        def tell(reste: bool) -> None:  # noqa: FBT001 - an answer
            if reste and not self.dit.count():
                self._tell_left(self._say("reste"))

        reponses = Reponses(self, tell, lambda _: None)
        AccesCoffre(self.contexte).ask(lambda coffre: coffre.effacement.to_finish, reponses)

    def _say(self, id_: str, **valeurs: object) -> str:
        return self.textes(f"coffre_ecran.effacement.{id_}", **valeurs)

    def on_progress(self, avancement: Avancement) -> None:
        """Once it is erased, says so: what goes on is something else, and what fails then is too."""
        super().on_progress(avancement)
        if avancement.irrevocable and not self._efface:
            self._efface = True
            self.progres.say(self._say("nettoyage"))

    def on_stopped(self, avancement: Avancement) -> None:
        """Nothing is erased, or all is."""
        if self._efface or avancement.irrevocable:
            self._tell_left(self._say("arrete"))
        else:
            super().on_stopped(avancement)

    def on_work_failed(self, error: ExpectedError) -> Avis:
        """The same, when something kept it from going on."""
        if not self._efface:
            return super().on_work_failed(error)
        self.start()
        return self._tell_left(self._say("echec", raison=self.contexte.operations.sentence(error)))

    def _tell_left(self, texte: str) -> Avis:
        avis = self.tell(texte, nature=Nature.ATTENTION)
        if not AccesCoffre(self.contexte).lecture_seule:
            continuer = BoutonSecondaire(self._say("continuer"))
            continuer.clicked.connect(self._go_on)
            avis.add_button(continuer)
        return avis

    def _go_on(self) -> None:
        """The second task, alone: it can be asked for as often as wanted."""
        self._efface = True
        self.work(lambda coffre: coffre.effacement.finishing(), self._on_erased)
        self.progres.say(self._say("nettoyage"))

    def _on_erased(self, effacement: Effacement) -> None:
        self.start()
        dits = {"saisies": effacement.saisies, "doutes": len(effacement.doutes)}
        aussi = tuple(self._say(id_, nombre=nombre) for id_, nombre in dits.items() if nombre)
        attend = say_waiting(effacement, self.textes)
        restes = say_left(effacement, self.textes)
        sorties = say_out(effacement, self.textes)
        if attend:
            self._tell_left("\n".join((*attend, *restes, *sorties, *aussi)))
        else:
            nature = Nature.ATTENTION if restes or sorties else Nature.BIEN
            self.tell("\n".join((self._erased(effacement), *restes, *sorties, *aussi)), nature=nature)

    def _erased(self, effacement: Effacement) -> str:
        partout = is_nowhere_else(effacement)
        return self._say("sauf") if partout is None else self.textes.promise("coffre_ecran.effacement.fait", partout)


def say_left(effacement: Effacement, textes: Textes) -> tuple[str, ...]:
    """A line for each file that still holds what was erased; none when nothing is left anywhere."""
    return tuple(_lines(effacement, textes))


def say_waiting(effacement: Effacement, textes: Textes) -> tuple[str, ...]:
    """That it is erased here, and what waits for room: in which backups, and how much to free. Nothing when all is done."""
    attendent, place = effacement.sauvegardes_en_attente, effacement.place_manquante
    if effacement.compacte and not attendent:
        return ()
    mots = "coffre_ecran.effacement"
    dits = [textes(f"{mots}.en_attente" if attendent else f"{mots}.pas_compacte")]
    dits += [textes(f"{mots}.sauvegarde", fichier=sauvegarde.chemin.name) for sauvegarde in attendent]
    # In megabytes, rounded up: what is said is enough.
    return (*dits, textes(f"{mots}.place", place=-(-place // 10**6))) if place else tuple(dits)


def say_out(effacement: Effacement, textes: Textes) -> tuple[str, ...]:
    """What copies that left may still hold: a line for each disk they went to; nothing where none did."""
    par_lieu: dict[str, list[CopieSortie]] = {}
    for copie in effacement.copies_sorties:
        par_lieu.setdefault(copie.lieu, []).append(copie)
    lignes = [
        textes("coffre_ecran.restes.sortie", lieu=lieu, date=date_courte(copies[-1].faite_le.date()), nombre=len(copies))
        for lieu, copies in par_lieu.items()
    ]
    return (textes("coffre_ecran.restes.sorties"), *lignes) if lignes else ()


def _lines(effacement: Effacement, textes: Textes) -> Iterator[str]:
    for sauvegarde in effacement.sauvegardes_hors_de_portee:
        yield _backup(sauvegarde, textes)
    for copie in effacement.autres_copies:
        yield textes("coffre_ecran.restes.autre_copie", fichier=copie.name)


def _backup(sauvegarde: Sauvegarde, textes: Textes) -> str:
    fichier = sauvegarde.chemin.name
    if sauvegarde.retiree_le is None:
        return textes("coffre_ecran.restes.sans_date", fichier=fichier)
    return textes("coffre_ecran.restes.jusqu_au", fichier=fichier, date=date_courte(sauvegarde.retiree_le))


class EcranCorbeille(EcranEffacement):
    """Nothing is erased without having been named, and « Ne pas effacer » comes first."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "corbeille", parent)
        self._acces = AccesCoffre(contexte)
        self._presentation = Presentation(contexte.services.catalogue, contexte.services.today)
        self._elements: dict[str, ElementCorbeille] = {}
        self._discreet = False
        self.liste = ListeMontree()
        self.liste.setAccessibleName(self.say("titre"))
        self.vide = Libelle(self.say("vide"), teinte=Teinte.DOUX)
        self.effacer = BoutonSecondaire(self.say("effacer"), icone="corbeille")
        self.liste.setMinimumHeight(current_theme().px(280))
        self.colonne.addWidget(self.vide)
        self.colonne.addWidget(self.liste, 100)
        self.colonne.addLayout(self.dit)
        self.colonne.addWidget(self.effacer, 0, Qt.AlignmentFlag.AlignLeading)
        self.colonne.addStretch(1)
        self.effacer.clicked.connect(self._on_erase_asked)
        self.liste.line_reached.connect(self.hush)
        self._show(())

    def start(self) -> None:
        """Asks what is in it."""
        self._acces.ask(lambda coffre: coffre.corbeille.content(), Reponses(self, self._on_content, self.tell_failure))
        self.ask_what_is_left()

    def clear(self) -> None:
        """Forgets what it showed."""
        super().clear()
        self._show(())

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self._show(tuple(self._elements.values()))

    def go_on(self) -> None:
        """Takes the chosen one back."""
        reference = self.liste.current()
        if reference:
            reponses = Reponses(self, lambda _: self._on_done(self.say("remis", reference=reference)), self.tell_failure)
            self._acces.write(lambda coffre: coffre.corbeille.take_back(reference), reponses)

    def _on_content(self, elements: Sequence[ElementCorbeille]) -> None:
        self._show(elements)
        # Before the focus, that would put the cursor on the first line without choosing it.
        if elements and not self.liste.current():
            with QSignalBlocker(self.liste):
                self.liste.go_to(elements[0].reference)
        (self.liste if elements else self.retour).setFocus()

    def _show(self, elements: Sequence[ElementCorbeille]) -> None:
        self._elements = {element.reference: element for element in elements}
        # Lines that are replaced are not lines one goes to: what was said stays said.
        with QSignalBlocker(self.liste):
            self.liste.show_lines([self._line(element) for element in elements])
        self.liste.setVisible(bool(elements))
        self.vide.setVisible(not elements)
        writable = bool(elements) and not self._acces.lecture_seule
        self.effacer.setVisible(writable)
        self.suite.setVisible(bool(elements))
        self.suite.hold(self._acces.raison)
        self.suite.setEnabled(writable)

    def _line(self, element: ElementCorbeille) -> Ligne:
        demarche = self._presentation.demarche(element.demarche)
        personne = self.textes("suivi.nom_masque") if self._discreet and element.personne else element.personne
        qui = ", ".join(part for part in (personne or self.textes("suivi.anonyme"), element.organisme) if part)
        efface = self.say("efface_le", date=date_courte(element.efface_le))
        return Ligne(element.reference, f"{element.reference} · {demarche}", f"{qui}\n{efface}")

    def _on_erase_asked(self) -> None:
        element = self._elements.get(self.liste.current())
        if element is None:
            return
        reference, texte = element.reference, self.say("perdu", reference=element.reference)
        self.ask_before_erasing(texte, erase=lambda: self._erase(reference), keep=self._on_kept)

    def _on_kept(self) -> None:
        self.hush()
        self.liste.setFocus()

    def _erase(self, reference: str) -> None:
        self.erase(lambda coffre: coffre.effacement.erasing((reference,)))

    def _on_done(self, texte: str) -> None:
        self.start()
        self.tell(texte, nature=Nature.BIEN)
