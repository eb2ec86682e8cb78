"""« Accueil », once a coffre is open: what to do, worst first, what was begun, then three doors."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from droits_usagers.domain.dossier.dossiers import Brouillon, LigneSuivi
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.serie.brouillon import POSITION
from droits_usagers.services.suivi.accueil import Accueil, read_accueil
from droits_usagers.services.suivi.lignes import Presentation, Tranche, urgence_of
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonListe,
    BoutonSecondaire,
    Centre,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Puce,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.icones import paint_icon
from droits_usagers.ui.composants.libelles import ICONE_ETAT
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.socle.acces import AccesCoffre, why_read_only
from droits_usagers.ui.socle.destination import (
    Destination,
    Quoi,
    VersBrouillon,
    VersDossier,
    VersNouveau,
    VersPartie,
    VersTranche,
)
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

#: How often the coffre is tidied while it stays open: what is due is erased, and backed up.
ENTRETIEN_MS = 10 * 60 * 1000
#: Under this width, at 100 %, everything is in one column.
COTE_A_COTE = 900
_PORTES: tuple[tuple[str, str, Quoi | None], ...] = (
    ("assistant", "droit", VersNouveau()),
    ("refus", "refus", None),
    ("suivi", "suivi", None),
    ("courrier_du_jour", "document", None),
    ("coffre", "coffre", VersPartie("etat")),
)
#: Those that need no dossier.
_TOUJOURS = frozenset({"refus", "coffre"})
#: What presses; the rest waits.
_TEINTES = {"depassees": Teinte.RETARD, "semaine": Teinte.SEMAINE}
#: How an empty coffre is filled.
_ENTREES: tuple[tuple[str, str, Quoi | None], ...] = (
    ("assistant", "creer", VersNouveau()),
    ("reprise", "document", None),
    ("serie", "suivi", None),
)


class PageAccueil(Page):
    """Asked again each time it is shown. `exists` tells which screens there are where a coffre is open."""

    def __init__(self, contexte: Contexte, exists: Callable[[str], bool], parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._say = self.textes.under("accueil")
        self._exists = exists
        self._acces = AccesCoffre(contexte)
        self._dit = Presentation(contexte.services.catalogue, contexte.services.today)
        self._accueil: Accueil | None = None
        self._discreet = False
        #: The focus goes to what presses most as soon as it is known.
        self._va_au_debut = False
        self._shown: list[QWidget] = []
        #: What was being written last: before all that is to be done, for it may be what a crash left.
        self._repris = Colonne(ecart=8)
        self._a_faire = Colonne(ecart=8)
        self._commence = Colonne(ecart=8)
        self._avis = Colonne()
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=20, marges=(24, 20, 24, 24))
        colonne.addWidget(Titre(self.textes("accueil.titre")))
        colonne.addLayout(self._avis)
        self._cote_a_cote = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cote_a_cote.addLayout(self._column(self._repris, self._a_faire), 3)
        self._cote_a_cote.addLayout(self._column(self._commence, self._doors()), 2)
        colonne.addLayout(self._cote_a_cote)
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=1200))
        Colonne(self).addWidget(self._defilement)
        self._entretien = QTimer(self, interval=ENTRETIEN_MS)
        self._entretien.timeout.connect(self._maintain)
        self._entretien.start()

    @staticmethod
    def _column(*parts: Colonne) -> Colonne:
        colonne = Colonne(ecart=24)
        for part in parts:
            colonne.addLayout(part)
        colonne.addStretch(1)
        return colonne

    def _doors(self) -> Colonne:
        colonne = Colonne()
        self.portes: list[BoutonListe] = []
        for id_, icone, quoi in _PORTES:
            porte = BoutonListe(self._say(f"portes.{id_}"), self._say(f"portes.{id_}_aide"), icone=icone)
            porte.clicked.connect(self._go_to(Destination(id_, quoi)))
            self.portes.append(porte)
            colonne.addWidget(porte)
        return colonne

    def _go_to(self, vers: Destination) -> Callable[[], None]:
        return lambda: self.page_wanted.emit(vers)

    # What the window asks of a page.

    def arrive(self, quoi: Quoi | None = None) -> None:  # noqa: ARG002 - nothing on it can be named
        """Asks how things are; the first time, what the day made stale is computed again after that."""
        first = self._accueil is None
        self._va_au_debut = True
        self._ask()
        if first:
            self._maintain()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._entretien.stop()
        self._accueil = None
        self._shown = []
        for colonne in (self._repris, self._a_faire, self._commence, self._avis):
            replace_all(colonne, ())

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        if self._accueil is not None:
            self._show(self._accueil)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """Everything depends on today."""
        self._ask()
        self._maintain()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Doors beside what there is to do, or under it where there is no room."""
        super().resizeEvent(event)
        wide = self.width() >= current_theme().px(COTE_A_COTE)
        sens = QBoxLayout.Direction
        self._cote_a_cote.setDirection(sens.LeftToRight if wide else sens.TopToBottom)
        self._cote_a_cote.setSpacing(current_theme().px(40 if wide else 24))

    # Asking.

    def _ask(self) -> None:
        today = self.contexte.services.today()
        self._acces.ask(lambda coffre: read_accueil(coffre, today), Reponses(self, self._on_read, self._on_failure))

    def _maintain(self) -> None:
        self._acces.maintain(Reponses(self, lambda _: self._ask(), self._on_failure))

    def _on_read(self, accueil: Accueil) -> None:
        # What had the focus may be about to go.
        courant = QApplication.focusWidget()
        focused = courant is not None and any(widget is courant or widget.isAncestorOf(courant) for widget in self._shown)
        if accueil != self._accueil:
            self._accueil = accueil
            self._show(accueil)
            self._va_au_debut |= focused
        if self._va_au_debut and self.isVisible():
            self._va_au_debut = False
            self._focus_first()

    def _on_failure(self, error: ExpectedError) -> None:
        texte = self.contexte.operations.sentence(error)
        replace_all(self._avis, (Avis(texte, mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION),))

    def _focus_first(self) -> None:
        boutons = (bouton for widget in self._shown for bouton in _buttons(widget))
        premier = next(boutons, self.portes[0])
        premier.setFocus(Qt.FocusReason.OtherFocusReason)
        self._defilement.show_from_top(premier)

    # Drawing.

    def _show(self, accueil: Accueil) -> None:
        a_faire = list(self._to_do(accueil))
        repris = list(self._begun("reprendre", accueil.brouillons[:1]))
        commence = list(self._begun("commences", accueil.brouillons[1:]))
        for (id_, *_), porte in zip(_PORTES, self.portes, strict=True):
            porte.setVisible(bool(accueil.dossiers) or id_ in _TOUJOURS)
        replace_all(self._repris, repris)
        replace_all(self._a_faire, a_faire)
        replace_all(self._commence, commence)
        self._shown = [*repris, *a_faire, *commence]
        replace_all(self._avis, self._notices(accueil))

    def _to_do(self, accueil: Accueil) -> Iterator[QWidget]:
        if not accueil.dossiers:
            yield self._empty()
            return
        if accueil.depassees:
            yield self._count("depassees", accueil.depassees, Destination("suivi", VersTranche(Tranche.DEPASSEES)))
        if accueil.semaine:
            yield self._count("semaine", accueil.semaine, Destination("suivi", VersTranche(Tranche.SEMAINE)))
        if not accueil.depassees and not accueil.semaine:
            yield Puce(self._say("rien"), Teinte.REPONSE)
            yield Libelle(self._say("rien_aide"), teinte=Teinte.DOUX)
        for ligne in accueil.lignes:
            yield self._line(ligne)
        autres = list(self._also(accueil))
        if autres:
            yield Titre(self._say("aussi"), niveau=2)
        yield from autres

    def _also(self, accueil: Accueil) -> Iterator[QWidget]:
        """What does not press, worst first."""
        comptes = (
            ("a_envoyer", accueil.a_envoyer, Destination("suivi", VersTranche(Tranche.A_ENVOYER))),
            ("a_prouver", accueil.a_prouver, Destination("suivi", VersTranche(Tranche.A_PROUVER))),
            ("mandats", accueil.mandats, Destination("mandats")),
            ("conservation", accueil.conservation, Destination("conservation", VersPartie("clos"))),
        )
        for id_, nombre, vers in comptes:
            if nombre:
                yield self._count(id_, nombre, vers)

    def _empty(self) -> QWidget:
        """What an empty coffre can be filled with."""
        vide = QWidget()
        colonne = Colonne(vide, ecart=8)
        colonne.addWidget(Titre(self._say("vide.titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("vide.texte"), teinte=Teinte.DOUX))
        for id_, icone, quoi in _ENTREES:
            if self._exists(id_):
                entree = BoutonListe(self._say(f"entrees.{id_}"), self._say(f"entrees.{id_}_aide"), icone=icone)
                entree.clicked.connect(self._go_to(Destination(id_, quoi)))
                colonne.addWidget(entree)
        return vide

    def _count(self, id_: str, nombre: int, vers: Destination) -> QWidget:
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=12)
        mot = self._say(id_ if nombre > 1 else f"{id_}_une", nombre=nombre)
        rangee.addWidget(Puce(mot, _TEINTES.get(id_, Teinte.ATTENTE)), 1, Qt.AlignmentFlag.AlignVCenter)
        voir = BoutonLien(self._say("voir"), icone="suite")
        voir.setAccessibleName(f"{self._say('voir')} : {mot}")
        voir.clicked.connect(self._go_to(vers))
        rangee.addWidget(voir)
        return ligne

    def _line(self, ligne: LigneSuivi) -> BoutonListe:
        dit = self._dit
        urgence = urgence_of(ligne, self.contexte.services.today())
        id_ = "ligne_masquee" if self._discreet else "ligne"
        titre = self._say(id_, reference=ligne.reference, demarche=dit.demarche(ligne.demarche), personne=dit.personne(ligne))
        quand = dit.echeance(ligne.prochaine_date) or self._say("sans_date")
        suite = " — ".join(part for part in (dit.etape(ligne.prochaine_etape), quand) if part)
        bouton = _BoutonDossier(titre, suite, Teinte(urgence))
        bouton.clicked.connect(self._go_to(Destination("suivi", VersDossier(ligne.reference))))
        return bouton

    def _begun(self, titre: str, brouillons: Sequence[Brouillon]) -> Iterator[QWidget]:
        if brouillons:
            yield Titre(self._say(titre), niveau=2)
        for brouillon in brouillons:
            yield self._draft(brouillon)

    def _draft(self, brouillon: Brouillon) -> QWidget:
        demarche = self._dit.demarche(brouillon.demande.demarche)
        nom = (brouillon.demande.concerne or brouillon.demande.signataire).nom_complet
        personne = nom if nom and not self._discreet else self.textes("suivi.nom_masque" if nom else "suivi.anonyme")
        if brouillon.reference:
            titre = self._say("brouillon_dossier", reference=brouillon.reference, demarche=demarche)
        elif brouillon.position.startswith(POSITION):
            titre = self.textes("serie.brouillon", demarche=demarche)
        else:
            titre = self._say("brouillon", demarche=demarche, personne=personne)
        aide = self._say("brouillon_aide", date=date_courte(brouillon.modifie_le.date()))
        bouton = BoutonListe(titre, aide, note=self._say("continuer"), icone="creer")
        ecran = "serie" if brouillon.position.startswith(POSITION) else "assistant"
        bouton.clicked.connect(self._go_to(Destination(ecran, VersBrouillon(brouillon.cle))))
        jeter = BoutonLien(self._say("jeter"), icone="corbeille")
        jeter.setAccessibleName(f"{self._say('jeter')} : {titre}")
        jeter.clicked.connect(self._make_ask_to_drop(brouillon.cle, titre))
        ligne = QWidget()
        colonne = Colonne(ligne, ecart=0)
        colonne.addWidget(bouton)
        colonne.addWidget(jeter, 0, Qt.AlignmentFlag.AlignTrailing)
        jeter.setVisible(not self._acces.lecture_seule)
        return ligne

    def _make_ask_to_drop(self, cle: str, titre: str) -> Callable[[], None]:
        """Says what will be lost, the way back first."""

        def ask() -> None:
            avis = Avis(self._say("jeter_phrase", titre=titre), mot=self._say("jeter_mot"), nature=Nature.ARRET)
            garder = BoutonSecondaire(self._say("jeter_non"))
            garder.clicked.connect(self._show_again)
            oui = BoutonSecondaire(self._say("jeter_oui"))
            oui.clicked.connect(lambda: self._drop(cle))
            replace_all(self._avis, (avis,))
            avis.add_button(garder)
            avis.add_button(oui)
            garder.setFocus(Qt.FocusReason.OtherFocusReason)

        return ask

    def _drop(self, cle: str) -> None:
        reponses = Reponses(self, lambda _: self._ask(), self._on_failure)
        self._acces.write(lambda coffre: coffre.delete_draft(cle), reponses)

    def _show_again(self) -> None:
        if self._accueil is not None:
            self._show(self._accueil)
            self._focus_first()

    def _notices(self, accueil: Accueil) -> Iterator[QWidget]:
        if accueil.raison_lecture_seule:
            texte = why_read_only(self.textes, accueil.raison_lecture_seule, accueil.lacunes)
            yield Avis(texte, mot=self._say("lecture_seule"), nature=Nature.ATTENTION)
        if accueil.bientot_effaces:
            premier = accueil.bientot_effaces[0]
            nombre, date = len(accueil.bientot_effaces), date_courte(premier.efface_le)
            id_ = "corbeille" if nombre > 1 else "corbeille_un"
            texte = self._say(id_, nombre=nombre, date=date, reference=premier.reference)
            avis = Avis(texte, mot=self.textes("commun.avis.information"), nature=Nature.INFORMATION)
            voir = BoutonLien(self._say("voir_corbeille"))
            voir.clicked.connect(self._go_to(Destination("coffre", VersPartie("corbeille"))))
            avis.add_button(voir)
            yield avis


class _BoutonDossier(BoutonListe):
    """A dossier one can go to, with the icon of its urgency in its colour; the date beside says the same in words."""

    def __init__(self, titre: str, sous_titre: str, teinte: Teinte) -> None:
        super().__init__(titre, sous_titre, icone=ICONE_ETAT[teinte])
        self._teinte = teinte

    def paint_ornament(self, painter: QPainter, rect: QRectF) -> None:
        """Its icon."""
        paint_icon(painter, rect, self.icone, couleur=current_theme().hexa(self._teinte))


def _buttons(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, Bouton):
        yield widget
    yield from widget.findChildren(Bouton)
