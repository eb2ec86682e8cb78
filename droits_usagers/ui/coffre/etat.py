"""« Le coffre »: where it is, its backups, and what one can do to look after it."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.dossier.dossiers import TeteJournal, read_head
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.promesses import Preuve
from droits_usagers.services.coffre.protection import is_elsewhere, said, said_of
from droits_usagers.services.coffre.valeurs import (
    CopieSortie,
    EtatCoffre,
    EtatProtection,
    Sauvegarde,
    Verification,
    reads_whole,
)
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.ecriture import require_there
from droits_usagers.services.socle.travail import Avancement
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import (
    Avis,
    BoutonListe,
    BoutonSecondaire,
    Champ,
    Colonne,
    Intitule,
    Libelle,
    LigneTexte,
    Nature,
    Puce,
    Titre,
)
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre, why_read_only
from droits_usagers.ui.socle.disques import SorteDisque, disk_of, removable_disks
from droits_usagers.ui.socle.livraison import say_there
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class RechercheEmpreinte(QWidget):
    """What the journal says of what is typed is said under it."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._textes = contexte.textes
        self._say = self._textes.under("coffre_ecran.etat")
        self.ligne = LigneTexte()
        self.champ = Champ(Intitule(self._say("empreinte"), self._say("empreinte_aide")), self.ligne)
        self.chercher = BoutonSecondaire(self._say("empreinte_chercher"), icone="rechercher")
        self.champ.add_below(self.chercher)
        Colonne(self).addWidget(self.champ)
        self.chercher.clicked.connect(self._look)
        self.ligne.textChanged.connect(self.champ.hush)

    def _look(self) -> None:
        tete = read_head(self.ligne.text())
        if tete is None:
            self._tell(self._say("empreinte_illisible"), Nature.ATTENTION)
            return
        reponses = Reponses(self, lambda la: self._on_found(tete, la=la), self._on_failure)
        AccesCoffre(self._contexte).ask(lambda coffre: coffre.holds_line(tete), reponses)

    def _on_found(self, tete: TeteJournal, *, la: bool) -> None:
        texte = self._say("empreinte_trouvee" if la else "empreinte_absente", ligne=tete.ligne)
        self._tell(texte, Nature.BIEN if la else Nature.ATTENTION)

    def _tell(self, texte: str, nature: Nature) -> None:
        self.champ.say(texte, mot=self._textes(f"commun.avis.{nature}"), nature=nature)

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self._contexte.operations.sentence(error), Nature.ATTENTION)


class EcranEtat(EcranCoffre):
    """Backs up, verifies, leads to the phrase and to the bin."""

    #: Another screen about the coffre, by its id.
    screen_asked = Signal(str)
    #: Another screen of the window, by its id.
    page_asked = Signal(str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "etat", parent)
        self._acces = AccesCoffre(contexte)
        #: The work under way is a copy to elsewhere.
        self._copie = False
        #: The sticks that are plugged in.
        self.cles = removable_disks
        self._lieu = Libelle()
        #: What it would be mended from, in one sentence.
        self.protection = Puce()
        self.protection.hide()
        self._mises_en_garde = Colonne()
        self._conflits = Colonne()
        self._sauvegardes = Colonne(ecart=6)
        self.colonne.addWidget(self._lieu)
        self.colonne.addWidget(self.protection)
        self.colonne.addLayout(self._mises_en_garde)
        self.colonne.addLayout(self._conflits)
        self.colonne.addLayout(self.dit)
        self.colonne.addLayout(self._doors())
        partie = Colonne(ecart=10)
        partie.addWidget(Titre(self.say("sauvegardes"), niveau=2))
        partie.addWidget(Libelle(self.say("sauvegardes_aide"), teinte=Teinte.DOUX))
        partie.addLayout(self._sauvegardes)
        self.colonne.addLayout(partie)
        self.colonne.addStretch(1)

    def _doors(self) -> Colonne:
        colonne = Colonne()
        self.copier = self._door("copier", "enregistrer", self._ask_where)
        self.remettre = self._door("remettre", "retour", self.contexte.operations.secours_wanted.emit)
        self.verifier = self._door("verifier", "coche", self._verify)
        self.phrase = self._door("phrase_de_passe", "coffre", lambda: self.screen_asked.emit("changement"))
        self.corbeille = self._door("corbeille", "corbeille", lambda: self.screen_asked.emit("corbeille"))
        self.adresses = self._door("adresses", "interdit", lambda: self.screen_asked.emit("adresses"))
        self.conservation = self._door("conservation", "clos", lambda: self.page_asked.emit("conservation"))
        portes = (self.copier, self.remettre, self.verifier, self.phrase, self.adresses, self.corbeille, self.conservation)
        for bouton in portes:
            colonne.addWidget(bouton)
        return colonne

    def _door(self, id_: str, icone: str, action: Callable[[], None]) -> BoutonListe:
        bouton = BoutonListe(self.say(id_), self.say(f"{id_}_aide"), icone=icone)
        bouton.clicked.connect(lambda _checked=False: action())
        return bouton

    def start(self) -> None:
        """Asks how things are."""
        self._ask()
        self.suite.setFocus()

    def clear(self) -> None:
        """Forgets where the coffre is."""
        super().clear()
        self._lieu.setText("")
        self.protection.hide()
        for colonne in (self._mises_en_garde, self._conflits, self._sauvegardes):
            replace_all(colonne, ())

    def go_on(self) -> None:
        """Backs up now."""
        self.work(Coffre.backing_up, self._on_backed_up)

    def _ask(self) -> None:
        self._acces.ask(Coffre.etat, Reponses(self, self._show, self.tell_failure))
        self._acces.ask(Coffre.backups, Reponses(self, self._show_backups, self.tell_failure))
        ou, jour = self.contexte.services.seance.coffre, self.contexte.services.today()
        if ou is not None:
            disque = disk_of(ou.chemin).sorte
            reponses = Reponses(self, lambda protection: self._show_protection(protection, jour, disque), self.tell_failure)
            self._acces.work(lambda coffre: coffre.protection.reading(), reponses)

    def _show_protection(self, protection: EtatProtection, jour: dt.date, disque: SorteDisque) -> None:
        """Green once it is also elsewhere: one disk may take all of it away."""
        teinte = Teinte.REPONSE if is_elsewhere(protection, jour) else Teinte.SEMAINE
        self.protection.show_state(said(protection, self.textes, jour, disque=disque), teinte)
        self.protection.show()
        attention = self.textes("commun.avis.attention")
        dits = [said_of(conflit, self.textes) for conflit in protection.conflits]
        if protection.abimees:
            dits.append(self.say("abimees"))
        replace_all(self._conflits, [Avis(texte, mot=attention, nature=Nature.ATTENTION) for texte in dits])

    def _show(self, etat: EtatCoffre) -> None:
        dossiers = self.say(_COMBIEN.get(etat.dossiers, "dossiers"), nombre=etat.dossiers)
        self._lieu.setText(self.say("lieu", chemin=etat.chemin, dossiers=dossiers))
        for bouton in (self.suite, self.phrase):
            bouton.hold(self._acces.raison)
        attention = self.textes("commun.avis.attention")
        replace_all(
            self._mises_en_garde, [Avis(texte, mot=attention, nature=Nature.ATTENTION) for texte in self._warnings(etat)]
        )

    def _warnings(self, etat: EtatCoffre) -> Sequence[str]:
        dits = []
        if etat.lecture_seule:
            dits.append(why_read_only(self.textes, etat.raison_lecture_seule, etat.lacunes))
        if etat.synchronise_par:
            dits.append(self.say("synchronise", programme=etat.synchronise_par))
        return dits

    def _show_backups(self, sauvegardes: Sequence[Sauvegarde]) -> None:
        dites = [self._line(sauvegarde) for sauvegarde in sauvegardes] or [self.say("aucune_sauvegarde")]
        replace_all(self._sauvegardes, map(Libelle, dites))
        anciennes = [une for une in sauvegardes if not une.phrase_actuelle]
        if anciennes and not self._acces.lecture_seule:
            avis = Avis(
                self.say("anciennes", nombre=len(anciennes)), mot=self.textes("commun.avis.attention"), nature=Nature.ATTENTION
            )
            refaire = BoutonSecondaire(self.say("refaire"))
            refaire.clicked.connect(self._remake)
            avis.add_button(refaire)
            self._sauvegardes.addWidget(avis)

    def _line(self, sauvegarde: Sauvegarde) -> str:
        moment = sauvegarde.faite_le
        heure = self.say("heure", heures=moment.hour, minutes=f"{moment.minute:02}")
        faite = self.say("faite_le", date=date_courte(moment.date()), heure=heure)
        phrase = "" if sauvegarde.phrase_actuelle else self.say("ancienne_phrase")
        retiree = self.say("retiree_le", date=date_courte(sauvegarde.retiree_le)) if sauvegarde.retiree_le else ""
        return " · ".join(part for part in (faite, phrase, retiree) if part)

    def _verify(self) -> None:
        self.work(Coffre.verifying, self._on_verified)

    def _remake(self) -> None:
        self.work(Coffre.remaking_backups, self._on_backed_up)

    def _on_backed_up(self, sauvegarde: Sauvegarde) -> None:
        say_there(
            self.contexte,
            self.tell,
            sauvegarde.chemin,
            dit="coffre_ecran.etat.sauvegarde_faite",
            fichier=sauvegarde.chemin.name,
        )
        self._ask()

    def _on_verified(self, verification: Verification) -> None:
        intact = reads_whole(verification)
        if verification.journal_rompu:
            self.tell(self.say("journal_rompu", ligne=verification.journal_rompu), nature=Nature.ATTENTION)
        elif intact is None or verification.tete is None:
            pages, liens = verification.pages_abimees, verification.liens_rompus
            avis = self.tell(self.say("abime", pages=pages, liens=liens), nature=Nature.ARRET)
            secours = BoutonSecondaire(self.textes("coffre_ecran.ouvrir.secours"))
            secours.clicked.connect(self.contexte.operations.secours_wanted)
            avis.add_button(secours)
        else:
            self._tell_whole(verification.tete, intact)

    def _tell_whole(self, tete: TeteJournal, intact: Preuve) -> None:
        """Where the file is still there: what was read may be of one that was moved away meanwhile."""
        coffre = self.contexte.services.seance.coffre
        if coffre is None:
            return
        la = self.contexte.operations.attempt(
            lambda: require_there(coffre.chemin, sinon=Panne.COFFRE_INACCESSIBLE), self.tell_failure
        )
        if la is not None:
            self.tell(self.say.promise("sain", intact, la, ligne=tete.ligne, empreinte=tete.courte), nature=Nature.BIEN)
            self.dit.addWidget(RechercheEmpreinte(self.contexte))

    # A copy elsewhere.

    def _ask_where(self) -> None:
        """Each stick that is plugged in, or a folder: read at that moment, since one is plugged in to be found."""
        cles = self.cles()
        avis = self.tell(self.say("copier_ou" if cles else "copier_sans_cle"), nature=Nature.INFORMATION)
        boutons = []
        for cle in cles:
            bouton = BoutonSecondaire(self.say("copier_sur", nom=cle.nom))
            bouton.clicked.connect(partial(self._copy_to, cle.racine, cle.nom))
            boutons.append(bouton)
        if not cles:
            chercher = BoutonSecondaire(self.say("copier_chercher"))
            chercher.clicked.connect(self._ask_where)
            boutons.append(chercher)
        dossier = BoutonSecondaire(self.say("copier_dossier"))
        dossier.clicked.connect(self._choose_folder)
        # One under the other: names may be long.
        for bouton in (*boutons, dossier):
            avis.add_button(bouton)
        (boutons[0] if cles else dossier).setFocus()

    def _choose_folder(self) -> None:
        sorties = self.contexte.sorties()
        choisi = self.contexte.operations.attempt(lambda: sorties.choose_folder(None), self.tell_failure)
        if choisi is not None:
            disque = disk_of(choisi)
            self._copy_to(choisi, disque.nom)

    def _copy_to(self, dossier: Path, nom: str) -> None:
        self._copie = True
        self.work(lambda coffre: coffre.protection.copying(dossier, nom), self._on_copied)

    def _on_copied(self, copie: CopieSortie) -> None:
        self._copie = False
        nature, id_ = (Nature.BIEN, "copie_gardee") if copie.ailleurs else (Nature.ATTENTION, "copie_a_cote")
        preuve = self.contexte.operations.attempt(lambda: require_there(copie.fichier), self.tell_failure)
        if preuve is not None:
            self.tell(self.say.promise(id_, preuve, fichier=copie.fichier.name, lieu=copie.lieu), nature=nature)
        self._ask()

    def on_work_failed(self, error: ExpectedError) -> Avis:
        """The same, and what is asked next is something else."""
        self._copie = False
        return super().on_work_failed(error)

    def on_stopped(self, avancement: Avancement) -> None:
        """What was being made is not there."""
        if self._copie:
            self._copie = False
            self.tell(self.say("copie_arretee"), nature=Nature.INFORMATION)
        else:
            super().on_stopped(avancement)


_COMBIEN = {0: "aucun_dossier", 1: "dossier"}
