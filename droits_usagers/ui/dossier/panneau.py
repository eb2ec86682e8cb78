"""One dossier beside the list: what to do next, the dates that count, what happened, and a form to record what just did."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from droits_usagers.domain.dossier.attaches import A_VERIFIER, ATTACHES, Attache, PlaceAttache
from droits_usagers.domain.dossier.dossiers import Affaire, GenrePiece
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.coffre.saisies import SaisieGardee
from droits_usagers.services.dossier.ecran import DossierMontre, EcheanceMontree, EtapeMontree
from droits_usagers.services.dossier.faits import REPONSES_POSSIBLES, Manque
from droits_usagers.ui.composants import (
    Avis,
    BoutonDepliant,
    BoutonLien,
    BoutonPrimaire,
    BoutonSecondaire,
    Colonne,
    Defilement,
    Libelle,
    Nature,
    Rangee,
    Titre,
)
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.composants.entendre import PartNommee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.dossier.affaire import VueAffaire
from droits_usagers.ui.dossier.attaches import ECRITES, VueAttaches
from droits_usagers.ui.dossier.formulaire import FormulaireDossier, GestePanneau
from droits_usagers.ui.dossier.formulaires import Formulaires, dropped_files
from droits_usagers.ui.dossier.histoire import VueHistoire
from droits_usagers.ui.dossier.tete import VueTete, mandate_notice
from droits_usagers.ui.socle.disposition import order_down

if TYPE_CHECKING:
    from droits_usagers.domain.demarche.demande import Demande


class VueEcheance(QWidget):
    """Its explanation is folded until it is asked for; all but the title of what is nobody's act is."""

    #: The explanation is to be copied (`annexe`), and it is to be said here (`say`).
    copy_asked = Signal(object)

    def __init__(self, textes: Textes, echeance: EcheanceMontree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._echeance = echeance
        teinte = Teinte.RETARD if echeance.presse else Teinte.DOUX if echeance.douce else Teinte.TEXTE
        colonne = Colonne(self, ecart=2)
        quand = " · ".join((echeance.quand, *echeance.marques))
        if not echeance.repliee:
            colonne.addWidget(Libelle(echeance.titre, gras=True))
            colonne.addWidget(Libelle(quand, teinte=teinte))
        for texte in echeance.avertissements:
            colonne.addWidget(Libelle(texte))
        pourquoi = textes("suivi.panneau.pourquoi")
        self.pourquoi = BoutonDepliant(echeance.titre if echeance.repliee else pourquoi)
        self.pourquoi.setAccessibleName(echeance.titre if echeance.repliee else f"{pourquoi} {echeance.titre}")
        self._explications = (quand, *echeance.explications) if echeance.repliee else echeance.explications
        self.pourquoi.toggled.connect(self._on_toggled)
        colonne.addWidget(self.pourquoi, 0, Qt.AlignmentFlag.AlignLeading)
        self.explication = QWidget()
        lignes = Colonne(self.explication, ecart=6, marges=(12, 0, 0, 4))
        for texte in self._explications:
            lignes.addWidget(Libelle(texte, teinte=Teinte.DOUX))
        self.copier = BoutonLien(textes("suivi.panneau.copier"), icone="copier")
        self.copier.setAccessibleName(textes("suivi.panneau.copier_nom", titre=echeance.titre))
        self.copier.clicked.connect(lambda _checked=False: self.copy_asked.emit(self))
        lignes.addWidget(self.copier, 0, Qt.AlignmentFlag.AlignLeading)
        self._lignes = lignes
        self._dit: Avis | None = None
        self.explication.hide()
        colonne.addWidget(self.explication)

    @property
    def annexe(self) -> str:
        """The explanation, as text for someone else to read."""
        return self._echeance.annexe

    def say(self, texte: str, *, mot: str, nature: Nature) -> None:
        """Says what became of it, under the button."""
        if self._dit is None:
            self._dit = Avis(texte, mot=mot, nature=nature)
            self._lignes.addWidget(self._dit)
        self._dit.say(texte, mot=mot, nature=nature)
        self._dit.show()

    def _on_toggled(self, montre: bool) -> None:  # noqa: FBT001 - Qt
        self.explication.setVisible(montre)
        self.pourquoi.setAccessibleDescription("\n".join(self._explications) if montre else "")


class VuePreuve(QWidget):
    """Says what is lacking, and offers to give it."""

    note_wanted = Signal()
    file_wanted = Signal()

    def __init__(self, textes: Textes, manque: Manque, *, lecture_seule: bool) -> None:
        super().__init__()
        avis = Avis(textes(f"suivi.preuve.{manque}"), mot=textes("suivi.preuve.titre"), nature=Nature.ATTENTION)
        Colonne(self).addWidget(avis)
        if lecture_seule:
            return
        noter = BoutonSecondaire(textes("suivi.preuve.noter"))
        noter.clicked.connect(lambda _checked=False: self.note_wanted.emit())
        avis.add_button(noter)
        if manque is Manque.RECEPTION:
            joindre = BoutonSecondaire(textes("suivi.preuve.joindre"))
            joindre.clicked.connect(lambda _checked=False: self.file_wanted.emit())
            avis.add_button(joindre)


class PanneauDossier(PartNommee):
    """Shows what it is given and reports what is asked."""

    #: What someone did: a `GestePanneau`.
    geste = Signal(object)
    #: Another screen: a `Destination`.
    page_wanted = Signal(object)
    #: The person goes back to the list, where only one of the two is shown.
    left = Signal()

    def __init__(self, textes: Textes, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._dossier: DossierMontre | None = None
        #: What a form held before the coffre was locked, until it is open again.
        self._a_remettre: SaisieGardee | None = None
        #: Which dates a return slip would change: what it is of, its day.
        self.prevoir: Callable[[Demande, str, dt.date], str] = lambda _demande, _choix, _date: ""
        self._discreet = False
        self.lecture_seule = False
        #: The list does not hold this dossier: not even its dates are taken away, which a coffre only read allows.
        self.hors_liste = False
        self.fermer = BoutonLien(textes("suivi.fermer_panneau"), icone="retour")
        self.formulaires = Formulaires(textes, today, self)
        self._corps = Colonne(ecart=20)
        self._parts: list[QWidget] = []
        #: What is still to be made of the dossier shown, a part at each turn.
        self._a_dessiner: deque[Callable[[], QWidget]] = deque()
        self._tour = QTimer(self, singleShot=True, interval=0)
        self._tour.timeout.connect(self._draw_on)
        #: Its affaire is to be seen as soon as it is drawn.
        self._vise_histoire = False
        #: What is drawn, and how: the same is not drawn again.
        self._dessine: tuple[object, ...] = ()
        self._dit = Colonne()
        self._contenu = QWidget()
        colonne = Colonne(self._contenu, ecart=12, marges=(2, 0, 12, 24))
        colonne.addLayout(self._dit)
        self._demande = Colonne()
        colonne.addLayout(self._demande)
        colonne.addLayout(self._corps)
        colonne.addStretch(1)
        self._pile = QStackedWidget()
        self._vue = Defilement(self._contenu)
        #: Always in sight, wherever one has scrolled to.
        self.noter = BoutonSecondaire(self._say("fait"), icone="creer")
        self.noter.clicked.connect(lambda _checked=False: self.show_form())
        vue_et_pied = QWidget()
        page = Colonne(vue_et_pied, ecart=8)
        page.addWidget(self._vue, 1)
        pied = Rangee(ecart=8)
        pied.addWidget(self.fermer)
        pied.addWidget(self.noter)
        pied.addStretch(1)
        page.addLayout(pied)
        self._pile.addWidget(vue_et_pied)
        self._page = Colonne(self, ecart=8)
        self._page.addWidget(self._pile, 1)
        self.setAccessibleName(textes("suivi.panneau.nom"))
        self.setAcceptDrops(True)
        self.fermer.clicked.connect(self.left)
        self.formulaires.geste.connect(self.geste)
        self.formulaires.left.connect(self.show_dossier_side)

    def _say(self, id_: str, **valeurs: object) -> str:
        return self._textes(f"suivi.panneau.{id_}", **valeurs)

    # What the screen tells it.

    @property
    def dossier(self) -> DossierMontre | None:
        """The dossier shown."""
        return self._dossier

    @property
    def reference(self) -> str:
        """That of the dossier shown, which an open form is about too: showing another closes it. Empty where none is."""
        return self._dossier.reference if self._dossier is not None else ""

    def show_dossier(self, dossier: DossierMontre) -> None:
        """Shows a dossier; another one closes the form and takes back what was said."""
        if self._dossier is None or self._dossier.reference != dossier.reference:
            self.hush()
            self._a_remettre = None
            self._pile.setCurrentIndex(0)
        self._dossier = dossier
        if self._dessine != self._aspect():
            self._draw()

    def clear(self) -> None:
        """Nothing of the dossier stays; the notes about others do."""
        self._dossier = self._a_remettre = None
        self.formulaires.empty()
        self.hush()
        self._pile.setCurrentIndex(0)
        self._a_dessiner.clear()
        self._dessine = ()
        self.noter.hide()
        self.setAccessibleName(self._say("nom"))
        self._parts = [Libelle(self._say("rien"), teinte=Teinte.DOUX)]
        replace_all(self._corps, self._parts)

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        if self._dossier is not None:
            self._draw()

    def tell(self, texte: str, *, mot: str, nature: Nature = Nature.BIEN) -> Avis:
        """Says what was just done, above the dossier."""
        avis = Avis(texte, mot=mot, nature=nature)
        replace_all(self._dit, (avis,))
        self._vue.show_top()
        return avis

    def bring_into_view(self, part: QWidget) -> None:
        """Scrolls to something that has just been said in the dossier."""
        self._vue.bring_into_view(part)

    def put_above(self, avis: QWidget) -> None:
        """A place for what is said of the dossier and of the forms about it."""
        self._page.insertWidget(1, avis)

    def put_inside(self, avis: QWidget) -> None:
        """A place for what is asked of the dossier, before all that it says."""
        self._demande.addWidget(avis)

    def show_top(self) -> None:
        """What has just been asked there is in sight."""
        self._vue.show_top()

    def hold(self, *, held: bool) -> None:
        """Stops everything one can do here, what is being typed included, and loses nothing of it."""
        self.lecture_seule = held
        for formulaire in (self._pile.widget(rang) for rang in range(1, self._pile.count())):
            if formulaire is not None:
                formulaire.setEnabled(not held)
        if self._dossier is not None and self._dessine != self._aspect():
            self._draw()

    def bring_story_into_view(self) -> None:
        """Its affaire, as soon as it is drawn again."""
        self._vise_histoire = True

    def hush(self) -> None:
        """Takes back what was said."""
        replace_all(self._dit, ())

    def show_form(self, fait: TypeEvenement | None = None, *, parmi: Sequence[TypeEvenement] = ()) -> None:
        """Asks what happened; `parmi`: one of these, most likely."""
        if self._dossier is not None and not self.lecture_seule:
            self._open(self.formulaires.fait)
            motifs, demande = self._dossier.motifs_refus, self._dossier.demande
            prevoir = partial(self.prevoir, demande)
            self.formulaires.fait.start(demande.evenements, fait=fait, parmi=parmi, motifs=motifs, prevoir=prevoir)
            self._begin(self.formulaires.fait)

    def show_attache_form(self, attache: Attache[Any]) -> None:
        """Asks for a line of that kind."""
        if self._dossier is not None and not self.lecture_seule:
            formulaire = self.formulaires.attache(attache)
            self._open(formulaire)
            formulaire.start(self._dossier.reference)
            self._begin(formulaire)

    def show_look_again_form(self) -> None:
        """Asks when to look at it again."""
        if self._dossier is not None and not self.lecture_seule:
            self._open(self.formulaires.revoir)
            self.formulaires.revoir.start(self._dossier.revoir_le)
            self._begin(self.formulaires.revoir)

    def show_consignes_form(self) -> None:
        """Asks what is to be avoided."""
        if self._dossier is not None and not self.lecture_seule:
            self._open(self.formulaires.consignes)
            self.formulaires.consignes.start(self._dossier.consignes, nommee=bool(self._dossier.personne))
            self._begin(self.formulaires.consignes)

    def show_piece_form(
        self, chemin: Path, *, genre: GenrePiece = GenrePiece.INCONNU, courrier: int | None = None, lettre: str = ""
    ) -> None:
        """Asks what this file is."""
        if self._dossier is not None and not self.lecture_seule:
            self._open(self.formulaires.piece)
            self.formulaires.piece.start(chemin, genre=genre, courrier=courrier, lettre=lettre)
            self._begin(self.formulaires.piece)

    def show_affaire_form(self, affaires: Sequence[Affaire]) -> None:
        """Asks to which of these affaires the dossier belongs."""
        if self._dossier is not None and not self.lecture_seule:
            self._open(self.formulaires.affaire)
            self.formulaires.affaire.start(self._dossier.affaire, affaires)
            self._begin(self.formulaires.affaire)

    @property
    def saisie(self) -> SaisieGardee | None:
        """What is typed in the form that is open, or about to be again, and not given yet."""
        if self._a_remettre is not None and self._a_remettre.reference == self.reference:
            return self._a_remettre
        formulaire = self._pile.currentWidget()
        if not isinstance(formulaire, FormulaireDossier) or not (champs := formulaire.typed):
            return None
        return SaisieGardee(champs, self.formulaires.name_of(formulaire), self.reference, formulaire.ouvert)

    def put_back(self, saisie: SaisieGardee) -> None:
        """The form that was open on this dossier, as it was."""
        self._a_remettre = saisie
        match saisie.formulaire:
            case "fait":
                self.show_form()
            case "revoir":
                self.show_look_again_form()
            case "consignes":
                self.show_consignes_form()
            case "piece":
                courrier = saisie.ouvert["courrier"]
                numero = int(courrier) if courrier else None
                self.show_piece_form(Path(saisie.ouvert["chemin"]), courrier=numero, lettre=saisie.ouvert["lettre"])
            case "affaire":
                self.geste.emit(lambda vers: vers.gestes.ask_affaires())
            case code if code in ECRITES:
                self.show_attache_form(ECRITES[code])

    def _begin(self, formulaire: FormulaireDossier) -> None:
        """What is typed from now on is what it would be a loss to lose; then what was typed before."""
        formulaire.begin()
        saisie, self._a_remettre = self._a_remettre, None
        if saisie is None or saisie.reference != self.reference or saisie.formulaire in ECRITES:
            return
        if self.formulaires.name_of(formulaire) == saisie.formulaire:
            formulaire.put_back(saisie.champs)

    def _open(self, formulaire: QWidget) -> None:
        self.hush()
        if self._pile.indexOf(formulaire) < 0:
            self._pile.addWidget(formulaire)
        self._pile.setCurrentWidget(formulaire)

    def show_dossier_side(self) -> None:
        """Comes back from a form."""
        self._pile.setCurrentIndex(0)
        self.focus_first()

    def focus_first(self) -> None:
        """Puts the focus on the first thing one can do, if one is looking at it."""
        if not self.isVisible():
            return
        # What is to be done comes before what is kept in mind.
        boutons = (bouton for part in (*self._parts[1:], *self._parts[:1]) for bouton in part.findChildren(Bouton))
        restent = (*boutons, self.noter, self.fermer)
        premier = next((bouton for bouton in restent if bouton.isVisible() and bouton.isEnabled()), self.fermer)
        premier.setFocus(Qt.FocusReason.OtherFocusReason)
        # Whose dossier it is comes first.
        self._vue.show_from_top(premier)

    # How it is drawn.

    def _draw(self) -> None:
        dossier = self._dossier
        if dossier is None:
            return
        self._dessine = self._aspect()
        self.noter.setVisible(not self.lecture_seule)
        # What had the focus is about to go.
        courant = QApplication.focusWidget()
        focused = courant is not None and any(part.isAncestorOf(courant) for part in self._parts)
        self._a_dessiner = deque(self._recipes(dossier))
        self._parts = [self._a_dessiner.popleft()(), self._a_dessiner.popleft()()]
        replace_all(self._corps, self._parts)
        self._tour.start()
        if focused:
            self.focus_first()

    def _aspect(self) -> tuple[object, ...]:
        return self._dossier, self._discreet, self.lecture_seule, self.hors_liste

    def _recipes(self, dossier: DossierMontre) -> Iterator[Callable[[], QWidget]]:
        """Its parts in order, each made when its turn comes: whole, a dossier would keep the window from answering a key."""
        yield partial(self._head, dossier)
        yield partial(self._next, dossier)
        for attache in (une for une in ATTACHES.values() if une.place is PlaceAttache.LISTE):
            if dossier.listees.get(attache.code) or (attache is A_VERIFIER and _is_withheld(dossier.demande)):
                yield partial(self._attached, dossier, attache)
        if dossier.manque not in _DISCRETS:
            yield partial(self._proof, dossier.manque)
        yield partial(self._dates, dossier)
        if dossier.doute is not None:
            yield partial(mandate_notice, self._textes, dossier.doute, self.page_wanted)
        # What nobody looks for comes last.
        devant, parts = dossier.affaire is not None or dossier.partage, [partial(self._history, dossier)]
        if devant or not self.lecture_seule:
            parts.insert(0 if devant else 1, partial(self._story, dossier))
        yield from parts
        if not self.lecture_seule:
            yield self._foot

    def _draw_on(self) -> None:
        if self._a_dessiner:
            part = self._a_dessiner.popleft()()
            self._corps.addWidget(part)
            part.show()
            self._parts.append(part)
            if self._vise_histoire and isinstance(part, VueAffaire):
                self._vise_histoire = False
                self.bring_into_view(part)
            self._tour.start()

    @property
    def drawn(self) -> bool:
        """True once everything of the dossier is there."""
        return not self._a_dessiner and all(vue.complete for vue in self.findChildren(VueHistoire))

    def _head(self, dossier: DossierMontre) -> QWidget:
        tete = VueTete(self._textes, dossier, discreet=self._discreet, lecture_seule=self.lecture_seule)
        # Whose dossier it is, on the way into it.
        self.setAccessibleName(", ".join((f"{self._say('nom')} {dossier.reference}", dossier.demarche, tete.pour)))
        # Not the method itself: PySide would make another class of it, and Qt another panel for who listens to the first.
        tete.consignes_asked.connect(lambda *_: self.show_consignes_form())
        tete.look_again_asked.connect(lambda *_: self.show_look_again_form())
        return tete

    def _next(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("prochaine")
        # Up to a judge, or the first that this version writes: it is the one thing to do next, if its day is not over.
        arrets = (rang for rang, etape in enumerate(dossier.etapes) if etape.possible or etape.juge)
        rang = next(arrets, len(dossier.etapes) - 1)
        autres = dossier.etapes[rang + 1 :]
        for etape in dossier.etapes[: rang + 1]:
            self._add_step(colonne, etape, (BoutonSecondaire if etape.tardive else BoutonPrimaire)(etape.titre))
        if not dossier.etapes:
            colonne.addWidget(Libelle(dossier.sans_etape))
        repondable = dossier.repondable and not self.lecture_seule
        if autres or repondable:
            colonne.addSpacing(current_theme().px(4))
            colonne.addWidget(Titre(self._say("autres"), niveau=3))
        for etape in autres:
            self._add_step(colonne, etape, BoutonSecondaire(etape.titre))
        if repondable:
            repondu = BoutonSecondaire(self._say("reponse"), icone="document")
            # It is recorded first; the letter comes after.
            repondu.clicked.connect(lambda _checked=False: self.show_form(parmi=REPONSES_POSSIBLES))
            colonne.addWidget(repondu, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _add_step(self, colonne: Colonne, etape: EtapeMontree, bouton: Bouton) -> None:
        """Why it is proposed, then the button that does it; where this version does not write the letter, its name alone."""
        if etape.juge:
            colonne.addWidget(Titre(etape.titre, niveau=3))
        colonne.addWidget(Libelle(etape.pourquoi))
        if etape.juge:
            return
        if not etape.possible:
            colonne.addWidget(Libelle(f"{etape.titre}. {self._say('ailleurs')}"))
            return
        bouton.hold(self._why_held() if self.lecture_seule else "")
        bouton.clicked.connect(self._giving(lambda vers: vers.write_step(etape)))
        colonne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignLeading)

    def _why_held(self) -> str:
        return self._textes("suivi.hors_liste.raison" if self.hors_liste else "suivi.lecture_seule")

    def _dates(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("echeances")
        for echeance in dossier.echeances:
            vue = VueEcheance(self._textes, echeance)
            vue.copy_asked.connect(lambda vue: self.geste.emit(lambda vers: vers.gestes.copy(vue)))
            vue.copier.hold(self._why_held() if self.hors_liste else "")
            colonne.addWidget(vue)
        if not dossier.echeances:
            colonne.insertWidget(1, Libelle(dossier.sans_echeance, teinte=Teinte.DOUX))
            return part
        calendrier = BoutonSecondaire(self._say("calendrier"), icone="imprimer")
        calendrier.clicked.connect(self._giving(lambda vers: vers.print_calendar()))
        calendrier.hold(self._why_held() if self.hors_liste else "")
        colonne.addWidget(calendrier, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _attached(self, dossier: DossierMontre, attache: Attache[Any]) -> QWidget:
        lignes, discreet = dossier.listees.get(attache.code, ()), self._discreet
        vue = VueAttaches(self._textes, attache, lignes, discreet=discreet, lecture_seule=self.lecture_seule)
        vue.taken.connect(lambda numero: self.geste.emit(lambda vers: vers.gestes.take(attache, numero)))
        if attache is A_VERIFIER and _is_withheld(dossier.demande):
            liberer = self._giving(lambda vers: vers.gestes.free_address())
            vue.add_address(discreet=discreet, seule=not lignes, freed=liberer)
        return vue

    def _proof(self, manque: Manque) -> QWidget:
        preuve = VuePreuve(self._textes, manque, lecture_seule=self.lecture_seule)
        preuve.note_wanted.connect(lambda: self.show_form(TypeEvenement.RECU))
        preuve.file_wanted.connect(self._choosing(GenrePiece.PREUVE))
        return preuve

    def _story(self, dossier: DossierMontre) -> QWidget:
        vue = VueAffaire(self._textes, dossier, discreet=self._discreet, lecture_seule=self.lecture_seule)
        vue.geste.connect(self.geste)
        vue.page_wanted.connect(self.page_wanted)
        return vue

    def _history(self, dossier: DossierMontre) -> QWidget:
        part, colonne = self._part("histoire")
        if dossier.manque is Manque.PIECE:
            colonne.addWidget(Libelle(self._textes("suivi.preuve.piece"), teinte=Teinte.DOUX))
        if not self.lecture_seule:
            for lien in self._adding(dossier.manque):
                colonne.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)
        histoire = VueHistoire(self._textes, discreet=self._discreet, lecture_seule=self.lecture_seule)
        histoire.show_entries(dossier.histoire)
        histoire.geste.connect(self.geste)
        # Its lines may come after what is under it.
        histoire.completed.connect(lambda: order_down(self._contenu))
        colonne.addWidget(histoire)
        return part

    def _adding(self, manque: Manque) -> Iterator[BoutonLien]:
        genres = {"preuve.joindre": GenrePiece.PREUVE} if manque is Manque.PIECE else {}
        for id_, genre in (genres | {"pieces.joindre": GenrePiece.INCONNU}).items():
            joindre = BoutonLien(self._textes(f"suivi.{id_}"), icone="document")
            joindre.clicked.connect(self._choosing(genre))
            yield joindre
        ecrire = {f"attaches.{code}.ajouter": partial(self.show_attache_form, une) for code, une in ECRITES.items()}
        for id_, ouvrir in (ecrire | {"consignes.ajouter": self.show_consignes_form}).items():
            lien = BoutonLien(self._textes(id_), icone="creer")
            lien.clicked.connect(lambda _checked=False, ouvrir=ouvrir: ouvrir())
            yield lien

    def _choosing(self, genre: GenrePiece) -> Callable[..., None]:
        return self._giving(lambda vers: vers.gestes.choose_file(genre))

    def _foot(self) -> QWidget:
        part = QWidget()
        colonne = Colonne(part, ecart=0)
        gestes: tuple[tuple[str, str, GestePanneau], ...] = (
            ("modifier", "", lambda vers: vers.take_up_letter()),
            ("jeter", "corbeille", lambda vers: vers.discard()),
        )
        for id_, icone, geste in gestes:
            lien = BoutonLien(self._say(id_), icone=icone)
            lien.clicked.connect(self._giving(geste))
            colonne.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeading)
        return part

    def _giving(self, geste: GestePanneau) -> Callable[..., None]:
        """For the click of a button."""
        return lambda *_: self.geste.emit(geste)

    def _part(self, id_: str) -> tuple[QWidget, Colonne]:
        part = QWidget()
        colonne = Colonne(part)
        colonne.addWidget(Titre(self._say(id_), niveau=2))
        return part, colonne

    # Files dropped.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files can be dropped on a dossier that can be changed."""
        if self._dossier is not None and not self.lecture_seule and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Says which."""
        event.acceptProposedAction()
        chemins = dropped_files(event.mimeData())
        self.geste.emit(lambda vers: vers.gestes.drop(chemins))


#: What is lacking that does not stop anyone: said quietly, or not at all.
_DISCRETS = frozenset({Manque.RIEN, Manque.PIECE})


def _is_withheld(demande: "Demande") -> bool:
    """True where there is an address of the person that is written on no paper."""
    concerne = demande.concerne
    return concerne is not None and concerne.adresse_protegee and bool(concerne.adresse)
