"""Whatever happens to a dossier, everything that is said of its dates has its words, and every date its text of law."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.dossier.actes import AIDE, ATTENTES, DEVANT_UN_JUGE, REPONDRE
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.droit.voies import Contestee, Decision
from droits_usagers.domain.echeances import FaitsDossier, Regles, compute_echeances
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme
from tests.chaque import chaque
from tests.dossiers import a_dossier

_T = TypeEvenement
DEPART = dt.date(2027, 1, 12)
#: In days since then: soon, after two months, after four.
ECARTS = (7, 66, 130)
DECISION = frozenset({"observations", "recours_prealable", "recours_juge"})
#: What each kind of dossier begins with, and what most often comes next.
SUITES = {
    _T.RECU: (_T.REFUS, _T.REPONSE_PARTIELLE, _T.CADA_SAISIE, _T.RECOURS_HIERARCHIQUE_ENVOYE),
    _T.DECISION_RECUE: (_T.RECOURS_PREALABLE_ENVOYE, _T.RECOURS_HIERARCHIQUE_ENVOYE, _T.ENVOYE, _T.MEDIATION_SAISIE),
    _T.PLAINTE_CNIL_ENVOYEE: (_T.CNIL_A_REPONDU,),
}


def histories(premier: TypeEvenement) -> Iterator[tuple[Evenement, ...]]:
    """Nothing more; any one fact; one of those that most often come next, then any."""
    recu = Evenement(DEPART, premier)
    faits = [Evenement(DEPART + dt.timedelta(ecart), type_) for type_ in _T if type_ is not premier for ecart in ECARTS]
    yield (recu,)
    for suite in ((), *((Evenement(DEPART + dt.timedelta(6), type_),) for type_ in SUITES[premier])):
        for fait in faits:
            yield (recu, *suite, fait)


def decisions(catalogue: Catalogue) -> Iterator[FaitsDossier]:
    """A dossier of each kind of way, on each decision that it holds, and one that no way holds."""
    vierge = a_dossier(demarche="somme_reclamee", delais=DECISION, genre=GenreOrganisme.AUTRE)
    yield vierge
    vues = set()
    for voie in catalogue.voies:
        for decision in sorted(voie.decisions):
            pareille = voie.prealable, voie.juge, decision, bool(voie.rectification)
            if pareille in vues:
                continue
            vues.add(pareille)
            contestee = Contestee(decision, frozenset({min(voie.aides)}))
            yield replace(vierge, genre=min(voie.genres), contestee=contestee)
    for genre in (GenreOrganisme.CAF, GenreOrganisme.FRANCE_TRAVAIL):
        yield replace(vierge, genre=genre, contestee=Contestee(Decision.ANNONCE, frozenset({"rsa"})))


def check(catalogue: Catalogue, regles: Regles, dossiers: Iterable[FaitsDossier]) -> None:
    for dossier in dossiers:
        for echeance in compute_echeances(dossier, regles):
            dits = [phrase.id for ligne in echeance.explication for phrase in ligne]
            assert dits
            assert not [id_ for id_ in dits if id_ not in catalogue.textes and f"echeances.{id_}" not in catalogue.textes]
            assert echeance.fondement in catalogue.droit.entrees


def test_whatever_follows_a_decision_is_told_in_words(catalogue: Catalogue, regles: Regles) -> None:
    for dossier in decisions(catalogue):
        check(catalogue, regles, (replace(dossier, evenements=evenements) for evenements in histories(_T.DECISION_RECUE)))


@chaque("demarche", ["acces", "opposition", "plainte_cnil"])
def test_whatever_follows_a_request_is_told_in_words(catalogue: Catalogue, regles: Regles, demarche: str) -> None:
    premier = _T.PLAINTE_CNIL_ENVOYEE if demarche == "plainte_cnil" else _T.RECU
    delais = frozenset(catalogue.demarches[demarche].delais)
    vierge = a_dossier(demarche=demarche, delais=delais, genre=GenreOrganisme.CAF)
    check(catalogue, regles, (replace(vierge, evenements=evenements) for evenements in histories(premier)))


@chaque("demarche", ["acces", "somme_reclamee", "plainte_cnil"])
def test_whatever_one_may_do_next_is_a_letter_or_a_judge_with_reason(
    catalogue: Catalogue, regles: Regles, demarche: str
) -> None:
    lue = catalogue.demarches[demarche]
    premier = {"plainte_cnil": _T.PLAINTE_CNIL_ENVOYEE, "somme_reclamee": _T.DECISION_RECUE}.get(demarche, _T.RECU)
    vierge = a_dossier(
        demarche=demarche, delais=frozenset(lue.delais), genre=GenreOrganisme.CAF, premier=lue.etapes[0].evenement
    )
    contestee = Contestee(Decision.INDU, frozenset({"rsa"}))
    etapes = frozenset(etape.id for etape in lue.etapes)
    for evenements in histories(premier):
        dossier = replace(vierge, evenements=evenements, etapes=etapes, contestee=contestee)
        for jours in (10, 70):
            for suite in compute_bilan(dossier, regles, DEPART + dt.timedelta(jours)).actes:
                ailleurs = suite.etape in {AIDE, REPONDRE, *DEVANT_UN_JUGE, *ATTENTES}
                assert ailleurs or catalogue.demarches[suite.demarche].etape(suite.etape) is not None
                assert f"echeances.{suite.pourquoi.id}" in catalogue.textes
