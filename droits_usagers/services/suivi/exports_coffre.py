"""The dossiers of a coffre, read for a table that leaves it: in order, unit by unit, none missed."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.dossier.etats import reserved
from droits_usagers.services.coffre.valeurs import TOUS
from droits_usagers.services.socle.travail import Avancement, Unites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from droits_usagers.domain.dossier.dossiers import TeteJournal
    from droits_usagers.domain.dossier.releves import Releve
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.suivi.exports import ChoixExport
    from droits_usagers.vault.depot import Depot

#: References listed, lines read, and lines computed again in one unit: each stays under 20 ms.
_LISTEES, _LUES, _CALCULEES = 5_000, 100, 20


@dataclass(frozen=True, slots=True)
class Recolte:
    """What was read of the dossiers, and where the journal was then; None where nothing is left of it."""

    releves: "list[Releve]" = field(repr=False)
    tete: "TeteJournal | None"


class ExportsCoffre:
    """The tables of an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens") -> None:
        self._depot = depot
        self._moyens = moyens

    def gathering(self, choix: "ChoixExport") -> "Unites[Recolte]":
        """Every line asked for, true for today."""
        with self._depot.reading():
            self._moyens.entendre(self._depot.dossiers.protected_addresses())
            tete = self._depot.journal.head()
        references = choix.references
        if references is None:
            references = yield from self._listed(choix)
        recolte: list[Releve] = []
        for debut in range(0, len(references), _LUES):
            partie = references[debut : debut + _LUES]
            with self._depot.reading():
                releves = self._depot.releves.read(partie)
                perimes = dict(self._depot.suivi.stale_among(partie, self._moyens.today()))
            for rang in range(0, len(releves) if perimes else 0, _CALCULEES):
                with self._depot.reading():
                    releves[rang : rang + _CALCULEES] = self._up_to_date(releves[rang : rang + _CALCULEES], perimes)
                yield Avancement(debut + rang, len(references))
            recolte += releves
            yield Avancement(debut + len(partie), len(references))
        return Recolte(recolte, tete)

    def noted(self) -> None:
        """Say in the journal that a table was written; nothing where the coffre is only read."""
        if self._depot.lecture_seule is None:
            with self._depot.writing():
                self._depot.journal.add(self._moyens.now(), Action.TABLEAU_EXPORTE)

    def _listed(self, choix: "ChoixExport") -> Unites[tuple[str, ...]]:
        """The references, in order, as they are at one moment: what is written meanwhile could hide one, or show it twice."""
        while True:
            references: list[str] = []
            version, fini = -1, False
            while not fini:
                with self._depot.reading():
                    actuelle = self._depot.releves.version
                    if references and actuelle != version:
                        break
                    version = actuelle
                    liste = self._depot.suivi.liste
                    lues = liste.references(TOUS, choix.tri, debut=len(references), taille=_LISTEES)
                references += lues
                fini = len(lues) < _LISTEES
                yield Avancement(0)
            if fini:
                return tuple(references)

    def _up_to_date(self, releves: "Sequence[Releve]", perimes: dict[str, int]) -> "list[Releve]":
        """The same lines, the stale ones computed for today without being written."""
        return [self._computed(releve) if releve.reference in perimes else releve for releve in releves]

    def _computed(self, releve: "Releve") -> "Releve":
        lu = self._depot.dossiers.read_light(releve.numero)
        suivi = self._moyens.suivre(lu.demande, self._moyens.today(), revoir_le=lu.revoir_le, cree_le=lu.cree_le)
        return replace(
            releve,
            etat=suivi.etat,
            prochaine_date=suivi.prochaine_date,
            prochaine_etape=suivi.prochaine_etape,
            votre_date=suivi.votre_date,
            votre_delai=suivi.votre_delai,
            leur_date=suivi.leur_date,
            revoir_le=suivi.revoir_le,
            votre_reserve=reserved(releve.votre_reserve, suivi.votre_reserve),
            dernier_jour=suivi.dernier_jour,
        )
