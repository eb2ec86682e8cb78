"""The bodies of a table made one by body, as a person agreed to; and given the addresses that another sheet has of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from droits_usagers.domain.droit.codes_postaux import territoire_of
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.denominations import Graphie, GroupeOrganisme, KnownBodies, Rapprochement, Rapprocheur
from droits_usagers.domain.socle.tableaux import shown
from droits_usagers.services.reprise.parties import address_of
from droits_usagers.services.reprise.reprise import ChantierReprise, LecteurReprise

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.reprise.valeurs import LigneReprise

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
