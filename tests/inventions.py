"""An invented demarche that asks a question of every genre, with its texts: what the wizard must be able to draw."""

from collections.abc import Iterator, Sequence

from droits_usagers.domain.demarche.demarches import Demarche, Etape, Issue
from droits_usagers.domain.demarche.questions import Condition, Genre, GroupeQuestions, NumeroAdmis, Question
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.mots.textes import Textes
from droits_usagers.domain.personnes.personnes import Qualite


def _si(fait: str, valeur: str) -> Condition:
    return Condition(si={fait: frozenset({valeur})})


QUOI = GroupeQuestions(
    "quoi",
    (
        Question("sujet", Genre.TEXTE),
        Question("recit", Genre.TEXTE_LONG, numero_admis=(NumeroAdmis.CAF,)),
        Question("portee", Genre.CHOIX, choix=("tout", "partie"), defaut="tout"),
        Question("pieces", Genre.CHOIX_MULTIPLES, choix=("notes", "courriers"), condition=_si("portee", "partie")),
        Question("depuis", Genre.DATE),
        Question("accompagne", Genre.OUI_NON),
        Question("motif", Genre.CHOIX, choix=("propre", "general"), exclut=("general",), vers=("conge",)),
    ),
)
VISITES = GroupeQuestions(
    "visites",
    (
        Question(
            "visite",
            Genre.GROUPE,
            questions=(
                Question("jour", Genre.DATE),
                Question("refusee", Genre.OUI_NON),
                Question("par_qui", Genre.TEXTE, condition=_si("refusee", "oui")),
            ),
        ),
    ),
    etapes=("demande",),
)
REPONSE = GroupeQuestions(
    "retour",
    (Question("retour", Genre.CHOIX, choix=("tout", "partie", "non")), Question("reste", Genre.TEXTE)),
    etapes=("suite",),
)
ISSUES = (
    Issue("issue_tout", _si("retour", "tout"), ("suite",), TypeEvenement.REPONSE_COMPLETE),
    Issue("issue_non", _si("retour", "non"), ("suite",), TypeEvenement.REFUS, "non"),
    Issue("issue_reste", Condition(), ("suite",), TypeEvenement.REPONSE_PARTIELLE, "suite"),
    Issue("issue_refus", Condition(), ("non",), TypeEvenement.REFUS, "non"),
)
MANDAT = GroupeQuestions("mandat", (Question("duree", Genre.TEXTE, condition=_si("auteur.qualite", "mandataire")),))
ENVOI = GroupeQuestions("envoi", (Question("envoi", Genre.CHOIX, choix=("lrar", "guichet"), defaut="lrar"),))

SEJOUR = Demarche(
    id="sejour",
    pour=tuple(Qualite),
    fondements=(),
    groupes=(QUOI, REPONSE, VISITES, MANDAT, ENVOI),
    etapes=(
        Etape("demande", "sejour/demande", TypeEvenement.ENVOYE),
        Etape(
            "relance",
            "sejour/relance",
            TypeEvenement.RELANCE_ENVOYEE,
            papier=("envoye", "recu"),
            papier_aussi=("identite_demandee", "refus_oral"),
        ),
        Etape("suite", "sejour/suite", TypeEvenement.RELANCE_ENVOYEE, papier=("envoye", "recu", "reponse")),
        Etape("non", "sejour/non", TypeEvenement.RELANCE_ENVOYEE, papier=("envoye", "recu", "reponse")),
    ),
    delais=(),
    canaux=("lrar", "guichet"),
    issues=ISSUES,
)
#: A demarche of one letter only: nobody comes back for it with a paper.
CONGE = Demarche("conge", (Qualite.CONCERNE,), (), (QUOI,), (Etape("avis", "conge/avis", TypeEvenement.ENVOYE),), ())

DEMARCHES = {demarche.id: demarche for demarche in (SEJOUR, CONGE)}


def textes_of(demarche: Demarche) -> Textes:
    """A text for everything the demarche asks: its own id, said three times so that it wraps."""
    ids = ["titre", "phrase", "attente"]
    ids += [f"groupes.{groupe.id}.titre" for groupe in demarche.groupes]
    ids += [f"etapes.{etape.id}.titre" for etape in demarche.etapes]
    ids += [f"refus.{issue.id}" for issue in demarche.issues]
    ids += _question_ids(demarche.questions)
    return Textes("fr", {id_: " ".join([id_] * 3) for id_ in ids})


def _question_ids(questions: Sequence[Question]) -> Iterator[str]:
    for question in questions:
        yield from (f"questions.{question.id}.{texte}" for texte in ("libelle", "aide", "pourquoi"))
        yield from (f"questions.{question.id}.choix.{choix}" for choix in question.choix)
        if question.exclut:
            yield f"refus.{question.id}"
        yield from _question_ids(question.questions)
