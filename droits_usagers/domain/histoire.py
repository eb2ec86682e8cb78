"""The history of a dossier as deadlines need it: facts, and who holds the data. No name in it: it can be printed and shared."""

import datetime as dt
from dataclasses import dataclass

from droits_usagers.domain.demande import Demande
from droits_usagers.domain.evenements import Canal, Evenement
from droits_usagers.domain.organismes import GenreOrganisme
from droits_usagers.domain.personnes import Qualite
from droits_usagers.domain.questions import Reponses

#: How each answer to the channel question counts as a fact (`resources/canaux.toml` says the same to the wizard).
_ENVOI = "envoi"
_CANAUX = {"courriel": Canal.ELECTRONIQUE, "guichet": Canal.GUICHET}


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


def histoire_of(demande: Demande) -> Histoire:
    """The history held by a demande."""
    return Histoire(
        demande.demarche,
        demande.evenements,
        territoire=demande.organisme.territoire,
        canal=canal_of(demande.reponses),
        genre=demande.organisme.genre,
        qualite=demande.qualite,
    )


def canal_of(reponses: Reponses) -> Canal:
    """The channel the answers say; postal unless they say otherwise."""
    return _CANAUX.get(str(reponses.get(_ENVOI, "")), Canal.POSTAL)
