"""« Chiffres sans noms »: the report on a year as it will be given, what was merged, and on to paper or a file."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.chiffres.valeurs import Rapport
from droits_usagers.domain.controle.cadre import Sortant
from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.chiffres.chiffres import CSV, XLSX
from droits_usagers.services.chiffres.coffre import Compte, ReleveAnnee, count
from droits_usagers.services.lettre.courriers import Format
from droits_usagers.services.socle.travail import Avancement, Tache
from droits_usagers.ui.apercu.lettre import Apercu
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    ListeDeroulante,
    Nature,
    Pied,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.mise_en_page import Defilement, replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.controle.retenue import Retenue
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.destination import Destination, Quoi, VersAnnee
from droits_usagers.ui.socle.disposition import QWIDGETSIZE_MAX
from droits_usagers.ui.socle.images import drawn
from droits_usagers.ui.socle.livraison import Livraison
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

#: As many names as one reads; how many others there are is said.
_NOMS = 20


class PanneauCoulisses(QWidget):
    """Beside the report. `nommer` gives the short name of a demarche."""

    def __init__(self, textes: Textes, nommer: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._say = self._textes.under("chiffres")
        self._nommer = nommer
        self._colonne = Colonne(self, ecart=8)

    def show_count(self, compte: Compte) -> None:
        """What must be known of these figures before they are given to anyone."""
        replace_all(self._colonne, [*self._warnings(compte), *self._merged(compte)])

    def clear(self) -> None:
        """Says nothing."""
        replace_all(self._colonne, ())

    def _warnings(self, compte: Compte) -> Iterator[QWidget]:
        annee = str(compte.chiffres.annee)
        if compte.remis_le is not None:
            dit = self._say("deja", annee=annee, date=date_courte(compte.remis_le))
            yield Avis(dit, mot=self._say("deja_mot"), nature=Nature.ATTENTION)
        elif compte.chiffres.annee >= compte.chiffres.au.year:
            yield Avis(self._say("provisoire", annee=annee), mot=self._say("provisoire_mot"), nature=Nature.INFORMATION)

    def _merged(self, compte: Compte) -> Iterator[QWidget]:
        yield Titre(self._say("regroupe_titre"), niveau=3)
        for phrase in self._sentences(compte):
            yield Libelle(phrase)
        if any(self._lists(compte)):
            yield Libelle(self._say("coulisses.ici"), teinte=Teinte.DOUX)

    def _sentences(self, compte: Compte) -> Iterator[str]:
        coulisses = compte.coulisses
        if coulisses.trop_peu:
            yield self._say("coulisses.trop_peu")
            return
        details = [
            *self._lists(compte),
            *self._counted("cellules", coulisses.cellules),
            *self._counted("parts", coulisses.parts),
        ]
        yield self._say("coulisses.seuil" if details else "coulisses.rien")
        yield from details

    def _lists(self, compte: Compte) -> Iterator[str]:
        coulisses = compte.coulisses
        sans_nom = self._say("coulisses.sans_nom")
        yield from self._list("etats", [self._textes(f"etats.{etat}") for etat in coulisses.etats])
        yield from self._list("droits", [self._nommer(droit) for droit in coulisses.droits])
        yield from self._list("organismes", [organisme or sans_nom for organisme in coulisses.organismes])

    def _list(self, quoi: str, noms: Sequence[str]) -> Iterator[str]:
        if noms:
            tries = sorted(noms, key=str.casefold)
            liste = ", ".join(tries[:_NOMS])
            if len(tries) > _NOMS:
                liste = self._say("coulisses.et_autres", liste=liste, nombre=str(len(tries) - _NOMS))
            yield self._say(f"coulisses.{quoi}", liste=liste)

    def _counted(self, quoi: str, nombre: int) -> Iterator[str]:
        if nombre:
            yield self._say(f"coulisses.{quoi}_une" if nombre == 1 else f"coulisses.{quoi}", nombre=str(nombre))


#: Under this width, at 100 %, the choices and the report take turns.
COTE_A_COTE = 900
LARGEUR_CHOIX, LARGEUR_VIDE = 380, 600
#: What a later one drops: a count, a page to draw.
_COMPTE, _APERCU = "chiffres.compte", "chiffres.apercu"


class PageChiffres(Page):
    """Read in the coffre's thread, counted and drawn in that of what is drawn: the window only shows."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        #: The sentences of this screen.
        self.say = self.textes.under("chiffres")
        self._rapports = contexte.services.chiffres
        self._acces = AccesCoffre(contexte)
        self._livraison = Livraison(contexte, self)
        self._compte: Compte | None = None
        self._rapport: Rapport | None = None
        self._tache: Tache | None = None
        #: Where there is room for one thing: whether it is the report.
        self._lit = False
        self.annee = ListeDeroulante([])
        self._champ = Champ(Intitule(self.say("annee")), self.annee)
        self.etat = Libelle(teinte=Teinte.DOUX)
        self.coulisses = PanneauCoulisses(self.textes, self._rapports.name_of)
        self.apercu = Apercu(contexte, self._source, masquable=False)
        self._avis = Avis("", mot="")
        self.boutons = [self._file_button(format_) for format_ in (Format.PDF, Format.DOCX, XLSX, CSV)]
        self.voir = BoutonSecondaire(self.say("voir"), icone="document")
        self.revenir = BoutonLien(self.say("revenir"), icone="retour")
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.imprimer = BoutonPrimaire(self.say("imprimer"), touche=self.say("imprimer_touche"))
        self._vide = self._make_empty()
        self._gauche, self._droite = self._make_choices(), self._make_report()
        self._lay_out()
        self._connect()
        self._forget()

    # How it is made.

    def _file_button(self, format_: str) -> BoutonSecondaire:
        nom = self.say(format_)
        bouton = BoutonSecondaire(nom)
        bouton.setAccessibleName(self.say("enregistrer_nom", format=nom))
        bouton.clicked.connect(lambda: self._save(format_))
        return bouton

    def _make_choices(self) -> QWidget:
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=16, marges=(0, 0, 12, 0))
        colonne.addWidget(Libelle(self.say("phrase"), teinte=Teinte.DOUX))
        colonne.addWidget(self._champ)
        colonne.addWidget(self.etat)
        colonne.addWidget(self._vide)
        colonne.addWidget(self.voir, 0, Qt.AlignmentFlag.AlignLeading)
        self._fichiers = QWidget()
        fichiers = Colonne(self._fichiers, ecart=8)
        fichiers.addWidget(self.imprimer)
        fichiers.addWidget(Libelle(self.say("enregistrer"), gras=True))
        for debut in (0, 2):
            rangee = Rangee(ecart=8)
            for bouton in self.boutons[debut : debut + 2]:
                rangee.addWidget(bouton, 1)
            fichiers.addLayout(rangee)
        colonne.addWidget(self._fichiers)
        colonne.addWidget(self._avis)
        colonne.addWidget(Retenue.at(self._livraison))
        colonne.addWidget(self.coulisses)
        colonne.addStretch(1)
        return Defilement(contenu)

    def _make_report(self) -> QWidget:
        droite = QWidget()
        colonne = Colonne(droite, ecart=12)
        colonne.addWidget(self.revenir, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self.apercu, 1)
        return droite

    def _make_empty(self) -> QWidget:
        """What there will be here, and how it comes."""
        vide = QWidget()
        colonne = Colonne(vide, ecart=12, marges=(0, 8, 0, 0))
        colonne.addWidget(Titre(self.say("vide"), niveau=2))
        colonne.addWidget(Libelle(self.say("vide_phrase")))
        bouton = BoutonSecondaire(self.say("vide_bouton"), icone="suivi")
        bouton.clicked.connect(self._go_back)
        colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)
        return vide

    def _lay_out(self) -> None:
        page = Colonne(self, ecart=0)
        corps = Rangee(ecart=24, marges=(24, 20, 24, 0))
        corps.addWidget(self._gauche)
        corps.addWidget(self._droite, 1000)
        # Without a report, what is said of its absence stays at the reading start.
        corps.addStretch(1)
        page.addLayout(corps, 1)
        page.addLayout(Pied(self.retour, marges=(24, 4, 24, 8)))

    def _connect(self) -> None:
        self.annee.activated.connect(lambda _rang: self._read(int(self.annee.value())))
        self.apercu.width_changed.connect(self._draw)
        self.retour.clicked.connect(self._go_back)
        self.voir.clicked.connect(lambda: self._turn(lit=True))
        self.revenir.clicked.connect(lambda: self._turn(lit=False))
        self.imprimer.clicked.connect(self._print)
        bind(QKeySequence.StandardKey.Print, self, self.imprimer.click)
        self._livraison.delivered.connect(self._on_delivered)
        self._livraison.impeded.connect(self._on_impeded)

    # What the window asks of a page.

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Counts the year named, else the one looked at, else this one."""
        voulue = quoi if isinstance(quoi, VersAnnee) else self.place
        self._read(voulue.annee if voulue is not None else None)
        self.annee.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def place(self) -> VersAnnee | None:
        """The year looked at."""
        return VersAnnee(int(self.annee.value())) if self.annee.count() else None

    def clear(self) -> None:
        """Forgets every figure."""
        self._livraison.clear()
        if self._tache is not None:
            self._tache.cancel()
        self.annee.clear()
        self._forget()

    def day_changed(self, today: dt.date) -> None:
        """What is late is not the same."""
        del today
        if self._compte is not None:
            self._read(self._compte.chiffres.annee)

    # Counting.

    def _read(self, annee: int | None) -> None:
        self._forget()
        self.etat.setText(self.say("calcul"))
        self.etat.show()
        reponses = Reponses(self, self._on_read, self._on_impeded, self._on_progress)
        if self._tache is not None:
            self._tache.cancel()
        self._tache = self._acces.work(lambda coffre: coffre.chiffres.gathering(annee), reponses)

    def _on_progress(self, avancement: Avancement) -> None:
        self.etat.setText(self.say("calcul_en_cours", nombre=str(avancement.fait)))

    def _on_read(self, releve: ReleveAnnee) -> None:
        rapports = self._rapports

        def compute() -> tuple[Compte, Rapport]:
            compte = count(releve)
            return compte, rapports.report(compte.chiffres, compte.tete)

        reponses = Reponses(self, lambda fait: self._on_counted(*fait), self._on_impeded)
        self.contexte.operations.run_latest(self.contexte.services.rendu, compute, reponses, suite=_COMPTE)

    def _on_counted(self, compte: Compte, rapport: Rapport) -> None:
        self._compte, self._rapport, self._tache = compte, rapport, None
        annees = sorted({*compte.annees, compte.chiffres.annee}, reverse=True)
        self.annee.clear()
        for annee in annees:
            self.annee.addItem(str(annee), str(annee))
        self.annee.setCurrentIndex(annees.index(compte.chiffres.annee))
        self.etat.hide()
        if compte.demandes:
            self.coulisses.show_count(compte)
        self._arrange()
        self._draw()

    def _forget(self) -> None:
        """Nothing counted any more."""
        self._compte, self._rapport = None, None
        self.coulisses.clear()
        self.apercu.clear()
        self._avis.hide()
        self.etat.hide()
        self._arrange()

    # The report.

    def _draw(self) -> None:
        rapport, rapports, largeur = self._rapport, self._rapports, self.apercu.page_width()
        if rapport is None or not self._droite.isVisible():
            return

        def draw() -> tuple[list[QImage], str]:
            return [drawn(page) for page in rapports.images(rapport, largeur)], rapports.text(rapport)

        reponses = Reponses(self, lambda dessin: self.apercu.show_letter(*dessin), self._on_impeded)
        self.contexte.operations.run_latest(self.contexte.services.rendu, draw, reponses, suite=_APERCU)

    def _source(self) -> Callable[[], Libre[str]] | None:
        rapport = self._rapport
        return None if rapport is None else lambda: self._release(rapport).map(self._rapports.text)

    def _print(self) -> None:
        rapport = self._rapport
        if rapport is not None:
            self._livraison.print_out(lambda: self._release(rapport).map(lambda libre: [self._rapports.liasse(libre)]))

    def _release(self, rapport: "Rapport", nom: str = "") -> "Libre[Rapport]":
        sortant = Sortant({"chiffres": self._rapports.sheet(rapport)})
        return self._livraison.controle.release(rapport, sortant, gestes=self._livraison.gestes, nom=nom)

    def _save(self, format_: str) -> None:
        rapport, compte = self._rapport, self._compte
        if rapport is None or compte is None:
            return
        rapports, nom = self._rapports, self._rapports.suggested_name(compte.chiffres.annee, format_)
        if format_ in set(Format):
            self._livraison.save_bytes(
                lambda: self._release(rapport, nom).map(lambda libre: rapports.render(libre, Format(format_))), nom
            )
        else:
            self._livraison.save_bytes(partial(self._spreadsheet, compte, format_, nom), nom)

    def _spreadsheet(self, compte: Compte, format_: str, nom: str) -> Libre[bytes]:
        livraison, rapports, chiffres = self._livraison, self._rapports, compte.chiffres
        cellules = (str(cellule) for rangee in rapports.table(chiffres)[1] for cellule in rangee if cellule is not None)
        libre = livraison.controle.release_texts(chiffres, cellules, id_="tableau", gestes=livraison.gestes, nom=nom)
        return libre.map(lambda publies: rapports.spreadsheet(publies, format_, compte.tete))

    def _on_delivered(self, fait: str, dit: str) -> None:
        self._tell(f"{dit} {self.say('remis')}", mot=self.textes(f"assistant.fin.fait.{fait}_mot"), nature=Nature.BIEN)
        if self._compte is not None:
            annee = self._compte.chiffres.annee
            self._acces.write(lambda coffre: coffre.chiffres.hand_out(annee), Reponses(self, lambda _: None, self._on_impeded))

    def _on_impeded(self, error: ExpectedError) -> None:
        self.etat.hide()
        self._tell(self.contexte.operations.sentence(error), mot=self.textes("assistant.fin.empeche"), nature=Nature.ATTENTION)

    def _tell(self, texte: str, *, mot: str, nature: Nature) -> None:
        self._avis.say(texte, mot=mot, nature=nature)
        self._avis.show()
        self._show_report(lit=False)

    # Where things go.

    def _go_back(self) -> None:
        self.page_wanted.emit(Destination("suivi"))

    def _show_report(self, *, lit: bool) -> None:
        self._lit = lit
        self._arrange()
        self._draw()

    def _turn(self, *, lit: bool) -> None:
        """From the choices to the report, or back, with the focus."""
        self._show_report(lit=lit)
        ici = self.apercu.feuilles if lit else self.voir
        ici.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        theme = current_theme()
        ensemble = self.width() >= theme.px(COTE_A_COTE)
        connu, vide = self._compte is not None, self._compte is not None and not self._compte.demandes
        plein = connu and not vide
        lit = self._lit and plein
        self._gauche.setVisible(ensemble or not lit)
        self._droite.setVisible(not vide and (ensemble or lit))
        self._vide.setVisible(vide)
        self.revenir.setVisible(not ensemble)
        self.voir.setVisible(plein and not ensemble)
        self._fichiers.setVisible(plein)
        # Its key too.
        self.imprimer.setEnabled(plein)
        largeur = theme.px(LARGEUR_VIDE if vide else LARGEUR_CHOIX)
        self._gauche.setMinimumWidth(largeur if ensemble else 0)
        self._gauche.setMaximumWidth(largeur if ensemble else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or one after the other."""
        super().resizeEvent(event)
        self._arrange()
        self._draw()
