"""Dossiers as lines of a table that leaves the coffre, read some at a time."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from droits_usagers.domain.chiffres.valeurs import Dates
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.dossiers import Releve
from droits_usagers.domain.dossier.etats import Reserve
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.mots.pliage import words
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.vault.encodage import date_of, day_of, decode_lignes, decode_reponses
from droits_usagers.vault.moteur import Database, rows, scalar
from droits_usagers.vault.personnes import PROTEGEE

# In the order of the fields of a Releve.
_LIGNES = """
    SELECT suivi_index.dossier, suivi_index.reference, suivi_index.demarche, etat, organisme, genre, territoire,
        envoyee_le, recue_le, repondue_le, dernier_jour, prochaine_date, prochaine_etape,
        votre_date, votre_delai, leur_date, leur_delai, revoir_le, clos_le, en_propre,
        personne, service,
        coalesce((SELECT reference_dossier FROM roles JOIN personnes ON personnes.id = personne
            WHERE roles.dossier = suivi_index.dossier AND role = 'concerne' AND rang = 0), ''),
        coalesce((SELECT group_concat(recommande, ', ' ORDER BY faits.date, faits.id) FROM evenements AS faits
            WHERE faits.dossier = suivi_index.dossier AND recommande <> ''
                AND NOT EXISTS (SELECT 1 FROM evenements AS autres WHERE autres.annule = faits.id)), ''),
        coalesce((SELECT titre FROM affaires WHERE affaires.id = suivi_index.affaire), ''),
        votre_reserve,
        (SELECT json_group_array(json(adresse)) FROM roles JOIN personnes ON personnes.id = personne
            WHERE roles.dossier = suivi_index.dossier AND adresse_protegee AND role IN ('concerne', 'auteur'))
    FROM suivi_index WHERE reference IN (SELECT value FROM json_each(?))"""

_DATES = (
    *("envoyee_le", "recue_le", "repondue_le", "dernier_jour", "prochaine_date"),
    *("votre_date", "leur_date", "revoir_le", "clos_le"),
)


class Releves:
    """The dossiers of an opened coffre, as lines."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def read(self, references: Sequence[str]) -> list[Releve]:
        """Those of these dossiers that are outside the bin, in the order given."""
        lus = {releve.reference: releve for releve in map(_releve, rows(self._db, _LIGNES, (json.dumps(list(references)),)))}
        return [lus[reference] for reference in references if reference in lus]

    @property
    def version(self) -> int:
        """Changes with anything that is written in the coffre while it is open."""
        return int(self._db.conn.total_changes)


def _releve(lue: tuple[Any, ...]) -> Releve:
    brut = Releve(*lue)
    dates: dict[str, Any] = {nom: date_of(getattr(brut, nom)) for nom in _DATES}
    chez = tuple(map(tuple, json.loads(lue[-1])))
    return replace(brut, en_propre=bool(brut.en_propre), votre_reserve=Reserve(brut.votre_reserve), chez=chez, **dates)


#: Lines read in one unit of time.
LOT = 300


class DossierCompte(NamedTuple):
    """A dossier that was sent. `personne` is a number that means nothing elsewhere."""

    demarche: str
    organisme: str
    etat: str
    personne: int
    en_propre: bool
    dates: Dates
    #: Where the body is, when another one bears its name elsewhere.
    territoire: str = ""


class LectureChiffres:
    """Reads for figures, in an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def years(self) -> tuple[int, ...]:
        """The years in which something was sent, latest first."""
        annees = {
            annee
            for (annee,) in rows(
                self._db,
                "SELECT DISTINCT substr(recue_le, 1, 4) FROM suivi_index WHERE envoyee_le IS NULL AND recue_le IS NOT NULL",
            )
        }
        # From one year to the one before by the index: nothing else is read.
        borne = "9999"
        while (jour := scalar(self._db, "SELECT max(envoyee_le) FROM suivi_index WHERE envoyee_le < ?", (borne,))) is not None:
            borne = jour[:4]
            annees.add(borne)
        return tuple(sorted(map(int, annees), reverse=True))

    def lots(self, annee: int) -> Iterator[list[DossierCompte]]:
        """What was sent that year, some at a time: nothing stays open between two."""
        numeros: dict[str, int] = {}
        organismes: dict[str, str] = {}
        homonymes = self._homonyms()
        dernier, debut = 0, f"{annee}-"
        while lues := rows(
            self._db,
            """SELECT dossier, coalesce(envoyee_le, recue_le), demarche, organisme, territoire, etat, personne_tri, en_propre,
                      envoyee_le, recue_le, repondue_le, dernier_jour, clos_le
               FROM suivi_index WHERE dossier > ? ORDER BY dossier LIMIT ?""",
            (dernier, LOT),
        ):
            dernier = lues[-1][0]
            # Whom a name names, its words in whatever order and whatever stands between them; someone not named is nobody
            # else. Two people of one name are then one: fewer are counted, never more.
            yield [
                DossierCompte(
                    demarche,
                    # The same name written in two ways is one organisme: the first way it was met is kept.
                    organismes.setdefault(_called(organisme), organisme.strip()),
                    etat,
                    numeros.setdefault(" ".join(sorted(words(personne))) or f"\0{dossier}", len(numeros)),
                    bool(en_propre),
                    Dates(*(read_iso(date) if date else None for date in dates)),
                    territoire if _called(organisme) in homonymes else "",
                )
                for dossier, parti, demarche, organisme, territoire, etat, personne, en_propre, *dates in lues
                if parti is not None and parti.startswith(debut)
            ]

    def _homonyms(self) -> set[str]:
        """The names that bodies of several places bear."""
        lieux: dict[str, set[str]] = defaultdict(set)
        for nom, territoire in rows(self._db, "SELECT nom, territoire FROM organismes WHERE territoire <> ''"):
            lieux[_called(nom)].add(territoire)
        return {nom for nom, siens in lieux.items() if len(siens) > 1}


def _called(organisme: str) -> str:
    return organisme.strip().casefold()


_DE_CEUX_LA = "IN (SELECT value FROM json_each(?))"
_DOSSIERS = f"""SELECT dossiers.id, demarche, date, kind, territoire, reponses, cree_le, revoir_le
    FROM dossiers JOIN organismes ON organismes.id = dossiers.organisme
    WHERE dossiers.id {_DE_CEUX_LA} AND dossiers.id NOT IN (SELECT dossier FROM corbeille)"""  # noqa: S608 - our own names
_ROLES = f"""SELECT dossier, qualite, role = 'auteur', {PROTEGEE}, adresse
    FROM roles JOIN personnes ON personnes.id = roles.personne
    WHERE dossier {_DE_CEUX_LA} AND role IN ('concerne', 'auteur')"""  # noqa: S608 - our own names
# By their dossier (hence the +): nearly all of those of the coffre cancel nothing.
_FAITS = f"""SELECT dossier, date, type, organisme FROM evenements AS fait WHERE dossier {_DE_CEUX_LA} AND +annule IS NULL
    AND NOT EXISTS (SELECT 1 FROM evenements AS autre WHERE autre.annule = fait.id)
    ORDER BY date, id"""  # noqa: S608 - our own names


class PourRegles(NamedTuple):
    """A dossier outside the bin, as far as its dates depend on it."""

    numero: int
    demande: Demande
    revoir_le: dt.date | None
    cree_le: dt.date


def read_for_rules(db: Database, numeros: Sequence[int]) -> Iterator[PourRegles]:
    """Those of these dossiers that are listed."""
    ceux_la = (json.dumps([*numeros]),)
    faits = defaultdict[int, list[Evenement]](list)
    for dossier, date, type_, organisme in rows(db, _FAITS, ceux_la):
        faits[dossier].append(Evenement(read_iso(date), TypeEvenement(type_), organisme))
    personnes: dict[int, Personne] = {}
    auteurs: dict[int, Auteur] = {}
    for dossier, qualite, is_auteur, protegee, adresse in rows(db, _ROLES, ceux_la):
        personne = Personne(adresse=decode_lignes(adresse), adresse_protegee=bool(protegee))
        if is_auteur:
            auteurs[dossier] = Auteur(Qualite(qualite), personne)
        else:
            personnes[dossier] = personne
    for numero, demarche, date, kind, territoire, reponses, cree_le, revoir_le in rows(db, _DOSSIERS, ceux_la):
        demande = Demande(
            demarche,
            date=day_of(date),
            concerne=personnes.get(numero),
            auteur=auteurs.get(numero),
            organisme=Organisme(genre=GenreOrganisme(kind), territoire=territoire),
            reponses=decode_reponses(reponses),
            evenements=tuple(faits[numero]),
        )
        yield PourRegles(numero, demande, day_of(revoir_le), dt.datetime.fromisoformat(cree_le).date())
