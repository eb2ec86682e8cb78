"""The leaflet: six panels of one sheet folded in three. The cover first, then what one sees as it opens."""

from collections.abc import Iterator

from droits_usagers.domain.lettre.lettre import Bloc
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.complete import leaving
from droits_usagers.letters.notice.parties import bullets, complaint_block, objection, part, rights, stack
from droits_usagers.letters.notice.redaction import Redaction
from droits_usagers.letters.notice.valeurs import PartieNotice

#: The panels in reading order: outside, then inside from left to right.
VOLETS = ("couverture", "rabat", "dos", "gauche", "milieu", "droite")


def write_leaflet(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order."""
    yield from objection(redaction, "depliant", volet="rabat")
    yield part(redaction, "depliant.obligatoire", _mandatory(redaction), volet="rabat")
    yield part(redaction, "depliant.contact", _contact(redaction), volet="dos")
    yield part(
        redaction,
        "depliant.reclamation",
        [complaint_block(redaction, "depliant.reclamation_texte"), redaction.paragraph("depliant.reclamation_adresse")],
        volet="dos",
    )
    yield part(redaction, "depliant.qui", [stack(parties.responsible_lines(redaction))], volet="gauche")
    finalites = parties.purposes_and_bases(redaction, "depliant.finalite")
    yield part(redaction, "depliant.finalites", [redaction.enumerate(finalites)], volet="gauche")
    yield part(redaction, "depliant.conservation", [redaction.enumerate(parties.retentions(redaction))], volet="gauche")
    yield part(redaction, "depliant.categories", [redaction.enumerate(parties.categories(redaction))], volet="milieu")
    yield part(redaction, "depliant.source", [redaction.enumerate(parties.sources(redaction))], volet="milieu")
    destinataires = parties.recipients(redaction, "depliant.destinataire")
    yield part(redaction, "depliant.destinataires", [redaction.enumerate(destinataires)], volet="milieu")
    yield part(redaction, "depliant.droits", [bullets(rights(redaction, "depliant"))], volet="droite")
    yield leaving(redaction, "depliant", volet="droite")
    decision = parties.decision(redaction, "depliant", "decision_oui", "decision_humain", non="decision_non")
    yield part(redaction, "depliant.decision", decision, volet="droite")


def _mandatory(redaction: Redaction) -> Iterator[Bloc]:
    dues = [
        redaction.say("depliant.obligatoire_oui", libelle=donnee.libelle, consequence=donnee.consequence)
        for donnee in parties.mandatory(redaction)
    ]
    libres = [redaction.say("depliant.obligatoire_non", libelle=donnee.libelle) for donnee in parties.optional(redaction)]
    yield redaction.enumerate([*dues, *libres, *parties.unsaid(redaction)])


def _contact(redaction: Redaction) -> Iterator[Bloc]:
    yield redaction.paragraph("depliant.contact_texte", contact=redaction.contact)
    yield redaction.paragraph("depliant.contact_delai")
    dpo = parties.dpo_lines(redaction)
    if dpo:
        yield redaction.paragraph("depliant.dpo")
        yield stack(dpo)
