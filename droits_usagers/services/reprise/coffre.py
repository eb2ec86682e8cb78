"""Tables taken over in a coffre: what is already there, making all of its dossiers or none, and taking them all back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from droits_usagers.domain.dossier.attaches import A_VERIFIER
from droits_usagers.domain.dossier.dossiers import Action, GenreLot, Lot
from droits_usagers.services.reprise.deja_la import Ajout, days_of, dossiers_of, more_than_dossier
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.domain.personnes.organismes import Organisme
    from droits_usagers.domain.reprise.correspondance import EmpreinteLigne
    from droits_usagers.services.annuaire.coffre import AnnuaireCoffre
    from droits_usagers.services.coffre.carnet import ReglagesCoffre
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.coffre.valeurs import NouveauDossier
    from droits_usagers.services.reprise.reprise import Doublon, Essai
    from droits_usagers.services.socle.travail import Unites
    from droits_usagers.vault.depot import Depot

#: Dossiers made, or put in the bin, in one unit.
_PAR_UNITE = 10
#: Bodies whose names are kept when a table writes them otherwise.
_ORGANISMES = 2_000


@dataclass(slots=True)
class Reprise:
    """A table being taken over; what it came to, once it is."""

    nouveaux: Sequence["NouveauDossier"] = field(repr=False)
    lot: int = 0
    references: tuple[str, ...] = ()
    #: What lines that are already there say more than their dossiers.
    ajouts: Sequence[Ajout] = field(default=(), repr=False)


@dataclass(slots=True)
class Annulation:
    """A lot being taken back: those of its dossiers that go to the bin, and those that stay."""

    lot: int
    #: True: even those that something happened to since.
    tout: bool = False
    jetes: tuple[str, ...] = ()
    gardes: tuple[str, ...] = ()


class RepriseCoffre:
    """The tables taken over in an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes", *, avant: "Callable[[], Unites[None]]") -> None:
        """`avant`: what is done before a table is taken over."""
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes
        self._avant = avant

    def connus(self, nouveaux: "Sequence[NouveauDossier]") -> tuple[str, ...]:
        """For each of these, the reference of a dossier of the same line or like it; empty when there is none."""
        with self._depot.reading():
            semblables, dossiers = self._depot.semblables, self._depot.dossiers
            repris = semblables.taken_over([nouveau.empreinte for nouveau in nouveaux])
            return dossiers_of(
                nouveaux,
                [repris.get(nouveau.empreinte, ("", False))[0] for nouveau in nouveaux],
                semblables.near(frozenset[str]().union(*map(days_of, nouveaux))),
                cellules=semblables.cells(),
                read=lambda reference: dossiers.read_light(dossiers.number_of(reference)).demande,
            )

    def look_again(self, essai: "Essai") -> "Essai":
        """The same, each line that is the double of a dossier with what it says more than it."""
        with self._depot.reading():
            nouveaux = [double.ligne.nouveau for double in essai.doublons if double.reference and double.ligne.nouveau]
            repris = self._depot.semblables.taken_over([nouveau.empreinte for nouveau in nouveaux])
            cellules = self._depot.semblables.cells()
            toutes = frozenset[str]().union(*cellules.values())
            doubles = (
                self._look_again(double, repris, siennes=cellules.get(double.reference, frozenset()), toutes=toutes)
                for double in essai.doublons
            )
            return replace(essai, doublons=tuple(doubles))

    def _look_again(
        self,
        double: "Doublon",
        repris: "Mapping[EmpreinteLigne | None, tuple[str, bool]]",
        *,
        siennes: frozenset[str],
        toutes: frozenset[str],
    ) -> "Doublon":
        nouveau = double.ligne.nouveau
        if not double.reference or nouveau is None or repris.get(nouveau.empreinte, ("", False))[1]:
            return double
        lu = self._depot.dossiers.read(self._depot.dossiers.number_of(double.reference))
        # What stays in the table says the same of whoever it is.
        neuves = frozenset(
            (une.colonne, une.texte)
            for une in double.ligne.cellules
            if une.empreinte not in (toutes if une.champ is None else siennes)
        )
        return replace(double, plus=more_than_dossier(double.ligne, lu), neuves=neuves)

    def _complete(self, ajout: Ajout) -> None:
        """Keep in a dossier that is there what a line says more, to be checked; its address is written nowhere any more."""
        numero = self._depot.dossiers.number_of(ajout.reference)
        demande = self._depot.dossiers.read(numero).demande
        concerne = demande.concerne
        # Two addresses for one person are none: which may be written to, only a person says.
        tue = ajout.tue or (concerne is not None and self._depot.adresses.are_two(concerne.adresse, ajout.adresse))
        if tue and concerne is not None and not concerne.adresse_protegee:
            demande = replace(demande, concerne=replace(concerne, adresse_protegee=True))
            self._depot.dossiers.update(numero, demande, self._moyens.now())
            self._depot.adresses.changed = True
        for cellule in ajout.cellules:
            self._depot.dossiers.attaches.put(numero, A_VERIFIER, cellule)
        if ajout.empreinte is not None:
            self._depot.semblables.keep_imprint(numero, ajout.empreinte)
        self._lignes.note(Action.DOSSIER_MODIFIE, numero)

    def organismes(self) -> "tuple[Organisme, ...]":
        """The bodies it writes to, the most written to first."""
        with self._depot.reading():
            return tuple(organisme for organisme, _ in self._depot.connus.organismes(_ORGANISMES))

    def faites(self) -> tuple[Lot, ...]:
        """The tables taken over that still have dossiers outside the bin, latest first."""
        with self._depot.reading():
            return tuple(lot for lot in self._depot.lots.all() if lot.genre is GenreLot.IMPORT)

    def creating(self, reprise: Reprise) -> "Unites[None]":
        """Make the dossiers, in units, after a backup; stopped before the end, or failing, nothing of it is kept."""
        yield from self._avant()
        total = len(reprise.nouveaux) + len(reprise.ajouts)
        references: list[str] = []
        lot = 0
        with self._depot.writing():
            for rang, ajout in enumerate(reprise.ajouts, start=1):
                self._complete(ajout)
                if rang % _PAR_UNITE == 0:
                    yield Avancement(rang, total, inacheve=True)
            if reprise.nouveaux:
                lot = self._depot.lots.add(GenreLot.IMPORT, self._moyens.now())
            for reference in self._lignes.creating(reprise.nouveaux, lot=lot):
                references.append(reference)
                if len(references) % _PAR_UNITE == 0:
                    yield Avancement(len(reprise.ajouts) + len(references), total, inacheve=True)
        self._depot.sauvegardes.want(total)
        # Nothing more is yielded: once written, it can no longer be stopped.
        reprise.lot, reprise.references = lot, tuple(references)

    def undoing(self, annulation: Annulation) -> "Unites[None]":
        """Put the dossiers of a lot in the bin, in units, all or none: but those that something happened to, unless `tout`."""
        with self._depot.reading():
            dossiers = self._depot.lots.dossiers_of(annulation.lot)
        jetes = [(numero, reference) for numero, reference, touche in dossiers if annulation.tout or not touche]
        with self._depot.writing():
            for rang, (numero, _) in enumerate(jetes, start=1):
                self._lignes.discard(numero)
                if rang % _PAR_UNITE == 0:
                    yield Avancement(rang, len(jetes), inacheve=True)
        self._depot.sauvegardes.want(len(jetes))
        annulation.jetes = tuple(reference for _, reference in jetes)
        annulation.gardes = tuple(reference for _, reference, touche in dossiers if touche and not annulation.tout)


class CoffreOuReprendre(Protocol):
    """What this room asks of an opened coffre, which is made above it."""

    annuaire: "AnnuaireCoffre"
    reglages: "ReglagesCoffre"
    reprise: RepriseCoffre
