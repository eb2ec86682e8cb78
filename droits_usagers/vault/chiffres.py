"""What figures are counted from: lines of the Suivi, without anyone's name. Who recorded what is not kept, so not read."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from droits_usagers.domain.chiffres.valeurs import Dates
from droits_usagers.domain.mots.dates import read_iso
from droits_usagers.domain.mots.pliage import words
from droits_usagers.vault.moteur import Database, rows, scalar

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
            yield [
                DossierCompte(
                    demarche,
                    # The same name written in two ways is one organisme: the first way it was met is kept.
                    organismes.setdefault(_called(organisme), organisme.strip()),
                    etat,
                    numeros.setdefault(_who(personne) or f"\0{dossier}", len(numeros)),
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


def _who(personne: str) -> str:
    """Whom a name names, its words in whatever order and whatever stands between them; someone not named is nobody else.

    Two people of one name are then one: fewer are counted, never more.
    """
    return " ".join(sorted(words(personne)))
