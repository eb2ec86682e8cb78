"""What stands behind the figures: what was merged and why, and when they were last handed out. Said on the screen alone."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.services.chiffres.coffre import Compte
from droits_usagers.ui.composants import Avis, Colonne, Libelle, Nature, Titre
from droits_usagers.ui.composants.mise_en_page import replace_all
from droits_usagers.ui.composants.theme import Teinte

#: As many names as one reads; how many others there are is said.
_NOMS = 20


class PanneauCoulisses(QWidget):
    """Beside the report. `nommer` gives the short name of a demarche."""

    def __init__(self, textes: Textes, nommer: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._textes = textes
        self._say = self._textes.under("chiffres")
        self._nommer = nommer
        self._colonne = Colonne(self, ecart=8)

    def show_count(self, compte: Compte) -> None:
        """What must be known of these figures before they are given to anyone."""
        replace_all(self._colonne, [*self._warnings(compte), *self._merged(compte)])

    def clear(self) -> None:
        """Says nothing."""
        replace_all(self._colonne, ())

    def _warnings(self, compte: Compte) -> Iterator[QWidget]:
        annee = str(compte.chiffres.annee)
        if compte.remis_le is not None:
            dit = self._say("deja", annee=annee, date=date_courte(compte.remis_le))
            yield Avis(dit, mot=self._say("deja_mot"), nature=Nature.ATTENTION)
        elif compte.chiffres.annee >= compte.chiffres.au.year:
            yield Avis(self._say("provisoire", annee=annee), mot=self._say("provisoire_mot"), nature=Nature.INFORMATION)

    def _merged(self, compte: Compte) -> Iterator[QWidget]:
        yield Titre(self._say("regroupe_titre"), niveau=3)
        for phrase in self._sentences(compte):
            yield Libelle(phrase)
        if any(self._lists(compte)):
            yield Libelle(self._say("coulisses.ici"), teinte=Teinte.DOUX)

    def _sentences(self, compte: Compte) -> Iterator[str]:
        coulisses = compte.coulisses
        if coulisses.trop_peu:
            yield self._say("coulisses.trop_peu")
            return
        details = [
            *self._lists(compte),
            *self._counted("cellules", coulisses.cellules),
            *self._counted("parts", coulisses.parts),
        ]
        yield self._say("coulisses.seuil" if details else "coulisses.rien")
        yield from details

    def _lists(self, compte: Compte) -> Iterator[str]:
        coulisses = compte.coulisses
        sans_nom = self._say("coulisses.sans_nom")
        yield from self._list("etats", [self._textes(f"etats.{etat}") for etat in coulisses.etats])
        yield from self._list("droits", [self._nommer(droit) for droit in coulisses.droits])
        yield from self._list("organismes", [organisme or sans_nom for organisme in coulisses.organismes])

    def _list(self, quoi: str, noms: Sequence[str]) -> Iterator[str]:
        if noms:
            tries = sorted(noms, key=str.casefold)
            liste = ", ".join(tries[:_NOMS])
            if len(tries) > _NOMS:
                liste = self._say("coulisses.et_autres", liste=liste, nombre=str(len(tries) - _NOMS))
            yield self._say(f"coulisses.{quoi}", liste=liste)

    def _counted(self, quoi: str, nombre: int) -> Iterator[str]:
        if nombre:
            yield self._say(f"coulisses.{quoi}_une" if nombre == 1 else f"coulisses.{quoi}", nombre=str(nombre))
