"""The log of the posters: where each was put up, which version, and what someone found there, day by day."""

from collections.abc import Iterator

from droits_usagers.domain.lettre.lettre import Bloc, Ligne, Paragraphe, Texte
from droits_usagers.domain.mots.dates import date_longue
from droits_usagers.domain.notice.traitements import Affichage, ControleAffiche
from droits_usagers.letters.notice.redaction import Redaction, strong
from droits_usagers.letters.notice.valeurs import GenrePartie, PartieNotice

_COLONNES = ("journal.jour", "journal.constat", "journal.photo")


def write_log(redaction: Redaction) -> Iterator[PartieNotice]:
    """Its parts, in reading order: what it is, then each poster."""
    affichages = redaction.fiche.affichages
    if not affichages:
        yield PartieNotice(
            "journal.vide", GenrePartie.SECTION, redaction.say("journal.vide"), (_said(redaction, "vide_texte"),), "affiche"
        )
        return
    mois = redaction.fiche.controle_mois
    regle = _said(redaction, "regle_aucune" if mois is None else "regle_1" if mois == 1 else "regle", mois=str(mois))
    yield PartieNotice(
        "journal.sens", GenrePartie.SECTION, redaction.say("journal.sens"), (_said(redaction, "sens_texte"), regle), "notice"
    )
    for rang, affichage in enumerate(affichages, start=1):
        yield _poster(redaction, affichage, rang)


def _poster(redaction: Redaction, affichage: Affichage, rang: int) -> PartieNotice:
    titre = _own(affichage.lieu) or redaction.say("journal.sans_lieu", rang=_own(str(rang)))
    return PartieNotice(f"journal.{rang}", GenrePartie.SECTION, titre, tuple(_facts(redaction, affichage)), "affiche")


def _facts(redaction: Redaction, affichage: Affichage) -> Iterator[Bloc]:
    pose = affichage.pose_le
    yield _said(redaction, "version" if affichage.version else "sans_version", version=affichage.version)
    if redaction.version and affichage.version not in ("", redaction.version):
        yield Paragraphe(strong(redaction.say("journal.perimee", version=redaction.version)))
    yield _said(redaction, "sans_pose") if pose is None else _said(redaction, "posee", jour=date_longue(pose))
    if affichage.controles:
        controles = sorted(affichage.controles, key=lambda controle: controle.date)
        yield redaction.table(_COLONNES, [_look(redaction, controle) for controle in controles])
    else:
        yield _said(redaction, "sans_controle")


def _look(redaction: Redaction, controle: ControleAffiche) -> tuple[Ligne, ...]:
    photo = _own(controle.photo) or redaction.say("journal.sans_photo")
    return _own(date_longue(controle.date)), redaction.say(f"journal.constats.{controle.constat}"), photo


def _said(redaction: Redaction, id_: str, **valeurs: str) -> Paragraphe:
    return redaction.paragraph(f"journal.{id_}", **{cle: _own(valeur) for cle, valeur in valeurs.items()})


def _own(texte: str) -> Ligne:
    return (Texte(texte.strip(), saisi=True),) if texte.strip() else ()
