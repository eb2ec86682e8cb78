"""One dossier as bytes and back: a TOML text that can be saved, sent or pasted, then taken into another coffre.

It is R.toml, whole, under `[demande]` (the facts in it are those in force), preceded by what the first coffre knew:

    format = 1
    contenu = "dossier"
    reference = "2026-0113"          # in the coffre it comes from; the next one gives its own
    [demande]
    demarche = "acces"
    …
    [[courrier]]                     # letters already made, and the template each came from; their text is not carried
    etape = "demande"
    etabli_le = 2026-11-24
    gabarit = "acces/demande"
    version = "1"
    empreinte = "9f86d0…"

Not encrypted: whoever exports it is told so.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange.demandes import demande_of, dump, plain_demande
from droits_usagers.exchange.toml import parse

_CONTENU = "dossier"


@dataclass(frozen=True, slots=True)
class CourrierTransmis:
    """A letter that was made before the dossier travelled."""

    etape: str
    etabli_le: dt.date
    gabarit: GabaritUtilise


@dataclass(frozen=True, slots=True)
class DossierTransmis:
    """A dossier between two coffres."""

    demande: Demande
    courriers: tuple[CourrierTransmis, ...] = ()
    reference: str = ""


def write_dossier(dossier: DossierTransmis) -> bytes:
    """The dossier as a TOML text in UTF-8."""
    return dump(
        {
            "contenu": _CONTENU,
            "reference": dossier.reference,
            "demande": plain_demande(dossier.demande),
            "courrier": [_plain_courrier(courrier) for courrier in dossier.courriers],
        }
    )


def read_dossier(contenu: bytes, fichier: str, demarches: Mapping[str, Demarche]) -> DossierTransmis:
    """The dossier in a file. Raises ExpectedError, always of the kind `is_input`, as for R.toml."""
    root = parse(contenu, fichier)
    if root.text("contenu", None) != _CONTENU:
        raise root.refusal(Panne.VALEUR_REFUSEE, "contenu")
    demande = root.table("demande")
    if demande is None:
        raise root.refusal(Panne.CLE_ABSENTE, "demande")
    dossier = DossierTransmis(
        demande_of(demande, demarches),
        tuple(_read_courrier(table) for table in root.tables("courrier")),
        root.text("reference"),
    )
    demande.close()
    root.close()
    return dossier


def _plain_courrier(courrier: CourrierTransmis) -> dict[str, object]:
    return {
        "etape": courrier.etape,
        "etabli_le": courrier.etabli_le,
        "gabarit": courrier.gabarit.id,
        "version": courrier.gabarit.version,
        "empreinte": courrier.gabarit.empreinte,
    }


def _read_courrier(table: Table) -> CourrierTransmis:
    courrier = CourrierTransmis(
        table.text("etape", None),
        table.required_date("etabli_le"),
        GabaritUtilise(table.text("gabarit", None), table.text("version"), table.text("empreinte")),
    )
    table.close()
    return courrier
