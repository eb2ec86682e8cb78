"""The wizard's own questions — who, for whom, to whom, from which paper — as `Question`s, so that one drawing serves them all.

Their texts are `[assistant.questions.<id>]` in the texts of the program, in the same shape as those of a demarche.
What is typed in them is read by `services/lettre/saisies.py`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from droits_usagers.domain.demarche.demande import MoyenPartage
from droits_usagers.domain.demarche.questions import (
    PROTEGEE,
    TUE,
    Condition,
    Genre,
    NumeroAdmis,
    Question,
    Reponses,
    Valeur,
    blank_answers,
)
from droits_usagers.domain.droit.feries import is_territoire
from droits_usagers.domain.mots.dates import read_date, read_month, read_naissance
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Civilite, Qualite
from droits_usagers.domain.releve.identifiants import find_identifiants


class Section(StrEnum):
    """The forms that are the wizard's own; the answers of a demarche are kept under its id."""

    #: Whether someone must not know: kept for this sitting alone.
    DANGER = "danger"
    VOUS = "vous"
    ORGANISME = "organisme"
    PAPIER = "papier"
    SIGNATURE = "signature"


class Saisie(StrEnum):
    """How a question is typed or chosen, where its genre alone does not say."""

    LIGNE = "ligne"
    PARAGRAPHE = "paragraphe"
    ADRESSE = "adresse"
    DATE = "date"
    NAISSANCE = "naissance"
    CHOIX = "choix"
    CHOIX_MULTIPLES = "choix_multiples"
    OUI_NON = "oui_non"
    GROUPE = "groupe"


_PAR_GENRE: dict[Genre, Saisie] = {
    Genre.TEXTE: Saisie.LIGNE,
    Genre.TEXTE_LONG: Saisie.PARAGRAPHE,
    Genre.CHOIX: Saisie.CHOIX,
    Genre.CHOIX_MULTIPLES: Saisie.CHOIX_MULTIPLES,
    Genre.DATE: Saisie.DATE,
    Genre.OUI_NON: Saisie.OUI_NON,
    Genre.GROUPE: Saisie.GROUPE,
}


def saisie_of(question: Question) -> Saisie:
    """How this question is typed: by its genre, but for the few of ours that are an address or a date of birth."""
    if question.genre is Genre.TEXTE_LONG and question.id.endswith("adresse"):
        return Saisie.ADRESSE
    if question.genre is Genre.TEXTE and question.id.endswith("_naissance") and question.id != "concerne_nom_naissance":
        return Saisie.NAISSANCE
    return _PAR_GENRE[question.genre]


def _si(question: str, *valeurs: str) -> Condition:
    return Condition(si={question: frozenset(valeurs)})


def _sauf(question: str, *valeurs: str) -> Condition:
    return Condition(sauf={question: frozenset(valeurs)})


#: Those who sign for themselves: nobody else is asked about.
POUR_SOI = (Qualite.CONCERNE, Qualite.AGENT)
#: The choices of a civilité; their labels are texts, like any other choice.
CIVILITES: Mapping[str, Civilite | None] = {civilite.name.lower(): civilite for civilite in Civilite} | {"aucune": None}

_SEULE = _sauf("qualite", *POUR_SOI, Qualite.ORGANISATION)
_AUTRE = _sauf("qualite", *POUR_SOI)


def question_qualite(pour: Sequence[Qualite]) -> Question:
    """In what capacity the letter is written, among those the demarche is for: for oneself, unless it is not."""
    defaut = Qualite.CONCERNE if Qualite.CONCERNE in pour or not pour else pour[0]
    return Question("qualite", Genre.CHOIX, defaut=defaut.value, choix=tuple(qualite.value for qualite in pour))


def with_qualite(saisies: Reponses, pour: Sequence[Qualite]) -> dict[str, Valeur]:
    """What was typed about people; where one cannot write for oneself, in the capacity that stands until one has said."""
    return {**({} if Qualite.CONCERNE in pour else blank_answers([question_qualite(pour)])), **saisies}


#: Asked alone on its screen, whatever the demarche.
DANGER = Question("danger", Genre.CHOIX, choix=("oui", "non", "tait"))
_PROTEGE = _si(PROTEGEE, "oui")
#: Places and names to be written nowhere.
A_TAIRE = Question("a_taire", Genre.GROUPE, questions=(Question("a_taire_quoi", Genre.TEXTE),), condition=_PROTEGE)

#: What someone else opens, and whether the body is asked to put an end to it for the account: the other one would see it.
OUVERTS = Question("ouverts", Genre.CHOIX_MULTIPLES, choix=tuple(MoyenPartage), condition=_PROTEGE)
CHANGER = Question(
    "changer_acces",
    Genre.OUI_NON,
    defaut=False,
    condition=Condition(si={**_PROTEGE.si, OUVERTS.id: frozenset({MoyenPartage.COMPTE})}),
)

REFERENCE = Question("concerne_reference_dossier", Genre.TEXTE, numero_admis=tuple(NumeroAdmis))
_PERSONNE = (
    Question("concerne_civilite", Genre.CHOIX, choix=tuple(CIVILITES)),
    Question("concerne_prenom", Genre.TEXTE),
    Question("concerne_nom", Genre.TEXTE),
    Question("concerne_nom_naissance", Genre.TEXTE),
    Question("concerne_naissance", Genre.TEXTE),
    Question("concerne_adresse", Genre.TEXTE_LONG),
    REFERENCE,
)
#: The same questions under two titles: who are you, or whose file is it.
SOI = tuple(replace(question, condition=_si("qualite", *POUR_SOI)) for question in _PERSONNE)
CONCERNE = tuple(replace(question, condition=_sauf("qualite", *POUR_SOI, Qualite.ORGANISATION)) for question in _PERSONNE)
AUTEUR = (
    Question("auteur_denomination", Genre.TEXTE, condition=_si("qualite", Qualite.MANDATAIRE, Qualite.ORGANISATION)),
    Question("auteur_civilite", Genre.CHOIX, choix=tuple(CIVILITES), condition=_SEULE),
    Question("auteur_prenom", Genre.TEXTE, condition=_SEULE),
    Question("auteur_nom", Genre.TEXTE, condition=_SEULE),
    Question("auteur_adresse", Genre.TEXTE_LONG, condition=_AUTRE),
)
_AILLEURS = {"reponse_ailleurs": frozenset({"oui"})}
_AILLEURS_OUVERT = Condition(si=_AILLEURS, sauf={"reponse_secrete": frozenset({"oui"})})
REPONSE = (
    Question("reponse_ailleurs", Genre.OUI_NON, defaut=False),
    Question("reponse_secrete", Genre.OUI_NON, defaut=False, condition=Condition(si={**_AILLEURS, **_PROTEGE.si})),
    Question("domiciliation_nom", Genre.TEXTE, condition=_si("reponse_secrete", "oui")),
    Question("domiciliation_adresse", Genre.TEXTE_LONG, condition=_si("reponse_secrete", "oui")),
    Question("reponse_nom", Genre.TEXTE, condition=_AILLEURS_OUVERT),
    Question("reponse_adresse", Genre.TEXTE_LONG, condition=_AILLEURS_OUVERT),
    Question("reponse_enveloppe_neutre", Genre.OUI_NON, defaut=False),
)
#: Asked once more before anything leaves, of who did not say who must not know: somewhere else, or at home after all.
OU_REPONDRE, AILLEURS, CHEZ_MOI = "ou_repondre", "ailleurs", "chez_moi"
_LA = _si(OU_REPONDRE, AILLEURS)
REPONDRE = (
    Question(OU_REPONDRE, Genre.CHOIX, choix=(AILLEURS, CHEZ_MOI)),
    Question("reponse_nom", Genre.TEXTE, condition=_LA),
    Question("reponse_adresse", Genre.TEXTE_LONG, condition=_LA),
)
#: Typed as a code, and read from the postcode when it is not.
TERRITOIRE = "organisme_territoire"
#: Not asked: the first of the month in which the address was noted, as long as it is that of the annuaire, unchanged.
RELEVEE = "organisme_adresse_relevee"
NOM_ORGANISME, ADRESSE_ORGANISME = "organisme_nom", "organisme_adresse"
SERVICE = Question("organisme_service", Genre.TEXTE)
ORGANISME = (
    Question(NOM_ORGANISME, Genre.TEXTE),
    Question("organisme_genre", Genre.CHOIX, choix=tuple(genre.value for genre in GenreOrganisme)),
    SERVICE,
    Question(ADRESSE_ORGANISME, Genre.TEXTE_LONG),
    Question(TERRITOIRE, Genre.TEXTE),
)
COPIES = (Question("copies", Genre.GROUPE, questions=(Question("nom", Genre.TEXTE), Question("adresse", Genre.TEXTE_LONG))),)
#: Ready-made lines of a groupe, by question: what each fills in is `[assistant.modeles.<id>]`, by id of the line's questions.
MODELES: Mapping[str, tuple[str, ...]] = {"copies": ("dpo", "prada")}

#: How the questions about a paper begin; after it, the fact whose date is asked (`services/lettre/papier.py`).
PAPIER = "papier_"

#: A place could tell where someone is: where the home is not written, the town of the reply stands for it.
_SI_DITE = Condition(sauf={PROTEGEE: frozenset({"oui"}), TUE: frozenset({"oui"})})
SIGNATURE = (Question("lieu", Genre.TEXTE, condition=_SI_DITE), Question("date", Genre.DATE))

#: Questions whose answer says who someone is, or where they live: F9 hides them.
IDENTITE = frozenset(
    question.id for question in (*_PERSONNE, *AUTEUR, *REPONSE) if question.genre in (Genre.TEXTE, Genre.TEXTE_LONG)
)


class ConstatReponse(StrEnum):
    """One thing to say; its sentence is `[assistant.constats]`."""

    DATE_ILLISIBLE = "date_illisible"
    DATE_A_VENIR = "date_a_venir"
    NAISSANCE_ILLISIBLE = "naissance_illisible"
    TERRITOIRE_INCONNU = "territoire_inconnu"
    CARACTERES_REMPLACES = "caracteres_remplaces"
    NIR = "nir"
    CAF = "caf"
    TITRE_SEJOUR = "titre_sejour"

    @property
    def is_about_reading(self) -> bool:
        """True for what may still be being typed: said only once the person has gone on."""
        return self in (
            ConstatReponse.DATE_ILLISIBLE,
            ConstatReponse.DATE_A_VENIR,
            ConstatReponse.NAISSANCE_ILLISIBLE,
            ConstatReponse.TERRITOIRE_INCONNU,
        )


def constats(question: Question, valeur: Valeur, today: dt.date) -> tuple[ConstatReponse, ...]:
    """What to say about this answer, the most useful first."""
    if not isinstance(valeur, str) or not valeur.strip():
        return ()
    match saisie_of(question):
        case Saisie.DATE:
            mois = read_month(valeur, today) if question.mois or question.id.startswith(PAPIER) else None
            return _about_date(question, read_date(valeur, today) or mois, today)
        case Saisie.NAISSANCE:
            return () if read_naissance(valeur, today) is not None else (ConstatReponse.NAISSANCE_ILLISIBLE,)
        case _ if question.id == TERRITOIRE:
            return () if is_territoire(valeur.strip().upper()) else (ConstatReponse.TERRITOIRE_INCONNU,)
        case _ if question.genre in (Genre.TEXTE, Genre.TEXTE_LONG):
            return tuple(_about_text(question, valeur))
        case _:
            return ()


def tidy(question: Question, valeur: Valeur, today: dt.date) -> Valeur | None:
    """What a typed date becomes once it is read: the day, the month asked, the year of a birth. None: leave it as typed."""
    if not isinstance(valeur, str):
        return None
    match saisie_of(question):
        case Saisie.DATE:
            return read_date(valeur, today) or (read_month(valeur, today) if question.mois else None)
        case Saisie.NAISSANCE:
            lue = read_naissance(valeur, today)
            return str(lue) if isinstance(lue, int) else lue
        case _:
            return None


def _about_date(question: Question, jour: dt.date | None, today: dt.date) -> tuple[ConstatReponse, ...]:
    if jour is None:
        return (ConstatReponse.DATE_ILLISIBLE,)
    return (ConstatReponse.DATE_A_VENIR,) if question.id.startswith(PAPIER) and jour > today else ()


def _about_text(question: Question, valeur: str) -> Iterator[ConstatReponse]:
    if clean(valeur).remplaces:
        yield ConstatReponse.CARACTERES_REMPLACES
    genres = {trouve.genre.value for trouve in find_identifiants(valeur, question.numero_admis)}
    yield from (constat for constat in ConstatReponse if constat.value in genres)
