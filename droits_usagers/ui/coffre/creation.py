"""« Créer un coffre »: where, what to know first, the phrase. One page, three steps, nothing made before the last one."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.controle.libre import Libre
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.places import SUFFIXE_COFFRE
from droits_usagers.services.coffre.conservation import notice_sheet, notice_texts
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.socle.modes import Sortie
from droits_usagers.services.socle.sorties import Liasse
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.coffre.nouvelle_phrase import Choisie, NouvellePhrase
from droits_usagers.ui.composants import (
    Avis,
    BoutonLien,
    Champ,
    ChoixUnique,
    Colonne,
    Intitule,
    Libelle,
    Nature,
    Option,
    Titre,
    Vide,
)
from droits_usagers.ui.composants.entendre import PartNommee, is_listening
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.acces import AccesCoffre
from droits_usagers.ui.socle.choix_fichier import ChoixFichier, UsageFichier, documents
from droits_usagers.ui.socle.disposition import let_go, stops_in
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import Contexte


class EtapeLieu(PartNommee):
    """The first step."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = contexte.textes
        self._say = self._textes.under("coffre_ecran.creer")
        self._acces = AccesCoffre(contexte)
        self.fichier = ChoixFichier(self._textes, Intitule(self._say("fichier"), self._say("fichier_aide")), UsageFichier.CREER)
        self.synchronise = Avis("", mot="", nature=Nature.ATTENTION)
        self.synchronise.hide()
        colonne = Colonne(self, ecart=16)
        colonne.addWidget(Libelle(self._say("lieu"), teinte=Teinte.DOUX))
        colonne.addWidget(self.fichier)
        colonne.addWidget(self.synchronise)
        self.fichier.path_changed.connect(self._look)
        self.setFocusProxy(self.fichier)

    @property
    def chemin(self) -> Path | None:
        """What was chosen."""
        return self.fichier.chemin

    def propose(self, chemin: Path) -> None:
        """Proposes a place."""
        self.fichier.show_path(chemin)
        self._look()

    def is_ready(self) -> bool:
        """True when one can go on; otherwise says what is missing."""
        if self.chemin is None:
            self.fichier.say(self._say("fichier_absent"), mot=self._textes("commun.avis.attention"))
            self.fichier.ligne.setFocus()
        return self.chemin is not None

    def clear(self) -> None:
        """Forgets the path."""
        self.fichier.clear()
        self.synchronise.hide()

    def _look(self) -> None:
        chemin = self.chemin
        if chemin is not None:
            reponses = Reponses(self, self._on_looked, lambda _: self.synchronise.hide())
            self._acces.on_path(lambda coffres: coffres.synchronised_by(chemin), reponses)

    def _on_looked(self, programme: str) -> None:
        if programme:
            texte = self._say("synchronise", programme=programme)
            self.synchronise.say(texte, mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.synchronise.setVisible(bool(programme))


AGENT = "agent"
_TENANTS = ("moi", "groupe", AGENT)


class EtapeSavoir(PartNommee):
    """The second step. Nothing of it is kept."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._textes = contexte.textes
        self._say = self._textes.under("coffre_ecran.savoir")
        options = [Option(id_, self._say(f"tenant.{id_}"), self._say(f"tenant.{id_}_aide")) for id_ in _TENANTS]
        self.tenant = ChoixUnique(options, vide=Vide.of(self._textes, options))
        self.avis_agent = Avis(self._say("agent"), mot=self._textes("commun.avis.attention"), nature=Nature.ATTENTION)
        self.avis_agent.hide()
        self.imprimer = BoutonLien(self._say("imprimer_notice"), icone="imprimer")
        self._dit = Libelle(teinte=Teinte.DOUX)
        self._dit.hide()
        colonne = Colonne(self, ecart=16)
        colonne.addWidget(Champ(Intitule(self._say("qui")), self.tenant))
        colonne.addWidget(self.avis_agent)
        colonne.addLayout(self._notice())
        colonne.addWidget(self.imprimer, 0, Qt.AlignmentFlag.AlignLeading)
        colonne.addWidget(self._dit)
        self.imprimer.setVisible(contexte.sorties().allows(Sortie.IMPRIMER))
        self.tenant.choice_changed.connect(self._on_chosen)
        self.imprimer.clicked.connect(self._print)

    def _notice(self) -> Colonne:
        colonne = Colonne(ecart=10)
        colonne.addWidget(Titre(self._say("notice_titre"), niveau=3))
        colonne.addWidget(Libelle(self._say("notice_aide"), teinte=Teinte.DOUX))
        for titre, texte in notice_texts(self._textes):
            partie = Colonne(ecart=0)
            partie.addWidget(Libelle(titre, gras=True))
            partie.addWidget(Libelle(texte))
            colonne.addLayout(partie)
        return colonne

    def _on_chosen(self) -> None:
        self.avis_agent.setVisible(self.tenant.value() == AGENT)

    def _print(self) -> None:
        contexte = self._contexte
        services, textes = contexte.services, self._textes

        def lay_out() -> Libre[Sequence[Liasse]]:
            libre = services.controle.release_document(notice_sheet(textes))
            return libre.map(lambda feuille: [services.courriers.liasse(feuille)])

        contexte.operations.run(contexte.services.rendu, lay_out, Reponses(self, self._on_laid_out, self._on_failure))

    def _on_laid_out(self, liasses: Libre[Sequence[Liasse]]) -> None:
        if (
            self._contexte.operations.attempt(lambda: self._contexte.sorties().print_pages(liasses), self._on_failure)
            is not None
        ):
            self._tell(self._say("notice_imprimee"))

    def _on_failure(self, error: ExpectedError) -> None:
        self._tell(self._contexte.operations.sentence(error))

    def _tell(self, texte: str) -> None:
        self._dit.setText(texte)
        self._dit.show()


class PasCreation(IntEnum):
    """The steps."""

    LIEU = 0
    SAVOIR = 1
    PHRASE = 2


class EcranCreer(EcranCoffre):
    """Makes a coffre, and opens it."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, "creer", parent)
        self._acces = AccesCoffre(contexte)
        self.lieu = EtapeLieu(contexte)
        self.savoir = EtapeSavoir(contexte)
        self.phrase = NouvellePhrase(contexte, self.textes("coffre_ecran.phrase.libelle"))
        # Each step is called by them.
        self._rang = Libelle(teinte=Teinte.DOUX, lu=False)
        self._sous_titre = Titre(niveau=2, lu=False)
        self._etapes = (self.lieu, self.savoir, self._phrase_step())
        self._pas = PasCreation.LIEU
        tete = Colonne(ecart=4)
        tete.addWidget(self._rang)
        tete.addWidget(self._sous_titre)
        self.colonne.addLayout(tete)
        for etape in self._etapes:
            self.colonne.addWidget(etape)
        self.colonne.addLayout(self.dit)
        self.colonne.addStretch(1)
        self.retour.clicked.disconnect()
        self.retour.clicked.connect(self._on_back)
        self._go(PasCreation.LIEU)

    def _phrase_step(self) -> QWidget:
        etape = PartNommee()
        colonne = Colonne(etape, ecart=16)
        irrecuperable = Avis(self.say("irrecuperable"), mot=self.say("irrecuperable_mot"), nature=Nature.ATTENTION)
        colonne.addWidget(irrecuperable)
        colonne.addWidget(self.phrase)
        return etape

    @property
    def pas(self) -> PasCreation:
        """Where the person is."""
        return self._pas

    def start(self) -> None:
        """From the first step, a place being proposed."""
        if self.lieu.chemin is None:
            self.lieu.propose(documents() / f"{self.say('nom')}{SUFFIXE_COFFRE}")
        self._acces.prepare(self)
        self._focus()

    def clear(self) -> None:
        """Forgets everything, and goes back to the first step."""
        super().clear()
        self.lieu.clear()
        self.phrase.clear()
        self._go(PasCreation.LIEU)

    def cover(self) -> None:
        """The phrase; nothing else."""
        self.phrase.cover()

    def go_on(self) -> None:
        """One step further; at the last one, makes the coffre."""
        self.hush()
        if self.pas is PasCreation.PHRASE:
            self.phrase.choose(self._create)
        elif self.pas is not PasCreation.LIEU or self.lieu.is_ready():
            self._go(PasCreation(self.pas + 1))
            self._focus()

    def _on_back(self) -> None:
        self.hush()
        if self.pas is PasCreation.LIEU:
            self.back_asked.emit()
        else:
            self._go(PasCreation(self.pas - 1))
            self._focus()

    def _go(self, pas: PasCreation) -> None:
        # What is hidden would give the focus to what is beside, that nobody went to.
        let_go(self)
        self._pas = pas
        for rang, etape in enumerate(self._etapes):
            etape.setVisible(rang == pas)
        nom = pas.name.lower()
        self._rang.setText(self.say("rang", rang=pas + 1, total=len(PasCreation)))
        self._sous_titre.setText(self.say(f"pas.{nom}"))
        # The first also says what it is the first of.
        quoi = (self.say("titre"),) if pas is PasCreation.LIEU else ()
        self._etapes[pas].setAccessibleName(", ".join((*quoi, self._sous_titre.text(), self._rang.text())))
        dernier = pas is PasCreation.PHRASE
        self.suite.set_up(self.say("suite" if dernier else "continuer"), note=self.textes("commun.entree"))
        self.defilement.verticalScrollBar().setValue(0)

    def _focus(self) -> None:
        # Who listens starts with what is to be known.
        lus = stops_in(self.savoir) if is_listening() else ()
        savoir = lus[0] if lus else self.suite
        premier = {PasCreation.LIEU: self.lieu, PasCreation.SAVOIR: savoir, PasCreation.PHRASE: self.phrase}[self.pas]
        premier.setFocus(Qt.FocusReason.OtherFocusReason)

    def _create(self, choisie: Choisie) -> None:
        chemin = self.lieu.chemin
        if chemin is not None:
            self.wait(attente=True)
            self._acces.on_path(
                lambda coffres: coffres.create(chemin, choisie.phrase, accept_weak=choisie.faible),
                Reponses(self, self._on_created, self._on_failure),
            )

    def _on_created(self, coffre: Coffre) -> None:
        self.wait(attente=False)
        self.clear()
        self.coffre_opened.emit(coffre)

    def _on_failure(self, error: ExpectedError) -> None:
        self.wait(attente=False)
        if error.panne in (Panne.FICHIER_EXISTE, Panne.DOSSIER_INACCESSIBLE):
            self._go(PasCreation.LIEU)
            self._focus()
        self.tell_failure(error)
