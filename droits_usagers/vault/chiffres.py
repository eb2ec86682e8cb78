"""What figures are counted from: lines of the Suivi, without anyone's name. Who recorded what is not kept, so not read."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from droits_usagers.domain.chiffres.cas import Dates
from droits_usagers.vault.driver import Database, rows

#: Lines read in one unit of time.
LOT = 1000
_ANNEE = "substr(coalesce(envoyee_le, recue_le), 1, 4)"


class DossierCompte(NamedTuple):
    """A dossier that was sent. `personne` is a number that means nothing elsewhere."""

    demarche: str
    organisme: str
    etat: str
    personne: int
    en_propre: bool
    dates: Dates


class LectureChiffres:
    """Reads for figures, in an opened coffre."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def years(self) -> tuple[int, ...]:
        """The years in which something was sent, latest first."""
        sql = f"SELECT DISTINCT {_ANNEE} AS annee FROM suivi_index WHERE annee IS NOT NULL ORDER BY annee DESC"  # noqa: S608 - ours
        lues = rows(self._db, sql)
        return tuple(int(annee) for (annee,) in lues)

    def lots(self, annee: int) -> Iterator[list[DossierCompte]]:
        """What was sent that year, some at a time: nothing stays open between two."""
        numeros: dict[str, int] = {}
        organismes: dict[str, str] = {}
        dernier = 0
        while lues := rows(
            self._db,
            f"""SELECT dossier, demarche, organisme, etat, personne_tri, en_propre,
                       envoyee_le, recue_le, repondue_le, dernier_jour, clos_le
                FROM suivi_index WHERE dossier > ? AND {_ANNEE} = ? ORDER BY dossier LIMIT ?""",  # noqa: S608 - our own names
            (dernier, str(annee), LOT),
        ):
            dernier = lues[-1][0]
            yield [
                DossierCompte(
                    demarche,
                    # The same name written in two ways is one organisme: the first way it was met is kept.
                    organismes.setdefault(organisme.strip().casefold(), organisme.strip()),
                    etat,
                    # Someone not named is nobody else than themselves.
                    numeros.setdefault(personne.strip() or f"\0{dossier}", len(numeros)),
                    bool(en_propre),
                    Dates(*(dt.date.fromisoformat(date) if date else None for date in dates)),
                )
                for dossier, demarche, organisme, etat, personne, en_propre, *dates in lues
            ]
