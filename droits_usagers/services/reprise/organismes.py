"""The bodies of a table made one by body, as a person agreed to; and given the addresses that another sheet has of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from droits_usagers.domain.dossier.dossiers import Action
from droits_usagers.domain.droit.feries import territoire_of
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.denominations import Graphie, GroupeOrganisme, KnownBodies, Rapprochement, Rapprocheur
from droits_usagers.domain.socle.tableaux import shown
from droits_usagers.services.reprise.parties import address_of
from droits_usagers.services.reprise.reprise import ChantierReprise, LecteurReprise
from droits_usagers.services.socle.travail import Avancement

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.reprise.denominations import ChangementOrganisme
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.coffre.lignes import Lignes
    from droits_usagers.services.reprise.valeurs import LigneReprise
    from droits_usagers.services.socle.travail import Unites
    from droits_usagers.vault.depot import Depot

#: Where a sheet of bodies says their address: its headings do not say whose it is.
_ADRESSES = (
    (ChampReprise.ORGANISME_ADRESSE, ChampReprise.ADRESSE),
    (ChampReprise.ORGANISME_CODE_POSTAL, ChampReprise.CODE_POSTAL),
    (ChampReprise.ORGANISME_VILLE, ChampReprise.VILLE),
)
_NOMS = (ChampReprise.ORGANISME, ChampReprise.NOM, ChampReprise.PRENOM_NOM)


@dataclass(frozen=True, slots=True)
class OrganismesLus:
    """What can be agreed to of the bodies of a table."""

    groupes: tuple[GroupeOrganisme, ...] = field(default=(), repr=False)
    #: The other sheets that have addresses of bodies: their rank, their name.
    feuilles: tuple[tuple[int, str], ...] = field(default=(), repr=False)

    def __bool__(self) -> bool:
        """True if there is something to agree to."""
        return bool(self.groupes or self.feuilles)


class AtelierOrganismes:
    """Gathers the bodies of tables. `connus` is an index of public bodies, where there is one."""

    def __init__(self, catalogue: "Catalogue", connus: KnownBodies | None = None) -> None:
        self._catalogue = catalogue
        self._rapprocheur = Rapprocheur(catalogue.lexique_reprise, connus)

    def look(
        self,
        chantier: ChantierReprise,
        lignes: "Sequence[LigneReprise]",
        du_coffre: Iterable[Organisme] = (),
        *,
        fautes: bool = True,
    ) -> OrganismesLus:
        """What its lines and its other sheets say of bodies; the names of those of the coffre are kept.

        Without `fautes`, what a slip tells apart stays apart: nobody is there to agree.
        """
        comptes = Counter(
            (nouveau.demande.organisme.nom, nouveau.demande.organisme.territoire)
            for ligne in lignes
            if (nouveau := ligne.nouveau) is not None and nouveau.demande.organisme.nom
        )
        graphies = [Graphie(nom, lignes=fois, territoire=territoire) for (nom, territoire), fois in comptes.items()]
        connues = [
            Graphie(nom, 0, territoire, connue=True)
            for nom, territoire in dict.fromkeys((un.nom, un.territoire) for un in du_coffre)
            if nom and (nom, territoire) not in comptes
        ]
        return OrganismesLus(self._rapprocheur.gather([*graphies, *connues], fautes=fautes), self._address_sheets(chantier))

    def agree(
        self,
        chantier: ChantierReprise,
        lus: OrganismesLus,
        *,
        dits: Mapping[str, bool] = MappingProxyType({}),
        feuille: int | None = None,
    ) -> Rapprochement:
        """The groups a person said are one body, else those that differ by no letter; a sheet of addresses."""
        noms = {
            (graphie.texte, graphie.territoire): groupe.nom
            for groupe in lus.groupes
            if dits.get(groupe.cle, groupe.sur)
            for graphie in groupe.graphies
        }
        return Rapprochement(noms, MappingProxyType({}) if feuille is None else self._addresses(chantier, feuille))

    def apply(self, lignes: "Sequence[LigneReprise]", dit: Rapprochement) -> "tuple[LigneReprise, ...]":
        """The same lines, each body under its name, with what the other lines of that name say alike of it."""
        genres: dict[str, set[GenreOrganisme]] = defaultdict(set)
        territoires: dict[str, set[str]] = defaultdict(set)
        for ligne in lignes:
            if ligne.nouveau is not None:
                un = ligne.nouveau.demande.organisme
                nom = dit.name_of(un.nom, un.territoire)
                genres[nom].add(un.genre)
                territoires[nom].add(un.territoire)

        def changed(un: Organisme) -> Organisme:
            nom = dit.name_of(un.nom, un.territoire)
            if (un.nom, un.territoire) in dit.noms:
                un = replace(
                    un,
                    nom=nom,
                    genre=_only(genres[nom] - {GenreOrganisme.AUTRE}, un.genre, GenreOrganisme.AUTRE),
                    territoire=_only(territoires[nom] - {""}, un.territoire, ""),
                )
            if un.adresse:
                return un
            trouvees = dit.adresses.get(self._rapprocheur.key_of(un.nom, un.territoire), frozenset())
            siennes = [adresse for adresse in trouvees if _may_be_of(adresse, un.territoire)]
            return replace(un, adresse=siennes[0]) if len(siennes) == 1 else un

        return tuple(_with_body(ligne, changed) for ligne in lignes)

    def _address_sheets(self, chantier: ChantierReprise) -> tuple[tuple[int, str], ...]:
        feuilles = chantier.classeur.feuilles
        return tuple(
            (rang, feuille.nom)
            for rang, feuille in enumerate(feuilles)
            if rang != chantier.feuille and self._places(chantier, rang) is not None
        )

    def _places(self, chantier: ChantierReprise, rang: int) -> tuple[ChantierReprise, int, list[int | None]] | None:
        """A sheet of bodies: the column of their names, and those of their addresses; None for any other sheet."""
        autre = LecteurReprise(self._catalogue).open(chantier.classeur, feuille=rang)
        colonnes = autre.correspondance.colonnes
        noms = [colonnes.index(champ) for champ in _NOMS if champ in colonnes]
        lieux = [next((colonnes.index(champ) for champ in champs if champ in colonnes), None) for champs in _ADRESSES]
        # A sheet of requests is no sheet of addresses.
        if not noms or lieux == [None] * len(lieux) or ChampReprise.DEMARCHE in colonnes:
            return None
        return autre, noms[0], lieux

    def _addresses(self, chantier: ChantierReprise, rang: int) -> Mapping[str, frozenset[tuple[str, ...]]]:
        """By body, the addresses that a sheet has of it."""
        places = self._places(chantier, rang)
        if places is None:
            return MappingProxyType({})
        autre, nom, lieux = places
        trouvees: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for rangee in autre.lignes:
            cellules = [shown(rangee[ou]).strip() if ou is not None and ou < len(rangee) else "" for ou in (nom, *lieux)]
            adresse = address_of(cellules[1], "".join(cellules[2].split()), cellules[3])
            if cellules[0] and adresse:
                trouvees[self._rapprocheur.key_of(cellules[0])].add(adresse)
        return {cle: frozenset(adresses) for cle, adresses in trouvees.items()}


def _may_be_of(adresse: tuple[str, ...], territoire: str) -> bool:
    """False where its postcode is of another département."""
    return not territoire or territoire_of(adresse) in {"", territoire}


T = TypeVar("T")


def _with_body(ligne: "LigneReprise", changed: Callable[[Organisme], Organisme]) -> "LigneReprise":
    nouveau = ligne.nouveau
    if nouveau is None:
        return ligne
    demande = replace(nouveau.demande, organisme=changed(nouveau.demande.organisme))
    return replace(ligne, nouveau=replace(nouveau, demande=demande))


def _only(dits: set[T], sien: T, rien: T) -> T:
    """What all others say, where one says nothing."""
    return next(iter(dits)) if sien == rien and len(dits) == 1 else sien


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
