"""The history of a dossier as deadlines need it: facts, and who holds the data. No name in it: it can be printed and shared."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.demarches import CanalEnvoi
from droits_usagers.domain.evenements import Canal, Evenement
from droits_usagers.domain.organismes import GenreOrganisme
from droits_usagers.domain.personnes import Qualite

#: The question that says how the letter goes out, in every demarche that has one.
ENVOI = "envoi"


@dataclass(frozen=True, slots=True)
class Histoire:
    """What E.toml carries, and what a stored dossier reduces to."""

    demarche: str
    evenements: tuple[Evenement, ...] = ()
    #: Code of the département that decides local holidays; empty: the common law.
    territoire: str = ""
    canal: Canal = Canal.POSTAL
    #: What kind of body holds the data: "sante" opens the delays of a medical file.
    genre: GenreOrganisme = GenreOrganisme.AUTRE
    #: "organisation" writes in its own name: articles 77 and 78 of the RGPD are not for it.
    qualite: Qualite = Qualite.CONCERNE
    #: The days the medical items asked for were made; older than five years have a longer delay.
    pieces_medicales: tuple[dt.date, ...] = ()


def histoire_of(demande: Demande, canaux: Mapping[str, CanalEnvoi]) -> Histoire:
    """The history held by a demande; `canaux` are the ways of sending, by the answer that chooses them."""
    envoi = canaux.get(str(demande.reponses.get(ENVOI, "")))
    return Histoire(
        demande.demarche,
        demande.evenements,
        territoire=demande.organisme.territoire,
        canal=envoi.canal if envoi else Canal.POSTAL,
        genre=demande.organisme.genre,
        qualite=demande.qualite,
    )
