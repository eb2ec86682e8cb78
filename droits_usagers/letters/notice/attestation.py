"""The receipt that says an information was given, and nothing else: no agreement is drawn from it."""

from collections.abc import Iterator

from droits_usagers.domain.lettre.lettre import ACompleter, Ligne, Paragraphe, Texte
from droits_usagers.letters.notice.redaction import Redaction, broken
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

_LONG = 70
_ESPACE = Texte(" ")


def write_receipt(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order; the layout draws them twice."""
    fiche = redaction.fiche
    yield _section("qui", redaction.paragraph("attestation.qui", fichier=fiche.nom, nom=redaction.responsable))
    yield _section("sens", redaction.paragraph("attestation.sens"))
    remis = [
        _complete(redaction),
        redaction.say("attestation.simplifiee"),
        redaction.say("attestation.depliant"),
        redaction.say("attestation.oral"),
        (*redaction.say("attestation.langue"), _ESPACE, ACompleter(40)),
    ]
    yield _section("remis", redaction.paragraph("attestation.remis"), Paragraphe(broken(remis)))
    lignes = [
        Paragraphe((*redaction.say(f"attestation.{nom}"), _ESPACE, ACompleter(_LONG)))
        for nom in ("date", "agent", "nom", "signer")
    ]
    yield _section("signer", *lignes)
    yield _section("contact", redaction.paragraph("attestation.contact", contact=redaction.contact))


def _section(id_: str, *blocs: Paragraphe) -> PartieNotice:
    return PartieNotice(id_, GenrePartie.SECTION, (), blocs)


def _complete(redaction: Redaction) -> Ligne:
    if redaction.version:
        return redaction.say("attestation.complete", version=redaction.version)
    return redaction.say("attestation.notice")
