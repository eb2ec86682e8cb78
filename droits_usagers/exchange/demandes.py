"""R.toml: a demande as a file, read. What `ecriture` writes reads back the same."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from droits_usagers.domain.demarche.demande import Demande, Domicile, MoyenPartage
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.protection import hides_auteur, hides_concerne, place_of
from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, check_answers
from droits_usagers.domain.droit.feries import is_territoire, territoire_of
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu, read_iso
from droits_usagers.domain.mots.lecture import FORMAT, Table
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Civilite, Personne, Qualite, ReponseA
from droits_usagers.domain.socle.errors import Panne
from droits_usagers.exchange.toml import parse

#: What the receipt by a first, wrong addressee is marked with.
INITIAL = "initial"

_ANNEE, _MOIS = re.compile(r"\d{4}"), re.compile(r"\d{4}-\d{2}")


def read_personne(table: Table, *, denomination: bool = False) -> Personne:
    """Someone; `denomination` when an organisation may stand there. The caller closes the table."""
    return Personne(
        civilite=table.code("civilite", Civilite) if "civilite" in table else None,
        prenom=table.text("prenom"),
        nom=table.text("nom"),
        nom_naissance=table.text("nom_naissance"),
        naissance=_read_naissance(table),
        denomination=table.text("denomination") if denomination else "",
        reference_dossier=table.text("reference_dossier"),
        adresse=table.texts("adresse"),
        adresse_protegee=table.boolean("adresse_protegee"),
    )


def read_auteur(table: Table) -> Auteur:
    """Who writes, and in what capacity."""
    qualite = table.code("qualite", Qualite, Qualite.CONCERNE)
    auteur = Auteur(qualite, read_personne(table, denomination=True))
    table.close()
    return auteur


def read_concerne(table: Table) -> Personne:
    """Whose data it is."""
    personne = read_personne(table)
    table.close()
    return personne


def read_reponse_a(table: Table) -> ReponseA:
    """Where the answer must go."""
    reponse = ReponseA(table.text("nom"), table.texts("adresse"), enveloppe_neutre=table.boolean("enveloppe_neutre"))
    table.close()
    return reponse


def read_organisme(table: Table) -> Organisme:
    """The body the letter goes to. A territoire not given is read from the postcode: it tells to whom one appeals."""
    adresse = table.texts("adresse")
    organisme = Organisme(
        nom=table.text("nom"),
        genre=table.code("genre", GenreOrganisme, GenreOrganisme.AUTRE),
        service=table.text("service"),
        adresse=adresse,
        siren=table.text("siren"),
        territoire=read_territoire(table) or territoire_of(adresse),
        parent=table.text("parent"),
        adresse_relevee=table.date("adresse_relevee"),
    )
    table.close()
    return organisme


def read_copie(table: Table) -> Copie:
    """Someone who gets a copy."""
    copie = Copie(table.text("nom"), table.texts("adresse"))
    table.close()
    return copie


def read_territoire(table: Table) -> str:
    """The code of a territory, empty when absent. Raises ExpectedError TERRITOIRE_INCONNU."""
    code = table.text("territoire").upper()
    if code and not is_territoire(code):
        raise table.refusal(Panne.TERRITOIRE_INCONNU, "territoire")
    return code


def read_evenements(root: Table) -> tuple[Evenement, ...]:
    """The dated facts, in the order they are written."""
    return tuple(_read_evenement(table) for table in root.tables("evenement"))


def _read_evenement(table: Table) -> Evenement:
    type_ = table.code("type", TypeEvenement)
    organisme = table.text("organisme")
    if organisme and (organisme != INITIAL or type_ is not TypeEvenement.RECU):
        raise table.refusal(Panne.VALEUR_REFUSEE, "organisme")
    evenement = Evenement(_read_day(table), type_, organisme)
    table.close()
    return evenement


def _read_day(table: Table) -> dt.date:
    """A date; or its month alone, as "2026-06"."""
    valeur = table.raw("date")
    if isinstance(valeur, str) and _MOIS.fullmatch(valeur):
        table.as_date(f"{valeur}-01", "date")
        return read_iso(valeur)
    return table.required_date("date")


def _read_naissance(table: Table) -> dt.date | int | None:
    """A date, or a year alone as « 1970 », with or without quotes."""
    valeur = table.raw("naissance")
    if isinstance(valeur, int) and not isinstance(valeur, bool):
        valeur = str(valeur)
    if isinstance(valeur, str) and _ANNEE.fullmatch(valeur):
        return table.as_date(f"{valeur}-01-01", "naissance").year
    return table.date("naissance")


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
    auteur = _optional(root, "auteur", read_auteur)
    return Demande(
        demarche.id,
        date=root.date("date"),
        lieu=root.text("lieu"),
        concerne=_read_concerne(root, auteur),
        auteur=auteur,
        reponse_a=_optional(root, "reponse_a", read_reponse_a),
        organisme=_optional(root, "organisme", read_organisme) or Organisme(),
        copies=tuple(read_copie(table) for table in root.tables("copie")),
        reponses=_read_reponses(root, demarche.questions),
        evenements=read_evenements(root),
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
    concerne = _optional(root, "concerne", read_concerne)
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


#: What a TOML writer takes: its values have no common type.
_Toml = dict[str, Any]


def dump(valeurs: Mapping[str, Any], *, format_: int = FORMAT) -> bytes:
    """A TOML document, announcing its format. Texts are cleaned as for the coffre: a file in UTF-8 holds no lone surrogate."""
    import tomli_w

    return tomli_w.dumps(_cleaned({"format": format_} | dict(valeurs))).encode()


def plain_demande(demande: Demande) -> _Toml:
    """The demande in the shape of R.toml, before cleaning."""
    return {
        "demarche": demande.demarche,
        **_said(date=demande.date, lieu=place_of(demande), domicile_tu=demande.domicile is Domicile.TU or None),
        **_tables(
            concerne=None if demande.concerne is None else _personne(demande.concerne, tue=hides_concerne(demande)),
            auteur=None if demande.auteur is None else _auteur(demande.auteur, tue=hides_auteur(demande)),
            reponse_a=None if demande.reponse_a is None else _reponse_a(demande.reponse_a),
        ),
        **_said(
            organisme=None if demande.organisme == Organisme() else plain_organisme(demande.organisme),
            copie=[_said(nom=copie.nom, adresse=list(copie.adresse)) for copie in demande.copies],
            reponses=_reponses(demande.reponses),
            evenement=[_evenement(evenement) for evenement in demande.evenements],
        ),
    }


def _said(**valeurs: object) -> _Toml:
    """Only what was said: no empty text, no empty list."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur is not None and valeur not in ("", [], {})}


def _tables(**valeurs: _Toml | None) -> _Toml:
    """The tables that are there, empty ones included: a blank person is not the same as nobody."""
    return {cle: valeur for cle, valeur in valeurs.items() if valeur is not None}


def _personne(personne: Personne, *, tue: bool) -> _Toml:
    """`tue`: that the address must be kept quiet is told, and not the address."""
    # A year alone goes between quotes: that is how the format writes it.
    naissance = f"{personne.naissance:04}" if isinstance(personne.naissance, int) else personne.naissance
    return _said(
        civilite=personne.civilite and personne.civilite.value,
        prenom=personne.prenom,
        nom=personne.nom,
        nom_naissance=personne.nom_naissance,
        naissance=naissance,
        denomination=personne.denomination,
        reference_dossier=personne.reference_dossier,
        adresse=[] if tue else list(personne.adresse),
        adresse_protegee=personne.adresse_protegee or None,
    )


def _auteur(auteur: Auteur, *, tue: bool) -> _Toml:
    return {"qualite": auteur.qualite.value, **_personne(auteur.personne, tue=tue)}


def _reponse_a(reponse: ReponseA) -> _Toml:
    return _said(nom=reponse.nom, adresse=list(reponse.adresse)) | {"enveloppe_neutre": reponse.enveloppe_neutre}


def plain_organisme(organisme: Organisme) -> _Toml:
    """A body, in the shape of its table."""
    return _said(
        nom=organisme.nom,
        genre=organisme.genre.value,
        service=organisme.service,
        adresse=list(organisme.adresse),
        siren=organisme.siren,
        territoire=organisme.territoire,
        parent=organisme.parent,
        adresse_relevee=organisme.adresse_relevee,
    )


def _evenement(evenement: Evenement) -> _Toml:
    jour = evenement.date
    date = jour.isoformat() if isinstance(jour, MoisConnu) else jour
    return {"type": evenement.type.value, "date": date, **_said(organisme=evenement.organisme)}


def _reponses(reponses: Reponses) -> _Toml:
    """Answers as they are; tuples become lists, lines of a groupe become tables."""
    return {
        id_: [_reponses(item) if isinstance(item, Mapping) else item for item in valeur]
        if isinstance(valeur, tuple)
        else valeur
        for id_, valeur in reponses.items()
    }


def _cleaned(valeur: Any) -> Any:  # noqa: ANN401 - a TOML document holds anything
    match valeur:
        case str():
            return clean(valeur).texte
        case list():
            return [_cleaned(item) for item in valeur]
        case dict():
            return {cle: _cleaned(item) for cle, item in valeur.items()}
        case _:
            return valeur
