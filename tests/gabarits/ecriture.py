"""Writes one letter of a demarche for a test: by whom, to what kind of organisme, with what answers."""

from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.questions import Reponses
from droits_usagers.domain.lettre.lettre import Lettre
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.letters.lettre.composer import plain
from droits_usagers.services.lettre.courriers import Courriers
from tests.letters.cas import ORDINAIRE, by


def demande_of(
    demarche: str,
    reponses: Reponses | None = None,
    *,
    qualite: Qualite = Qualite.CONCERNE,
    genre: GenreOrganisme = GenreOrganisme.DEPARTEMENT,
) -> Demande:
    """An ordinary demande to a département, unless said otherwise."""
    demande = by(qualite, replace(ORDINAIRE, demarche=demarche, reponses=reponses or {}))
    return replace(demande, organisme=replace(demande.organisme, genre=genre))


def read(courriers: Courriers, demande: Demande, etape: str | None = None) -> str:
    """The text of a letter, with ordinary spaces."""
    return courriers.text(courriers.compose(demande, etape)).replace("\u00a0", " ").replace("\u202f", " ")


def addressee(courriers: Courriers, demande: Demande) -> list[str]:
    """Where the letter goes, line by line."""
    lettre = courriers.compose(demande)
    assert isinstance(lettre, Lettre)
    return [plain(ligne) for ligne in lettre.destinataire]
