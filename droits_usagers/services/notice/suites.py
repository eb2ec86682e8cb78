"""What a fiche leads to: the questions to put to the DPO, and the letter about what a notice received leaves out."""

from collections.abc import Iterable, Iterator, Sequence

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, lines_of
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.notice import ConstatMention, Statut
from droits_usagers.domain.notice.traitements import Contact, FicheTraitement, Provenance
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.notice.formulaire import INCONNU, QUESTIONS
from droits_usagers.services.notice.saisie import answers_of

#: What the letter about a missing information calls each mention (`defaut_information`, question « mentions »).
_MANQUES = {
    "responsable": "responsable",
    "dpo": "dpo",
    "finalites": "buts",
    "base": "base",
    "obligatoire": "obligatoire",
    "destinataires": "destinataires",
    "conservation": "duree",
    "source": "source",
    "droits": "droits",
    "reclamation": "cnil",
    "deces": "mort",
}


#: Those that can be said too vaguely to be understood (question « floues »); the others are said or not.
_PRECISABLES = frozenset({"buts", "base", "obligatoire", "destinataires", "duree", "source", "droits"})


def unknowns(fiche: FicheTraitement) -> tuple[tuple[Question, str], ...]:
    """Everything that is to be asked of the DPO: each question, and the line it is about if it is one of a groupe."""
    return tuple(_unknowns(answers_of(fiche)))


def _unknowns(reponses: Reponses) -> Iterator[tuple[Question, str]]:
    for question in (question for questions in QUESTIONS.values() for question in questions):
        if reponses.get(question.id) == INCONNU:
            yield question, ""
        for ligne in lines_of(reponses.get(question.id)):
            for champ in question.questions:
                if ligne.get(champ.id) == INCONNU:
                    yield champ, _name(question, ligne)


def _name(groupe: Question, ligne: Reponses) -> str:
    textes = (ligne.get(champ.id) for champ in groupe.questions if champ.genre is Genre.TEXTE)
    return next((texte for texte in textes if isinstance(texte, str) and texte not in ("", INCONNU)), "")


def questions_to_ask(fiche: FicheTraitement, textes: Textes) -> tuple[str, ...]:
    """The same in words, each a question."""
    return tuple(
        textes(f"notices.a_demander.{question.id}", ligne=ligne or textes("notices.a_demander.sans_nom"))
        for question, ligne in unknowns(fiche)
    )


def letter_to_dpo(fiche: FicheTraitement, textes: Textes) -> Amorce:
    """The letter that asks what is to be asked, and nothing else."""
    lignes = "\n".join(textes("notices.a_demander.ligne", question=une) for une in questions_to_ask(fiche, textes))
    return Amorce(
        "question_dpo",
        {
            Section.VOUS: {"qualite": Qualite.AGENT.value},
            Section.ORGANISME: _organisme(fiche),
            "question_dpo": _said(fichier=fiche.nom) | {"sujets": ("autre",), "autre_question": lignes},
        },
    )


def asked_for(constats: Iterable[ConstatMention]) -> tuple[str, ...]:
    """The mentions that the letter about a notice asks for, as it calls them."""
    absentes = {constat.mention for constat in constats if constat.statut is Statut.ABSENTE}
    return tuple(choix for mention, choix in _MANQUES.items() if mention in absentes)


def letter_about_notice(fiche: FicheTraitement, constats: Sequence[ConstatMention]) -> Amorce:
    """The letter about what a notice received does not say, or says too vaguely."""
    demandees = asked_for(constats)
    vagues = {_MANQUES.get(constat.mention) for constat in constats if constat.statut is Statut.VAGUE}
    dites: dict[str, Valeur] = {
        "mentions": demandees,
        "floues": tuple(un for un in _MANQUES.values() if un in _PRECISABLES and un in vagues and un not in demandees),
    }
    reponses = {question: choix for question, choix in dites.items() if choix}
    if reponses:
        reponses["recu"] = "incomplet"
    return Amorce(
        "defaut_information",
        {
            Section.ORGANISME: _organisme(fiche),
            "defaut_information": _said(fichier_nom=fiche.nom, origine=_origin(fiche)) | reponses,
        },
    )


def _origin(fiche: FicheTraitement) -> str:
    genres = {source.genre for source in fiche.sources} if isinstance(fiche.sources, tuple) else set()
    if not genres or not all(isinstance(genre, Provenance) for genre in genres):
        return ""
    if genres == {Provenance.PERSONNE}:
        return "personne"
    return "les_deux" if Provenance.PERSONNE in genres else "ailleurs"


def _organisme(fiche: FicheTraitement) -> dict[str, Valeur]:
    contact = fiche.responsable
    if not isinstance(contact, Contact):
        return {}
    adresse = "\n".join(contact.adresse) if isinstance(contact.adresse, tuple) else ""
    return _said(organisme_nom=contact.nom, organisme_service=contact.service, organisme_adresse=adresse)


def _said(**valeurs: object) -> dict[str, Valeur]:
    """Those that are words, and say something."""
    return {id_: valeur for id_, valeur in valeurs.items() if isinstance(valeur, str) and valeur.strip()}
