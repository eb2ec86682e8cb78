"""One part of a fiche as questions, tied to what is kept of their answers."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from droits_usagers.catalogue.catalogue import Catalogue
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.mots.typographie import apostrophes
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.domain.notice.origine import LigneProposee
from droits_usagers.domain.notice.traitements import MOIS_MAX
from droits_usagers.services.lettre.formulaires import constats, tidy
from droits_usagers.services.notice.atelier import AtelierNotice, PlaceFiche
from droits_usagers.services.notice.formulaire import INCONNU, MENTIONS_DES_QUESTIONS, SANS_INCONNU, SUR_LES_MURS
from droits_usagers.services.notice.joints import due, outdated
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    Champ,
    ChoixMultiples,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Puce,
    Rangee,
)
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.notice.joints import make_special
from droits_usagers.ui.questions.ecran import EcranAssistant
from droits_usagers.ui.questions.entrees import Entree, EntreeChoix, EntreeOuiNon, Intitules, make_choice, make_entree
from droits_usagers.ui.questions.formulaire import Bibliotheque, EntreeGroupe, Formulaire, LignesGroupe, ReglesFormulaire
from droits_usagers.ui.socle.page import Contexte

#: From this width on, at 100 %, a line of text leaves room for the button beside it.
COTE_A_COTE = 380


class Demandable(QWidget):
    """What is typed, and a button to say that one does not know; then, instead of it, that it is to be asked."""

    known_changed = Signal()

    def __init__(self, editeur: QWidget, textes: Textes, *, en_ligne: bool) -> None:
        super().__init__()
        self._editeur, self._textes, self._en_ligne = editeur, textes, en_ligne
        self._rangee = Rangee(self, ecart=8)
        self._puce = Puce(textes("notices.demande"), Teinte.ATTENTE)
        self._puce.hide()
        self.bouton = BoutonLien(textes("notices.ne_sait_pas"))
        self.bouton.clicked.connect(lambda _checked=False: self._on_clicked())
        self._rangee.addWidget(editeur, 1)
        self._rangee.addWidget(self._puce, 1)
        self._rangee.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(editeur)
        self._arrange()

    @property
    def is_known(self) -> bool:
        """False once one said that one does not know."""
        return not self._editeur.isHidden()

    def show_known(self, *, known: bool) -> None:
        """Shows what is typed, or that it is to be asked."""
        self._editeur.setVisible(known)
        self._puce.setHidden(known)
        self.bouton.set_up(self._textes("notices.ne_sait_pas" if known else "notices.repondre"))
        self.bouton.setAccessibleName(self._textes("notices.inconnu" if known else "notices.repondre"))
        self.setFocusProxy(self._editeur if known else self.bouton)

    def name(self, libelle: str, aide: str) -> None:
        """Names what takes the focus, which is not the whole."""
        self._editeur.setAccessibleName(libelle)
        self._editeur.setAccessibleDescription(aide)
        self.bouton.setAccessibleDescription(libelle)

    def _on_clicked(self) -> None:
        self.show_known(known=not self.is_known)
        self.known_changed.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        beside = self._en_ligne and self.width() >= current_theme().px(COTE_A_COTE)
        sens = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if sens is not self._rangee.direction():
            self._rangee.setDirection(sens)
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()


class EntreeDemandable(Entree):
    """An answer of any genre, or that it is to be asked."""

    def __init__(self, dedans: Entree, demandable: Demandable) -> None:
        super().__init__(demandable)
        self.dedans = dedans
        self._demandable = demandable
        dedans.changed.connect(self.changed)
        dedans.left.connect(self.left)
        demandable.known_changed.connect(self.changed)

    def read(self) -> Valeur | None:
        """What is typed, or that one does not know."""
        return self.dedans.read() if self._demandable.is_known else INCONNU

    def show(self, valeur: Valeur | None) -> None:
        """As it was answered."""
        connue = valeur != INCONNU
        self.dedans.blockSignals(True)
        self.dedans.show(valeur if connue else None)
        self.dedans.blockSignals(False)
        self._demandable.show_known(known=connue)

    def conceal(self, *, masque: bool) -> None:
        """What is typed."""
        self.dedans.conceal(masque=masque)


class EntreeOuiNonInconnu(EntreeOuiNon):
    """Yes, no, or to be asked."""

    def read(self) -> Valeur | None:
        """True, False, that one does not know, or None when nothing was said."""
        return INCONNU if self._choix.value() == INCONNU else super().read()

    def show(self, valeur: Valeur | None) -> None:
        """Chosen again."""
        if valeur == INCONNU:
            self._choix.set_value(INCONNU)
        else:
            super().show(valeur)


def make_askable(question: Question, regles: ReglesFormulaire, textes: Textes) -> Entree:
    """What answers this question or says that it is to be asked."""
    intitules = regles.intitules
    match question.genre:
        case Genre.OUI_NON:
            oui_non = (*intitules.yes_no(), Option(INCONNU, textes("notices.demander")))
            choix = make_choice(oui_non, intitules.blank(question, oui_non))
            choix.card(INCONNU).setAccessibleName(textes("notices.inconnu"))
            return EntreeOuiNonInconnu(choix)
        case Genre.CHOIX:
            options = (*intitules.options(question), Option(INCONNU, textes("notices.inconnu")))
            return EntreeChoix(make_choice(options, intitules.blank(question, options)))
        case Genre.GROUPE:
            return _askable(EntreeGroupe(LignesGroupe(question, regles)), question, regles, textes=textes)
        case _:
            return _askable(make_entree(question, intitules), question, regles, textes=textes)


def _askable(dedans: Entree, question: Question, regles: ReglesFormulaire, *, textes: Textes) -> Entree:
    demandable = Demandable(dedans.widget, textes, en_ligne=question.genre is Genre.TEXTE)
    intitule = regles.intitules.intitule(question)
    demandable.name(intitule.libelle, intitule.aide)
    return EntreeDemandable(dedans, demandable)


class LignesDuModele(QWidget):
    """Under what is asked, where its lines are read. `confirmed`: the names of those that are said to be true."""

    confirmed = Signal(object)

    def __init__(self, textes: Textes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes, self._say = textes, textes.under("notices.origine")
        self._options: list[Option] = []
        self._masque = False
        self.choix: ChoixMultiples | None = None
        self._champ: Champ | None = None
        self._colonne = Colonne(self)
        self.hide()

    def show_lines(self, lignes: Sequence[LigneProposee]) -> None:
        """Shows those of a part; nothing where there is none."""
        options = [Option(une.nom, self._worded(une)) for une in lignes]
        if options != self._options:
            # Not at each key: what is typed elsewhere changes none.
            self._options = options
            self._draw()
        if self.choix is not None:
            self.choix.set_value(une.nom for une in lignes if une.confirmee)
        self._show()

    def conceal(self, *, masque: bool) -> None:
        """Hides them, or shows them again."""
        self._masque = masque
        self._show()

    def _show(self) -> None:
        self.setHidden(self._masque or self.choix is None)

    def _worded(self, proposee: LigneProposee) -> str:
        if proposee.texte:
            return self._say("ligne", texte=apostrophes(proposee.texte))
        return self._say("coche", titre=self._textes(f"mentions.titres.{proposee.ligne.mention}"))

    def _draw(self) -> None:
        if self._champ is not None:
            self._colonne.removeWidget(self._champ)
            self._champ.setParent(None)
            self._champ.deleteLater()
        self._champ = self.choix = None
        if self._options:
            self.choix = ChoixMultiples(self._options)
            self.choix.choice_changed.connect(self._on_changed)
            self._champ = Champ(Intitule(self._say("titre"), self._say("aide")), self.choix)
            self._colonne.addWidget(self._champ)

    def _on_changed(self) -> None:
        if self.choix is not None:
            self.confirmed.emit(self.choix.value())


#: Groups of which there often is no line.
SOUVENT_VIDES = frozenset({"transferts", "controles"})


class IntitulesFiche(Intitules):
    """The same words around questions, and after why one asks, the texts of law that do."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue.textes, catalogue.textes, racine="notices.", autre_nom=_purpose)
        self._catalogue = catalogue
        self._mentions = {mention.id: mention for mention in catalogue.mentions.mentions}

    def intitule(self, question: Question) -> Intitule:
        """What is said around this question."""
        intitule = super().intitule(question)
        mention = self._mentions.get(MENTIONS_DES_QUESTIONS.get(question.id, ""))
        if mention is None or not intitule.pourquoi:
            return intitule
        ids = dict.fromkeys((*mention.articles_directs, *mention.articles_indirects))
        articles = ", ".join(self._catalogue.droit.entrees[id_].citation_courte for id_ in ids)
        pourquoi = self._catalogue.textes("notices.pourquoi_articles", pourquoi=intitule.pourquoi, articles=articles)
        return Intitule(intitule.libelle, intitule.aide, pourquoi, intitule.bouton_pourquoi)


def _purpose(question: Question, choix: str) -> str | None:
    """A purpose, or a poster, is called as it was written."""
    return choix if question.id in ("destinataire_finalite", "controle_affiche") else None


class EcranPartie(EcranAssistant):
    """Made anew each time it is come to; the answers are kept by the atelier. `answered`: one of them changed."""

    answered = Signal()

    def __init__(
        self, partie: PartieFiche, atelier: AtelierNotice, *, contexte: Contexte, parent: QWidget | None = None
    ) -> None:
        catalogue, textes, today = contexte.services.catalogue, contexte.textes, contexte.services.today
        super().__init__(textes(f"notices.parties_noms.{partie}"), textes(f"notices.parties_aides.{partie}"), parent=parent)
        self.partie, self._atelier, self._textes, self._contexte = partie, atelier, textes, contexte
        propose = partie is PartieFiche.DROITS and atelier.propose()
        self._questions = atelier.questions(partie)
        self._regles = ReglesFormulaire(
            intitules=IntitulesFiche(catalogue),
            constats=lambda question, valeur: constats(question, valeur, today()) if question.genre is Genre.DATE else (),
            tidy=lambda question, valeur: tidy(question, valeur, today()),
            on_line=atelier.visible_on_line,
            bibliotheque=self._usual,
            make=self._make,
        )
        self.formulaire = Formulaire(self._questions, self._regles)
        self.formulaire.show_answers(self._shown())
        self._perimees, self._rappel = Avis("", mot=""), Avis("", mot="")
        for avis in (self._perimees, self._rappel):
            avis.hide()
            self.colonne.addWidget(avis)
        if propose:
            self.colonne.addWidget(Libelle(textes("notices.propositions"), teinte=Teinte.DOUX))
        self.colonne.addWidget(self.formulaire)
        self.origines = LignesDuModele(textes)
        self.colonne.addWidget(self.origines)
        self.colonne.addStretch(1)
        self._ask_relevant()
        self.formulaire.answered.connect(self._on_answered)
        self.origines.confirmed.connect(self._on_confirmed)

    def _make(self, question: Question) -> Entree | None:
        special = make_special(question, self._atelier, self._contexte)
        if special is not None:
            return special
        if self._atelier.is_recue or question.id in SANS_INCONNU:
            return None
        return make_askable(question, self._regles, self._textes)

    def _usual(self, groupe: Question) -> Bibliotheque | None:
        """What is usual in a service of one's own; someone else's notice says what it says."""
        lignes = self._contexte.services.fiches_traitement.usual_lines().get(groupe.id, ())
        if not lignes or self._atelier.is_recue:
            return None
        textes, racine = self._textes, "notices.referentiel"
        return Bibliotheque(
            textes(f"{racine}.choisir"),
            textes(f"{racine}.aide"),
            tuple((textes(f"{racine}.marque", texte=apostrophes(self._called(ligne))), ligne) for ligne in lignes),
        )

    def _called(self, ligne: Reponses) -> str:
        """What a usual line is called, or all that it says."""
        dits = {id_.partition("_")[2]: valeur for id_, valeur in ligne.items() if isinstance(valeur, str)}
        return dits["libelle"] if "libelle" in dits else self._textes("notices.referentiel.duree", **dits)

    def _shown(self) -> Reponses:
        """The answers as kept; a first line is ready to be filled in, but for what there often is none of."""
        groupes = (q.id for q in self._questions if q.genre is Genre.GROUPE and q.id not in SOUVENT_VIDES)
        vides: dict[str, Valeur] = {id_: ({},) for id_ in groupes if is_blank(self._atelier.reponses.get(id_))}
        return {**self._atelier.reponses, **vides}

    def _on_answered(self, question: str) -> None:
        self._atelier.answer(question, self.formulaire.value(question))
        self._ask_relevant()
        self.answered.emit()

    def _on_confirmed(self, noms: tuple[str, ...]) -> None:
        self._atelier.confirm(self.partie, noms)
        self.answered.emit()

    def _ask_relevant(self) -> None:
        self.formulaire.show_only(self._atelier.visible(self.partie))
        self.origines.show_lines(self._atelier.proposed(self.partie))
        anciennes = outdated(self._atelier.fiche) if self.partie is PartieFiche.AFFICHAGES else ()
        if anciennes:
            dit = self._textes("notices.affichages.perimees", affiches=", ".join(anciennes))
            self._perimees.say(dit, mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self._perimees.setVisible(bool(anciennes))
        rappel = self._reminder() if self.partie in SUR_LES_MURS else ""
        if rappel:
            self._rappel.say(rappel, mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self._rappel.setVisible(bool(rappel))

    def _reminder(self) -> str:
        """Which posters are to be looked at; or that one cannot tell how often."""
        fiche, textes = self._atelier.fiche, self._textes
        if fiche.controle_mois is None and not is_blank(self._atelier.reponses.get("controle_mois")):
            return textes("notices.affichages.mois_illisibles", maximum=MOIS_MAX)
        rappel = due(fiche, self._contexte.services.today())
        if rappel is None:
            return ""
        id_ = "a_controler_une" if rappel.nombre == 1 else "a_controler"
        return textes(f"notices.affichages.{id_}", nombre=rappel.nombre, depuis=date_courte(rappel.depuis))

    def focus_first(self) -> bool:
        """On the first question."""
        return self.formulaire.focus_first()

    def go_to(self, place: PlaceFiche) -> None:
        """Puts the focus where something is filled in."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        champ = self.formulaire.champ(place.question)
        lignes = champ.findChild(LignesGroupe)
        ligne = lignes.line(place.rang) if lignes is not None and place.champ else None
        (champ if ligne is None else ligne.champ(place.champ)).setFocus(Qt.FocusReason.OtherFocusReason)

    def conceal(self, *, masque: bool) -> None:
        """Everything typed: who runs a processing may be looked at over a shoulder."""
        self.formulaire.conceal(masque=masque)
        self.origines.conceal(masque=masque)
