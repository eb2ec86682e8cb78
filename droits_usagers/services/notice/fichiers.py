"""Fiches de traitement as files."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from droits_usagers.domain.demarche.questions import Reponses, lines_of
from droits_usagers.domain.notice.traitements import FicheTraitement
from droits_usagers.services.notice.atelier import usual_file
from droits_usagers.services.notice.saisie import answers_of
from droits_usagers.services.socle.lecture import FichiersLus, file_name

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.services.controle.controle import Controle

#: Those of a département come first: most of those who come here work there.
_D_ABORD = ("service-social", "aide-sociale-enfance", "fonds-solidarite-logement")


class FichiersFiche(FichiersLus[FicheTraitement]):
    """T.toml."""

    def __init__(self, catalogue: "Catalogue", dossier_modeles: Path, controle: "Controle") -> None:
        super().__init__(dossier_modeles, controle)
        self._catalogue = catalogue

    def models(self) -> tuple[str, ...]:
        """Those of a département first."""
        rangs = {id_: rang for rang, id_ in enumerate(_D_ABORD)}
        return tuple(sorted(super().models(), key=lambda id_: rangs.get(id_, len(rangs))))

    def usual_lines(self) -> Mapping[str, Sequence[Reponses]]:
        """What the CNIL's référentiel says is usual, by groupe, as lines to pick and adapt."""
        reponses = answers_of(self.look_at(usual_file(self._dossier.parent)))
        return {groupe: lines_of(valeur) for groupe, valeur in reponses.items()}

    def _parse(self, contenu: bytes, fichier: str) -> FicheTraitement:
        from droits_usagers.exchange.traitements import read_fiche

        return read_fiche(contenu, fichier, self._catalogue.mentions.conditionnelles)

    @staticmethod
    def blank() -> FicheTraitement:
        """One that says nothing yet."""
        return FicheTraitement()

    @staticmethod
    def write(valeur: FicheTraitement) -> bytes:
        """The fiche as a file."""
        from droits_usagers.exchange.traitements import write_fiche

        return write_fiche(valeur)


def suggested_name(fiche: FicheTraitement, defaut: str) -> str:
    """A file name made of what the processing is called and of its version."""
    return file_name(*(mot for mot in (fiche.nom, fiche.version) if isinstance(mot, str)), defaut=defaut)


def next_version(version: object, today: dt.date) -> str:
    """What to call a new version: the month, and a number when this month has one already."""
    mois = f"{today:%Y-%m}"
    if not isinstance(version, str) or not version.startswith(mois):
        return mois
    rang = version.removeprefix(mois).strip("-")
    return f"{mois}-{int(rang) + 1 if rang.isdigit() else 2}"
