"""Whatever `delais.toml` says decides something: a number or a flag that changes no result is only believed to be the law."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from droits_usagers.domain.droit.droit import Delai
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import Echeance, FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from droits_usagers.domain.personnes.personnes import Qualite
from droits_usagers.places import find_places
from tests.dossiers import a_dossier, fact

_T = TypeEvenement
_G = GenreOrganisme
#: A month later is a Saturday: what may be moved is.
RECU = fact(_T.RECU, "2026-04-16")
DROITS = frozenset({"reponse", "rejet_implicite"})
DECISION = frozenset({"observations", "recours_prealable", "recours_juge"})


def contested(*evenements: Evenement, decision: Decision, aide: str, genre: GenreOrganisme) -> FaitsDossier:
    """A decision received the same day, and what followed."""
    dossier = a_dossier(fact(_T.DECISION_RECUE, "2026-04-16"), *evenements, delais=DECISION, genre=genre)
    return replace(dossier, contestee=Contestee(decision, frozenset({aide})))


#: Little, and enough for every delay to run once.
DOSSIERS = (
    a_dossier(RECU),
    a_dossier(fact(_T.RECU, "2026-04-11"), fact(_T.PROLONGATION_ANNONCEE, "2026-05-04")),
    a_dossier(RECU, fact(_T.IDENTITE_DEMANDEE, "2026-04-27"), fact(_T.IDENTITE_FOURNIE, "2026-04-30")),
    a_dossier(RECU, qualite=Qualite.ORGANISATION),
    a_dossier(RECU, genre=_G.SANTE),
    a_dossier(RECU, genre=_G.SANTE, pieces_medicales=(dt.date(2021, 4, 1),)),
    a_dossier(RECU, fact(_T.CADA_ENREGISTREE, "2026-06-20")),
    a_dossier(RECU, fact(_T.CADA_ENREGISTREE, "2026-06-20"), fact(_T.REFUS, "2026-07-20")),
    a_dossier(RECU, fact(_T.CADA_ENREGISTREE, "2026-06-20"), fact(_T.MOTIFS_DEMANDES, "2026-09-20")),
    a_dossier(
        *(RECU, fact(_T.CADA_ENREGISTREE, "2026-06-20")),
        *(fact(_T.MOTIFS_DEMANDES, "2026-09-20"), fact(_T.MOTIFS_RECUS, "2026-10-02")),
    ),
    a_dossier(fact(_T.PLAINTE_CNIL_ENVOYEE, "2026-02-16")),
    a_dossier(RECU, delais=DROITS),
    a_dossier(RECU, fact(_T.REFUS, "2026-05-04"), delais=DROITS),
    a_dossier(RECU, fact(_T.RECOURS_HIERARCHIQUE_ENVOYE, "2026-06-20"), delais=DROITS),
    contested(decision=Decision.INDU, aide="rsa", genre=_G.DEPARTEMENT),
    contested(fact(_T.ENVOYE, "2026-04-20"), decision=Decision.INDU, aide="rsa", genre=_G.CAF),
    contested(fact(_T.RECOURS_PREALABLE_ENVOYE, "2026-05-04"), decision=Decision.INDU, aide="rsa", genre=_G.CAF),
    contested(
        fact(_T.ENVOYE, "2026-05-01"), fact(_T.REFUS, "2026-05-12"), decision=Decision.INDU, aide="logement", genre=_G.CAF
    ),
    contested(decision=Decision.CONTRAINTE, aide="rsa", genre=_G.CAF),
    contested(decision=Decision.ANNONCE, aide="rsa", genre=_G.DEPARTEMENT),
    contested(decision=Decision.ANNONCE, aide="logement", genre=_G.CAF),
    contested(decision=Decision.PENALITE, aide="chomage", genre=_G.FRANCE_TRAVAIL),
    contested(decision=Decision.PENALITE, aide="rsa", genre=_G.CAF),
    contested(decision=Decision.REFUS, aide="secours", genre=_G.CCAS),
    replace(a_dossier(RECU, delais=DECISION, genre=_G.DEPARTEMENT), contestee=Contestee(aides=frozenset({"apa"}))),
)


def results(delais: Mapping[str, Delai], regles: Regles) -> tuple[tuple[Echeance, ...], ...]:
    """Everything computed of every dossier: dates, marks and explanations."""
    autres = Regles(delais, regles.feries, regles.voies)
    return tuple(compute_echeances(faits, autres) for faits in DOSSIERS)


def flags() -> Iterator[tuple[str, str]]:
    """Each number and each flag of the file, by its delay."""
    delais: dict[str, Any] = tomllib.loads((find_places().resources / "droit" / "delais.toml").read_text("utf-8"))
    for id_, entree in delais.items():
        if id_ == "format":
            continue
        yield from ((id_, drapeau) for drapeau, dit in entree.items() if isinstance(dit, bool))
        yield from ((id_, longueur) for valeur in entree["valeurs"] for longueur in valeur if longueur != "a_partir_du")


def altered(delai: Delai, champ: str) -> Delai:
    """The same delay, one flag turned or one length a little longer."""
    if champ == "reporte":
        return replace(delai, reporte=not delai.reporte)
    if champ == "a_verifier":
        return replace(delai, a_verifier=not delai.a_verifier)
    de_plus = 24 if champ == "heures" else 1
    valeurs = tuple(replace(valeur, **{champ: getattr(valeur, champ) + de_plus}) for valeur in delai.valeurs)
    return replace(delai, valeurs=valeurs)


@pytest.mark.parametrize(("id_", "champ"), tuple(flags()))
def test_whatever_the_law_as_data_says_changes_a_result(regles: Regles, id_: str, champ: str) -> None:
    delais = dict(regles.delais)
    if champ == "a_verifier":
        # Two doubts about one date are one mark: each is looked at alone.
        delais = {autre: replace(delai, a_verifier=False) for autre, delai in delais.items()}
    assert results({**delais, id_: altered(delais[id_], champ)}, regles) != results(delais, regles)
