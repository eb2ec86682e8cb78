"""What a change to a dossier brings along in a coffre: its date, its line in the Suivi, the journal; and lines made stale."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.attaches import A_VERIFIER, NOTE
from droits_usagers.domain.dossier.dossiers import Action, DossierLu, Filtre, LigneSuivi, Note, PageSuivi, Suivi, Tri
from droits_usagers.services.coffre.valeurs import SEJOUR_CORBEILLE, FaitANoter, FaitPris
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from droits_usagers.domain.demarche.demande import Demande
    from droits_usagers.domain.demarche.mandats import Mandat
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.valeurs import NouveauDossier
    from droits_usagers.vault.depot import Depot
    from droits_usagers.vault.releves import PourRegles

#: Dossiers computed in one unit, and lines written in another: each stays under 20 ms.
_CALCULES = 20
_ECRITES = 160
#: There is no part left.
_FINI = object()
#: Dossiers whose lines are written with what changed them: more would keep everyone waiting.
_NOTES = 5


class Lignes:
    """Shared by all that writes to an opened coffre. Unless said, called inside `writing` or `reading`."""

    def __init__(self, depot: "Depot", moyens: "Moyens") -> None:
        self._depot = depot
        self._moyens = moyens
        #: Lines computed and not yet written.
        self._calculees: dict[int, Suivi] = {}

    def create(self, demande: "Demande", *, cle: str = "", affaire: int | None = None) -> int:
        """Make a dossier, of this very key if it is given and free. Returns its number."""
        dossiers = self._depot.dossiers
        libre = cle if cle and not dossiers.has_key(cle) else self._depot.brouillons.new_key()
        return dossiers.insert(demande, self._moyens.now(), cle=libre, affaire=affaire)

    def create_all(self, nouveaux: "Iterable[NouveauDossier]", *, lot: int | None = None) -> tuple[str, ...]:
        """Make several dossiers. Returns their references."""
        return tuple(self.creating(nouveaux, lot=lot))

    def creating(self, nouveaux: "Iterable[NouveauDossier]", *, lot: int | None = None) -> Iterator[str]:
        """The same, one at a time, each with its reference."""
        depot = self._depot
        affaires = {affaire.titre: affaire.numero for affaire in depot.affaires.all()}
        mandats: dict[Mandat, int] = {}
        for nouveau in nouveaux:
            moment = nouveau.moment or self._moyens.now()
            if nouveau.affaire and nouveau.affaire not in affaires:
                affaires[nouveau.affaire] = depot.affaires.add(nouveau.affaire)
            if nouveau.mandat is not None and nouveau.mandat not in mandats:
                mandats[nouveau.mandat] = nouveau.mandat.numero or depot.mandats.add(nouveau.mandat)
            numero = depot.dossiers.insert(
                nouveau.demande,
                moment,
                cle=depot.brouillons.new_key(),
                affaire=affaires.get(nouveau.affaire),
                lot=lot,
                mandat=mandats[nouveau.mandat] if nouveau.mandat is not None else None,
                recommandes=nouveau.recommandes,
            )
            if nouveau.note:
                depot.dossiers.attaches.put(numero, NOTE, Note(texte=nouveau.note, ecrite_le=moment))
            if nouveau.consignes.toutes:
                depot.dossiers.consignes.put(numero, nouveau.consignes)
                depot.adresses.changed = True
            for cellule in nouveau.a_verifier:
                depot.dossiers.attaches.put(numero, A_VERIFIER, cellule)
            if nouveau.empreinte is not None:
                depot.semblables.keep_imprint(numero, nouveau.empreinte)
            yield self._list_anew(Action.DOSSIER_CREE, numero).reference

    def record(self, numero: int, fait: FaitANoter) -> FaitPris:
        """Write a fact of a dossier: nothing else does, but making one with its facts. Whoever asks then says it by `note`.

        The day one chose to look at the dossier again, before this happened, holds no longer.
        """
        dossiers = self._depot.dossiers
        avant = dossiers.look_again(numero, None)
        ecrit = dossiers.faits.record(numero, fait.evenement, self._moyens.now(), recommande=fait.recommande)
        return FaitPris(fait.reference, ecrit, avant)

    def cancel(self, numero: int, pris: FaitPris) -> None:
        """Cancel a fact by another row: both stay. The day it cleared is back, unless one chose another since.

        Raises ExpectedError FAIT_INCONNU.
        """
        dossiers = self._depot.dossiers
        dossiers.faits.cancel(numero, pris.numero, self._moyens.now())
        if pris.revoir_le is not None and (choisi := dossiers.look_again(numero, pris.revoir_le)) is not None:
            dossiers.look_again(numero, choisi)

    def discard(self, numero: int) -> "dt.date":
        """Put a dossier in the bin, until the day that is given back."""
        today = self._moyens.today()
        efface_le = today + SEJOUR_CORBEILLE
        self._depot.corbeille.put(numero, today, efface_le)
        self._depot.suivi.remove(numero)
        self.drop(numero)
        self._depot.journal.add(self._moyens.now(), Action.DOSSIER_JETE, numero)
        return efface_le

    def take_back(self, numero: int) -> None:
        """Take a dossier out of the bin. Harmless if it is not there."""
        if self._depot.corbeille.take_back(numero):
            self.note(Action.DOSSIER_REPRIS, numero)

    def note(self, action: Action, numero: int) -> DossierLu:
        """After a change to a dossier: its date, its line in the Suivi, the journal."""
        self._depot.dossiers.touch(numero, self._moyens.now())
        return self._list_anew(action, numero)

    def note_all(self, action: Action, numeros: Sequence[int]) -> None:
        """The same for several dossiers; the lines of many wait for `ListeCoffre.relist`, or for `refresh`.

        Until then a line that is read is computed anew; what it is found by may still be what it was.
        """
        if len(numeros) <= _NOTES:
            for numero in numeros:
                self.note(action, numero)
            return
        moment = self._moyens.now()
        for numero in numeros:
            self._depot.dossiers.touch(numero, moment)
            self._depot.journal.add(moment, action, numero)
            self.drop(numero)
        self._depot.suivi.spoil(numeros)

    def _list_anew(self, action: Action, numero: int) -> DossierLu:
        self._depot.journal.add(self._moyens.now(), action, numero)
        # A line that `refresh` computed before this change is no longer true.
        self.drop(numero)
        dossier = self._depot.dossiers.read_light(numero)
        # What happens to a dossier in the bin does not bring it out.
        if self._depot.suivi.is_listed(numero):
            self._put(dossier)
        return dossier

    def list_again(self, numero: int) -> None:
        """Write the line of a dossier as it is now, unless it is in the bin."""
        if self._depot.suivi.is_listed(numero):
            self._put(self._depot.dossiers.read_light(numero))

    def drop(self, numero: int) -> None:
        """Forget what was computed for a dossier."""
        self._calculees.pop(numero, None)

    def up_to_date(self, lignes: tuple[LigneSuivi, ...]) -> tuple[LigneSuivi, ...]:
        """The same lines, the stale ones computed for today without being written."""
        perimees = dict(self._depot.suivi.stale_among([ligne.reference for ligne in lignes], self._moyens.today()))
        suivis = self._compute([*perimees.values()]) if perimees else {}
        calculees = {reference: suivis[numero] for reference, numero in perimees.items() if numero in suivis}
        return tuple(ligne.on(calculees[ligne.reference]) if ligne.reference in calculees else ligne for ligne in lignes)

    def page(self, filtre: Filtre, *, tri: Tri = Tri.URGENCE, debut: int = 0, taille: int, compter: bool = True) -> PageSuivi:
        """Some lines, each true for today."""
        trouves = self._depot.suivi.liste.find(filtre, tri, debut=debut, taille=taille, compter=compter)
        lignes = self.up_to_date(trouves.lignes)
        return PageSuivi(lignes, debut, trouves.total, trouves.proches, partielle=trouves.partiel)

    def refresh(self) -> Iterator[Avancement]:
        """Compute again the lines of the Suivi that the day or new rules have made stale, some at a time; outside both.

        Where the file can only be read, they are written in memory, until another program changes it.
        """
        self._calculees.clear()
        with self._depot.reading():
            today = self._moyens.today()
            perimes = self._depot.suivi.stale(today)
        if perimes:
            yield from self._cast()
        for debut in range(0, len(perimes), _CALCULES):
            fin = min(debut + _CALCULES, len(perimes))
            with self._depot.reading():
                if not self._can_list():
                    return
                self._calculees |= self._compute(perimes[debut:fin])
            yield Avancement(fin, len(perimes))
            if len(self._calculees) >= _ECRITES or fin == len(perimes):
                self._write_computed(today, toutes=fin == len(perimes))
                yield Avancement(fin, len(perimes))

    def _cast(self) -> Iterator[Avancement]:
        """In units: the lines in memory, where they cannot be written in the file."""
        if self._can_list():
            return
        parties = self._depot.ombre.casting()
        while True:
            with self._depot.listing():
                if next(parties, _FINI) is _FINI:
                    return
            yield Avancement(0)

    def _can_list(self) -> bool:
        return self._depot.lecture_seule is None or self._depot.ombre.stands

    def _compute(self, numeros: Sequence[int]) -> dict[int, Suivi]:
        """Where they stand today. One may have been erased or put in the bin since it was listed."""
        return {lu.numero: self._stands(lu) for lu in self._depot.dossiers.for_rules(numeros)}

    def _stands(self, dossier: "DossierLu | PourRegles") -> Suivi:
        """Where it stands today."""
        today = self._moyens.today()
        return self._moyens.suivre(dossier.demande, today, revoir_le=dossier.revoir_le, cree_le=dossier.cree_le)

    def _put(self, dossier: DossierLu) -> None:
        self._depot.suivi.put(dossier, self._stands(dossier))
        self._depot.suivi.computed_for(self._moyens.today())

    def _write_computed(self, today: "dt.date", *, toutes: bool) -> None:
        with self._depot.listing():
            if self._depot.lecture_seule is None:
                self._depot.suivi.computed_for(today, toutes=toutes)
            for numero in self._depot.suivi.renew(self._calculees):
                self._depot.suivi.put(self._depot.dossiers.read_light(numero), self._calculees[numero])
        self._calculees.clear()
