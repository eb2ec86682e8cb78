"""Reads `refus.toml`: who comes to refuse that a file be computerised, and what each is offered."""

from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.demarches import new_id
from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.demarche.refus import Offre, Porte
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import Panne


def load_portes(chemin: Path, demarches: Collection[str]) -> tuple[Porte, ...]:
    """The doors in the order of the file; `demarches` are those that may be offered."""
    with open_document(chemin) as root:
        found: dict[str, Porte] = {}
        for table in root.tables("porte"):
            id_ = new_id(table, found)
            offres = tuple(_offre(offre, demarches) for offre in table.tables("offre"))
            if not offres:
                raise table.refusal(Panne.CLE_ABSENTE, "offre")
            found[id_] = Porte(id_, offres, table.code("qualite", Qualite) if "qualite" in table else None)
            table.close()
        if not found:
            raise root.refusal(Panne.CLE_ABSENTE, "porte")
        return tuple(found.values())


def _offre(table: Table, demarches: Collection[str]) -> Offre:
    offre = Offre(table.text("demarche"), table.text("fiche"))
    if bool(offre.demarche) == bool(offre.fiche):
        raise table.refusal(Panne.VALEUR_REFUSEE, "fiche" if offre.fiche else "demarche")
    if offre.demarche and offre.demarche not in demarches:
        raise table.refusal(Panne.VALEUR_REFUSEE, "demarche")
    table.close()
    return offre
