"""« Coffre »: one place in the window for its screens, each made when it is come to and thrown away when it is left."""

from pathlib import Path
from types import MappingProxyType

from PySide6.QtWidgets import QStackedWidget, QWidget

from droits_usagers.services.coffres import Coffre
from droits_usagers.ui.coffre.ecran import EcranCoffre
from droits_usagers.ui.coffre.ouverture import EcranOuvrir
from droits_usagers.ui.coffre.secours import EcranSecours
from droits_usagers.ui.composants import Colonne
from droits_usagers.ui.socle.destination import Destination, Quoi, VersCoffre, VersPartie
from droits_usagers.ui.socle.disposition import order_down
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page


class PageCoffre(Page):
    """Shows the part named to `arrive`, as `_MAKERS` names them."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._pile = QStackedWidget()
        Colonne(self, ecart=0).addWidget(self._pile)
        self._id = ""
        self._discreet = False

    @property
    def ecran(self) -> EcranCoffre | None:
        """The screen shown."""
        courant = self._pile.currentWidget()
        return courant if isinstance(courant, EcranCoffre) else None

    @property
    def titre(self) -> str:
        """That of the part shown."""
        return self.ecran.say("titre") if self.ecran is not None else ""

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Shows a screen; coming back without naming one goes on with the same."""
        if isinstance(quoi, VersCoffre):
            self._show("ouvrir")
            if isinstance(self.ecran, EcranOuvrir):
                self.ecran.fichier.show_path(quoi.chemin)
        ouvert = self.contexte.services.seance.coffre is not None
        voulu = (quoi.id if isinstance(quoi, VersPartie) else "") or self._id or ("etat" if ouvert else "ouvrir")
        if voulu != self._id or self.ecran is None:
            self._show(voulu)
        if self.ecran is not None:
            order_down(self.ecran)
            self.ecran.start()

    def clear(self) -> None:
        """Empties the screen and throws it away."""
        self._drop()
        self._id = ""

    def cover(self) -> None:
        """Every phrase."""
        if self.ecran is not None:
            self.ecran.cover()

    def be_discreet(self, *, discreet: bool) -> None:
        """Names are only in the bin."""
        self._discreet = discreet
        if self.ecran is not None:
            self.ecran.be_discreet(discreet=discreet)

    def help_with(self, chemin: Path, phrase: str = "") -> None:
        """What can be done about a damaged coffre; its phrase if it has just been typed."""
        self._show("secours")
        if isinstance(self.ecran, EcranSecours):
            self.ecran.begin(chemin, phrase)

    def _show(self, id_: str) -> None:
        self._drop()
        ecran = _MAKERS[id_](self)
        ecran.be_discreet(discreet=self._discreet)
        ecran.back_asked.connect(self._on_back)
        ecran.coffre_opened.connect(self._on_opened)
        self._id = id_
        self._pile.addWidget(ecran)
        self._pile.setCurrentWidget(ecran)
        self.titled.emit()

    def _drop(self) -> None:
        ecran = self.ecran
        if ecran is not None:
            ecran.clear()
            self._pile.removeWidget(ecran)
            ecran.deleteLater()

    def _on_back(self) -> None:
        """From the phrase or the bin to the coffre itself; from there, home."""
        if self._id in _RETOURS:
            self.arrive(VersPartie(_RETOURS[self._id]))
        else:
            self.clear()
            self.page_wanted.emit(Destination(OUVERTURE))

    def _on_opened(self, coffre: Coffre) -> None:
        self.contexte.services.seance.open_coffre(coffre)
        self.mode_changed.emit()

    # Each screen's module is only imported when it is come to.

    def make_ouvrir(self) -> EcranCoffre:
        """Opens one."""
        ecran = EcranOuvrir(self.contexte)
        ecran.secours_asked.connect(self.help_with)
        ecran.creation_asked.connect(lambda: self.arrive(VersPartie("creer")))
        return ecran

    def make_secours(self) -> EcranCoffre:
        """What can be done about a damaged one."""
        return EcranSecours(self.contexte)

    def make_creer(self) -> EcranCoffre:
        """Makes one."""
        from droits_usagers.ui.coffre.creation import EcranCreer

        return EcranCreer(self.contexte)

    def make_etat(self) -> EcranCoffre:
        """Looks after the opened one."""
        from droits_usagers.ui.coffre.etat import EcranEtat

        ecran = EcranEtat(self.contexte)
        ecran.screen_asked.connect(lambda id_: self.arrive(VersPartie(id_)))
        ecran.page_asked.connect(lambda id_: self.page_wanted.emit(Destination(id_)))
        return ecran

    def make_changement(self) -> EcranCoffre:
        """Changes its phrase."""
        from droits_usagers.ui.coffre.nouvelle_phrase import EcranChangement

        return EcranChangement(self.contexte)

    def make_corbeille(self) -> EcranCoffre:
        """Its bin."""
        from droits_usagers.ui.coffre.effacement import EcranCorbeille

        return EcranCorbeille(self.contexte)

    def make_adresses(self) -> EcranCoffre:
        """The addresses that nothing may say."""
        from droits_usagers.ui.coffre.adresses import EcranAdresses

        return EcranAdresses(self.contexte)


#: Where « Retour » leads from a screen that another one leads to.
_RETOURS = MappingProxyType(
    {"changement": "etat", "corbeille": "etat", "adresses": "etat", "secours": "ouvrir", "creer": "ouvrir"}
)
_MAKERS = MappingProxyType(
    {
        "ouvrir": PageCoffre.make_ouvrir,
        "creer": PageCoffre.make_creer,
        "secours": PageCoffre.make_secours,
        "etat": PageCoffre.make_etat,
        "changement": PageCoffre.make_changement,
        "corbeille": PageCoffre.make_corbeille,
        "adresses": PageCoffre.make_adresses,
    }
)
