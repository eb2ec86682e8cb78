"""What was decided of letters, line by line, in this sitting: it waits for whoever comes back to them. In memory only.

What was left holds in the letter where it was and, in another one of the same dossier, as long as both go to the same people.
What was taken out was taken out of the answers of the dossier.
"""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.controle.cadre import RIEN_DE_DECIDE, Decisions
from droits_usagers.domain.lettre.lettre import ACompleter, Lettre, Texte
from droits_usagers.services.lettre.retraits import Otees

if TYPE_CHECKING:
    from collections.abc import Iterable

    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.dossier.oubli import Oubli
    from droits_usagers.domain.lettre.lettre import Document, Ligne
    from droits_usagers.domain.personnes.organismes import Copie, Organisme
    from droits_usagers.services.controle.controle import Gestes
    from droits_usagers.services.lettre.retraits import Retraits


@dataclass(slots=True)
class _LettreDecidee:
    """What was left in it, and whom it goes to as it was last composed; nobody, as long as that is not known."""

    laissees: frozenset[str] = field(default=frozenset(), repr=False)
    malgre: frozenset[str] = field(default=frozenset(), repr=False)
    pour: "tuple[tuple[Ligne, ...], ...]" = field(default=(), repr=False)


@dataclass(slots=True)
class _DossierDecide:
    """Its letters, by demarche and étape."""

    lettres: dict[tuple[str, str], _LettreDecidee] = field(default_factory=dict, repr=False)
    otees: Otees = field(default_factory=Otees, repr=False)
    retirees: frozenset[str] = field(default=frozenset(), repr=False)


class Decidees:
    """Of the letter being written (its `gestes` and `retraits`), and of those one left. `clear` forgets them all."""

    def __init__(self, gestes: "Gestes", retraits: "Retraits") -> None:
        self._gestes, self._retraits = gestes, retraits
        self.clear()

    def clear(self) -> None:
        """Someone else sits down, or what is kept is locked."""
        self._attendent: dict[str, _DossierDecide] = {}
        self._begin()

    def _begin(self) -> None:
        self._gestes.clear()
        self._retraits.give_up()
        self._dossier = _DossierDecide()
        #: The letter being written; and what is typed of whom it goes to.
        self._lettre = _LettreDecidee()
        self._ou: tuple[tuple[str, str], Organisme, tuple[Copie, ...]] | None = None
        #: What was left in other letters, and holds in this one.
        self._d_ailleurs = RIEN_DE_DECIDE

    def put_aside(self, noms: "Iterable[str]") -> None:
        """One leaves: what was decided waits under these names (draft, dossier). Without any, nothing brings one back."""
        self._keep()
        dossier, decisions = self._dossier, self._gestes.decisions
        dossier.otees, dossier.retirees = self._retraits.give_up(), decisions.retirees
        # A draft that became a dossier has its name no more.
        restent = {nom: autre for nom, autre in self._attendent.items() if autre is not dossier}
        self._attendent = restent | dict.fromkeys(filter(None, noms), dossier)
        self._begin()

    def come_back(self, noms: "Iterable[str]") -> None:
        """To what waits under one of these names, the first one first."""
        dossier = next((self._attendent[nom] for nom in noms if nom in self._attendent), None)
        if dossier is not None:
            self._dossier = dossier
            self._retraits.take_up(dossier.otees)
            self._gestes.decisions = replace(self._gestes.decisions, retirees=dossier.retirees)

    def forget(self, oubli: "Oubli") -> None:
        """It was erased for good."""
        noms = oubli.brouillons | oubli.references
        partis = [id(dossier) for nom, dossier in self._attendent.items() if nom in noms]
        self._attendent = {nom: dossier for nom, dossier in self._attendent.items() if id(dossier) not in partis}

    def write(self, demande: "Demande", etape: str) -> None:
        """What this letter is and whom it is for, as typed: what was left in another one waits until it is composed."""
        ou = ((demande.demarche, etape), demande.organisme, demande.copies)
        if ou != self._ou:
            self._keep()
            self._ou, self._d_ailleurs = ou, RIEN_DE_DECIDE
            self._lettre = self._dossier.lettres.setdefault(ou[0], _LettreDecidee())
            self._lettre.pour = ()
            self._decide(self._d_ailleurs)

    def compose(self, document: "Document") -> bool:
        """Whom this letter goes to: True when what was left in others holds here, and did not before, or no longer does."""
        self._keep()
        lettre, avant = self._lettre, self._d_ailleurs
        lettre.pour = _recipients(document)
        connues = self._dossier.lettres.values() if lettre.pour else ()
        autres = [une for une in connues if une is not lettre and une.pour == lettre.pour]
        laissees = frozenset[str]().union(*(une.laissees for une in autres)) - lettre.laissees
        malgre = frozenset[str]().union(*(une.malgre for une in autres)) - lettre.malgre
        self._d_ailleurs = Decisions(laissees=laissees, malgre=malgre)
        self._decide(self._d_ailleurs)
        return self._d_ailleurs != avant

    def _keep(self) -> None:
        """What was left here, and not elsewhere."""
        decisions = self._gestes.decisions
        self._lettre.laissees = decisions.laissees - self._d_ailleurs.laissees
        self._lettre.malgre = decisions.malgre - self._d_ailleurs.malgre

    def _decide(self, d_ailleurs: Decisions) -> None:
        lettre = self._lettre
        self._gestes.decisions = replace(
            self._gestes.decisions, laissees=lettre.laissees | d_ailleurs.laissees, malgre=lettre.malgre | d_ailleurs.malgre
        )


def _recipients(document: "Document") -> "tuple[tuple[Ligne, ...], ...]":
    """Those of a letter, copies included; nobody where the body itself is left in dotted lines."""
    if not isinstance(document, Lettre):
        return ()
    dits = [morceau for ligne in document.destinataire for morceau in ligne]
    if any(isinstance(un, ACompleter) for un in dits) and not any(isinstance(un, Texte) and un.saisi for un in dits):
        return ()
    return document.destinataire, document.copies
