"""What changed between two versions of a fiche: what was added, taken away, said otherwise, question by question."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.domain.notice.traitements import FicheTraitement
from droits_usagers.services.notice.formulaire import HORS_NOTICE, INCONNU, QUESTIONS, USAGE
from droits_usagers.services.notice.saisie import answers_of


class EcartVersions(StrEnum):
    """In what two versions differ."""

    AJOUT = "ajout"
    RETRAIT = "retrait"
    CHANGEMENT = "changement"


@dataclass(frozen=True, slots=True)
class Difference:
    """One of them. `ligne` names the line of a groupe it is about; a line that came or went has no `avant` or `apres`."""

    ecart: EcartVersions
    partie: PartieFiche
    question: Question
    ligne: str = field(default="", repr=False)
    avant: Valeur | None = field(default=None, repr=False)
    apres: Valeur | None = field(default=None, repr=False)


def differences(avant: FicheTraitement, apres: FicheTraitement) -> tuple[Difference, ...]:
    """All of them, in the order of the questions."""
    return tuple(_all(answers_of(avant), answers_of(apres)))


def _all(avant: Reponses, apres: Reponses) -> Iterator[Difference]:
    for partie, questions in QUESTIONS.items():
        if partie in HORS_NOTICE:
            # Not said by the notice.
            continue
        for question in questions:
            une, autre = avant.get(question.id), apres.get(question.id)
            if question.id == USAGE:
                continue
            if question.genre is Genre.GROUPE and INCONNU not in (une, autre):
                yield from _lines(partie, question, (lines_of(une), lines_of(autre)))
            else:
                yield from _one(partie, question, (une, autre))


def _lines(
    partie: PartieFiche, groupe: Question, versions: tuple[tuple[Reponses, ...], tuple[Reponses, ...]]
) -> Iterator[Difference]:
    """Lines are the same when they begin the same, and each is matched once."""
    restantes, apres = list(versions[0]), versions[1]
    for ligne in apres:
        ancienne = next((une for une in restantes if _name(groupe, une) == _name(groupe, ligne)), None)
        if ancienne is None:
            yield Difference(EcartVersions.AJOUT, partie, groupe, _name(groupe, ligne))
            continue
        restantes.remove(ancienne)
        for question in groupe.questions:
            for ecart in _one(partie, question, (ancienne.get(question.id), ligne.get(question.id))):
                yield Difference(ecart.ecart, partie, question, _name(groupe, ligne), ecart.avant, ecart.apres)
    for ligne in restantes:
        yield Difference(EcartVersions.RETRAIT, partie, groupe, _name(groupe, ligne))


def _one(partie: PartieFiche, question: Question, versions: tuple[Valeur | None, Valeur | None]) -> Iterator[Difference]:
    avant, apres = versions
    vide_avant, vide_apres = is_blank(avant), is_blank(apres)
    if avant == apres or (vide_avant and vide_apres):
        return
    ecart = EcartVersions.AJOUT if vide_avant else EcartVersions.RETRAIT if vide_apres else EcartVersions.CHANGEMENT
    yield Difference(ecart, partie, question, avant=None if vide_avant else avant, apres=None if vide_apres else apres)


def _name(groupe: Question, ligne: Reponses) -> str:
    """What a line is known by: its first words."""
    champs = (question.id for question in groupe.questions if question.genre is Genre.TEXTE)
    return next((texte for id_ in champs if isinstance(texte := ligne.get(id_), str) and texte.strip()), "")
