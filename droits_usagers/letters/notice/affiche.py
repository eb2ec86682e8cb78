"""The poster: three facts and four rights, the right to object apart, whom to write to."""

from collections.abc import Iterator

from droits_usagers.domain.lettre.lettre import Paragraphe
from droits_usagers.domain.notice.traitements import A_DEMANDER, DroitNotice
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.droits import objection, offered, rights
from droits_usagers.letters.notice.parties import part
from droits_usagers.letters.notice.redaction import Redaction
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

#: A poster says no more: after death is for the complete notice.
_DITS = frozenset(DroitNotice) - {DroitNotice.DECES, DroitNotice.OPPOSITION}


def write(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order."""
    yield part(redaction, "affiche.qui", [Paragraphe(redaction.responsable)], genre=GenrePartie.FAIT)
    yield part(redaction, "affiche.finalites", [redaction.enumerate(parties.purposes(redaction))], genre=GenrePartie.FAIT)
    yield part(redaction, "affiche.conservation", [redaction.enumerate(parties.retentions(redaction))], genre=GenrePartie.FAIT)
    yield from _rights(redaction)
    yield from objection(redaction, "affiche")
    yield _contact(redaction)


def _rights(redaction: Redaction) -> Iterator[PartieNotice]:
    offerts = offered(redaction)
    dits = () if offerts is A_DEMANDER else tuple(droit for droit in offerts if droit in _DITS)
    for droit in dits:
        yield PartieNotice(droit, GenrePartie.DROIT, (), (redaction.paragraph(f"affiche.{droit}"),), picto=droit)
    if not dits:
        yield PartieNotice("droits", GenrePartie.DROIT, (), (Paragraphe(rights(redaction, "affiche")[0]),), picto="notice")


def _contact(redaction: Redaction) -> PartieNotice:
    blocs = (
        redaction.paragraph("affiche.contact", contact=redaction.contact),
        parties.complaint_block(redaction, "affiche.reclamation"),
    )
    return PartieNotice("contact", GenrePartie.CONTACT, (), blocs, picto="contact")
