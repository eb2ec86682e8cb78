"""Tables of dossiers that leave the coffre: what each column says, and the writing of the file, unit by unit.

Without an explicit « with the names », no column names anyone, nor holds anything typed freely but the name of the body.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from droits_usagers.domain.controle.cadre import Cadre
from droits_usagers.domain.dossier.dossiers import Action, Tri
from droits_usagers.domain.dossier.etats import reserved
from droits_usagers.domain.personnes.personnes import Personne
from droits_usagers.services.coffre.valeurs import TOUS
from droits_usagers.services.socle.ecriture import file_being_written
from droits_usagers.services.socle.travail import Avancement, Unites
from droits_usagers.services.suivi.lignes import Presentation

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.dossier.dossiers import Releve, TeteJournal
    from droits_usagers.domain.mots.textes import Textes
    from droits_usagers.exchange.exports import Changements, TableauEcrit
    from droits_usagers.services.coffre.gardien import Moyens
    from droits_usagers.services.controle.controle import Controle, Gestes
    from droits_usagers.vault.depot import Depot

#: Lines written in one unit.
_ECRITES = 100


class FormatTableau(StrEnum):
    """What a spreadsheet opens."""

    XLSX = "xlsx"
    CSV = "csv"


class ColonneExport(StrEnum):
    """The columns there are, in order. Those of `NOMINATIVES` leave only with the names."""

    REFERENCE = "reference"
    ETAT = "etat"
    DEMARCHE = "demarche"
    PERSONNE = "personne"
    ORGANISME = "organisme"
    SERVICE = "service"
    GENRE = "genre"
    TERRITOIRE = "territoire"
    ENVOYEE = "envoyee"
    RECUE = "recue"
    REPONDUE = "repondue"
    JOURS = "jours"
    DERNIER_JOUR = "dernier_jour"
    ECHEANCE = "echeance"
    ETAPE = "etape"
    CLOS = "clos"
    EN_PROPRE = "en_propre"
    LEUR_REFERENCE = "leur_reference"
    RECOMMANDE = "recommande"
    AFFAIRE = "affaire"


#: Who it is, what leads to them, and what was typed freely.
NOMINATIVES = frozenset(
    {
        ColonneExport.PERSONNE,
        ColonneExport.SERVICE,
        ColonneExport.LEUR_REFERENCE,
        ColonneExport.RECOMMANDE,
        ColonneExport.AFFAIRE,
    }
)
#: What was typed at will, and may say where someone is in any words.
_TAPEES = frozenset({ColonneExport.SERVICE, ColonneExport.LEUR_REFERENCE, ColonneExport.AFFAIRE})
#: In characters.
_LARGEURS = MappingProxyType(
    {
        ColonneExport.REFERENCE: 12,
        ColonneExport.ETAT: 22,
        ColonneExport.DEMARCHE: 26,
        ColonneExport.PERSONNE: 28,
        ColonneExport.ORGANISME: 40,
        ColonneExport.SERVICE: 30,
        ColonneExport.TERRITOIRE: 10,
        ColonneExport.JOURS: 12,
        ColonneExport.ETAPE: 24,
        ColonneExport.RECOMMANDE: 22,
        ColonneExport.AFFAIRE: 28,
    }
)
_LARGEUR = 16

Valeur: TypeAlias = "str | int | dt.date | None"


@dataclass(frozen=True, slots=True)
class ChoixExport:
    """What a person wants in a table. `references` None: every dossier, in the order `tri`."""

    references: tuple[str, ...] | None = field(default=None, repr=False)
    tri: Tri = Tri.URGENCE
    colonnes: tuple[ColonneExport, ...] = tuple(colonne for colonne in ColonneExport if colonne not in NOMINATIVES)
    format_: FormatTableau = FormatTableau.XLSX
    avec_noms: bool = False

    @property
    def sorties(self) -> tuple[ColonneExport, ...]:
        """The columns that leave, in order: none that names anyone unless it was asked for."""
        return tuple(
            colonne for colonne in ColonneExport if colonne in self.colonnes and (self.avec_noms or colonne not in NOMINATIVES)
        )


#: Under which key the coffre remembers what was chosen: never that names were.
CLE = "export"


def habits_of(lu: object) -> tuple[tuple[ColonneExport, ...], FormatTableau]:
    """The columns and the format the coffre remembered, or the usual where it makes no sense any more."""
    usuel = ChoixExport()
    colonnes = lu.get("colonnes") if isinstance(lu, Mapping) else None
    format_ = lu.get("format") if isinstance(lu, Mapping) else None
    connues = tuple(colonne for colonne in ColonneExport if isinstance(colonnes, list) and colonne in colonnes)
    return (
        connues if any(colonne not in NOMINATIVES for colonne in connues) else (*usuel.colonnes, *sorted(NOMINATIVES)),
        FormatTableau(format_) if format_ in tuple(FormatTableau) else usuel.format_,
    )


def habits_as_json(choix: ChoixExport) -> object:
    """What the coffre remembers."""
    return {"colonnes": list(choix.colonnes), "format": choix.format_.value}


@dataclass(frozen=True, slots=True)
class Ecrit:
    """What was written."""

    chemin: Path
    lignes: int
    changements: "Changements"
    #: There was a file of that name.
    a_remplace: bool
    #: Cells left out: they said where someone must not be found.
    tues: int = 0


class Exports:
    """Writes tables. Knows the texts, no coffre."""

    def __init__(self, catalogue: "Catalogue", today: Callable[[], dt.date], controle: "Controle") -> None:
        self._controle = controle
        self.textes = catalogue.textes
        self.presentation = Presentation(catalogue, today)

    def name(self, choix: ChoixExport) -> str:
        """A file name that says whether it names people."""
        nom = self.textes("export.fichier_nominatif" if choix.avec_noms else "export.fichier")
        return f"{nom}.{choix.format_}"

    def title(self, colonne: ColonneExport) -> str:
        """What a column is called."""
        return self.textes(f"export.colonnes.{colonne}")

    def writing(
        self,
        releves: "Sequence[Releve]",
        choix: ChoixExport,
        chemin: Path,
        *,
        gestes: "Gestes | None" = None,
        tete: "TeteJournal | None" = None,
    ) -> Unites[Ecrit]:
        """Writes the table, in units, in place of what was there. Stopped before the end, it leaves what was there.

        `tete`: where the journal of the coffre was when they were read; it is printed under each page of an XLSX, in no cell.
        Every row is read by the control as it is written: a cell that says where someone must not be found is left out, as is
        one typed at will in her line, and the file only takes its place once all the rest may leave.
        Raises ExpectedError DISQUE_PLEIN or DOSSIER_INACCESSIBLE; SortieRetenue.
        """
        lecture = self._controle.reading(gestes)
        existait = chemin.exists()
        colonnes, total = choix.sorties, len(releves)
        tapees = [rang for rang, colonne in enumerate(colonnes) if colonne in _TAPEES]
        with file_being_written(chemin, remplacer=True) as fichier, self._tableau(fichier.temp, choix, tete) as tableau:
            for debut in range(0, total, _ECRITES):
                partie = releves[debut : debut + _ECRITES]
                lignes = [[self.value(releve, colonne) for colonne in colonnes] for releve in partie]
                for ligne in lecture.read(lignes, list(map(_cadre_of, partie)), tapees):
                    tableau.add(ligne)
                yield Avancement(debut + len(lignes), total)
            yield Avancement(total, total)
            fichier.allow(lecture.release(chemin.name))
            changements = tableau.finish()
        return Ecrit(chemin, total, changements, a_remplace=existait, tues=lecture.tues)

    def value(self, releve: "Releve", colonne: ColonneExport) -> Valeur:
        """What a cell holds."""
        return _VALEURS[colonne](self, releve)

    def _tableau(self, chemin: Path, choix: ChoixExport, tete: "TeteJournal | None") -> "TableauEcrit":
        from droits_usagers.exchange.exports import ColonneTableau, TableauCsv, TableauXlsx

        colonnes = [ColonneTableau(self.title(colonne), _LARGEURS.get(colonne, _LARGEUR)) for colonne in choix.sorties]
        if choix.format_ is FormatTableau.CSV:
            return TableauCsv(chemin, colonnes)
        return TableauXlsx(chemin, colonnes, feuille=self.textes("export.feuille"), pied=footer(self.textes, tete))


def _cadre_of(releve: "Releve") -> Cadre | None:
    """What the line of someone may not say of where they live, not even a street or a town; None where nothing is protected."""
    if not releve.est_tu:
        return None
    return Cadre(concerne=Personne(nom=releve.personne), adresses_protegees=tuple(filter(None, releve.chez)))


def footer(textes: "Textes", tete: "TeteJournal | None") -> str:
    """What is printed of the journal of a coffre under what was read from it."""
    return "" if tete is None else textes("export.journal", ligne=tete.ligne, empreinte=tete.courte)


def _personne(dit: Exports, releve: "Releve") -> str:
    return releve.personne or dit.textes("suivi.anonyme")


def _etape(dit: Exports, releve: "Releve") -> str:
    return dit.presentation.doubted(releve.votre_reserve, dit.presentation.next_act(releve)[0])


def _genre(dit: Exports, releve: "Releve") -> str:
    return dit.textes(f"export.genres.{releve.genre}") if releve.genre else ""


def _en_propre(dit: Exports, releve: "Releve") -> str:
    return dit.textes("export.oui" if releve.en_propre else "export.non")


_VALEURS: Mapping[ColonneExport, Callable[[Exports, "Releve"], Valeur]] = MappingProxyType(
    {
        ColonneExport.REFERENCE: lambda _, releve: releve.reference,
        ColonneExport.ETAT: lambda dit, releve: dit.presentation.etat(releve.etat),
        ColonneExport.DEMARCHE: lambda dit, releve: dit.presentation.demarche(releve.demarche),
        ColonneExport.PERSONNE: _personne,
        ColonneExport.ORGANISME: lambda _, releve: releve.organisme,
        ColonneExport.SERVICE: lambda _, releve: releve.service,
        ColonneExport.GENRE: _genre,
        ColonneExport.TERRITOIRE: lambda _, releve: releve.territoire,
        ColonneExport.ENVOYEE: lambda _, releve: releve.envoyee_le,
        ColonneExport.RECUE: lambda _, releve: releve.recue_le,
        ColonneExport.REPONDUE: lambda _, releve: releve.repondue_le,
        ColonneExport.JOURS: lambda _, releve: releve.jours_de_reponse,
        ColonneExport.DERNIER_JOUR: lambda _, releve: releve.dernier_jour,
        ColonneExport.ECHEANCE: lambda dit, releve: dit.presentation.next_act(releve)[1],
        ColonneExport.ETAPE: _etape,
        ColonneExport.CLOS: lambda _, releve: releve.clos_le,
        ColonneExport.EN_PROPRE: _en_propre,
        ColonneExport.LEUR_REFERENCE: lambda _, releve: releve.leur_reference,
        ColonneExport.RECOMMANDE: lambda _, releve: releve.recommande,
        ColonneExport.AFFAIRE: lambda _, releve: releve.affaire,
    }
)


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
