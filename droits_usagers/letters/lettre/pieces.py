"""What a template knows of the enclosures: the number of each, and which fact or which line it shows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from droits_usagers.domain.demarche.demande import Demande, contexte_of
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.pieces import Jointe, groupe_of
from droits_usagers.domain.demarche.questions import Genre, Question, effective_answers, filled_lines
from droits_usagers.domain.echeances.evenements import POUR_SOI
from droits_usagers.domain.mots.dates import date_courte

#: What the number of the enclosure that shows something is called, beside it.
NUMERO = "numero_piece"

_Date: TypeAlias = tuple[dt.date | None, dict[str, object]]


def numbers_of(demarche: Demarche, jointes: Sequence[Jointe]) -> dict[str, str]:
    """By enclosure that the texts name, its number; empty when it does not go with this letter."""
    numeros = {jointe.piece.id: str(jointe.rang) for jointe in jointes if not jointe.piece.ligne}
    return {piece.id: numeros.get(piece.id, "") for piece in demarche.pieces}


def story_of(
    demande: Demande, demarche: Demarche, reponses: Mapping[str, object], *, numeros: Mapping[str, str]
) -> list[dict[str, object]]:
    """The facts in order, each with the enclosure that shows it; those without a date last."""
    faits = [*_recorded(demande, numeros), *_told(demande, demarche, reponses)]
    return [
        fait | {"date": date_courte(jour) if jour else ""} for jour, fait in sorted(faits, key=lambda un: un[0] or dt.date.max)
    ]


def _recorded(demande: Demande, numeros: Mapping[str, str]) -> Iterator[_Date]:
    """The facts of the dossier: an enclosure that bears the name of one shows it."""
    for fait in (un for un in demande.evenements if un.type not in POUR_SOI):
        numero = "" if fait.organisme else numeros.get(fait.type.value, "")
        yield fait.date, {"type": fait.type.value, "texte": "", "initial": bool(fait.organisme), NUMERO: numero}


def _told(demande: Demande, demarche: Demarche, reponses: Mapping[str, object]) -> Iterator[_Date]:
    """The facts that the person tells, in the lines of the groupes made for that. `reponses` are the answers as printed."""
    comptees = effective_answers(demarche.questions, demande.reponses, contexte_of(demande))
    for question in demarche.questions:
        dites = reponses.get(question.id)
        if not question.histoire or not isinstance(dites, list):
            continue
        jour, texte = (_first(question, genre) for genre in (Genre.DATE, Genre.TEXTE))
        for ligne, dite in zip(filled_lines(comptees.get(question.id)), dites, strict=True):
            date = ligne.get(jour)
            fait = {"type": "", "texte": dite.get(texte, ""), "initial": False, NUMERO: dite.get(NUMERO, "")}
            yield date if isinstance(date, dt.date) else None, fait


def _first(groupe: Question, genre: Genre) -> str:
    return next((question.id for question in groupe.questions if question.genre is genre), "")


def numbered_groupes(demarche: Demarche) -> frozenset[str]:
    """The groupes whose lines may each name an enclosure."""
    return frozenset(groupe_of(demarche, piece.ligne) for piece in demarche.pieces if piece.ligne)


def number_lines(reponses: dict[str, object], demarche: Demarche, jointes: Sequence[Jointe]) -> dict[str, object]:
    """Writes beside each line of such a groupe the number of the enclosure that it names, and gives the answers back."""
    lignes = {groupe: reponses[groupe] for groupe in numbered_groupes(demarche)}
    for ligne in (ligne for trouvees in lignes.values() if isinstance(trouvees, list) for ligne in trouvees):
        ligne[NUMERO] = ""
    for jointe in jointes:
        trouvees = lignes.get(groupe_of(demarche, jointe.piece.ligne)) if jointe.piece.ligne else None
        if isinstance(trouvees, list):
            trouvees[jointe.ligne][NUMERO] = str(jointe.rang)
    return reponses
