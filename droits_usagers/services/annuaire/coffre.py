"""The bodies that an opened coffre knows by itself: files taken in, and taken back; what someone corrected."""

import datetime as dt
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.personnes.annuaire import Adressage, EntreeAnnuaire, FormeAnnuaire, SourceAnnuaire
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.services.annuaire.mots import full, split
from droits_usagers.services.socle.travail import Avancement, Unites, in_units

if TYPE_CHECKING:
    from droits_usagers.domain.personnes.annuaire import ImportAnnuaire, LigneLue
    from droits_usagers.services.annuaire.entrees import FabriqueEntrees
    from droits_usagers.services.annuaire.fichiers import FichierOuvert
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.vault.depot import Depot

#: Lines read, entries kept, entries taken away in one unit; bodies of one file, at most.
_LUES, _PAR_UNITE, _RETIREES, _LIGNES_MAX = 500, 400, 50, 300_000
#: Words looked for, at most.
_MOTS = 8


@dataclass(slots=True)
class BilanAnnuaire:
    """What a file came to. `lignes` = `prises` + `deja` + `remplacees` + `ecartees`."""

    forme: FormeAnnuaire
    lignes: int = 0
    #: Entries that were added; those that the coffre had already, word for word.
    prises: int = 0
    deja: int = 0
    #: Lines about a body of which a later one, or one as late, tells.
    remplacees: int = 0
    #: Lines that name no body.
    ecartees: int = 0
    #: Among those that were read: without a whole address; with the mailbox of an office.
    sans_adresse: int = 0
    courriels: int = 0
    #: Headings that nothing is read under.
    ignorees: tuple[str, ...] = ()
    #: By which to take it back; 0 when nothing was added.
    numero: int = 0


class AnnuaireCoffre:
    """Those of an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens", *, avant: "Callable[[], Unites[None]]") -> None:
        """`avant`: what is done before a file is taken in."""
        self._depot = depot
        self._moyens = moyens
        self._avant = avant

    def search(self, mots: str, plus: int) -> tuple[EntreeAnnuaire, ...]:
        """The bodies that have all these words, or words that begin so: the nearest first."""
        with self._depot.reading():
            return self._depot.annuaire.find(tuple(dict.fromkeys(full(split(mots))))[:_MOTS], plus)

    def imports(self) -> "tuple[ImportAnnuaire, ...]":
        """The files taken in, the latest first."""
        with self._depot.reading():
            return self._depot.annuaire.imports()

    def correct(self, entree: EntreeAnnuaire, fabrique: "FabriqueEntrees") -> None:
        """Keep what someone corrected (`corrected`), in place of what they had of the same body."""
        with self._depot.writing():
            self._depot.annuaire.replace((entree, fabrique.words_of(entree)))
            self._depot.journal.add(self._moyens.now(), Action.ANNUAIRE_CHANGE)

    def forget(self, cle: str) -> None:
        """Take back what someone corrected of a body. Harmless if nobody did."""
        with self._depot.writing():
            if self._depot.annuaire.forget_corrected(cle):
                self._depot.journal.add(self._moyens.now(), Action.ANNUAIRE_CHANGE)

    def importing(self, fichier: "FichierOuvert", fabrique: "FabriqueEntrees") -> Unites[BilanAnnuaire]:
        """Take a file in, in units, after a backup; stopped before the end, or failing, nothing of it is kept.

        Raises ExpectedError ANNUAIRE_TROP_GRAND, and as the file does.
        """
        self._depot.require_writable()
        bilan = BilanAnnuaire(fichier.forme, ignorees=fichier.ignorees)
        gardees = yield from in_units(_gathering(fichier, bilan), lambda parts: Avancement(parts * _LUES))
        if not gardees:
            return bilan
        yield from self._avant()
        with self._depot.writing():
            yield from self._writing(gardees, bilan, fabrique)
        # Nothing more is yielded: once written, it can no longer be stopped.
        return bilan

    def _writing(
        self, gardees: "Sequence[LigneLue]", bilan: BilanAnnuaire, fabrique: "FabriqueEntrees"
    ) -> Generator[Avancement, None, None]:
        garde, today = self._depot.annuaire, self._moyens.today()
        source = bilan.forme.source
        numero = garde.begin(source, self._moyens.now())
        dite = today if bilan.forme is FormeAnnuaire.LISTE else None
        faites, connues = 0, garde.known()
        for lot in _batches(gardees):
            entrees = [fabrique.made(ligne, source, today=dite) for ligne in lot]
            bilan.sans_adresse += sum(not entree.code_postal for entree in entrees)
            bilan.courriels += sum(bool(entree.courriel) for entree in entrees)
            bilan.prises += garde.add(
                ((entree, fabrique.words_of(entree)) for entree in entrees), numero=numero, connues=connues
            )
            faites += len(lot)
            if faites < len(gardees):
                yield Avancement(faites, len(gardees), inacheve=True)
        bilan.deja = len(gardees) - bilan.prises
        if bilan.prises:
            bilan.numero = numero
            self._depot.journal.add(self._moyens.now(), Action.ANNUAIRE_IMPORTE)
        else:
            garde.forget(numero)

    def undoing(self, numero: int) -> Unites[int]:
        """Take a file back, in units, all or none: how many entries went away. Harmless if it is not there."""
        with self._depot.writing():
            retirees = 0
            while combien := self._depot.annuaire.remove_some(numero, _RETIREES):
                retirees += combien
                yield Avancement(retirees, inacheve=True)
            self._depot.annuaire.forget(numero)
            self._depot.journal.add(self._moyens.now(), Action.ANNUAIRE_CHANGE)
        return retirees


def corrected(entree: EntreeAnnuaire, *, adresse: Sequence[str], service: str, today: dt.date) -> EntreeAnnuaire:
    """The same body at another address, as someone who knows says it; the last line is the postcode and the town."""
    *voie, fin = adresse or ("",)
    code_postal, _, ville = fin.partition(" ")
    return entree._replace(
        service=service,
        adresse=tuple(voie),
        code_postal=code_postal,
        ville=ville.strip(),
        source=SourceAnnuaire.CORRIGE,
        releve_le=today,
        adressage=Adressage.PROPRE,
        incertaine=False,
        succession="",
        remplace=entree.cle,
    )


def _gathering(fichier: "FichierOuvert", bilan: BilanAnnuaire) -> "Generator[None, None, list[LigneLue]]":
    """The lines that name a body; of several about the same, the latest."""
    gardees: dict[str, LigneLue] = {}
    for rang, ligne in enumerate(fichier.lignes, start=1):
        if rang > _LIGNES_MAX:
            raise ExpectedError(Panne.ANNUAIRE_TROP_GRAND, fichier=fichier.nom)
        if not ligne.nom:
            bilan.ecartees += 1
        else:
            cle = ligne.cle or str(rang)
            avant = gardees.get(cle)
            bilan.remplacees += avant is not None
            if avant is None or _day(ligne) >= _day(avant):
                gardees[cle] = ligne
        bilan.lignes = rang
        if rang % _LUES == 0:
            yield
    return list(gardees.values())


def _day(ligne: "LigneLue") -> dt.date:
    return ligne.releve_le or dt.date.min


def _batches(lignes: "Sequence[LigneLue]") -> "Iterator[Sequence[LigneLue]]":
    for debut in range(0, len(lignes), _PAR_UNITE):
        yield lignes[debut : debut + _PAR_UNITE]
