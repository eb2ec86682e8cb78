"""The clause at the foot of a questionnaire (RGPD 13, CP R625-10), to be copied whole."""

from collections.abc import Iterator

from droits_usagers.domain.lettre.lettre import ACompleter, Bloc, Ligne, Paragraphe, Texte
from droits_usagers.domain.notice.traitements import A_DEMANDER
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.complete import leaving
from droits_usagers.letters.notice.parties import complaint_block, objection, offered, part
from droits_usagers.letters.notice.redaction import Redaction, broken
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice


def write(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order."""
    qui = redaction.paragraph("clause.qui", nom=redaction.responsable, fichier=redaction.fiche.nom)
    yield PartieNotice("qui", GenrePartie.SECTION, (), (qui,))
    finalites = parties.purposes_and_bases(redaction, "clause.finalite")
    yield part(redaction, "clause.finalites", [redaction.enumerate(finalites)])
    yield from _mandatory(redaction)
    yield part(redaction, "clause.destinataires", [redaction.enumerate(parties.recipients(redaction))])
    yield part(redaction, "clause.conservation", [redaction.enumerate(parties.retentions(redaction))])
    if not parties.is_waived(redaction, "transferts"):
        yield leaving(redaction, "clause")
    decision = parties.decision(redaction, "clause", "decision")
    yield PartieNotice("droits", GenrePartie.SECTION, (), (*decision, *_rights(redaction)))
    yield from objection(redaction, "clause")


def _mandatory(redaction: Redaction) -> Iterator[PartieNotice]:
    muettes = parties.unsaid(redaction)
    dues = [
        redaction.say("clause.obligatoire_oui", libelle=donnee.libelle, consequence=donnee.consequence)
        for donnee in parties.mandatory(redaction)
    ]
    libres = [redaction.word(donnee.libelle) for donnee in parties.optional(redaction)]
    if dues or muettes:
        yield part(redaction, "clause.obligatoire", [redaction.enumerate([*dues, *muettes])])
    else:
        yield PartieNotice("obligatoire", GenrePartie.SECTION, (), (redaction.paragraph("clause.aucun_obligatoire"),))
    if dues and libres:
        yield part(redaction, "clause.facultatif", [redaction.enumerate(libres)])


def _rights(redaction: Redaction) -> Iterator[Bloc]:
    yield redaction.paragraph("clause.droits", droits=_named(redaction))
    yield redaction.paragraph("clause.contact", contact=redaction.contact)
    dpo = parties.dpo_short(redaction)
    if dpo is not None:
        yield redaction.paragraph("clause.dpo", moyen=dpo)
    yield complaint_block(redaction, "clause.reclamation")


def _named(redaction: Redaction) -> Ligne:
    """The rights in one sentence."""
    offerts = offered(redaction)
    if offerts is A_DEMANDER or not offerts:
        return redaction.word(A_DEMANDER if offerts is A_DEMANDER else "")
    entre = redaction.textes("clause.entre")
    return (Texte(entre.join(redaction.textes(f"clause.droits_{droit}") for droit in offerts)),)


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
