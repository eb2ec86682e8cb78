"""What is asked to describe a processing, part by part, as `Question`s: the same drawing serves them and the wizard's.

Their texts are `[notices.questions.<id>]`. What is answered is read by `services/notice/saisie.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Genre, Question
from droits_usagers.domain.notice.traitements import A_DEMANDER, Base, ConstatAffichage, DroitNotice, Provenance

#: The answer « je ne sais pas », wherever it is given: what is to be asked of the DPO.
INCONNU = A_DEMANDER.value
#: Before a mention: the question whose answer declares that it does not apply here.
SANS_OBJET = "sans_objet_"
#: Whose notice it is: one's own, or one that was received and typed again.
USAGE = "usage"
DU_SERVICE, RECUE = "service", "recue"


class PartieFiche(StrEnum):
    """The parts of a fiche, in the order in which one fills them."""

    FICHIER = "fichier"
    RESPONSABLE = "responsable"
    DPO = "dpo"
    FINALITES = "finalites"
    DONNEES = "donnees"
    SOURCES = "sources"
    DESTINATAIRES = "destinataires"
    CONSERVATIONS = "conservations"
    TRANSFERTS = "transferts"
    DECISION = "decision"
    DROITS = "droits"
    PRESENTATION = "presentation"
    AFFICHAGES = "affichages"
    CONTROLES = "controles"


#: What the notice does not say: where it was put up, and whether it was still there.
SUR_LES_MURS = frozenset({PartieFiche.AFFICHAGES, PartieFiche.CONTROLES})
#: The same, and how its sheets look.
HORS_NOTICE = SUR_LES_MURS | {PartieFiche.PRESENTATION}


def _texte(*ids: str) -> tuple[Question, ...]:
    return tuple(Question(id_, Genre.TEXTE) for id_ in ids)


def _sans_objet(*mentions: str) -> tuple[Question, ...]:
    return tuple(Question(SANS_OBJET + mention, Genre.CHOIX_MULTIPLES, choix=(mention,)) for mention in mentions)


def _groupe(id_: str, *questions: Question) -> Question:
    return Question(id_, Genre.GROUPE, questions=questions)


#: A recipient receives for one of the purposes: which ones there are is known when it is asked (`questions_of`).
BUT_DU_DESTINATAIRE = Question("destinataire_finalite", Genre.TEXTE)

_FINALITE = (
    Question("finalite_libelle", Genre.TEXTE),
    Question("finalite_base", Genre.CHOIX, choix=tuple(base.name.lower() for base in Base)),
    Question("finalite_texte", Genre.TEXTE),
)
_DONNEE = (
    Question("donnee_libelle", Genre.TEXTE),
    Question("donnee_sensible", Genre.OUI_NON),
    Question("donnee_exception", Genre.TEXTE),
    Question("donnee_obligatoire", Genre.OUI_NON),
    Question("donnee_consequence", Genre.TEXTE),
)
_SOURCE = (
    Question("source_genre", Genre.CHOIX, choix=tuple(genre.value for genre in Provenance)),
    Question("source_libelle", Genre.TEXTE),
)

_AFFICHAGE = (*_texte("affichage_lieu", "affichage_version"), Question("affichage_pose_le", Genre.DATE))
#: A check is of one of the posters: which ones there are is known when it is asked (`questions_of`).
AFFICHE_VUE = Question("controle_affiche", Genre.TEXTE)
_CONTROLE = (
    AFFICHE_VUE,
    Question("controle_date", Genre.DATE),
    Question("controle_constat", Genre.CHOIX, choix=tuple(constat.value for constat in ConstatAffichage)),
    Question("controle_photo", Genre.TEXTE),
)

QUESTIONS: Mapping[PartieFiche, tuple[Question, ...]] = {
    PartieFiche.FICHIER: (
        Question(USAGE, Genre.CHOIX, choix=(DU_SERVICE, RECUE)),
        *_texte("nom", "version"),
    ),
    PartieFiche.RESPONSABLE: (
        *_texte("responsable_nom", "responsable_service"),
        Question("responsable_adresse", Genre.TEXTE_LONG),
        *_texte("responsable_courriel", "responsable_telephone"),
    ),
    PartieFiche.DPO: (
        *_texte("dpo_courriel", "dpo_telephone"),
        Question("dpo_adresse", Genre.TEXTE_LONG),
        *_texte("dpo_nom"),
        *_sans_objet("dpo"),
    ),
    PartieFiche.FINALITES: (_groupe("finalites", *_FINALITE), *_sans_objet("interets_legitimes")),
    PartieFiche.DONNEES: (_groupe("donnees", *_DONNEE),),
    PartieFiche.SOURCES: (_groupe("sources", *_SOURCE),),
    PartieFiche.DESTINATAIRES: (_groupe("destinataires", *_texte("destinataire_libelle"), BUT_DU_DESTINATAIRE),),
    PartieFiche.CONSERVATIONS: (
        _groupe("conservations", *_texte("conservation_donnees", "conservation_duree", "conservation_depart")),
    ),
    PartieFiche.TRANSFERTS: (
        *_sans_objet("transferts"),
        _groupe("transferts", *_texte("transfert_pays", "transfert_garanties")),
    ),
    PartieFiche.DECISION: (
        Question("decision_existe", Genre.OUI_NON),
        Question("decision_logique", Genre.TEXTE_LONG),
        *_sans_objet("decision_automatisee", "algorithme"),
    ),
    PartieFiche.DROITS: (
        Question("droits_contact", Genre.TEXTE),
        Question("droits_offerts", Genre.CHOIX_MULTIPLES, choix=tuple(droit.value for droit in DroitNotice)),
        Question("droits_opposition_a_part", Genre.OUI_NON),
        Question("droits_reclamation_cnil", Genre.OUI_NON),
        Question("droits_moins_de_15_ans", Genre.OUI_NON),
        *_sans_objet("retrait", "moins_de_15_ans", "questionnaire"),
    ),
    PartieFiche.PRESENTATION: _texte("logo", "couleur"),
    PartieFiche.AFFICHAGES: (_groupe("affichages", *_AFFICHAGE), *_texte("controle_mois")),
    PartieFiche.CONTROLES: (_groupe("controles", *_CONTROLE),),
}

#: The groups, whose lines are what the notice says. Posters put up are something else.
GROUPES: Mapping[str, Question] = {
    question.id: question
    for partie, questions in QUESTIONS.items()
    for question in questions
    if question.genre is Genre.GROUPE and partie not in SUR_LES_MURS
}
#: What is not said in the fiche itself, or cannot be unknown.
SANS_INCONNU = (
    frozenset({USAGE, "dpo_nom", "logo", "couleur", "affichages", "controle_mois", "controles"})
    | {question.id for question in (*_AFFICHAGE, *_CONTROLE)}
    | {question.id for questions in QUESTIONS.values() for question in questions if question.id.startswith(SANS_OBJET)}
)


def questions_of(partie: PartieFiche, parmi: Sequence[str]) -> tuple[Question, ...]:
    """The questions of a part; `parmi`: in words, the purposes a recipient can be tied to, or the posters a check can be of."""
    lie = {PartieFiche.DESTINATAIRES: BUT_DU_DESTINATAIRE, PartieFiche.CONTROLES: AFFICHE_VUE}.get(partie)
    if lie is None or not parmi:
        return QUESTIONS[partie]
    choisi = replace(lie, genre=Genre.CHOIX, choix=tuple(parmi))
    return tuple(
        replace(groupe, questions=tuple(choisi if question.id == lie.id else question for question in groupe.questions))
        for groupe in QUESTIONS[partie]
    )


#: Where each mention is filled in: its part and its question; within a groupe, the field of a line.
PLACES: Mapping[str, tuple[PartieFiche, str, str]] = {
    "responsable": (PartieFiche.RESPONSABLE, "responsable_nom", ""),
    "dpo": (PartieFiche.DPO, "dpo_courriel", ""),
    "finalites": (PartieFiche.FINALITES, "finalites", "finalite_libelle"),
    "base": (PartieFiche.FINALITES, "finalites", "finalite_base"),
    "interets_legitimes": (PartieFiche.FINALITES, "finalites", "finalite_texte"),
    "categories": (PartieFiche.DONNEES, "donnees", "donnee_libelle"),
    "source": (PartieFiche.SOURCES, "sources", "source_libelle"),
    "destinataires": (PartieFiche.DESTINATAIRES, "destinataires", "destinataire_libelle"),
    "transferts": (PartieFiche.TRANSFERTS, "transferts", "transfert_pays"),
    "conservation": (PartieFiche.CONSERVATIONS, "conservations", "conservation_duree"),
    "obligatoire": (PartieFiche.DONNEES, "donnees", "donnee_obligatoire"),
    "decision_automatisee": (PartieFiche.DECISION, "decision_existe", ""),
    "algorithme": (PartieFiche.DECISION, "decision_logique", ""),
    "droits": (PartieFiche.DROITS, "droits_offerts", ""),
    "opposition_a_part": (PartieFiche.DROITS, "droits_opposition_a_part", ""),
    "retrait": (PartieFiche.DROITS, "droits_offerts", ""),
    "reclamation": (PartieFiche.DROITS, "droits_reclamation_cnil", ""),
    "deces": (PartieFiche.DROITS, "droits_offerts", ""),
    "moins_de_15_ans": (PartieFiche.DROITS, "droits_moins_de_15_ans", ""),
    "questionnaire": (PartieFiche.DONNEES, "donnees", "donnee_obligatoire"),
}
#: What an advice is about, where it is not what its mention is about first.
CHAMPS_DES_CONSEILS: Mapping[str, str] = {
    "responsable_coordonnees": "responsable_adresse",
    "base_texte": "finalite_texte",
    "categories_exception": "donnee_exception",
    "categories_sensible": "donnee_sensible",
    "source_genre": "source_genre",
    "destinataires_finalite": "destinataire_finalite",
    "transferts_garanties": "transfert_garanties",
    "vague_garanties": "transfert_garanties",
    "conservation_depart": "conservation_depart",
    "obligatoire_consequence": "donnee_consequence",
    "vague_consequence": "donnee_consequence",
    "decision_automatisee_logique": "decision_logique",
    "vague_logique": "decision_logique",
    "droits_contact": "droits_contact",
}
#: Which mention each question answers to: its articles say why it is asked.
MENTIONS_DES_QUESTIONS: Mapping[str, str] = {
    **{f"responsable_{champ}": "responsable" for champ in ("nom", "service", "adresse", "courriel", "telephone")},
    **{f"dpo_{champ}": "dpo" for champ in ("courriel", "telephone", "adresse", "nom")},
    "finalites": "finalites",
    "finalite_libelle": "finalites",
    "finalite_base": "base",
    "finalite_texte": "base",
    "donnees": "categories",
    "donnee_libelle": "categories",
    "donnee_sensible": "categories",
    "donnee_exception": "categories",
    "donnee_obligatoire": "obligatoire",
    "donnee_consequence": "obligatoire",
    "sources": "source",
    "source_genre": "source",
    "source_libelle": "source",
    "destinataires": "destinataires",
    "destinataire_libelle": "destinataires",
    "destinataire_finalite": "destinataires",
    "conservations": "conservation",
    "conservation_donnees": "conservation",
    "conservation_duree": "conservation",
    "conservation_depart": "conservation",
    "transferts": "transferts",
    "transfert_pays": "transferts",
    "transfert_garanties": "transferts",
    "decision_existe": "decision_automatisee",
    "decision_logique": "algorithme",
    "droits_contact": "droits",
    "droits_offerts": "droits",
    "droits_opposition_a_part": "opposition_a_part",
    "droits_reclamation_cnil": "reclamation",
    "droits_moins_de_15_ans": "moins_de_15_ans",
}
