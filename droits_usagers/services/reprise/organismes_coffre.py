"""The bodies of an opened coffre: how many dossiers each has; two made one, or one corrected, everywhere; and taken back."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.reprise.denominations import Graphie
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    from droits_usagers.domain.reprise.denominations import ChangementOrganisme, Rapprocheur
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.socle.travail import Unites
    from droits_usagers.vault.depot import Depot

#: Bodies read, dossiers changed in one unit, changes that can still be taken back.
_LUS, _PAR_UNITE, _GARDES = 5_000, 10, 10


@dataclass(frozen=True, slots=True)
class OrganismeCompte:
    """A body by its name: how many dossiers outside the bin it has, its département and its address where they all agree.

    Two départements, one name: two bodies, and perhaps a third that nothing places.
    """

    nom: str = field(repr=False)
    dossiers: int
    #: Its name and the département of each way its dossiers write it.
    ecrits: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    territoire: str = ""
    adresse: tuple[str, ...] = field(default=(), repr=False)
    #: What it has in common with others that are probably the same body; empty for one that stands alone.
    semblable: str = field(default="", repr=False)
    homonyme: bool = False

    @property
    def cle(self) -> str:
        """What tells it from the others."""
        return f"{self.nom}\n{self.territoire}" if self.homonyme else self.nom


@dataclass(slots=True)
class CorrectionOrganismes:
    """Bodies to be called otherwise, in all of their dossiers; `numero`, once it is done."""

    #: By name and département.
    ecrits: Sequence[tuple[str, str]] = field(repr=False)
    nom: str = field(repr=False)
    #: None: each dossier keeps its own.
    adresse: tuple[str, ...] | None = field(default=None, repr=False)
    numero: int = 0
    dossiers: int = 0


class OrganismesCoffre:
    """The bodies of an opened coffre."""

    def __init__(self, depot: "Depot", moyens: "Moyens", lignes: "Lignes") -> None:
        self._depot = depot
        self._moyens = moyens
        self._lignes = lignes

    def all(self, rapprocheur: "Rapprocheur") -> tuple[OrganismeCompte, ...]:
        """Every body: those that are probably one side by side and first, the others by how many dossiers they have."""
        with self._depot.reading():
            lus = self._depot.connus.organismes(_LUS)
        par_nom: dict[str, list[tuple[Organisme, int]]] = defaultdict(list)
        for organisme, combien in lus:
            par_nom[organisme.nom].append((organisme, combien))
        comptes = [un for nom, ensemble in par_nom.items() for un in _told_apart(nom, ensemble)]
        groupes = rapprocheur.gather(Graphie(un.nom, un.dossiers, un.territoire) for un in comptes)
        cles = {(graphie.texte, graphie.territoire): groupe.cle for groupe in groupes for graphie in groupe.graphies}
        rangs = {groupe.cle: rang for rang, groupe in enumerate(groupes)}
        dits = [replace(un, semblable=cles.get((un.nom, un.territoire), "")) for un in comptes]
        return tuple(sorted(dits, key=lambda un: (rangs.get(un.semblable, len(rangs)), -un.dossiers, un.cle)))

    def changes(self) -> "tuple[ChangementOrganisme, ...]":
        """The latest changes, that can be taken back."""
        with self._depot.reading():
            return self._depot.organismes.latest(_GARDES)

    def correcting(self, correction: CorrectionOrganismes) -> "Unites[None]":
        """Call these bodies so in all of their dossiers, in units, all or none."""
        organismes = self._depot.organismes
        with self._depot.reading():
            dossiers = organismes.dossiers_of(correction.ecrits)
        with self._depot.writing():
            numero = organismes.begin(correction.nom, self._moyens.now())
            for rang, dossier in enumerate(dossiers, start=1):
                avant = organismes.of(dossier)
                organismes.keep(numero, dossier, avant)
                self._point(dossier, _corrected(avant, correction))
                if rang % _PAR_UNITE == 0:
                    yield Avancement(rang, len(dossiers), inacheve=True)
        self._depot.sauvegardes.want(len(dossiers))
        correction.numero, correction.dossiers = numero, len(dossiers)

    def undoing(self, numero: int) -> "Unites[None]":
        """Take a change back: each dossier that it touched is addressed to what it was, in units, all or none."""
        organismes = self._depot.organismes
        with self._depot.reading():
            avant = organismes.before(numero)
        with self._depot.writing():
            for rang, (dossier, organisme) in enumerate(avant, start=1):
                self._point(dossier, organisme)
                if rang % _PAR_UNITE == 0:
                    yield Avancement(rang, len(avant), inacheve=True)
            organismes.forget(numero)
        self._depot.sauvegardes.want(len(avant))

    def _point(self, dossier: int, organisme: Organisme) -> None:
        self._depot.organismes.point(dossier, organisme)
        self._lignes.note(Action.ORGANISME_CHANGE, dossier)


def _corrected(avant: Organisme, correction: CorrectionOrganismes) -> Organisme:
    """Of another address, nothing says that it is old."""
    adresse = avant.adresse if correction.adresse is None else correction.adresse
    relevee = avant.adresse_relevee if adresse == avant.adresse else None
    return replace(avant, nom=correction.nom, adresse=adresse, adresse_relevee=relevee)


def _told_apart(nom: str, ensemble: Sequence[tuple[Organisme, int]]) -> list[OrganismeCompte]:
    """The body of that name; one by département where there are several."""
    par_lieu: dict[str, list[tuple[Organisme, int]]] = defaultdict(list)
    for organisme, combien in ensemble:
        par_lieu[organisme.territoire].append((organisme, combien))
    if len(par_lieu.keys() - {""}) > 1:
        return [replace(_counted(nom, siens), homonyme=True) for siens in par_lieu.values()]
    return [_counted(nom, ensemble)]


def _counted(nom: str, ensemble: Sequence[tuple[Organisme, int]]) -> OrganismeCompte:
    territoires = dict.fromkeys(organisme.territoire for organisme, _ in ensemble)
    adresses = {organisme.adresse for organisme, _ in ensemble} - {()}
    return OrganismeCompte(
        nom,
        sum(combien for _, combien in ensemble),
        tuple((nom, territoire) for territoire in territoires),
        max(territoires),
        next(iter(adresses)) if len(adresses) == 1 else (),
    )
