"""« Ma semaine », once a coffre is open: what was begun, then what to do, where a right can be lost first."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.dossier.dossiers import Brouillon, LigneSuivi
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.serie.brouillon import POSITION
from droits_usagers.services.suivi.accueil import Accueil, read_accueil
from droits_usagers.services.suivi.lignes import DatesDites, Presentation, Tranche
from droits_usagers.services.suivi.signes import SIGNES, SigneEtat
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonLigne,
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


def _to(tranche: Tranche) -> Destination:
    return Destination("suivi", VersTranche(tranche))


def _looks(etat: str) -> tuple[str, Teinte]:
    """The sign of an état."""
    return SIGNES[etat].icone, Teinte(SIGNES[etat].couleur)


#: How often the coffre is tidied while it stays open: what is due is erased, and backed up.
ENTRETIEN_MS = 10 * 60 * 1000
#: What is read, in one column.
LARGEUR = 760
#: What presses: without any of it, nothing does.
_PRESSENT = ("votre_delai", "depassees", "semaine")
#: Each count of what there is to do (`Accueil.comptes`): its text, how it looks, where it leads.
_COMPTES: tuple[tuple[str, str, Teinte, Destination], ...] = (
    ("votre_delai", "retard", Teinte.RETARD, _to(Tranche.VOTRE_DELAI)),
    ("depassees", *_looks("depasse"), _to(Tranche.DEPASSEES)),
    ("semaine", *_looks("en_attente"), _to(Tranche.SEMAINE)),
    ("a_envoyer", *_looks("a_envoyer"), _to(Tranche.A_ENVOYER)),
    ("a_prouver", *_looks("en_attente_de_reception"), _to(Tranche.A_PROUVER)),
    ("mandats", "document", Teinte.DOUX, Destination("mandats")),
    ("conservation", *_looks("clos"), Destination("conservation", VersPartie("clos"))),
)
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
        self._repris = Colonne(ecart=0)
        self._a_faire = Colonne(ecart=0)
        self._commence = Colonne(ecart=0)
        self._avis = Colonne()
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=20, marges=(24, 20, 24, 24))
        colonne.addLayout(self._avis)
        for part in (self._repris, self._a_faire, self._commence):
            colonne.addLayout(part)
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=LARGEUR))
        Colonne(self).addWidget(self._defilement)
        self._entretien = QTimer(self, interval=ENTRETIEN_MS)
        self._entretien.timeout.connect(self._maintain)
        self._entretien.start()

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
        premier = next((bouton for widget in self._shown for bouton in _buttons(widget)), None)
        if premier is not None:
            premier.setFocus(Qt.FocusReason.OtherFocusReason)
            self._defilement.show_from_top(premier)

    # Drawing.

    def _show(self, accueil: Accueil) -> None:
        a_faire = list(self._to_do(accueil))
        repris = list(self._begun("reprendre", accueil.brouillons[:1]))
        commence = list(self._begun("commences", accueil.brouillons[1:]))
        replace_all(self._repris, repris)
        replace_all(self._a_faire, a_faire)
        replace_all(self._commence, commence)
        self._shown = [*repris, *a_faire, *commence]
        replace_all(self._avis, self._notices(accueil))

    def _to_do(self, accueil: Accueil) -> Iterator[QWidget]:
        if not accueil.dossiers:
            yield self._empty()
            return
        if not any(accueil.comptes[id_] for id_ in _PRESSENT):
            yield Puce(self._say("rien"), Teinte.REPONSE)
            yield Libelle(self._say("rien_aide"), teinte=Teinte.DOUX)
        for ligne in accueil.lignes:
            yield self._line(ligne)
        comptes = list(self._counts(accueil))
        if comptes:
            yield _Intertitre(self._say("tout"))
        yield from comptes

    def _counts(self, accueil: Accueil) -> Iterator[QWidget]:
        """How many of each there are, worst first."""
        for id_, icone, teinte, vers in _COMPTES:
            nombre = accueil.comptes[id_]
            if nombre:
                mot = self._say(id_ if nombre > 1 else f"{id_}_une", nombre=nombre)
                bouton = BoutonLigne(mot, icone=icone, teinte=teinte)
                bouton.clicked.connect(self._go_to(vers))
                yield bouton

    def _empty(self) -> QWidget:
        """What an empty coffre can be filled with."""
        vide = QWidget()
        colonne = Colonne(vide, ecart=0)
        colonne.addWidget(Titre(self._say("vide.titre"), niveau=2))
        colonne.addWidget(Libelle(self._say("vide.texte"), teinte=Teinte.DOUX))
        colonne.addSpacing(current_theme().px(16))
        for id_, icone, quoi in _ENTREES:
            if self._exists(id_):
                entree = BoutonLigne(self._say(f"entrees.{id_}"), self._say(f"entrees.{id_}_aide"), icone=icone)
                entree.clicked.connect(self._go_to(Destination(id_, quoi)))
                colonne.addWidget(entree)
        return vide

    def _line(self, ligne: LigneSuivi) -> BoutonLigne:
        dit = self._dit
        id_ = "ligne_masquee" if self._discreet else "ligne"
        geste, dates = dit.etape(ligne.prochaine_etape) or dit.etat(ligne.etat), dit.dates(ligne)
        titre = self._say(
            id_,
            geste=geste,
            reference=ligne.reference,
            demarche=dit.demarche(ligne.demarche),
            personne=dit.personne(ligne),
        )
        # What is to be done is said once.
        quand = dates.quand[:1].upper() + dates.quand[1:] if dates.geste == geste else dates.d_abord
        bouton = _LigneDossier(titre, quand or self._say("sans_date"), dates=dates, signe=dit.signe(ligne.etat))
        bouton.clicked.connect(self._go_to(Destination("suivi", VersDossier(ligne.reference))))
        return bouton

    def _begun(self, titre: str, brouillons: Sequence[Brouillon]) -> Iterator[QWidget]:
        if brouillons:
            yield _Intertitre(self._say(titre), haut=0)
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
        bouton = BoutonLigne(self._say("continuer", quoi=titre), aide, icone="droit")
        ecran = "serie" if brouillon.position.startswith(POSITION) else "assistant"
        bouton.clicked.connect(self._go_to(Destination(ecran, VersBrouillon(brouillon.cle))))
        jeter = BoutonLien(self._say("jeter"), icone="corbeille")
        jeter.setAccessibleName(f"{self._say('jeter')} : {titre}")
        jeter.clicked.connect(self._make_ask_to_drop(brouillon.cle, titre))
        ligne = QWidget()
        rangee = Rangee(ligne, ecart=8)
        rangee.addWidget(bouton, 1)
        rangee.addWidget(jeter)
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
            yield Avis(texte, mot=self.textes("suivi.lecture_seule"), nature=Nature.ATTENTION)
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


class _LigneDossier(BoutonLigne):
    """A dossier one can go to: what to do, the first date that counts under it, how late the service is at the end."""

    def __init__(self, titre: str, quand: str, *, dates: DatesDites, signe: SigneEtat) -> None:
        super().__init__(titre, quand, note=dates.dessous, icone=signe.icone, teinte=Teinte(signe.couleur))
        self.setAccessibleDescription("\n".join(filter(None, (self.sous_titre, self.note))))
        self._presse = dates.presse

    def soft_ink(self) -> str:
        """A date is in the colour of the text, or red where a right can be lost."""
        return current_theme().hexa(Teinte.RETARD if self._presse else Teinte.TEXTE)

    def note_ink(self) -> str:
        """Softer: nothing of one's own is lost by it."""
        return current_theme().hexa(Teinte.DOUX)


class _Intertitre(QWidget):
    """The heading of some lines, apart from those above it."""

    def __init__(self, texte: str, *, haut: int = 20) -> None:
        super().__init__()
        Colonne(self, marges=(0, haut, 0, 4)).addWidget(Titre(texte, niveau=2))


def _buttons(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, Bouton):
        yield widget
    yield from widget.findChildren(Bouton)
