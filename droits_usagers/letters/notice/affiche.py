"""The poster: what, for whom, how long, and four rights, the right to object apart, whom to write to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from droits_usagers.domain.lettre.lettre import Ligne, Paragraphe
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.notice.traitements import A_DEMANDER, ADemander, Conservation, Contact, DroitNotice, Mot
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.parties import is_numbered, objection, offered, part, rights
from droits_usagers.letters.notice.redaction import Redaction
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

#: A poster says no more: after death is for the complete notice.
_DITS = frozenset(DroitNotice) - {DroitNotice.DECES, DroitNotice.OPPOSITION}
#: A number and its unit, of which one may say « après ».
_COMPTEE: Final = re.compile(r"\w+\s(?:ans?|mois|semaines?|jours?)", re.IGNORECASE)
_PREMIER_MOT: Final = re.compile(r"[^\W\d_]+")


def write(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order."""
    yield part(redaction, "affiche.qui", [Paragraphe(redaction.responsable)], genre=GenrePartie.FAIT)
    buts = redaction.enumerate(parties.purposes(redaction), numbered=is_numbered(redaction))
    yield part(redaction, "affiche.finalites", [buts], genre=GenrePartie.FAIT)
    lecteurs = Paragraphe(redaction.aside(parties.recipients(redaction)))
    yield part(redaction, "affiche.destinataires", [lecteurs], genre=GenrePartie.FAIT)
    yield part(redaction, "affiche.conservation", [redaction.enumerate(_retentions(redaction))], genre=GenrePartie.FAIT)
    yield from _rights(redaction)
    yield from objection(redaction, "affiche")
    yield _contact(redaction)


def _retentions(redaction: Redaction) -> tuple[Ligne, ...]:
    """What is kept as long from the same day is said once: « Dossier, courriers : 2 ans après le dernier contact »."""
    conservations = redaction.fiche.conservations
    if conservations is A_DEMANDER:
        return parties.retentions(redaction)
    groupes: dict[tuple[Mot, ...], Conservation] = {}
    for rang, ligne in enumerate(conservations):
        dits = (_said(ligne.donnees), _said(ligne.duree), _said(ligne.depart))
        cle: tuple[Mot, ...] = tuple(map(fold, dits[1:])) if all(dits) else (str(rang),)
        deja = groupes.get(cle)
        groupes[cle] = ligne if deja is None else replace(ligne, donnees=f"{deja.donnees}, {_after(dits[0])}")
    return parties.retentions(redaction, partial(_retention, redaction), tuple(groupes.values()))


def _after(donnees: str) -> str:
    """As it is said after a comma: without the capital of a first word, that of a name or of initials aside."""
    return donnees[:1].lower() + donnees[1:] if donnees[1:2].islower() else donnees


def _retention(redaction: Redaction, ligne: Conservation) -> Ligne:
    """« 2 ans après le dernier rendez-vous », where what was typed can be read so."""
    mot = _PREMIER_MOT.match(_said(ligne.depart))
    id_ = f"affiche.apres.{fold(mot[0])}" if mot else ""
    if id_ not in redaction.textes or not _COMPTEE.fullmatch(_said(ligne.duree)):
        return redaction.say("commun.conservation_seule", duree=ligne.duree, depart=ligne.depart)
    depart = _said(ligne.depart)
    return redaction.say("affiche.duree", duree=ligne.duree, depart=redaction.say(id_, depart=depart[0].lower() + depart[1:]))


def _said(mot: Mot) -> str:
    return "" if mot is A_DEMANDER else mot.strip()


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
        *_where(redaction),
        parties.complaint_block(redaction, "affiche.reclamation"),
    )
    return PartieNotice("contact", GenrePartie.CONTACT, (), blocs, picto="contact")


def _where(redaction: Redaction) -> Iterator[Paragraphe]:
    """The telephone and the place of the service, then of the officer: what the fiche gives, each once.

    Where there is no room for all, they are left out: the complete notice has them.
    """
    fiche, deja = redaction.fiche, {"", _said(redaction.contact)}
    if redaction.bref:
        return
    dpo = None if parties.is_waived(redaction, "dpo") else fiche.dpo
    for id_, qui in (("service", fiche.responsable), ("dpo", dpo)):
        nouveaux = [moyen for moyen in _ways(qui) if moyen not in deja]
        deja.update(nouveaux)
        if nouveaux:
            yield redaction.paragraph(f"affiche.{id_}", moyens=", ".join(nouveaux))


def _ways(contact: "Contact | ADemander | None") -> tuple[str, ...]:
    """By telephone, then on the spot; empty where nobody said."""
    if not isinstance(contact, Contact):
        return ()
    return _said(contact.telephone), "" if contact.adresse is A_DEMANDER else ", ".join(contact.adresse)
