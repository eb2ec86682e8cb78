"""What is missing, and can be filled on the screen or by hand: shown, and nothing waits for it."""

from collections.abc import Iterator

from droits_usagers.domain.controle.lecture import Lecture
from droits_usagers.domain.controle.valeurs import Alerte, Lieu, Partie, Regle
from droits_usagers.domain.lettre import ACompleter

#: Parts that have their own rule.
_AILLEURS = frozenset({Partie.DESTINATAIRE, Partie.LIEU_DATE})
#: The field to begin with, by the part that has dotted lines.
_CHAMPS = {Partie.EXPEDITEUR: "concerne_nom", Partie.SIGNATURE: "concerne_nom", Partie.COPIES: "copies"}


def destinataire_incomplet(lecture: Lecture) -> Iterator[Alerte]:
    """Who the letter goes to, or where, is to be filled by hand."""
    for id_, lettre in lecture.lettres:
        if not _has_gaps(lettre.destinataire):
            continue
        organisme = lecture.cadre.organisme
        cas, champ = ("adresse", "organisme_adresse") if organisme.nom else ("nom", "organisme_nom")
        yield lecture.alerte(Regle.DESTINATAIRE_INCOMPLET, cas, lieux=(Lieu(id_, Partie.DESTINATAIRE),), champ=champ)
        return


def lieu_ou_date_absents(lecture: Lecture) -> Iterator[Alerte]:
    """The place, the day, or both are to be filled by hand."""
    for id_, lettre in lecture.lettres:
        vides = tuple(isinstance(inline, ACompleter) for inline in lettre.lieu_date)
        if not any(vides):
            continue
        cas = "lieu_et_date" if sum(vides) > 1 else "lieu" if vides[0] else "date"
        champ = "date" if cas == "date" else "lieu"
        yield lecture.alerte(Regle.LIEU_OU_DATE_ABSENTS, cas, lieux=(Lieu(id_, Partie.LIEU_DATE),), champ=champ)
        return


def reste_a_remplir(lecture: Lecture) -> Iterator[Alerte]:
    """How many dotted lines are left elsewhere, over everything that leaves."""
    restent = [passage for passage in lecture.passages if passage.a_completer and passage.lieu.partie not in _AILLEURS]
    nombre = sum(passage.a_completer for passage in restent)
    if not nombre:
        return
    champ = next((_CHAMPS[passage.lieu.partie] for passage in restent if passage.lieu.partie in _CHAMPS), "")
    lieux = tuple(passage.lieu for passage in restent)
    yield lecture.alerte(Regle.RESTE_A_REMPLIR, "un" if nombre == 1 else "plusieurs", lieux=lieux, champ=champ, nombre=nombre)


def _has_gaps(lignes: tuple[tuple[object, ...], ...]) -> bool:
    return any(isinstance(inline, ACompleter) for ligne in lignes for inline in ligne)
