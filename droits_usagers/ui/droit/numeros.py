"""« Numéros utiles »: whom to call, then how a judge can protect someone. It keeps nothing, and F9 hides it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from droits_usagers.domain.demarche.situations import NUMEROS
from droits_usagers.domain.lettre.lettre import Bloc, Feuille, Inline, Intertitre, Liste, Paragraphe, Tableau, Texte
from droits_usagers.ui.composants import BoutonSecondaire, Centre, Colonne, Defilement, Libelle, Pied, Rangee, Titre
from droits_usagers.ui.composants.clavier import bind
from droits_usagers.ui.composants.mise_en_page import ENTRE_GROUPES, replace_all
from droits_usagers.ui.composants.theme import Teinte
from droits_usagers.ui.socle.destination import DepuisEcran, Destination, Quoi
from droits_usagers.ui.socle.numeros import lines_of
from droits_usagers.ui.socle.operations import Reponses
from droits_usagers.ui.socle.page import OUVERTURE, Contexte, Page

#: Its own id: one does not go back to where one is.
ICI = "numeros"


class PageNumeros(Page):
    """Nothing is typed here, and nothing leaves. The numbers are there at once; what is read is drawn after them."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        #: The screen one comes from.
        self._origine = ""
        self._contenu = QWidget()
        colonne = Colonne(self._contenu, ecart=ENTRE_GROUPES, marges=(24, 16, 24, 24))
        numeros = Colonne(ecart=14)
        for ligne in lines_of(self.textes, NUMEROS):
            numeros.addWidget(ligne)
        colonne.addLayout(numeros)
        colonne.addWidget(Libelle(self.textes("numeros.aide"), teinte=Teinte.DOUX))
        self._lu = Colonne(ecart=12)
        colonne.addLayout(self._lu)
        colonne.addStretch(1)
        self._defilement = Defilement(Centre(self._contenu, largeur=640, au_milieu=True))
        page = Colonne(self, ecart=0)
        page.addWidget(self._defilement, 1)
        self.retour = BoutonSecondaire(self.textes("commun.retour"), icone="retour")
        self.retour.clicked.connect(self._back)
        page.addLayout(Pied(self.retour, marges=(24, 4, 24, 8)))
        for touche in ("Escape", "Alt+Left"):
            bind(touche, self, self._back)
        services = contexte.services
        # Without it, the numbers are still there.
        contexte.operations.run(services.rendu, services.fiches.protection, Reponses(self, self._show, lambda _: None))

    def _show(self, feuille: Feuille) -> None:
        titre = Titre(_said(feuille.titre), niveau=1)
        replace_all(self._lu, (titre, *_widgets(feuille.corps)))

    @property
    def place(self) -> DepuisEcran | None:
        """The screen one came from."""
        return DepuisEcran(self._origine) if self._origine else None

    def arrive(self, quoi: Quoi | None = None) -> None:
        """Read with the arrow keys, from the numbers on."""
        if isinstance(quoi, DepuisEcran) and quoi.id != ICI:
            self._origine = quoi.id
        self._defilement.show_top()
        self._defilement.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forgets where one came from."""
        self._origine = ""

    def be_discreet(self, *, discreet: bool) -> None:
        """What it says would tell someone who looks over the shoulder."""
        self._contenu.setVisible(not discreet)

    def _back(self) -> None:
        self.page_wanted.emit(Destination(self._origine or OUVERTURE))


def _widgets(blocs: Iterable[Bloc]) -> Iterator[QWidget]:
    """What is read, as labels: a heading, a paragraph, each line of a list."""
    for bloc in blocs:
        match bloc:
            case Intertitre():
                yield Titre(_said(bloc.contenu), niveau=2)
            case Paragraphe():
                yield Libelle(_said(bloc.contenu), gras=all(un.gras for un in bloc.contenu if isinstance(un, Texte)))
            case Liste():
                yield from (_element(element) for element in bloc.elements)
            case Tableau():
                yield from (Libelle(" : ".join(map(_said, ligne))) for ligne in bloc.lignes)
            case _:
                assert_never(bloc)


def _element(blocs: Sequence[Bloc]) -> QWidget:
    element = QWidget()
    rangee = Rangee(element, ecart=8)
    rangee.addWidget(Libelle("–"), 0, Qt.AlignmentFlag.AlignTop)
    dedans = Colonne(ecart=4)
    for widget in _widgets(blocs):
        dedans.addWidget(widget)
    rangee.addLayout(dedans, 1)
    return element


def _said(contenu: Iterable[Inline]) -> str:
    return "".join(inline.texte for inline in contenu if isinstance(inline, Texte))
