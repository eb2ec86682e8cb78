"""The dates of a coffre that go to an agenda, and what is remembered of those that went."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import is_protected
from droits_usagers.domain.dossier.a_verifier import reserve_of
from droits_usagers.domain.dossier.agenda import Inscription, reconcile
from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.dossier.etats import FINIS
from droits_usagers.services.socle.travail import Avancement, Unites

if TYPE_CHECKING:
    from droits_usagers.domain.dossier.agenda import MiseAJour
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.suivi.agenda import ChoixAgenda, RedactionAgenda
    from droits_usagers.vault.depot import Depot

#: Dossiers computed in one unit: it stays under 20 ms.
_CALCULES = 20


class AgendaCoffre:
    """The agenda of an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens") -> None:
        self._depot = depot
        self._moyens = moyens

    def erased_since_export(self) -> int:
        """How many dossiers were erased since dates last went to an agenda: what it holds of them is no longer known here."""
        with self._depot.reading():
            return self._depot.agenda.erased_since_export()

    def gathering(self, choix: "ChoixAgenda", redaction: "RedactionAgenda") -> "Unites[MiseAJour]":
        """Everything to export, in units. Nothing is remembered of it before `remember`."""
        with self._depot.reading():
            self._moyens.entendre(self._depot.dossiers.protected_addresses())
        with self._depot.reading():
            traces = self._depot.agenda.traces()
            voulus = self._wanted(choix)
            numeros = sorted(voulus.union(self._depot.agenda.still_listed({trace.dossier for trace in traces.values()})))
        inscriptions: list[Inscription] = []
        tus: set[int] = set()
        for debut in range(0, len(numeros), _CALCULES):
            partie = numeros[debut : debut + _CALCULES]
            with self._depot.reading():
                inscriptions += self._read(partie, voulus, choix=choix, redaction=redaction, tus=tus)
            yield Avancement(debut + len(partie), len(numeros))
        with self._depot.reading():
            noms = self._depot.agenda.names({trace.dossier for trace in traces.values()})
        mise_a_jour = reconcile(
            inscriptions,
            # A dossier may have been erased meanwhile.
            {uid: trace for uid, trace in traces.items() if trace.dossier in noms},
            au=self._moyens.today(),
            moment=self._moyens.now(),
            retirer=lambda trace: redaction.retrait(noms[trace.dossier].reference, trace),
        )
        return replace(mise_a_jour, tus=len(tus))

    def remember(self, mise_a_jour: "MiseAJour") -> None:
        """Remember what was exported, once the file is written."""
        with self._depot.writing():
            self._depot.agenda.remember(mise_a_jour.traces)
            self._depot.journal.add(self._moyens.now(), Action.AGENDA_EXPORTE)

    def _wanted(self, choix: "ChoixAgenda") -> set[int]:
        agenda = self._depot.agenda
        if choix.references is None:
            return set(agenda.awaiting([etat.value for etat in FINIS]))
        return set(agenda.listed(choix.references))

    def _read(
        self, numeros: Sequence[int], voulus: set[int], *, choix: "ChoixAgenda", redaction: "RedactionAgenda", tus: set[int]
    ) -> Iterator[Inscription]:
        """What is true today of these dossiers, among the dates one wants; to `tus`, those that no agenda may speak of."""
        today = self._moyens.today()
        # It may have been erased or put in the bin since the list was made.
        presents = [numero for numero in numeros if self._depot.suivi.is_listed(numero)]
        noms = self._depot.agenda.names(presents)
        for numero in presents:
            lu = self._depot.dossiers.read_light(numero)
            if is_protected(lu.demande) and numero in voulus:
                tus.add(numero)
            reserve = reserve_of(cellule.raison for cellule in lu.a_verifier)
            for date in redaction.dates(lu.demande, today, cree_le=lu.cree_le):
                if date.jours in choix.jours:
                    proche = choix.jusqu_au is None or date.jour <= choix.jusqu_au
                    nom = noms[numero]
                    evenement = redaction.evenement(
                        date, cle=nom.cle, reference=nom.reference, rappel=choix.rappel, reserve=reserve
                    )
                    yield Inscription(evenement, numero, date.cle, voulue=numero in voulus and proche)
