"""E.toml: the facts of a dossier as a file, without any name."""

from collections.abc import Mapping

from droits_usagers.domain.demarche.demande import INITIALE
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.dossier.faits import (
    appeal_in,
    as_first,
    clocks_of,
    needs_no_answer,
    perhaps_clocks_of,
    possible_initials,
)
from droits_usagers.domain.droit.feries import is_territoire
from droits_usagers.domain.droit.voies import AIDES, COMPLET, DITES, OUTRE_MER, Contestee, Decision
from droits_usagers.domain.echeances import FaitsDossier
from droits_usagers.domain.echeances.evenements import Canal
from droits_usagers.domain.mots.lecture import Table
from droits_usagers.domain.personnes.organismes import GenreOrganisme, StatutOrganisme, statut_of
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.domain.socle.errors import ExpectedError, Panne
from droits_usagers.exchange.demandes import read_demarche, read_evenements, read_territoire
from droits_usagers.exchange.toml import parse


def read_faits(contenu: bytes, fichier: str, demarches: Mapping[str, Demarche]) -> FaitsDossier:
    """The facts E.toml gives, with the delays that run from their demarche. `fichier` names the file in refusals.

    Raises ExpectedError, always of the kind `is_input`.
    """
    root = parse(contenu, fichier)
    demarche = demarches[read_demarche(root, demarches)]
    initiale = _read_initiale(root, demarche, demarches)
    qualite = root.code("qualite", Qualite, Qualite.CONCERNE)
    genre = root.code("genre", GenreOrganisme, GenreOrganisme.AUTRE)
    siens = clocks_of(demarche, initiale, qualite)
    possibles = possible_initials(demarche, root.text(INITIALE), demarches)
    delais = siens | perhaps_clocks_of(possibles, qualite)
    faits = FaitsDossier(
        demarche.id,
        delais,
        as_first(read_evenements(root), (initiale or demarche).etapes[0].evenement),
        territoire=read_territoire(root),
        demeure=_read_demeure(root),
        canal=root.code("canal", Canal, Canal.POSTAL),
        genre=genre,
        statut=statut_of(genre, _read_public(root).value),
        qualite=qualite,
        pieces_medicales=root.dates("pieces_medicales"),
        etapes=frozenset(etape.id for etape in demarche.etapes),
        premier=demarche.etapes[0].evenement,
        contestee=_read_contestee(root, demarches),
        initiale=initiale.id if initiale else "",
        recours_initial=appeal_in(initiale),
        initiale_inconnue=delais != siens,
        sans_reponse=needs_no_answer((demarche, initiale, *possibles), qualite),
        ecrite_le=root.date("date"),
    )
    root.close()
    return faits


def _read_initiale(root: Table, demarche: Demarche, demarches: Mapping[str, Demarche]) -> Demarche | None:
    """What was asked first of the body, for a letter to an authority."""
    dite = root.text(INITIALE)
    if not dite:
        return None
    proposees = {id_ for question in demarche.questions if question.id == INITIALE for id_ in question.choix}
    if not demarche.autorite or dite not in {*demarches, *proposees} or (dite in demarches and demarches[dite].autorite):
        raise root.refusal(Panne.VALEUR_REFUSEE, INITIALE)
    # « aucune »: nothing was asked.
    return demarches.get(dite)


def _read_public(root: Table) -> StatutOrganisme:
    """Whether the body is public."""
    dit = root.text("public")
    if dit and dit not in _PUBLIC:
        raise root.refusal(Panne.VALEUR_REFUSEE, "public")
    return _PUBLIC.get(dit, StatutOrganisme.INCONNU)


_PUBLIC = {"oui": StatutOrganisme.PUBLIC, "non": StatutOrganisme.PRIVE, "inconnu": StatutOrganisme.INCONNU}


def _read_demeure(root: Table) -> str:
    """Where whoever would go to court lives."""
    code = root.text("demeure")
    if not code or code in DITES:
        return code
    if is_territoire(code.upper()) or code in OUTRE_MER:
        return code.upper()
    raise root.refusal(Panne.TERRITOIRE_INCONNU, "demeure")


def _read_contestee(root: Table, demarches: Mapping[str, Demarche]) -> Contestee:
    decision = root.code("decision", Decision) if "decision" in root else None
    aide = root.text("aide")
    questions = (question for demarche in demarches.values() for question in demarche.questions if question.id in AIDES)
    connues = {choix for question in questions for choix in question.choix}
    if aide and aide not in connues:
        attendu = ", ".join(sorted(connues))
        raise ExpectedError(Panne.AIDE_INCONNUE, fichier=root.fichier, cle=root.place("aide"), attendu=attendu)
    return Contestee(decision, frozenset({aide} if aide else ()), datee=root.date("decision_datee"), complet=root.date(COMPLET))
