"""What a fiche leads to: the questions to put to the DPO, and the letter about what a notice received leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from droits_usagers.domain.demarche.questions import Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.notice import ConstatMention, Statut
from droits_usagers.domain.notice.champs import PartieFiche
from droits_usagers.domain.notice.traitements import Contact, FicheTraitement, Provenance
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.services.lettre.amorce import Amorce
from droits_usagers.services.lettre.formulaires import Section
from droits_usagers.services.notice.formulaire import HORS_NOTICE, INCONNU, QUESTIONS, USAGE
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
        ancienne = next((une for une in restantes if _question_name(groupe, une) == _question_name(groupe, ligne)), None)
        if ancienne is None:
            yield Difference(EcartVersions.AJOUT, partie, groupe, _question_name(groupe, ligne))
            continue
        restantes.remove(ancienne)
        for question in groupe.questions:
            for ecart in _one(partie, question, (ancienne.get(question.id), ligne.get(question.id))):
                yield Difference(ecart.ecart, partie, question, _question_name(groupe, ligne), ecart.avant, ecart.apres)
    for ligne in restantes:
        yield Difference(EcartVersions.RETRAIT, partie, groupe, _question_name(groupe, ligne))


def _one(partie: PartieFiche, question: Question, versions: tuple[Valeur | None, Valeur | None]) -> Iterator[Difference]:
    avant, apres = versions
    vide_avant, vide_apres = is_blank(avant), is_blank(apres)
    if avant == apres or (vide_avant and vide_apres):
        return
    ecart = EcartVersions.AJOUT if vide_avant else EcartVersions.RETRAIT if vide_apres else EcartVersions.CHANGEMENT
    yield Difference(ecart, partie, question, avant=None if vide_avant else avant, apres=None if vide_apres else apres)


def _question_name(groupe: Question, ligne: Reponses) -> str:
    """What a line is known by: its first words."""
    champs = (question.id for question in groupe.questions if question.genre is Genre.TEXTE)
    return next((texte for id_ in champs if isinstance(texte := ligne.get(id_), str) and texte.strip()), "")
