"""« Reprendre avec un papier »: the facts a letter rests on, read off papers and typed, without any dossier.

Which facts are asked is said by the étape (`Etape.papier`, `papier_aussi`). Each is a date, or a month; what is
typed stays as typed.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from droits_usagers.domain.demarche.demarches import REPONSE, Etape, Issue
from droits_usagers.domain.demarche.questions import Condition, Genre, Question, Reponses, Valeur, is_blank
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu, date_courte, read_month
from droits_usagers.services.lettre.formulaires import PAPIER
from droits_usagers.services.lettre.saisies import day, text

#: What happened besides, among the facts the étape may ask.
AUSSI = f"{PAPIER}aussi"


def fact_questions(etape: Etape) -> tuple[Question, ...]:
    """The dates to ask: some at once, some only once the person says that it happened."""
    directes = (Question(PAPIER + fait, Genre.DATE) for fait in etape.papier)
    if not etape.papier_aussi:
        return tuple(directes)
    aussi = Question(AUSSI, Genre.CHOIX_MULTIPLES, choix=etape.papier_aussi)
    dates = (
        Question(PAPIER + fait, Genre.DATE, condition=Condition({AUSSI: frozenset({fait})})) for fait in etape.papier_aussi
    )
    return (*directes, aussi, *dates)


def read_facts(saisies: Reponses, etape: Etape, *, issue: Issue | None, today: dt.date) -> frozenset[Evenement]:
    """The facts typed for this étape. An answer received is the fact that the issue says; without one, it is none yet."""
    cochees = saisies.get(AUSSI)
    dits = [fait for fait in etape.papier_aussi if isinstance(cochees, tuple) and fait in cochees]
    lus: set[Evenement] = set()
    for fait in (*etape.papier, *dits):
        jour = day(saisies, PAPIER + fait, today) or read_month(text(saisies, PAPIER + fait), today)
        type_ = (issue.evenement if issue else None) if fait == REPONSE else TypeEvenement(fait)
        if jour is not None and type_ is not None:
            lus.add(Evenement(jour, type_))
    return frozenset(lus)


def lay_out(
    faits: Iterable[Evenement], etape: Etape, *, saisies: Mapping[str, Valeur], answered: bool = True
) -> tuple[dict[str, Valeur], tuple[Evenement, ...]]:
    """What to type for this étape to say these facts, and those that nothing there asks.

    Of several facts of one type, the first is asked, and the latest of the answers. `answered` is False when a new answer came:
    those known are left alone. What was typed and cannot be read stays.
    """
    restants = sorted(faits)
    posees = [PAPIER + fait for fait in (*etape.papier, *etape.papier_aussi)]
    lues = {id_: valeur for id_ in posees if not is_blank(valeur := saisies.get(id_, ""))}
    for fait in (*etape.papier, *etape.papier_aussi):
        candidats = [connu for connu in restants if _tells(connu, fait, answered=answered)]
        if candidats:
            choisi = candidats[-1] if fait == REPONSE else candidats[0]
            lues[PAPIER + fait] = date_courte(choisi.date) if isinstance(choisi.date, MoisConnu) else choisi.date
            restants.remove(choisi)
    cochees = saisies.get(AUSSI)
    dits = cochees if isinstance(cochees, tuple) else ()
    lues[AUSSI] = tuple(fait for fait in etape.papier_aussi if fait in dits or PAPIER + fait in lues)
    return {id_: valeur for id_, valeur in lues.items() if not is_blank(valeur)}, tuple(restants)


def _tells(connu: Evenement, fait: str, *, answered: bool) -> bool:
    """True if this fact is what is asked. A receipt by a wrong addressee stays apart."""
    if fait == REPONSE:
        return answered and connu.type in REPONSES
    return connu.type.value == fait and not connu.organisme
