"""The complete notice: every mention of RGPD 13 and 14 and what French law adds, purpose by purpose."""

from collections.abc import Iterator, Sequence

from droits_usagers.domain.lettre.lettre import Bloc, Ligne
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    Conservation,
    Destinataire,
    Donnee,
    Droits,
    Finalite,
    Provenance,
    SourceDonnees,
)
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.parties import bullets, complaint_block, objection, part, rights, stack
from droits_usagers.letters.notice.redaction import Redaction
from droits_usagers.letters.notice.valeurs import PartieNotice


def write(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order."""
    yield part(redaction, "complete.qui", [stack(parties.responsible_lines(redaction))])
    yield _officer(redaction)
    yield part(redaction, "complete.finalites", [_purposes(redaction)])
    yield part(redaction, "complete.categories", [_categories(redaction)])
    yield part(redaction, "complete.source", [redaction.enumerate(_sources(redaction))])
    yield part(redaction, "complete.destinataires", [_recipients(redaction)])
    yield part(redaction, "complete.conservation", [_retentions(redaction)])
    yield leaving(redaction, "complete")
    decision = parties.decision(redaction, "complete", "decision_oui", "decision_humain", non="decision_non")
    yield part(redaction, "complete.decision", decision)
    yield part(redaction, "complete.droits", _rights(redaction))
    yield from objection(redaction, "complete")
    droits = redaction.fiche.droits
    if isinstance(droits, Droits) and droits.moins_de_15_ans:
        dit = droits.moins_de_15_ans
        bloc = redaction.hole(dit) if dit is A_DEMANDER else redaction.paragraph("complete.enfants_texte")
        yield part(redaction, "complete.enfants", [bloc])
    yield part(redaction, "complete.reclamation", [complaint_block(redaction, "complete.reclamation_texte")])


def articles(redaction: Redaction) -> Ligne:
    """Which articles it follows."""
    fiche = redaction.fiche
    if fiche.collecte_directe and fiche.collecte_indirecte:
        return redaction.say("complete.articles_deux")
    return redaction.say("complete.articles_directs" if fiche.collecte_directe else "complete.articles_indirects")


def leaving(redaction: Redaction, forme: str, *, volet: str = "") -> PartieNotice:
    """Whether data leave the Union, for where, and what protects them there."""
    transferts = redaction.fiche.transferts
    if transferts is not A_DEMANDER and not transferts and parties.is_waived(redaction, "transferts"):
        return part(redaction, f"{forme}.transferts", [redaction.paragraph(f"{forme}.transferts_non")], volet=volet)
    lignes = redaction.each(
        transferts, lambda transfert: redaction.say("depliant.transfert", pays=transfert.pays, garanties=transfert.garanties)
    )
    return part(redaction, f"{forme}.transferts", [redaction.enumerate(lignes)], volet=volet)


def _officer(redaction: Redaction) -> PartieNotice:
    lignes = parties.dpo_lines(redaction)
    blocs = (
        [redaction.paragraph("complete.dpo_texte"), stack(lignes)] if lignes else [redaction.paragraph("complete.dpo_aucun")]
    )
    return part(redaction, "complete.dpo", blocs)


def _rows(redaction: Redaction, entetes: Sequence[str], lignes: "Sequence[tuple[Ligne, ...]] | None") -> Bloc:
    """A table, or the hole there is when it has no row."""
    return redaction.table(entetes, lignes) if lignes else redaction.hole("" if lignes is not None else A_DEMANDER)


def _purposes(redaction: Redaction) -> Bloc:
    def row(finalite: Finalite) -> tuple[Ligne, ...]:
        base = redaction.base(finalite, "bases")
        return (
            redaction.word(finalite.libelle),
            redaction.say("complete.base_texte", base=base, texte=finalite.texte) if finalite.texte else base,
        )

    finalites = redaction.fiche.finalites
    lignes = None if finalites is A_DEMANDER else [*map(row, finalites)]
    return _rows(redaction, ("complete.finalites_but", "complete.finalites_base"), lignes)


def _categories(redaction: Redaction) -> Bloc:
    directe = redaction.fiche.collecte_directe

    def sensitive(donnee: Donnee) -> Ligne:
        if donnee.sensible is not True:
            return redaction.say("complete.non")
        return redaction.say("complete.exception", exception=donnee.exception)

    def row(donnee: Donnee) -> tuple[Ligne, ...]:
        obligatoire = donnee.obligatoire
        dite = redaction.say("complete.oui" if obligatoire else "complete.non")
        due = dite if isinstance(obligatoire, bool) else redaction.word(obligatoire or "")
        sans = redaction.word(donnee.consequence) if obligatoire or donnee.consequence else redaction.say("complete.rien")
        return (redaction.word(donnee.libelle), *((due, sans) if directe else ()), sensitive(donnee))

    donnees = redaction.fiche.donnees
    entetes = (
        "complete.categories_quoi",
        *(("complete.categories_obligatoire", "complete.categories_sinon") if directe else ()),
        "complete.categories_sensible",
    )
    return _rows(redaction, entetes, None if donnees is A_DEMANDER else [*map(row, donnees)])


def _sources(redaction: Redaction) -> tuple[Ligne, ...]:
    def write(source: SourceDonnees) -> Ligne:
        if isinstance(source.genre, Provenance):
            return redaction.say(f"complete.source_{source.genre}", libelle=source.libelle)
        return redaction.word(source.libelle)

    return redaction.each(redaction.fiche.sources, write)


def _recipients(redaction: Redaction) -> Bloc:
    def row(destinataire: Destinataire) -> tuple[Ligne, ...]:
        return redaction.word(destinataire.libelle), redaction.word(destinataire.finalite)

    destinataires = redaction.fiche.destinataires
    lignes = None if destinataires is A_DEMANDER else [*map(row, destinataires)]
    return _rows(redaction, ("complete.destinataires_qui", "complete.destinataires_but"), lignes)


def _retentions(redaction: Redaction) -> Bloc:
    def row(ligne: Conservation) -> tuple[Ligne, ...]:
        return redaction.word(ligne.donnees), redaction.word(ligne.duree), redaction.word(ligne.depart)

    conservations = redaction.fiche.conservations
    lignes = None if conservations is A_DEMANDER else [*map(row, conservations)]
    entetes = ("complete.conservation_donnees", "complete.conservation_duree", "complete.conservation_depart")
    return _rows(redaction, entetes, lignes)


def _rights(redaction: Redaction) -> Iterator[Bloc]:
    yield bullets(rights(redaction, "complete"))
    yield redaction.paragraph("complete.droits_contact", contact=redaction.contact)
    yield redaction.paragraph("complete.droits_delai")


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
