"""R.toml: a demande as a file, read. What `ecriture` writes reads back the same."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from droits_usagers.domain.demarche.demande import Demande, Domicile, MoyenPartage
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.questions import Genre, Question, Valeur, check_answers
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange import parties
from droits_usagers.exchange.toml import parse

_T = TypeVar("_T")


def read_demande(contenu: bytes, fichier: str, demarches: Mapping[str, Demarche]) -> Demande:
    """What R.toml asks. `fichier` names it in refusals.

    Raises ExpectedError, always of the kind `is_input`: CLE_INCONNUE, QUESTION_INCONNUE, DATE_REFUSEE, DEMARCHE_INCONNUE…
    """
    root = parse(contenu, fichier)
    demande = demande_of(root, demarches)
    if demarches[demande.demarche].pour == (Qualite.ORGANISATION,) and demande.qualite is not Qualite.ORGANISATION:
        raise root.refusal(Panne.ORGANISATION_ABSENTE)
    root.close()
    return demande


def demande_of(root: Table, demarches: Mapping[str, Demarche]) -> Demande:
    """The demande in a table, which the caller closes."""
    demarche = demarches[read_demarche(root, demarches)]
    auteur = _optional(root, "auteur", parties.read_auteur)
    return Demande(
        demarche.id,
        date=root.date("date"),
        lieu=root.text("lieu"),
        concerne=_read_concerne(root, auteur),
        auteur=auteur,
        reponse_a=_optional(root, "reponse_a", parties.read_reponse_a),
        organisme=_optional(root, "organisme", parties.read_organisme) or Organisme(),
        copies=tuple(parties.read_copie(table) for table in root.tables("copie")),
        reponses=_read_reponses(root, demarche.questions),
        evenements=parties.read_evenements(root),
        domicile=Domicile.TU if root.boolean("domicile_tu") else None,
        a_taire=root.texts("a_taire"),
        ouverts=tuple(root.codes("ouverts", MoyenPartage)),
        changer_acces=root.boolean("changer_acces"),
    )


def read_demarche(root: Table, demarches: Mapping[str, object]) -> str:
    """The id of a demarche that exists. Raises ExpectedError CLE_ABSENTE or DEMARCHE_INCONNUE."""
    id_ = root.text("demarche", None)
    if id_ not in demarches:
        raise root.refusal(Panne.DEMARCHE_INCONNUE, "demarche")
    return id_


def _optional(root: Table, cle: str, read: Callable[[Table], _T]) -> _T | None:
    table = root.table(cle)
    return None if table is None else read(table)


def _read_concerne(root: Table, auteur: Auteur | None) -> Personne | None:
    """Whose data it is: nobody when an organisation writes in its own name."""
    concerne = _optional(root, "concerne", parties.read_concerne)
    if concerne is not None and auteur is not None and auteur.qualite is Qualite.ORGANISATION:
        raise root.refusal(Panne.VALEUR_REFUSEE, "concerne")
    return concerne


def _read_reponses(root: Table, questions: Sequence[Question]) -> dict[str, Valeur]:
    table = root.table("reponses")
    if table is None:
        return {}
    reponses = _read_lignes(table, questions)
    check_answers(questions, reponses, fichier=root.fichier, dans=table.chemin)
    return reponses


def _read_lignes(table: Table, questions: Sequence[Question]) -> dict[str, Valeur]:
    """The answers of one table: those of the demarche, or of one line of a groupe."""
    par_id = {question.id: question for question in questions}
    for id_ in table:
        if id_ not in par_id:
            raise table.refusal(Panne.QUESTION_INCONNUE, id_)
    return {id_: _read_valeur(table, par_id[id_]) for id_ in table}


def _read_valeur(table: Table, question: Question) -> Valeur:
    """One answer, in the shape its question takes; `check_answers` says afterwards whether it may be given."""
    valeur = table.raw(question.id)
    match question.genre:
        case Genre.DATE:
            return table.as_date(valeur, question.id)
        case Genre.GROUPE if isinstance(valeur, list) and all(isinstance(ligne, dict) for ligne in valeur):
            return tuple(_read_lignes(ligne, question.questions) for ligne in table.tables(question.id))
        case _ if isinstance(valeur, list) and all(isinstance(item, str) for item in valeur):
            return tuple(valeur)
        case _ if isinstance(valeur, str | bool):
            return valeur
        case _:
            raise table.refusal(Panne.REPONSE_REFUSEE, question.id)
