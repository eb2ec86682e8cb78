"""Between what is typed in the wizard's own forms and the people, bodies and facts of a `Demande`, both ways.

Answers are kept as typed: a date that nobody can read yet stays on the screen instead of vanishing, and reads as none.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from droits_usagers.domain.demarche.demande import Demande, Domicile
from droits_usagers.domain.demarche.demarches import REPONSE, Etape, Issue
from droits_usagers.domain.demarche.questions import Condition, Genre, Question, Reponses, Valeur, is_blank, lines_of
from droits_usagers.domain.droit.feries import is_territoire, territoire_of
from droits_usagers.domain.echeances.chronologie import REPONSES
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.mots.dates import MoisConnu, date_courte, read_date, read_month, read_naissance
from droits_usagers.domain.mots.nettoyage import clean
from droits_usagers.domain.personnes.annuaire import EntreeAnnuaire
from droits_usagers.domain.personnes.organismes import Copie, GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite, ReponseA
from droits_usagers.services.annuaire.coffre import corrected
from droits_usagers.services.lettre.formulaires import (
    ADRESSE_ORGANISME,
    CIVILITES,
    NOM_ORGANISME,
    PAPIER,
    POUR_SOI,
    RELEVEE,
    TERRITOIRE,
    Section,
)

_FIN_ADRESSE = re.compile(r"^\d{5} \S")


def text(saisies: Reponses, id_: str) -> str:
    """The answer as one storable text, without blanks around it; empty when there is none."""
    valeur = saisies.get(id_, "")
    return clean(valeur).texte.strip() if isinstance(valeur, str) else ""


def lines(saisies: Reponses, id_: str) -> tuple[str, ...]:
    """The answer as address lines, blank ones left out."""
    return tuple(ligne.strip() for ligne in text(saisies, id_).splitlines() if ligne.strip())


def day(saisies: Reponses, id_: str, today: dt.date) -> dt.date | None:
    """The answer as a date, however it was typed; None when it cannot be read."""
    valeur = saisies.get(id_)
    return valeur if isinstance(valeur, dt.date) else read_date(text(saisies, id_), today)


def read_reponses(questions: Sequence[Question], saisies: Reponses, today: dt.date) -> dict[str, Valeur]:
    """The answers a letter can be made from: texts cleaned, dates read, and nothing where nothing was said."""
    found: dict[str, Valeur] = {}
    for question in questions:
        valeur = _read(question, saisies, today)
        if valeur is not None and not is_blank(valeur):
            found[question.id] = valeur
    return found


def _read(question: Question, saisies: Reponses, today: dt.date) -> Valeur | None:
    match question.genre:
        case Genre.DATE:
            lu = day(saisies, question.id, today)
            mois = read_month(text(saisies, question.id), today) if lu is None and question.mois else None
            return mois.premier if mois is not None else lu
        case Genre.TEXTE | Genre.TEXTE_LONG:
            return text(saisies, question.id)
        case Genre.GROUPE:
            lignes = (read_reponses(question.questions, ligne, today) for ligne in lines_of(saisies.get(question.id)))
            return tuple(ligne for ligne in lignes if ligne)
        case _:
            return saisies.get(question.id)


def read_qualite(saisies: Reponses) -> Qualite:
    """In what capacity the letter is written."""
    return Qualite(text(saisies, "qualite") or Qualite.CONCERNE)


def read_concerne(saisies: Reponses, today: dt.date) -> Personne | None:
    """Whose data it is; None when an organisation writes in its own name."""
    return None if read_qualite(saisies) is Qualite.ORGANISATION else _read_personne("concerne", saisies, today)


def read_auteur(saisies: Reponses, today: dt.date) -> Auteur | None:
    """Who writes; None when it is simply the concerned person."""
    qualite = read_qualite(saisies)
    if qualite in POUR_SOI:
        return None if qualite is Qualite.CONCERNE else Auteur(qualite)
    return Auteur(qualite, _read_personne("auteur", saisies, today))


def _read_personne(role: str, saisies: Reponses, today: dt.date) -> Personne:
    return Personne(
        civilite=CIVILITES.get(text(saisies, f"{role}_civilite")),
        prenom=text(saisies, f"{role}_prenom"),
        nom=text(saisies, f"{role}_nom"),
        nom_naissance=text(saisies, f"{role}_nom_naissance"),
        naissance=read_naissance(text(saisies, f"{role}_naissance"), today),
        denomination=text(saisies, f"{role}_denomination"),
        reference_dossier=text(saisies, f"{role}_reference_dossier"),
        adresse=lines(saisies, f"{role}_adresse"),
    )


def read_reponse_a(saisies: Reponses) -> ReponseA | None:
    """Where the answer must go; None when it is simply to the author, in an ordinary envelope."""
    neutre = saisies.get("reponse_enveloppe_neutre") is True
    if saisies.get("reponse_ailleurs") is not True:
        return ReponseA(enveloppe_neutre=True) if neutre else None
    return ReponseA(text(saisies, "reponse_nom"), lines(saisies, "reponse_adresse"), enveloppe_neutre=neutre)


def correction_of(prise: EntreeAnnuaire, saisies: Reponses, *, today: dt.date) -> EntreeAnnuaire | None:
    """The body taken from the annuaire, at another address that was typed for it; None for another body, or the same address.

    Only at a whole address: its last line begins with a postcode, and has a town.
    """
    adresse = lines(saisies, ADRESSE_ORGANISME)
    meme = text(saisies, NOM_ORGANISME) == prise.nom
    if not meme or adresse in {(), prise.lignes} or _FIN_ADRESSE.match(adresse[-1]) is None:
        return None
    return corrected(prise, adresse=adresse, service=text(saisies, "organisme_service"), today=today)


def read_genre(saisies: Reponses) -> GenreOrganisme:
    """What kind of body the letter goes to."""
    return GenreOrganisme(text(saisies, "organisme_genre") or GenreOrganisme.AUTRE)


def read_organisme(saisies: Reponses, connu: Organisme) -> Organisme:
    """The body the letter goes to. A territoire not given is read from the postcode.

    `connu` is the body a draft came with: what no form asks (siren, parent) stays true as long as its name does.
    """
    nom = text(saisies, "organisme_nom")
    adresse = lines(saisies, ADRESSE_ORGANISME)
    relevee = saisies.get(RELEVEE)
    return replace(
        connu if nom == connu.nom else Organisme(),
        nom=nom,
        genre=read_genre(saisies),
        service=text(saisies, "organisme_service"),
        adresse=adresse,
        territoire=_territoire(text(saisies, TERRITOIRE).upper()) or territoire_of(adresse),
        adresse_relevee=relevee if adresse and isinstance(relevee, dt.date) else None,
    )


def _territoire(code: str) -> str:
    return code if is_territoire(code) else ""


def read_copies(saisies: Reponses) -> tuple[Copie, ...]:
    """Who else receives the letter; a line left blank names nobody."""
    found = (Copie(text(ligne, "nom"), lines(ligne, "adresse")) for ligne in lines_of(saisies.get("copies")))
    return tuple(copie for copie in found if copie != Copie())


def read_parties(vous: Reponses, organisme: Reponses, signature: Reponses, *, connu: Organisme, today: dt.date) -> Demande:
    """Everything of a demande but what is asked and what happened; `connu` is the body a draft came with."""
    return Demande(
        "",
        date=day(signature, "date", today),
        lieu=text(signature, "lieu"),
        concerne=read_concerne(vous, today),
        auteur=read_auteur(vous, today),
        reponse_a=read_reponse_a(vous),
        organisme=read_organisme(organisme, connu),
        copies=read_copies(organisme),
    )


def asks_territoire(organisme: Reponses) -> bool:
    """False where the postcode of the body tells it, and nobody said otherwise."""
    return bool(text(organisme, TERRITOIRE)) or not territoire_of(lines(organisme, ADRESSE_ORGANISME))


def read_who(vous: Reponses, organisme: Reponses, *, protegee: bool, domicile: Domicile | None = None) -> Demande:
    """What conditions look at, of people and body."""
    auteur, genre = Auteur(read_qualite(vous)), read_genre(organisme)
    concerne, nomme = Personne(adresse_protegee=protegee), Organisme(text(organisme, "organisme_nom"), genre=genre)
    return Demande("", auteur=auteur, concerne=concerne, organisme=nomme, domicile=domicile)


def saisies_of(demande: Demande) -> dict[str, Reponses]:
    """What to type in the wizard's own forms to obtain this demande, by section: how a draft is gone on with."""
    vous: dict[str, Valeur] = {"qualite": demande.qualite.value}
    vous |= _personne_saisies("concerne", demande.concerne or Personne())
    vous |= _personne_saisies("auteur", demande.auteur.personne if demande.auteur else Personne())
    if demande.reponse_a is not None:
        vous["reponse_ailleurs"] = bool(demande.reponse_a.nom or demande.reponse_a.adresse)
        vous["reponse_nom"] = demande.reponse_a.nom
        vous["reponse_adresse"] = "\n".join(demande.reponse_a.adresse)
        vous["reponse_enveloppe_neutre"] = demande.reponse_a.enveloppe_neutre
    signature: dict[str, Valeur] = {"lieu": demande.lieu}
    if demande.date is not None:
        signature["date"] = demande.date
    sections = {
        Section.VOUS: vous,
        Section.ORGANISME: _organisme_saisies(demande),
        Section.SIGNATURE: signature,
    }
    return {section: {id_: v for id_, v in saisies.items() if not is_blank(v)} for section, saisies in sections.items()}


def _personne_saisies(role: str, personne: Personne) -> dict[str, Valeur]:
    naissance = personne.naissance
    traits: Mapping[str, Valeur] = {
        "civilite": personne.civilite.name.lower() if personne.civilite else "",
        "prenom": personne.prenom,
        "nom": personne.nom,
        "nom_naissance": personne.nom_naissance,
        "naissance": date_courte(naissance) if isinstance(naissance, dt.date) else str(naissance or ""),
        "denomination": personne.denomination,
        "reference_dossier": personne.reference_dossier,
        "adresse": "\n".join(personne.adresse),
    }
    return {f"{role}_{trait}": valeur for trait, valeur in traits.items()}


def _organisme_saisies(demande: Demande) -> dict[str, Valeur]:
    return {
        **body_saisies(demande.organisme),
        "copies": tuple({"nom": copie.nom, "adresse": "\n".join(copie.adresse)} for copie in demande.copies),
    }


def body_saisies(organisme: Organisme) -> dict[str, Valeur]:
    """What to type to write to this body."""
    return {
        "organisme_nom": organisme.nom,
        "organisme_genre": "" if organisme == Organisme() else organisme.genre.value,
        "organisme_service": organisme.service,
        ADRESSE_ORGANISME: "\n".join(organisme.adresse),
        TERRITOIRE: "" if organisme.territoire == territoire_of(organisme.adresse) else _territoire(organisme.territoire),
        RELEVEE: organisme.adresse_relevee or "",
    }


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
