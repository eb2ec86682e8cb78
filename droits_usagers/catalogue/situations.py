"""Reads `situations.toml` (what people say) and `canaux.toml` (how a letter is sent)."""

from collections.abc import Collection
from pathlib import Path

from droits_usagers.catalogue.demarches import known, new_id
from droits_usagers.catalogue.fichiers import open_document
from droits_usagers.domain.demarches import CanalEnvoi
from droits_usagers.domain.errors import Panne
from droits_usagers.domain.evenements import Canal
from droits_usagers.domain.situations import NUMEROS, Situation, Urgence
from droits_usagers.domain.typographie import typographie


def load_situations(chemin: Path, demarches: Collection[str]) -> tuple[Situation, ...]:
    """The situations in the order of the file; `demarches` are those they may lead to."""
    with open_document(chemin) as root:
        found: dict[str, Situation] = {}
        for table in root.tables("situation"):
            id_ = new_id(table, found)
            phrases = table.texts("phrases")
            demarches_ = known(table, "demarches", demarches)
            if not phrases or not demarches_:
                raise table.refusal(Panne.CLE_ABSENTE, "demarches" if phrases else "phrases")
            found[id_] = Situation(
                id_, (typographie(phrases[0]), *phrases[1:]), demarches_, table.texts("mots"), table.text("etape")
            )
            table.close()
        root.tables("urgence")
        return tuple(found.values())


def load_urgences(chemin: Path) -> tuple[Urgence, ...]:
    """What presses more than a letter, in the order of the file; each names every number once."""
    with open_document(chemin) as root:
        root.tables("situation")
        found: dict[str, Urgence] = {}
        for table in root.tables("urgence"):
            id_ = new_id(table, found)
            numeros, dits = table.texts("numeros"), table.texts("dits")
            if not dits:
                raise table.refusal(Panne.CLE_ABSENTE, "dits")
            if sorted(numeros) != sorted(NUMEROS):
                raise table.refusal(Panne.VALEUR_REFUSEE, "numeros")
            found[id_] = Urgence(id_, numeros, dits, table.texts("sauf"), conseil=table.boolean("conseil"))
            table.close()
        return tuple(found.values())


def load_canaux(chemin: Path) -> dict[str, CanalEnvoi]:
    """The ways of sending a letter, by id, in the order of the file."""
    with open_document(chemin) as root:
        found: dict[str, CanalEnvoi] = {}
        for table in root.tables("canal"):
            id_ = new_id(table, found)
            found[id_] = CanalEnvoi(id_, table.code("canal", Canal), preuve=table.boolean("preuve"))
            table.close()
        return found
