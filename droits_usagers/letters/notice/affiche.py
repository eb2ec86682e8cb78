"""The poster: what, for whom, how long, and four rights, the right to object apart, whom to write to."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Paragraphe, Texte
from droits_usagers.domain.mots.dates import date_longue
from droits_usagers.domain.mots.pliage import fold
from droits_usagers.domain.notice.traitements import (
    A_DEMANDER,
    ADemander,
    Affichage,
    Conservation,
    Contact,
    ControleAffiche,
    DroitNotice,
    Mot,
)
from droits_usagers.letters.notice import parties
from droits_usagers.letters.notice.parties import is_numbered, objection, offered, part, rights
from droits_usagers.letters.notice.redaction import Redaction, strong
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


_COLONNES = ("journal.jour", "journal.constat", "journal.photo")


def write_log(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order: what it is, then each poster."""
    affichages = redaction.fiche.affichages
    if not affichages:
        yield PartieNotice(
            "journal.vide",
            GenrePartie.SECTION,
            redaction.say("journal.vide"),
            (_said_of_copies(redaction, "vide_texte"),),
            "affiche",
        )
        return
    mois = redaction.fiche.controle_mois
    regle = _said_of_copies(redaction, "regle_aucune" if mois is None else "regle_1" if mois == 1 else "regle", mois=str(mois))
    yield PartieNotice(
        "journal.sens",
        GenrePartie.SECTION,
        redaction.say("journal.sens"),
        (_said_of_copies(redaction, "sens_texte"), regle),
        "notice",
    )
    for rang, affichage in enumerate(affichages, start=1):
        yield _poster(redaction, affichage, rang)


def _poster(redaction: Redaction, affichage: Affichage, rang: int) -> PartieNotice:
    titre = _own(affichage.lieu) or redaction.say("journal.sans_lieu", rang=_own(str(rang)))
    return PartieNotice(f"journal.{rang}", GenrePartie.SECTION, titre, tuple(_facts(redaction, affichage)), "affiche")


def _facts(redaction: Redaction, affichage: Affichage) -> Iterator[Bloc]:
    pose = affichage.pose_le
    yield _said_of_copies(redaction, "version" if affichage.version else "sans_version", version=affichage.version)
    if redaction.version and affichage.version not in ("", redaction.version):
        yield Paragraphe(strong(redaction.say("journal.perimee", version=redaction.version)))
    yield (
        _said_of_copies(redaction, "sans_pose") if pose is None else _said_of_copies(redaction, "posee", jour=date_longue(pose))
    )
    if affichage.controles:
        controles = sorted(affichage.controles, key=lambda controle: controle.date)
        yield redaction.table(_COLONNES, [_look(redaction, controle) for controle in controles])
    else:
        yield _said_of_copies(redaction, "sans_controle")


def _look(redaction: Redaction, controle: ControleAffiche) -> tuple[Ligne, ...]:
    photo = _own(controle.photo) or redaction.say("journal.sans_photo")
    return _own(date_longue(controle.date)), redaction.say(f"journal.constats.{controle.constat}"), photo


def _said_of_copies(redaction: Redaction, id_: str, **valeurs: str) -> Paragraphe:
    return redaction.paragraph(f"journal.{id_}", **{cle: _own(valeur) for cle, valeur in valeurs.items()})


def _own(texte: str) -> Ligne:
    return (Texte(texte.strip(), saisi=True),) if texte.strip() else ()
