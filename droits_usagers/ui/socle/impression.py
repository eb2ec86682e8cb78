"""What is asked before printing: where, how many, which pages, on one side or two; and how many sheets that makes.

What the printer would decide by itself is decided here. Then it stays until everything was taken, with a button to stop.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.impression import Choix, Imprimable, Imprimante, Repli, Support, Tirage, plan, read_pages
from droits_usagers.services.socle.imprimeries import cut_short, speak_to_local_cups
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.socle.travail import Avancement, Rappels, Travailleur
from droits_usagers.ui.composants import (
    Avis,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    ChoixMultiples,
    ChoixUnique,
    Colonne,
    Defilement,
    Intitule,
    Libelle,
    LigneTexte,
    ListeDeroulante,
    Nature,
    Option,
    Pied,
    Progres,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.choix import LigneMultiple
from droits_usagers.ui.composants.theme import Teinte, current_theme

#: Documents named one by one; beyond, they are counted.
_NOMMES = 9
_EXEMPLAIRES = 9

Envoyer = Callable[[str, Tirage], Iterator[Avancement]]
#: The thread that hands a print over to the system.
FIL_IMPRESSION = "impression"


class _Relais(QObject):
    """Brings home what the thread that prints says."""

    avance = Signal(object)
    fini = Signal()


class DialogueImpression(QDialog):
    """`envoyer` hands a printing to a printer, job by job, outside the window's thread; `arret` tells it to stop waiting."""

    def __init__(
        self,
        textes: Textes,
        imprimantes: Sequence[Imprimante],
        liasses: Sequence[Liasse],
        *,
        envoyer: Envoyer,
        arret: Event,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._textes = textes
        self._say = self._textes.under("impression")
        self._imprimantes = {imprimante.nom: imprimante for imprimante in imprimantes}
        self._liasses = liasses
        self._documents = [liasse.printable() for liasse in liasses]
        self._envoyer, self._arret = envoyer, arret
        #: Which of them, where they have names; None where they are only counted.
        self._lesquels: ChoixMultiples | None = None
        self._travailleur: Travailleur | None = None
        #: What the thread says of itself: how many jobs were taken, out of how many, and what stopped it.
        self._pris = Avancement(0)
        self._parti = Tirage(())
        self._erreur: Exception | None = None
        self._relais = _Relais(self)
        self.setWindowTitle(textes("impression.titre"))
        self._make_fields()
        self._build()
        self._connect()
        self._on_changed()
        # As large as its words, and no larger than the screen.
        theme, ecran = current_theme(), self.screen().availableGeometry()
        largeur = min(theme.px(600), ecran.width() - theme.px(32))
        voulue = self._colonne.totalHeightForWidth(largeur) + self._pied.totalHeightForWidth(largeur) + theme.px(12)
        self.resize(largeur, min(voulue, ecran.height() - theme.px(48)))

    # What is asked

    def _make_fields(self) -> None:
        self.imprimante = ListeDeroulante([(nom, nom) for nom in self._imprimantes])
        self.exemplaires = ListeDeroulante([(str(n), str(n)) for n in range(1, _EXEMPLAIRES + 1)])
        self.pages = LigneTexte()
        self.recto_verso = LigneMultiple(Option("", self._say("recto_verso"), self._say("recto_verso_aide")))
        self.repli = ChoixUnique(
            [Option(repli.value, self._say(repli.value), self._say(f"{repli.value}_aide")) for repli in Repli]
        )
        self.repli.set_value(Repli.MOITIES)
        self.avis_papier, self.avis_face, self.avis_arret = (Avis("", mot="") for _ in range(3))
        self.feuilles = Libelle(gras=True)
        self.progres = Progres(self._say("arreter"))
        self.imprimer = BoutonPrimaire(self._say("imprimer"), touche=self._textes("commun.entree"))
        self.annuler = BoutonSecondaire(self._say("annuler"))

    def _build(self) -> None:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(24, 24, 24, 12))
        colonne.addWidget(Titre(self._say("titre")))
        colonne.addWidget(Champ(Intitule(self._say("imprimante")), self.imprimante))
        colonne.addWidget(self.avis_arret)
        colonne.addLayout(self._list())
        colonne.addWidget(self.avis_papier)
        colonne.addWidget(self.repli)
        colonne.addWidget(self.avis_face)
        reglages = Rangee(ecart=16)
        reglages.addWidget(Champ(Intitule(self._say("exemplaires")), self.exemplaires), 1, Qt.AlignmentFlag.AlignTop)
        total = sum(len(document.pages) for document in self._documents)
        self._champ_pages = Champ(Intitule(self._say("pages"), self._say("pages_aide", total=total)), self.pages)
        reglages.addWidget(self._champ_pages, 2, Qt.AlignmentFlag.AlignTop)
        colonne.addLayout(reglages)
        colonne.addWidget(self.recto_verso)
        colonne.addStretch(1)
        self._reglages = contenu
        self._colonne, self._pied = colonne, self._footer()
        page = Colonne(self, ecart=0)
        page.addWidget(Defilement(contenu), 1)
        page.addLayout(self._pied)
        self.imprimer.setFocus()

    def _list(self) -> Colonne:
        """What will come out, in words that name nobody."""
        liste = Colonne(ecart=4)
        liste.addWidget(Libelle(self._say("quoi"), gras=True))
        nommees = [liasse for liasse in self._liasses if liasse.nom]
        if not 0 < len(nommees) == len(self._liasses) <= _NOMMES:
            nombre = sum(liasse.nombre for liasse in self._liasses)
            liste.addWidget(Libelle(self._say("document") if nombre == 1 else self._say("documents", nombre=nombre)))
            return liste
        options = [Option(str(rang), self._named(liasse)) for rang, liasse in enumerate(nommees)]
        self._lesquels = ChoixMultiples(options)
        self._lesquels.set_value(option.id for option in options)
        self._lesquels.choice_changed.connect(self._on_changed)
        # One alone is not a choice.
        liste.addWidget(self._lesquels if len(options) > 1 else Libelle(options[0].libelle))
        return liste

    def _named(self, liasse: Liasse) -> str:
        return liasse.nom if liasse.nombre == 1 else self._say("plusieurs", nom=liasse.nom, nombre=liasse.nombre)

    def _wanted(self) -> list[Imprimable]:
        """The documents: those that are not ticked are left out, and keep their place."""
        if self._lesquels is None:
            return self._documents
        voulus = {int(id_) for id_ in self._lesquels.value()}
        return [document if rang in voulus else replace(document, nombre=0) for rang, document in enumerate(self._documents)]

    def _footer(self) -> Colonne:
        pied = Colonne(ecart=8, marges=(24, 12, 24, 24))
        pied.addWidget(self.feuilles)
        pied.addWidget(self.progres)
        pied.addLayout(Pied(self.annuler, self.imprimer))
        return pied

    def _connect(self) -> None:
        for champ in (self.imprimante, self.exemplaires):
            champ.currentIndexChanged.connect(self._on_changed)
        self.pages.textChanged.connect(self._on_changed)
        self.recto_verso.toggled.connect(self._on_changed)
        self.repli.choice_changed.connect(self._on_changed)
        self.annuler.clicked.connect(self.reject)
        self.imprimer.clicked.connect(self._start)
        self.imprimer.bind_enter(self)
        self.progres.stop_asked.connect(self._stop)
        self._relais.avance.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._relais.fini.connect(self.accept, Qt.ConnectionType.QueuedConnection)

    @property
    def choix(self) -> Choix:
        """What is asked for, apart from what is done without the paper."""
        total = sum(len(document.pages) for document in self._documents)
        pages = read_pages(self.pages.text(), total)
        return Choix(int(self.exemplaires.value()), pages, recto_verso=self.recto_verso.isChecked())

    @property
    def tirage(self) -> Tirage:
        """What would be printed."""
        imprimante, choix, documents = self._chosen(), self.choix, self._wanted()
        tel_quel = plan(documents, imprimante, choix)
        if not tel_quel.manquent:
            return tel_quel
        # Halves only make sense of an A3 on an A4; anything else is made smaller.
        repli = Repli(self.repli.value()) if self._can_halve(imprimante) else Repli.REDUIT
        return plan(documents, imprimante, replace(choix, repli=repli))

    def _chosen(self) -> Imprimante:
        return self._imprimantes[self.imprimante.value()]

    @staticmethod
    def _can_halve(imprimante: Imprimante) -> bool:
        return imprimante.has(Support.A4) and not imprimante.has(Support.A3)

    # What is said

    def _on_changed(self) -> None:
        imprimante, tirage = self._chosen(), self.tirage
        quoi = self._missing(imprimante, tirage)
        self.repli.setVisible(quoi == "sans_a3")
        self._tell(self.avis_papier, quoi, visible=bool(tirage.manquent))
        self._tell(self.avis_face, "une_face", visible=tirage.une_seule_face)
        self._tell(self.avis_arret, "arretee", visible=imprimante.arretee)
        self.recto_verso.setEnabled(imprimante.deux_faces)
        aide = "recto_verso_aide" if imprimante.deux_faces else "recto_seul"
        self.recto_verso.set_up(self._say("recto_verso"), self._say(aide))
        self._tell_sheets(tirage)
        self.imprimer.setEnabled(bool(tirage.travaux) and self._travailleur is None)

    def _missing(self, imprimante: Imprimante, tirage: Tirage) -> str:
        if Support.A3 in tirage.manquent and self._can_halve(imprimante):
            return "sans_a3"
        return "sans_a4" if Support.A4 in tirage.manquent else "sans_papier"

    def _tell(self, avis: Avis, id_: str, *, visible: bool) -> None:
        avis.setVisible(visible)
        if visible:
            avis.say(self._say(id_), mot=self._say(f"{id_}_mot"), nature=Nature.ATTENTION)

    def _tell_sheets(self, tirage: Tirage) -> None:
        total = sum(len(document.pages) for document in self._documents)
        if not tirage.travaux:
            self.feuilles.set_teinte(Teinte.SEMAINE)
            self.feuilles.setText(self._say("pages_refusees", total=total) if self.pages.text().strip() else self._say("rien"))
            return
        self.feuilles.set_teinte(Teinte.TEXTE)
        nombre = tirage.feuilles
        papiers = ", ".join(self._say(papier) for papier in sorted({travail.support for travail in tirage.travaux}))
        dit = self._say("feuille", papiers=papiers) if nombre == 1 else self._say("feuilles", nombre=nombre, papiers=papiers)
        # Where text is large, what is said above has to be scrolled to: Enter prints without it being read.
        manque = self._say(f"{self._missing(self._chosen(), tirage)}_mot") if tirage.manquent else ""
        self.feuilles.setText(f"{dit} · {manque}" if manque else dit)

    # What is done

    def _start(self) -> None:
        tirage, nom = self.tirage, self.imprimante.value()
        if self._travailleur is not None or not tirage.travaux:
            return
        self._pris, self._parti = Avancement(0, len(tirage.travaux)), tirage
        self._travailleur = Travailleur(FIL_IMPRESSION)
        self._reglages.setEnabled(False)
        self.annuler.hide()
        self.imprimer.hide()
        self.progres.begin(self._say("preparation"))
        self._travailleur.submit_units(
            lambda: self._envoyer(nom, tirage),
            Rappels(
                on_progress=self._count,
                on_success=lambda _: self._relais.fini.emit(),
                on_failure=self._fail,
                on_cancelled=lambda _: self._relais.fini.emit(),
            ),
        )

    def _count(self, pris: Avancement) -> None:
        """In the thread that prints."""
        self._pris = pris
        self._relais.avance.emit(pris)

    def _fail(self, error: Exception) -> None:
        """In the thread that prints."""
        self._erreur = error
        self._relais.fini.emit()

    def _on_progress(self, pris: Avancement) -> None:
        self.progres.say(self._say("en_cours", fait=pris.fait, total=pris.total))
        self.progres.show_progress(pris)

    def _stop(self) -> None:
        self._arret.set()
        if self._travailleur is not None:
            self._travailleur.cancel_bulk()

    def reject(self) -> None:
        """Gives up; while it is being sent, stops first."""
        self._stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same."""
        self._stop()
        super().closeEvent(event)

    def outcome(self) -> frozenset[int] | None:
        """Once closed: which documents are whole at the printer when everything was taken, None when the person gave up.

        Raises ExpectedError IMPRIMANTE_REFUSE or IMPRESSION_COUPEE.
        """
        if self._travailleur is None:
            return None
        self._stop()
        self._travailleur.stop()
        if self._erreur is not None:
            raise self._erreur
        fait, total = self._pris.fait, self._pris.total
        if 0 < fait < total:
            raise cut_short(fait, total)
        return self._parti.entiers if fait == total else None


_Id = QPageSize.PageSizeId
_SUPPORTS = {_Id.A4: Support.A4, _Id.A3: Support.A3, _Id.Letter: Support.LETTER}
_DEUX_FACES = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide, QPrinter.DuplexMode.DuplexAuto}


def printer_names() -> list[str]:
    """Their names, the usual one first."""
    speak_to_local_cups()
    noms = QPrinterInfo.availablePrinterNames()
    habituelle = QPrinterInfo.defaultPrinterName() if noms else ""
    return sorted(noms, key=lambda nom: nom != habituelle)


def printers() -> tuple[Imprimante, ...]:
    """All of them, the usual one first."""
    return tuple(map(_described, printer_names()))


def is_there(nom: str) -> bool:
    """False once a printer was taken away."""
    return nom in QPrinterInfo.availablePrinterNames()


def _described(nom: str) -> Imprimante:
    info = QPrinterInfo.printerInfo(nom)
    tailles = [taille.id() for taille in info.supportedPageSizes()]
    return Imprimante(
        nom,
        frozenset(_SUPPORTS.get(taille, Support.AUTRE) for taille in tailles),
        deux_faces=not _DEUX_FACES.isdisjoint(info.supportedDuplexModes()),
        arretee=info.state() is QPrinter.PrinterState.Error,
    )
