"""What a letter announces and that is not with it, among what the program itself could have put there."""

import re
from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import LectureControle, spaced
from droits_usagers.domain.controle.reference import MotsDe
from droits_usagers.domain.controle.valeurs import Alerte, Regle
from droits_usagers.domain.personnes.personnes import Qualite

_REGLE = Regle.PIECE_ANNONCEE_ABSENTE
_MANDAT = "mandat"


def piece_annoncee_absente(lecture: LectureControle) -> Iterator[Alerte]:
    """A mandate, or a paper that the coffre keeps. A copy of an identity card is for the person to join: nothing is asked."""
    cadre, documents = lecture.cadre, lecture.sortant.documents
    if cadre.pieces_absentes:
        yield lecture.alerte(_REGLE, "piece")
    par_mandat = cadre.auteur is not None and cadre.auteur.qualite is Qualite.MANDATAIRE
    if not par_mandat or any(id_.startswith(_MANDAT) for id_ in documents):
        return
    annonce = lecture.reference.prepared(_REGLE, _announced)
    lieux = tuple(
        passage.lieu for passage in lecture.passages if "mandat" in passage.texte and annonce.search(spaced(passage.texte))
    )
    if lieux:
        # A letter alone is not a packet: whoever takes only it already has the mandate, or prints it apart.
        yield lecture.alerte(_REGLE, _MANDAT if len(documents) > 1 else "mandat_seul", lieux=lieux)


def _announced(mots: MotsDe) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(mots['mandat'])})\b")
