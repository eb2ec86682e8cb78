"""« Le coffre »: where it is, its backups, and what one can do to look after it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.coffre.valeurs import EtatCoffre, Sauvegarde, Verification
from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.composants import Avis, BoutonListe, BoutonSecondaire, Colonne, Libelle, Nature, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre, why_read_only
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EcranEtat(EcranCoffre):
    """Backs up, verifies, leads to the phrase and to the bin."""

    #: Another screen about the coffre, by its id.
    screen_asked = Signal(str)
    #: Another screen of the window, by its id.
    page_asked = Signal(str)

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "etat", parent)
        self._acces = AccesCoffre(contexte)
        self._lieu = Libelle()
        self._mises_en_garde = Colonne()
        self._sauvegardes = Colonne(ecart=6)
        self.colonne.addWidget(self._lieu)
        self.colonne.addLayout(self._mises_en_garde)
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
        self.verifier = self._door("verifier", "coche", self._verify)
        self.phrase = self._door("phrase_de_passe", "coffre", lambda: self.screen_asked.emit("changement"))
        self.corbeille = self._door("corbeille", "corbeille", lambda: self.screen_asked.emit("corbeille"))
        self.conservation = self._door("conservation", "clos", lambda: self.page_asked.emit("conservation"))
        for bouton in (self.verifier, self.phrase, self.corbeille, self.conservation):
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
        for colonne in (self._mises_en_garde, self._sauvegardes):
            replace_all(colonne, ())

    def go_on(self) -> None:
        """Backs up now."""
        self.work(Coffre.backing_up, self._on_backed_up)

    def _ask(self) -> None:
        self._acces.ask(Coffre.etat, Reponses(self, self._show, self.tell_failure))
        self._acces.ask(Coffre.backups, Reponses(self, self._show_backups, self.tell_failure))

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
        if etat.copies_en_conflit:
            noms = ", ".join(copie.name for copie in etat.copies_en_conflit)
            dits.append(self.say("conflit", fichiers=noms))
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
        self.tell(self.say("sauvegarde_faite", fichier=sauvegarde.chemin.name), nature=Nature.BIEN)
        self._ask()

    def _on_verified(self, verification: Verification) -> None:
        if verification.saine:
            self.tell(self.say("sain"), nature=Nature.BIEN)
        else:
            pages, liens = verification.pages_abimees, verification.liens_rompus
            avis = self.tell(self.say("abime", pages=pages, liens=liens), nature=Nature.ARRET)
            secours = BoutonSecondaire(self.textes("coffre_ecran.ouvrir.secours"))
            secours.clicked.connect(self.contexte.operations.secours_wanted)
            avis.add_button(secours)


_COMBIEN = {0: "aucun_dossier", 1: "dossier"}
