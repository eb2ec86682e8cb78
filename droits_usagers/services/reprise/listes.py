"""A list of bodies of one's own, taken in by a coffre: its columns understood as those of a table of requests are.

Nobody is taken for a body: where a table is about people, only what it says of bodies is read.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.personnes.annuaire import FormeAnnuaire, LigneLue
from droits_usagers.domain.reprise.champs import ChampReprise
from droits_usagers.domain.reprise.correspondance import meaning
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.domain.socle.tableaux import shown
from droits_usagers.services.annuaire.fichiers import FichierOuvert, load_mots, published
from droits_usagers.services.reprise.reprise import LecteurReprise, read_tableau

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.exchange.annuaire import MotsImport
    from droits_usagers.services.annuaire.annuaire import Annuaire
    from droits_usagers.services.annuaire.coffre import BilanAnnuaire
    from droits_usagers.services.reprise.coffre import CoffreOuReprendre
    from droits_usagers.services.reprise.reprise import ChantierReprise
    from droits_usagers.services.socle.travail import Unites

_C = ChampReprise
#: Columns that are about someone: what stands beside them without saying whose it is, is theirs.
_PERSONNES = frozenset({_C.PRENOM, _C.PRENOM_NOM, _C.NOM_NAISSANCE, _C.NAISSANCE, _C.CIVILITE, _C.PROTEGEE})
#: What a list says of a body: under these headings, else, where it is about nobody, under those.
_CHAMPS: Mapping[str, tuple[ChampReprise, ...]] = {
    "nom": (_C.ORGANISME, _C.NOM),
    "service": (_C.SERVICE,),
    "genre": (_C.GENRE,),
    "voie": (_C.ORGANISME_ADRESSE, _C.ADRESSE),
    "code_postal": (_C.ORGANISME_CODE_POSTAL, _C.CODE_POSTAL),
    "ville": (_C.ORGANISME_VILLE, _C.VILLE),
}
_DE_QUI = frozenset({_C.NOM, _C.ADRESSE, _C.CODE_POSTAL, _C.VILLE})


@dataclass(frozen=True, slots=True)
class ListeOrganismes:
    """One sheet of bodies."""

    chantier: "ChantierReprise"
    catalogue: "Catalogue"
    mots: "MotsImport"

    def columns(self) -> dict[str, tuple[int, ...]]:
        """Ranks of the columns that say each thing. Empty where no column names bodies."""
        dits = self.chantier.correspondance.colonnes
        seule = _PERSONNES.isdisjoint(filter(None, dits)) and not {_C.ORGANISME, _C.NOM} <= {*dits}
        trouvees = {}
        for cle, champs in _CHAMPS.items():
            permis = [champ for champ in champs if seule or champ not in _DE_QUI]
            trouvees[cle] = next(filter(None, (self.chantier.correspondance.columns_of(champ) for champ in permis)), ())
        entetes = [fold(entete) for entete in self.chantier.entetes]
        trouvees["courriel"] = tuple(rang for rang, entete in enumerate(entetes) if entete in self.mots.courriel)
        trouvees["siren"] = tuple(rang for rang, entete in enumerate(entetes) if entete in self.mots.siren)
        return trouvees if trouvees["nom"] else {}

    def unread(self, colonnes: Mapping[str, tuple[int, ...]]) -> tuple[str, ...]:
        """The headings that nothing is read under."""
        lues = {rang for rangs in colonnes.values() for rang in rangs}
        return tuple(entete for rang, entete in enumerate(self.chantier.entetes) if entete and rang not in lues)

    def read(self, colonnes: Mapping[str, tuple[int, ...]]) -> Iterator[LigneLue]:
        """What each of its lines says."""
        from droits_usagers.exchange.annuaire import siren_of, text_of

        for rangee in self.chantier.lignes:
            dit = {
                cle: [texte for rang in rangs if rang < len(rangee) and (texte := shown(rangee[rang]).strip())]
                for cle, rangs in colonnes.items()
            }
            code_postal, ville = self.mots.place(" ".join(dit["code_postal"]), " ".join(dit["ville"]), "")
            genre, _ = meaning(
                self.chantier.correspondance, _C.GENRE, " ".join(dit["genre"]), lexique=self.catalogue.lexique_reprise
            )
            yield LigneLue(
                text_of(" ".join(dit["nom"])),
                service=text_of(" ".join(dit["service"])),
                genre=genre or "",
                voie=tuple(text_of(ligne) for texte in dit["voie"] for ligne in texte.splitlines() if text_of(ligne)),
                code_postal=code_postal,
                ville=ville,
                siren=siren_of(" ".join(dit["siren"])),
                courriel=self.mots.office_mailbox(" ".join(dit["courriel"])),
            )


@contextmanager
def opened_list(chemin: Path, catalogue: "Catalogue", mots: "MotsImport") -> Iterator[FichierOuvert]:
    """A file of bodies: of the CNIL, of the DILA, or one's own. Raises ExpectedError, of the kind `is_input`."""
    with published(chemin, mots) as publie:
        yield publie or _own(chemin, catalogue, mots)


def _own(chemin: Path, catalogue: "Catalogue", mots: "MotsImport") -> FichierOuvert:
    lecteur = ListeOrganismes(LecteurReprise(catalogue).open_best(read_tableau(chemin)), catalogue, mots)
    colonnes = lecteur.columns()
    if not colonnes:
        raise ExpectedError(Panne.ANNUAIRE_ILLISIBLE, fichier=chemin.name)
    return FichierOuvert(chemin.name, FormeAnnuaire.LISTE, lecteur.read(colonnes), lecteur.unread(colonnes))


class ListesAnnuaire:
    """Takes files of bodies in. Whatever is shipped may be refused (RESSOURCE_ABIMEE)."""

    def __init__(self, catalogue: "Catalogue", annuaire: "Annuaire", resources: Path) -> None:
        self._catalogue, self._annuaire, self._resources = catalogue, annuaire, resources

    def taking_in(self, coffre: "CoffreOuReprendre", chemin: Path) -> "Unites[BilanAnnuaire]":
        """Take a file in, in units; stopped before the end, or failing, nothing of it is kept.

        Raises ExpectedError, of the kind `is_input` for the file.
        """
        fabrique = self._annuaire.fabrique()
        with opened_list(chemin, self._catalogue, load_mots(self._resources)) as fichier:
            return (yield from coffre.annuaire.importing(fichier, fabrique))
