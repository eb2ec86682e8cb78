"""A table someone keeps, invented, and the screens that take it over, for pictures."""

from collections.abc import Sequence

from droits_usagers.ui.composants import ListeDeroulante
from droits_usagers.ui.fenetre.fenetre import Fenetre
from droits_usagers.ui.reprise.fait import EtapeTravail
from droits_usagers.ui.reprise.mots import EtapeMots
from droits_usagers.ui.reprise.page import PageReprise
from droits_usagers.ui.reprise.source import EtapeSource
from tools.scenes_fenetre import settle

#: Of 50 ms each, for one press of the main button.
_TOURS = 100

_ENTETES = "Civ.;NOM Prénom;Adresse;CP;Ville;Organisme;Type de demande;Envoyé le;AR reçu le;N° LRAR;Obs.;État\n"
_LIGNE = (
    "Mme;ŒUVRARD-{} Élodie;12 rue des Lilas;93999;Champbourg;CCAS de Champbourg;Droit d'accès;"
    "03/10/2026;05/10/2026;1A 20 {};{};{}\n"
)
_REMARQUES = {
    "B": "à rappeler le matin",
    "D": "logée chez sa tante, son frère l'ignore",
    "F": "à rappeler le matin",
    "K": "NE RIEN ENVOYER !",
}
_ETATS = {"C": "clos", "E": "affaire classée", "G": "affaire classée", "H": "en cours"}
_AUTRES = """M.;DIALLO Abdou;chez Mme K.;;;CAF du Rhône;opposition;12.09.26;01/09/2026;;;
Mme;ROUX Zoé;;;;MDPH;rectif.;31/02/2026;;;;
;LE GOFF Loïc;;;;Département du Nord;effacement;20 octobre;;;;
Mme;ŒUVRARD-A Élodie;;;;CCAS de Champbourg;Droit d'accès;3/10/2026;;;à rappeler le matin;
M.;MARTIN Hugo;;;;Hôpital de Montvert;tout savoir;15/10/2026;;;;
;Paul Simon;;;;caf rhône;accès;fin mai 2026;;;;
;TOTAL : 26;;;;;;;;;;"""
_TABLEAU = (
    _ENTETES
    + "".join(
        _LIGNE.format(lettre, rang, _REMARQUES.get(lettre, ""), _ETATS.get(lettre, ""))
        for rang, lettre in enumerate("ABCDEFGHIJKLMNOPQRST")
    )
    + _AUTRES
)


def take_over(fenetre: Fenetre, gestes: Sequence[str]) -> None:
    """After so many presses of the main button of the screen shown; « coller » pastes, « mots » explains the first word."""
    page = fenetre.pages.currentWidget()
    if not isinstance(page, PageReprise):
        return
    for geste in gestes:
        avant = page.etape
        if geste == "coller" and isinstance(page.etape, EtapeSource):
            page.etape.paste(_TABLEAU)
        elif geste == "mots" and isinstance(page.etape, EtapeMots):
            liste = page.etape.lignes[0].editeur
            if isinstance(liste, ListeDeroulante):
                liste.setCurrentIndex(liste.findData(""))
                liste.activated.emit(liste.currentIndex())
        else:
            page.suite.click()
            # As long as it takes, on any computer; a press that leads nowhere is not waited for without end.
            for _ in range(_TOURS):
                settle()
                if page.etape is not avant and not isinstance(page.etape, EtapeTravail):
                    break
        settle()
