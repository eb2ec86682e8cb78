"""What the field offers: all one can go to or do now. Made when it is opened, and gone with it: some of it names people."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import shiboken6
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QTabBar, QWidget

from droits_usagers.domain.dossier.dossiers import Filtre, LigneSuivi, PageSuivi, Tri
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.services.annuaire.annuaire import notes
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.socle.clavier import key_name
from droits_usagers.services.socle.modes import Mode
from droits_usagers.services.socle.recherche import TrouvaillePartout, all_demarches, all_texts, words_under
from droits_usagers.services.suivi.lignes import Presentation, Tranche
from droits_usagers.ui.composants.boutons import Bouton
from droits_usagers.ui.fenetre.ecrans import EcranFenetre, exists, screen_name, screens
from droits_usagers.ui.fenetre.pages import Pages
from droits_usagers.ui.socle.destination import (
    AVEC_CHOIX,
    TOUJOURS,
    DepuisEcran,
    Destination,
    Quoi,
    VersAmorce,
    VersArticle,
    VersDemarche,
    VersDossier,
    VersPartie,
    VersTranche,
    name,
)
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

_COFFRE = frozenset({Mode.COFFRE})
#: Dossiers shown at most: the Suivi is where one looks among many.
DOSSIERS = 5


@dataclass(frozen=True, slots=True)
class Trouvable:
    """Something one can do or go to: its name, what kind of thing it is, what else it answers to, and the key that does it."""

    titre: str = field(repr=False)
    genre: str
    faire: Callable[[], object] = field(repr=False)
    aussi: tuple[str, ...] = ()
    touche: str = ""
    #: What can only mean it, when nothing else is typed.
    vise: tuple[str, ...] = ()
    #: What tells it from others of the same name, as it is on the screen: without names while they are hidden.
    detail: str = field(default="", repr=False)

    @property
    def sous_titre(self) -> str:
        """What is under its name."""
        return " · ".join(filter(None, (self.detail, self.genre, self.touche)))


@dataclass(frozen=True, slots=True)
class GesteFenetre:
    """What the window itself does, by its id in `recherche.commande`."""

    id: str
    faire: Callable[[], object]
    touche: str = ""


class Offres:
    """`commandes`: what the window does by itself."""

    def __init__(self, contexte: Contexte, pages: Pages, commandes: tuple[GesteFenetre, ...]) -> None:
        self._contexte, self._pages, self._commandes = contexte, pages, commandes
        self._textes = contexte.textes
        self._say = contexte.textes.under("recherche")

    @property
    def _mode(self) -> Mode:
        return self._contexte.services.seance.mode

    def everything(self) -> Iterator[Trouvable]:
        """Where one can go, what is on the screen, what the program does, and the letters one can write.

        Of two that answer as well, Enter does the first: after a letter or two, going somewhere does nothing to a dossier.
        """
        yield from self._rooms()
        # The dossiers one goes back to, by what is to be done about them.
        for tranche in (Tranche.A_REVOIR, Tranche.DEPASSEES) if self._mode is Mode.COFFRE else ():
            titre, aller = self._textes(f"suivi.tranches.{tranche}"), self._go(Destination("suivi", VersTranche(tranche)))
            yield Trouvable(titre, self._say("acte"), aller, vise=self._aim(tranche))
        page = self._pages.currentWidget()
        if page is not None:
            yield from self.on_screen(page)
        yield from self._acts()
        yield from self._window()
        yield from self._written("assistant", all_demarches(self._contexte.services.catalogue))

    def read(self) -> Iterator[Trouvable]:
        """What is given after everything else: what takes a coffre, where none is open; the texts of law, hundreds of them."""
        yield from self._out_of_reach()
        yield from self._written("textes", all_texts(self._contexte.services.catalogue))

    # On the screen.

    def on_screen(self, page: QWidget) -> Iterator[Trouvable]:
        """Its buttons, its tabs, what its menus do, and where that of its title leads."""
        menu = ((un.titre, "", un.go) for un in (page.passages if isinstance(page, Page) else ()) if un.permis)
        ici, vus, lignes = self._say("ici"), set[tuple[str, str]](), (*_actions_in(page), *menu)
        fois = Counter(titre for titre, _, _ in lignes)
        for titre, sous_titre, faire in lignes:
            # Many dossiers have the same last day: each is offered, and told from the others.
            detail = " ".join(sous_titre.split()) if fois[titre] > 1 else ""
            if (titre, detail) not in vus:
                vus.add((titre, detail))
                yield Trouvable(titre, ici, faire, aussi=(detail,), detail=detail)

    # Where one can go.

    def _rooms(self) -> Iterator[Trouvable]:
        genre, actes = self._say("ecran"), {acte.vers: acte for acte in chain(*TOUJOURS.values())}
        for ecran in screens(self._mode):
            acte = actes.get(Destination(ecran.id))
            if ecran.found and not (acte and acte.ecrit and self._lecture_seule):
                # What one does from the list that is only to go there: its name and its key are those of the screen.
                aussi = self._also(ecran.id) + ((name(self._textes, acte),) if acte else ())
                touche = key_name(self._textes, acte.touche) if acte else ""
                nom = screen_name(self._textes, ecran.id, self._mode)
                yield Trouvable(nom, genre, self._go(Destination(ecran.id)), aussi, touche, self._aim_at(ecran))
        if exists("coffre", self._mode):
            for partie in self._parts_of_coffre():
                titre, aller = self._textes(f"coffre_ecran.{partie}.titre"), self._go(Destination("coffre", VersPartie(partie)))
                yield Trouvable(titre, genre, aller, self._also(f"coffre_{partie}"))

    def _out_of_reach(self) -> Iterator[Trouvable]:
        """What is only there once a coffre is open: it leads to where one opens it."""
        if self._mode is Mode.COFFRE or not exists("coffre", self._mode):
            return
        genre, aller = self._say("demande_coffre"), self._go(Destination("coffre"))
        for ecran in screens(Mode.COFFRE):
            if ecran.found and ecran.modes == _COFFRE:
                nom = screen_name(self._textes, ecran.id, Mode.COFFRE)
                yield Trouvable(nom, genre, aller, self._also(ecran.id), vise=self._aim_at(ecran))
        yield Trouvable(self._textes("coffre_ecran.corbeille.titre"), genre, aller, self._also("coffre_corbeille"))

    @property
    def _lecture_seule(self) -> bool:
        coffre = self._contexte.services.seance.coffre
        return coffre is not None and coffre.lecture_seule

    def _parts_of_coffre(self) -> tuple[str, ...]:
        if self._mode is not Mode.COFFRE:
            return "ouvrir", "creer", "secours"
        return ("etat", "adresses", "corbeille") if self._lecture_seule else ("etat", "changement", "adresses", "corbeille")

    def _acts(self) -> Iterator[Trouvable]:
        """What is done with dossiers: with those chosen, if any are."""
        seance, genre = self._contexte.services.seance, self._say("acte")
        if seance.coffre is None:
            return
        choisis = AVEC_CHOIX if self._contexte.services.selection.references else ()
        for acte in dict.fromkeys((*choisis, *chain(*TOUJOURS.values()))):
            permis = not (acte.ecrit and self._lecture_seule)
            if permis and acte.vers is not None and acte.vers.quoi is not None:
                yield Trouvable(
                    name(self._textes, acte), genre, self._go(acte.vers), touche=key_name(self._textes, acte.touche)
                )

    def _window(self) -> Iterator[Trouvable]:
        genre = self._say("commande.genre")
        for commande in self._commandes:
            titre = self._say(f"commande.{commande.id}")
            yield Trouvable(titre, genre, commande.faire, self._also(commande.id), commande.touche)

    # What is written in the program.

    def _written(self, page: str, trouvailles: Iterable[TrouvaillePartout]) -> Iterator[Trouvable]:
        for trouvaille in trouvailles if exists(page, self._mode) else ():
            yield Trouvable(
                trouvaille.titre, trouvaille.genre, self._go(_destination(trouvaille)), trouvaille.aussi, vise=trouvaille.vise
            )

    def show_numbers(self) -> None:
        """To whom to call, and back to this screen."""
        self._pages.follow(Destination("numeros", DepuisEcran(self._pages.current_id)))

    # Dossiers: asked of the coffre.

    @staticmethod
    def look_for_dossiers(cherche: str) -> Callable[[Coffre], PageSuivi]:
        """What to ask an opened coffre."""
        filtre = Filtre(texte=cherche)
        return lambda coffre: coffre.liste.page(filtre, tri=Tri.URGENCE, debut=0, taille=DOSSIERS, compter=False)

    def dossier(self, ligne: LigneSuivi) -> Trouvable:
        """A dossier found, without its name while names are hidden."""
        dit = Presentation(self._contexte.services.catalogue, self._contexte.services.today)
        personne = "" if self._pages.discreet else dit.personne(ligne)
        titre = " · ".join(filter(None, (ligne.reference, personne, dit.demarche(ligne.demarche))))
        return Trouvable(titre, self._say("dossier"), self._go(Destination("suivi", VersDossier(ligne.reference))))

    # Bodies: asked of the annuaire.

    def body(self, entree: EntreeAnnuaire) -> Trouvable:
        """A body found, with its address, where that comes from and of when: a letter to it begins there."""
        notees = ", ".join(notes(entree, self._textes))
        dit = (self._say("organisme"), entree.nom if entree.service else "", ", ".join(entree.lignes), notees)
        return Trouvable(entree.titre, " · ".join(filter(None, dit)), partial(self._write_to, entree))

    def _write_to(self, entree: EntreeAnnuaire) -> None:
        self._contexte.services.relais.give(Amorce(organisme=entree.as_organisme()))
        self._pages.follow(Destination("assistant", VersAmorce()))

    def _go(self, vers: Destination) -> Callable[[], object]:
        return partial(self._pages.follow, vers)

    def _also(self, id_: str) -> tuple[str, ...]:
        """Other words it is looked for by."""
        cle = f"recherche.aussi.{id_}"
        return (self._textes(cle),) if cle in self._textes else ()

    def _aim(self, id_: str) -> tuple[str, ...]:
        """What can only mean it: not the same before a coffre is open."""
        ou = "coffre" if self._mode is Mode.COFFRE else "sans_coffre"
        return words_under(self._textes, f"recherche.vise.{ou}.{id_}")

    def _aim_at(self, ecran: EcranFenetre) -> tuple[str, ...]:
        return self._aim("semaine" if ecran.id == OUVERTURE and ecran.modes == _COFFRE else ecran.id)


def _actions_in(page: QWidget) -> Iterator[tuple[str, str, Callable[[], object]]]:
    """The name of each, what is under it, and what does it."""
    for bouton in page.findChildren(Bouton):
        titre = bouton.accessibleName() or bouton.titre
        if titre and bouton.isVisible() and bouton.isEnabled():
            yield titre, bouton.sous_titre, partial(_press, bouton)
    for onglets in page.findChildren(QTabBar):
        for rang in range(onglets.count() if onglets.isVisible() else 0):
            yield onglets.tabText(rang), "", partial(_show_tab, onglets, rang)
    for action in page.findChildren(QAction):
        if action.text() and action.isEnabled() and _is_offered(action):
            yield action.text().partition("\t")[0].replace("&&", "&"), "", partial(_trigger, action)


def _is_offered(action: QAction) -> bool:
    """True in a menu whose button can be pressed."""
    menu = action.parent()
    bouton = menu.parent() if menu is not None else None
    return isinstance(bouton, QWidget) and bouton.isVisible()


# The screen may have changed below since it was looked at: what is gone, hidden or greyed does nothing.


def _press(bouton: QAbstractButton) -> None:
    if shiboken6.isValid(bouton) and bouton.isVisible() and bouton.isEnabled():
        bouton.setFocus()
        bouton.click()


def _show_tab(onglets: QTabBar, rang: int) -> None:
    if shiboken6.isValid(onglets):
        onglets.setCurrentIndex(rang)


def _trigger(action: QAction) -> None:
    if shiboken6.isValid(action) and action.isEnabled():
        action.trigger()


def _destination(trouvaille: TrouvaillePartout) -> Destination:
    """Where what is written in the program leads: a demarche to start from, or an article."""
    quoi: Quoi = VersDemarche(trouvaille.element) if trouvaille.page == "assistant" else VersArticle(trouvaille.element)
    return Destination(trouvaille.page, quoi)
