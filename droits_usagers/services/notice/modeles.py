"""The fiches that one may start from, and what is told of them to whoever checks a notice: their lines are proposals."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from droits_usagers.services.socle.lecture import read_fiche

if TYPE_CHECKING:
    from collections.abc import Mapping

    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.notice import ReferenceMentions
    from droits_usagers.domain.notice.traitements import FicheTraitement

MODELES: Final = "modeles_fiches"
#: What the CNIL's référentiel says is usual is a model too, whose lines are picked one by one.
REFERENTIEL: Final = "referentiel"


def usual_file(resources: Path) -> Path:
    """Where the lines to pick are."""
    return resources / "mentions" / f"{REFERENTIEL}.toml"


def reference_of(catalogue: "Catalogue", resources: Path) -> "ReferenceMentions":
    """What a notice must say, and the models it may come from."""
    return replace(catalogue.mentions, modeles=_models(catalogue, resources))


def _models(catalogue: "Catalogue", resources: Path) -> "Mapping[str, FicheTraitement]":
    chemins = (*sorted((resources / MODELES).glob("*.toml")), usual_file(resources))
    return {chemin.stem: read_fiche(chemin, catalogue) for chemin in chemins}
