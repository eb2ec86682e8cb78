"""« Ma semaine », once a coffre is open: what was begun, then what can be lost, the post, what others owe, what to look at."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.dossier.dossiers import Brouillon, LigneSuivi, Perte, PositionSerie
from droits_usagers.domain.mots.dates import date_courte, date_longue
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.services.accueil.accueil import MaSemaine, at_stake, read_week
from droits_usagers.services.accueil.papier_semaine import LIGNES, PapierSemaine
from droits_usagers.services.coffre.protection import is_elsewhere, said, said_of
from droits_usagers.services.coffre.valeurs import EtatProtection
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.services.suivi.lignes import SIGNES, DatesDites, Presentation, SigneEtat, Tranche, last_open_day
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    BoutonLigne,
    BoutonPrimaire,
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
from droits_usagers.ui.composants.entendre import PartNommee
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte, current_theme
from droits_usagers.ui.dossier.avis_adresse import AvisAdresse
from droits_usagers.ui.socle.acces import AccesCoffre, why_read_only
from droits_usagers.ui.socle.destination import (
    Destination,
    Quoi,
    VersBrouillon,
    VersDossier,
    VersEnvois,
    VersNouveau,
    VersPartie,
    VersSelection,
    VersTranche,
)
from droits_usagers.ui.socle.disques import disk_of
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte, Page

if TYPE_CHECKING:
    from droits_usagers.ui.socle.livraison import Livraison


def _to(tranche: Tranche) -> Destination:
    return Destination("suivi", VersTranche(tranche))


def _looks(etat: str) -> tuple[str, Teinte]:
    """The sign of an état."""
    return SIGNES[etat].icone, Teinte(SIGNES[etat].couleur)


#: How often the coffre is tidied while it stays open: what is due is erased, and backed up.
ENTRETIEN_MS = 10 * 60 * 1000
#: What is read, in one column.
LARGEUR = 688
#: How many last days are shown; the others are in the list.
PERTES = 6
#: What can be prepared for all the dossiers of a last day at once.
_EN_MASSE = {"saisine_cada": "saisine_cada"}
#: Each count of what there is to do (`MaSemaine.comptes`): how it looks, where it leads.
_COMPTES: Mapping[str, tuple[str, Teinte, Destination]] = {
    "votre_delai": ("retard", Teinte.RETARD, _to(Tranche.VOTRE_DELAI)),
    "a_envoyer": (*_looks("a_envoyer"), _to(Tranche.A_ENVOYER)),
    "a_prouver": (*_looks("en_attente_de_reception"), _to(Tranche.A_PROUVER)),
    "depassees": (*_looks("depasse"), _to(Tranche.DEPASSEES)),
    "a_revoir": ("semaine", Teinte.DOUX, _to(Tranche.A_REVOIR)),
    "semaine": (*_looks("en_attente"), _to(Tranche.SEMAINE)),
    "mandats": ("document", Teinte.DOUX, Destination("mandats")),
    "conservation": (*_looks("clos"), Destination("conservation", VersPartie("clos"))),
}
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
        self._papier = PapierSemaine(self._dit, contexte.services.carnet.permanence.horaires)
        self._accueil: MaSemaine | None = None
        self._discreet = False
        #: The focus goes to what presses most as soon as it is known.
        self._va_au_debut = False
        self._shown: list[QWidget] = []
        #: What was being written last: before all that is to be done, for it may be what a crash left.
        self._repris = Colonne(ecart=0)
        self._a_faire = Colonne(ecart=0)
        self._commence = Colonne(ecart=0)
        #: What the coffre would be mended from, last of all.
        self._garde = Colonne(ecart=0)
        self._protection: tuple[EtatProtection, dt.date] | None = None
        self._conflits = Colonne()
        self._avis = Colonne()
        #: Asked once of an address that someone protects.
        self.adresse = AvisAdresse(contexte, self.page_wanted.emit)
        contenu = QWidget()
        colonne = Colonne(contenu, ecart=20, marges=(24, 20, 24, 24))
        colonne.addLayout(self._avis)
        colonne.addWidget(self.adresse)
        colonne.addLayout(self._conflits)
        for part in (self._repris, self._a_faire, self._commence, self._garde):
            colonne.addLayout(part)
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(contenu, largeur=LARGEUR, au_milieu=True))
        Colonne(self).addWidget(self._defilement)
        self._entretien = QTimer(self, interval=ENTRETIEN_MS)
        self._entretien.timeout.connect(self._maintain)
        self._entretien.start()

    @cached_property
    def _livraison(self) -> "Livraison":
        """Made when something is printed: the week is not to wait for what controls and sets letters."""
        from droits_usagers.ui.socle.livraison import Livraison

        livraison = Livraison(self.contexte, self)
        livraison.delivered.connect(lambda *_: self._tell(self._say("imprimee"), nature=Nature.BIEN))
        for rate in (livraison.impeded, livraison.held):
            rate.connect(self._on_failure)
        return livraison

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
        else:
            self._ask_protection()

    def clear(self) -> None:
        """Nothing of anyone stays."""
        self._entretien.stop()
        if "_livraison" in vars(self):
            self._livraison.clear()
        self._accueil = self._protection = None
        self._shown = []
        for colonne in (self._repris, self._a_faire, self._commence, self._avis, self._garde, self._conflits):
            replace_all(colonne, ())
        self.adresse.forget()

    def be_discreet(self, *, discreet: bool) -> None:
        """Hides or shows names."""
        self._discreet = discreet
        self.adresse.be_discreet(discreet=discreet)
        if self._accueil is not None:
            self._show(self._accueil)

    def day_changed(self, today: dt.date) -> None:  # noqa: ARG002 - asked again where it is needed
        """Everything depends on today."""
        self._ask()
        self._maintain()

    # Asking.

    def _ask(self) -> None:
        semaine = self._dit.semaine
        self._acces.ask(lambda coffre: read_week(coffre, semaine), Reponses(self, self._on_read, self._on_failure))

    def _maintain(self) -> None:
        self._acces.maintain(Reponses(self, lambda _: self._on_maintained(), self._on_failure))

    def _on_maintained(self) -> None:
        self._ask()
        self._ask_protection()

    def _ask_protection(self) -> None:
        """Behind everything else: the newest backup is read back the first time."""
        self._acces.work(lambda coffre: coffre.protection.reading(), Reponses(self, self._show_protection, self._on_failure))

    def _show_protection(self, protection: EtatProtection) -> None:
        coffre, today = self.contexte.services.seance.coffre, self.contexte.services.today()
        if coffre is None or self._protection == (protection, today):
            return
        self._protection = protection, today
        texte = said(protection, self.textes, today, disque=disk_of(coffre.chemin).sorte)
        bouton = BoutonLigne(
            texte, icone="coffre", teinte=Teinte.REPONSE if is_elsewhere(protection, today) else Teinte.SEMAINE
        )
        bouton.clicked.connect(self._go_to(Destination("coffre", VersPartie("etat"))))
        replace_all(self._garde, (bouton,))
        attention = self.textes("commun.avis.attention")
        dits = [said_of(conflit, self.textes) for conflit in protection.conflits]
        replace_all(self._conflits, [Avis(texte, mot=attention, nature=Nature.ATTENTION) for texte in dits])

    def _on_read(self, accueil: MaSemaine) -> None:
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
        self._tell(self.contexte.operations.sentence(error), nature=Nature.ATTENTION)

    def _tell(self, texte: str, *, nature: Nature) -> None:
        replace_all(self._avis, (Avis(texte, mot=self.textes(f"commun.avis.{nature}"), nature=nature),))

    def _focus_first(self) -> None:
        premier = next((bouton for widget in self._shown for bouton in _buttons(widget)), None)
        if premier is not None:
            premier.setFocus(Qt.FocusReason.OtherFocusReason)
            self._defilement.show_from_top(premier)

    # Drawing.

    def _show(self, accueil: MaSemaine) -> None:
        a_faire = list(self._to_do(accueil))
        repris = list(self._begun("reprendre", accueil.brouillons[:1]))
        commence = list(self._begun("commences", accueil.brouillons[1:]))
        replace_all(self._repris, repris)
        replace_all(self._a_faire, a_faire)
        replace_all(self._commence, commence)
        self._shown = [*repris, *a_faire, *commence]
        replace_all(self._avis, self._notices(accueil))
        self.adresse.look()

    def _to_do(self, accueil: MaSemaine) -> Iterator[QWidget]:
        if not accueil.dossiers:
            yield self._empty()
            return
        if not accueil.pertes:
            yield Puce(self._say("rien"), Teinte.REPONSE)
            yield Libelle(self._say("rien_aide"), teinte=Teinte.DOUX)
        yield from self._losses(accueil)
        courrier = [*self._counts(accueil, "a_envoyer", "a_prouver"), *self._post()]
        leurs = [*map(self._late, accueil.retards), *self._rest(accueil, "depassees", len(accueil.retards))]
        revoir = [*map(self._line, accueil.a_revoir), *self._rest(accueil, "a_revoir", len(accueil.a_revoir))]
        aussi = [*self._counts(accueil, "semaine", "mandats", "conservation"), *self._printing()]
        for id_, lignes in (("courrier", courrier), ("leurs", leurs), ("revoir", revoir), ("aussi", aussi)):
            if lignes:
                yield _Intertitre(self._say(f"parties.{id_}"))
            yield from lignes

    def _losses(self, accueil: MaSemaine) -> Iterator[QWidget]:
        """What can be lost, day by day; the first that can be prepared in one go is the thing to do."""
        d_abord = True
        for perte in accueil.pertes[:PERTES]:
            # No letter is proposed for what may be over: it is looked at first.
            ecrire = perte.delai in _EN_MASSE and not perte.peut_etre_clos
            ligne, preparable = self._loss(perte), ecrire and not self._acces.lecture_seule
            yield _AvecBouton(ligne, self._preparer(perte, principal=d_abord)) if preparable else ligne
            d_abord &= not preparable
        if len(accueil.pertes) > PERTES:
            yield from self._counts(accueil, "votre_delai")

    def _loss(self, perte: Perte) -> BoutonLigne:
        quoi = self._words(perte.ligne) if perte.ligne is not None else self._say("perte_dossiers", nombre=perte.dossiers)
        sous_titre = "\n".join(filter(None, (quoi, self._closed(perte.jour))))
        bouton = BoutonLigne(self._papier.loss(perte), sous_titre, icone="retard", teinte=Teinte.RETARD)
        if perte.ligne is not None:
            bouton.clicked.connect(self._go_to(Destination("suivi", VersDossier(perte.ligne.reference))))
        else:
            bouton.clicked.connect(lambda: self._with(perte, Destination("suivi", VersSelection(Tranche.VOTRE_DELAI))))
        return bouton

    def _closed(self, jour: dt.date) -> str:
        """That no counter is open that day, and which day is the last when one is; empty where one is."""
        ouvert = last_open_day(jour, self.contexte.services.catalogue.feries)
        if ouvert == jour:
            return ""
        return (
            self._say("ferme", jour=date_longue(ouvert))
            if ouvert >= self.contexte.services.today()
            else self._say("ferme_dici_la")
        )

    def _preparer(self, perte: Perte, *, principal: bool) -> BoutonSecondaire | BoutonPrimaire:
        titre = self._say("preparer_une") if perte.dossiers == 1 else self._say("preparer", nombre=perte.dossiers)
        bouton = BoutonPrimaire(titre, touche=self.textes("commun.ctrl_entree")) if principal else BoutonSecondaire(titre)
        if isinstance(bouton, BoutonPrimaire):
            bouton.bind_enter(self, plain=False)
        bouton.setAccessibleName(self._say("preparer_nom", perte=self._papier.loss(perte)))
        bouton.clicked.connect(lambda: self._with(perte, Destination("masse", VersEnvois(_EN_MASSE[perte.delai]))))
        return bouton

    def _with(self, perte: Perte, vers: Destination) -> None:
        """Goes there with the dossiers in which this can be lost."""

        def go(references: tuple[str, ...]) -> None:
            self.contexte.services.selection.give(references)
            self.page_wanted.emit(vers)

        self._acces.ask(lambda coffre: at_stake(coffre, perte), Reponses(self, go, self._on_failure))

    def _post(self) -> Iterator[QWidget]:
        if self._exists("courrier_du_jour") and not self._acces.lecture_seule:
            bouton = BoutonLigne(self._say("courrier"), icone="document")
            bouton.clicked.connect(self._go_to(Destination("courrier_du_jour")))
            yield bouton

    def _printing(self) -> Iterator[QWidget]:
        """On one page, with names or without; without, while names are hidden."""
        for id_ in ("imprimer_sans_nom",) if self._discreet else ("imprimer", "imprimer_sans_nom"):
            bouton = BoutonLigne(self._say(id_), icone="imprimer")
            bouton.clicked.connect(partial(self._print, sans_nom=id_ != "imprimer"))
            yield bouton

    def _print(self, _checked: bool = False, *, sans_nom: bool) -> None:  # noqa: FBT001, FBT002 - Qt
        semaine = self._dit.semaine

        def lay_out(lue: MaSemaine) -> None:
            self._livraison.print_out(lambda: self._laid_out(lue, sans_nom=sans_nom))

        reponses = Reponses(self, lay_out, self._on_failure)
        self._acces.ask(lambda coffre: read_week(coffre, semaine, lignes=LIGNES), reponses)

    def _laid_out(self, semaine: MaSemaine, *, sans_nom: bool) -> Libre[Sequence[Liasse]]:
        services, feuille = self.contexte.services, self._papier.sheet(semaine, sans_nom=sans_nom)
        libre = services.controle.release_document(feuille, gestes=self._livraison.gestes)
        return libre.map(lambda libere: [services.courriers.liasse(libere)])

    def _rest(self, accueil: MaSemaine, id_: str, montrees: int) -> Iterator[QWidget]:
        """The way to all of them, where there are more than those shown."""
        if accueil.comptes[id_] > montrees:
            yield from self._counts(accueil, id_)

    def _counts(self, accueil: MaSemaine, *ids: str) -> Iterator[QWidget]:
        """How many there are of each, and the way to them."""
        for id_ in ids:
            nombre, (icone, teinte, vers) = accueil.comptes[id_], _COMPTES[id_]
            if nombre:
                mot = self._say(id_ if nombre > 1 else f"{id_}_une", nombre=nombre)
                bouton = BoutonLigne(mot, icone=icone, teinte=teinte)
                bouton.clicked.connect(self._go_to(vers))
                yield bouton

    def _empty(self) -> QWidget:
        """What an empty coffre can be filled with."""
        vide = PartNommee()
        vide.setAccessibleName(self._say("vide.titre"))
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

    def _words(self, ligne: LigneSuivi) -> str:
        return self._papier.dossier(ligne, sans_nom=self._discreet)

    def _line(self, ligne: LigneSuivi) -> BoutonLigne:
        dates = self._dit.dates(ligne)
        bouton = _LigneDossier(dates.d_abord, self._words(ligne), dates=dates, signe=self._dit.signe(ligne.etat))
        bouton.clicked.connect(self._go_to(Destination("suivi", VersDossier(ligne.reference))))
        return bouton

    def _late(self, ligne: LigneSuivi) -> BoutonLigne:
        """What they owe; what is to be done about it is under it."""
        quoi = "\n".join(filter(None, (self._dit.dates(ligne).d_abord, self._words(ligne))))
        signe = self._dit.signe(ligne.etat)
        bouton = BoutonLigne(self._dit.devait(ligne), quoi, icone=signe.icone, teinte=Teinte(signe.couleur))
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
        elif isinstance(brouillon.position, PositionSerie):
            titre = self.textes("serie.brouillon", demarche=demarche)
        else:
            titre = self._say("brouillon", demarche=demarche, personne=personne)
        aide = self._say("brouillon_aide", date=date_courte(brouillon.modifie_le.date()))
        bouton = BoutonLigne(self._say("continuer", quoi=titre), aide, icone="droit")
        ecran = "serie" if isinstance(brouillon.position, PositionSerie) else "assistant"
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
        self._acces.write(lambda coffre: coffre.brouillons.delete(cle), reponses)

    def _show_again(self) -> None:
        if self._accueil is not None:
            self._show(self._accueil)
            self._focus_first()

    def _notices(self, accueil: MaSemaine) -> Iterator[QWidget]:
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
    """A dossier one can go to: what to do and when, which one it is under it, how late the service is at the end."""

    def __init__(self, titre: str, dossier: str, *, dates: DatesDites, signe: SigneEtat) -> None:
        super().__init__(titre, dossier, note=dates.dessous, icone=signe.icone, teinte=Teinte(signe.couleur))
        self.setAccessibleDescription("\n".join(filter(None, (self.sous_titre, self.note))))

    def note_ink(self) -> str:
        """Softer: nothing of one's own is lost by it."""
        return current_theme().hexa(Teinte.DOUX)


class _AvecBouton(QWidget):
    """A line, and what can be done about all of it at once."""

    def __init__(self, ligne: BoutonLigne, bouton: Bouton) -> None:
        super().__init__()
        rangee = Rangee(self, ecart=12)
        rangee.addWidget(ligne, 1)
        rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignVCenter)


class _Intertitre(QWidget):
    """The heading of some lines, apart from those above it."""

    def __init__(self, texte: str, *, haut: int = 20) -> None:
        super().__init__()
        Colonne(self, marges=(0, haut, 0, 4)).addWidget(Titre(texte, niveau=2))


def _buttons(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, Bouton):
        yield widget
    yield from widget.findChildren(Bouton)
