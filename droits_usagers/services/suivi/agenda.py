"""The dates of dossiers in the words of an agenda, which name nobody, and as a file."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.demande import is_protected
from droits_usagers.domain.dossier.agenda import (
    DateAgenda,
    EvenementAgenda,
    Inscription,
    Jours,
    MiseAJour,
    Trace,
    dates_of,
    reconcile,
    uid_of,
)
from droits_usagers.domain.dossier.dossiers import Action, reserve_of
from droits_usagers.domain.dossier.etats import DITES, FINIS, Reserve
from droits_usagers.domain.droit.feries import add_months
from droits_usagers.domain.echeances.valeurs import Code
from droits_usagers.domain.mots.dates import date_courte
from droits_usagers.services.socle.travail import Avancement, Unites

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.socle.suivant import Suivant
    from droits_usagers.vault.depot import Depot

#: When an agenda reminds of a date: so many days before, or not at all.
RAPPELS: Mapping[str, int | None] = MappingProxyType(
    {"trois": 3, "jour_meme": 0, "veille": 1, "sept": 7, "quatorze": 14, "aucun": None}
)
#: How far one looks, in months; None: as far as there are dates.
HORIZONS: Mapping[str, int | None] = MappingProxyType({"trois_mois": 3, "un_mois": 1, "six_mois": 6, "tout": None})
#: Under which key the coffre remembers what was chosen.
CLE = "agenda"
#: The file has the same name each time, so that one knows what it is; it names nobody.
NOM = "echeances.ics"


@dataclass(frozen=True, slots=True)
class ChoixAgenda:
    """What a person wants in an agenda."""

    jours: frozenset[Jours] = frozenset({Jours.LEURS, Jours.VOTRES})
    #: None: every dossier.
    references: tuple[str, ...] | None = None
    rappel: int | None = 3
    jusqu_au: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Habitudes:
    """What was chosen last time, and is proposed again: ids of `RAPPELS` and of `HORIZONS`."""

    jours: frozenset[Jours] = frozenset({Jours.LEURS, Jours.VOTRES})
    rappel: str = next(iter(RAPPELS))
    horizon: str = next(iter(HORIZONS))

    def choice(self, references: tuple[str, ...] | None, today: dt.date) -> ChoixAgenda:
        """What that asks for, that day, of these dossiers."""
        mois = HORIZONS[self.horizon]
        return ChoixAgenda(self.jours, references, RAPPELS[self.rappel], None if mois is None else add_months(today, mois))

    def as_json(self) -> object:
        """What the coffre remembers."""
        return {"jours": sorted(self.jours), "rappel": self.rappel, "horizon": self.horizon}

    @classmethod
    def of_json(cls, lu: object) -> "Habitudes":
        """What the coffre remembered, or the usual where it makes no sense any more."""
        usuelles = cls()
        if not isinstance(lu, Mapping):
            return usuelles
        connus = lu.get("jours")
        return cls(
            frozenset(jours for jours in Jours if isinstance(connus, list) and jours in connus) or usuelles.jours,
            _known(lu.get("rappel"), RAPPELS),
            _known(lu.get("horizon"), HORIZONS),
        )


def _known(id_: object, connus: Mapping[str, int | None]) -> str:
    """The id, or the usual one."""
    return id_ if isinstance(id_, str) and id_ in connus else next(iter(connus))


class RedactionAgenda:
    """Says dates in words. Knows the law and the texts, no coffre."""

    def __init__(self, catalogue: "Catalogue", suivant: "Suivant") -> None:
        self._catalogue = catalogue
        self._suivant = suivant

    def dates(self, demande: "Demande", au: dt.date, *, cree_le: dt.date | None = None) -> Iterator[DateAgenda]:
        """The dates of a demande still awaited that day; none for a demarche that only a newer version knows.

        None where someone must not know: an agenda is what others look at. `cree_le`: when it was made.
        """
        if demande.demarche in self._catalogue.demarches and not is_protected(demande):
            yield from dates_of(self._suivant.faits(demande, cree_le=cree_le), self._suivant.regles, au)

    def evenement(
        self, date: DateAgenda, *, cle: str, reference: str, rappel: int | None, reserve: Reserve = Reserve.SANS
    ) -> EvenementAgenda:
        """The event of a date of the dossier that has this key and this reference. `reserve`: what a table leaves in doubt."""
        textes = self._catalogue.textes
        titre, precision = self._titre(reference, date.code), f"agenda.precisions.{date.code}"
        titre = textes(f"suivi.votre.{reserve}", quand=titre) if reserve in DITES else titre
        if date.si_silence is not None:
            titre = textes("agenda.si_silence", titre=titre, date=date_courte(date.si_silence))
        if date.peut_etre_passe:
            titre = textes("agenda.si_loin" if date.si_loin else "agenda.peut_etre_passe", titre=titre)
        return EvenementAgenda(
            uid_of(cle, date.cle),
            date.jour,
            textes("agenda.estimee", titre=titre) if date.estimee else titre,
            textes(precision if precision in textes else "agenda.precision"),
            textes(f"agenda.categories.{date.jours}"),
            estimee=date.estimee,
            rappel=rappel,
        )

    def retrait(self, reference: str, trace: Trace) -> EvenementAgenda:
        """The event that removes what was exported; where an agenda keeps it all the same, its title says so."""
        titre = self._titre(reference, Code(trace.cle.rstrip("_0123456789")))
        return EvenementAgenda(trace.uid, trace.jour, self._catalogue.textes("agenda.annule", titre=titre), annule=True)

    def _titre(self, reference: str, code: Code) -> str:
        return self._catalogue.textes(f"agenda.titres.{code}", reference=reference)


def said(mise_a_jour: MiseAJour) -> Iterator[str]:
    """Everything an agenda would show."""
    for evenement in mise_a_jour.evenements:
        yield evenement.titre
        yield evenement.texte


def write(mise_a_jour: MiseAJour) -> bytes:
    """The file to import."""
    from droits_usagers.exchange.agenda import write_agenda

    return write_agenda(mise_a_jour.evenements, mise_a_jour.moment)


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
