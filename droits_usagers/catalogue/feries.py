"""Reads the public holidays: `resources/droit/feries.toml`, whose format is written at its head."""

from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.droit import FERIES
from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.droit.feries import Ferie, Feries, is_territoire
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.socle.errors import Panne

# February 29 is no holiday: a day that exists every year.
_JOURS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def load_feries(dossier: Path, ids: Collection[str]) -> Feries:
    """The holidays; `ids` are the entries of law they may rest on. Raises ExpectedError (RESSOURCE_ABIMEE)."""
    with open_document(dossier / FERIES) as root:
        feries = [_read_ferie(table, ids) for table in root.tables("ferie")]
        dimanches = [_read_dimanche(table) for table in root.tables("dimanche")]
    return Feries(feries + dimanches)


def _read_ferie(table: Table, ids: Collection[str]) -> Ferie:
    fondement = table.text("fondement", None)
    if fondement not in ids:
        raise table.refusal(Panne.VALEUR_REFUSEE, "fondement")
    territoires = frozenset(table.texts("territoires"))
    if not all(map(is_territoire, territoires)):
        raise table.refusal(Panne.VALEUR_REFUSEE, "territoires")
    fixe = table.count("mois"), table.count("jour")
    paques = _read_paques(table)
    if (paques is None) is (fixe == (0, 0)) or (paques is None and not 1 <= fixe[1] <= _JOURS.get(fixe[0], 0)):
        raise table.refusal(Panne.VALEUR_REFUSEE, "jour")
    ferie = Ferie(
        table.text("id", None),
        *fixe,
        paques=paques,
        fondement=fondement,
        a_partir_du=table.required_date("a_partir_du"),
        territoires=territoires,
    )
    table.close()
    return ferie


def _read_dimanche(table: Table) -> Ferie:
    paques = _read_paques(table)
    if paques is None or paques % 7:
        raise table.refusal(Panne.VALEUR_REFUSEE, "paques")
    dimanche = Ferie(table.text("id", None), paques=paques)
    table.close()
    return dimanche


def _read_paques(table: Table) -> int | None:
    """Days after Easter Sunday, which may be before it."""
    valeur = table.raw("paques")
    if valeur is None:
        return None
    if not isinstance(valeur, int) or isinstance(valeur, bool):
        raise table.refusal(Panne.VALEUR_REFUSEE, "paques")
    return valeur
