"""Whether the bytecode of this checkout is there: without it, every command compiles itself first."""

import importlib.util
from pathlib import Path

from benchmarks.outillage import RACINE

#: What comes before the code: the version of the format, how it is checked, then the date and the size of its source.
_ENTETE, _CHAMP = 16, 4


def uncompiled(dossier: Path = RACINE / "droits_usagers") -> int:
    """How many modules under this folder have no bytecode, or that of another version of their source."""
    return sum(not is_compiled(source) for source in dossier.rglob("*.py"))


def is_compiled(source: Path) -> bool:
    """True where Python would take the bytecode that is there, checked by date as `compileall` makes it."""
    compile_ = Path(importlib.util.cache_from_source(source))
    if not compile_.is_file():
        return False
    with compile_.open("rb") as fichier:
        entete = fichier.read(_ENTETE)
    etat = source.stat()
    attendus = (int(etat.st_mtime) & 0xFFFF_FFFF, etat.st_size & 0xFFFF_FFFF)
    date_et_taille = b"".join(nombre.to_bytes(_CHAMP, "little") for nombre in attendus)
    return entete == importlib.util.MAGIC_NUMBER + bytes(_CHAMP) + date_et_taille
