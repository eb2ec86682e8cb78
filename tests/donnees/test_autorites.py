"""A letter to the CNIL, the CADA or the Défenseur des droits begun alone: the time limits of what was asked first still run."""

import datetime as dt
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.domain.demarche.demande import INITIALE, Demande
from droits_usagers.domain.dossier.actes import RESTE
from droits_usagers.domain.dossier.derniers_jours import TENUES
from droits_usagers.domain.echeances import Code
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.echeances.valeurs import say
from droits_usagers.domain.mots.dates import MoisConnu
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.services.socle.suivant import Suivant

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue

_T = TypeEvenement
AU = dt.date(2026, 11, 24)
RECUE = Evenement(dt.date(2026, 9, 18), _T.RECU)
AUTORITES = ("plainte_cnil", "saisine_cada", "defenseur_droits")


@pytest.fixture(scope="module")
def suivant(catalogue: "Catalogue") -> Suivant:
    return Suivant(catalogue)


def begun_alone(
    autorite: str,
    initiale: str,
    *faits: Evenement,
    genre: GenreOrganisme = GenreOrganisme.DEPARTEMENT,
    qualite: Qualite = Qualite.CONCERNE,
) -> Demande:
    organisme = Organisme("Un service", genre, territoire="93")
    return Demande(
        autorite, auteur=Auteur(qualite), organisme=organisme, reponses={INITIALE: initiale}, evenements=tuple(sorted(faits))
    )


CAS: tuple[tuple[str, tuple[Evenement, ...], Code, str], ...] = (
    # Silence: a month, then two.
    ("acces", (RECUE,), Code.SAISINE_CADA, "2026-12-18"),
    # A refusal in time has its own two months, whatever is known of the request.
    ("acces", (RECUE, Evenement(dt.date(2026, 10, 2), _T.REFUS)), Code.SAISINE_CADA, "2026-12-02"),
    ("acces", (Evenement(dt.date(2026, 10, 2), _T.REFUS),), Code.SAISINE_CADA, "2026-12-02"),
    # An answer in part: from that day, by the cautious reading.
    ("acces", (RECUE, Evenement(dt.date(2026, 10, 2), _T.REPONSE_PARTIELLE)), Code.SAISINE_CADA, "2026-12-02"),
    # Received one day of September, or nobody knows when.
    ("acces", (Evenement(MoisConnu(2026, 9, 1), _T.RECU),), Code.SAISINE_CADA, "2026-12-01"),
    ("acces", (Evenement(dt.date(2026, 9, 16), _T.ENVOYE),), Code.SAISINE_CADA, "2026-12-16"),
    # A right over one's data, before an administration: two months of silence, then two.
    ("rectification", (RECUE,), Code.RECOURS_TA, "2027-01-18"),
    ("opposition", (Evenement(dt.date(2026, 10, 2), _T.REFUS),), Code.RECOURS_TA, "2026-12-02"),
)


@pytest.mark.parametrize(
    ("autorite", "initiale", "faits", "code", "date"),
    # The CADA knows documents alone.
    [(autorite, *cas) for autorite in AUTORITES for cas in CAS if autorite != "saisine_cada" or cas[0] == "acces"],
)
def test_the_first_day_that_loses_something_comes_first(
    suivant: Suivant, autorite: str, initiale: str, faits: tuple[Evenement, ...], code: Code, date: str
) -> None:
    bilan = suivant.bilan(begun_alone(autorite, initiale, *faits), AU)
    assert (bilan.votre_delai, bilan.votre_date) == (code, dt.date.fromisoformat(date))


def test_seized_from_there_the_cada_is_not_asked_for_again(suivant: Suivant) -> None:
    avant, apres = (
        suivant.bilan(begun_alone("plainte_cnil", "acces", RECUE, *suites), AU)
        for suites in ((), (Evenement(dt.date(2026, 11, 20), _T.CADA_SAISIE),))
    )
    assert next(etape.demarche for etape in avant.actes) == "saisine_cada"
    assert "saisine_cada" not in {etape.demarche for etape in apres.actes}
    assert apres.votre_delai is not Code.SAISINE_CADA


def test_of_what_was_never_asked_only_its_own_dates_are_known(suivant: Suivant) -> None:
    codes = {echeance.code for echeance in suivant.echeances(begun_alone("plainte_cnil", "aucune", RECUE))}
    assert not codes & {Code.SAISINE_CADA, Code.RECOURS_TA, Code.REJET_IMPLICITE}


@pytest.mark.parametrize("autorite", ["plainte_cnil", "defenseur_droits"])
def test_where_nobody_says_what_was_asked_both_clocks_run_and_the_first_is_kept(suivant: Suivant, autorite: str) -> None:
    """Documents: a month, then two. A right over one's data: two months, then two. Neither is said for sure."""
    recue = Evenement(dt.date(2027, 1, 14), _T.RECU)
    bilan = suivant.bilan(begun_alone(autorite, "", recue), dt.date(2027, 2, 22))
    lues = {une.code: une for une in bilan.echeances}
    assert lues[Code.SAISINE_CADA].date == dt.date(2027, 4, 14)
    assert lues[Code.RECOURS_TA].date == dt.date(2027, 5, 14)
    assert lues[Code.SAISINE_CADA].a_verifier
    assert lues[Code.RECOURS_TA].a_verifier
    assert (bilan.votre_delai, bilan.votre_date) == (Code.SAISINE_CADA, dt.date(2027, 4, 14))
    # Once the CADA can no longer be seized, the court is still told.
    apres = suivant.bilan(begun_alone(autorite, "", recue), dt.date(2027, 4, 20))
    assert (apres.votre_delai, apres.votre_date) == (Code.RECOURS_TA, dt.date(2027, 5, 14))


def test_what_an_organisation_may_have_asked_first_is_documents_alone(suivant: Suivant) -> None:
    seule = begun_alone("plainte_cnil", "", RECUE, qualite=Qualite.ORGANISATION)
    codes = {une.code for une in suivant.echeances(seule)}
    assert Code.SAISINE_CADA in codes
    assert not codes & {Code.REJET_IMPLICITE, Code.RECOURS_TA}


DECIDEE = Evenement(dt.date(2026, 9, 28), _T.DECISION_RECUE)
HISTOIRES: tuple[tuple[Evenement, ...], ...] = (
    (RECUE,),
    (Evenement(dt.date(2026, 9, 16), _T.ENVOYE),),
    (Evenement(dt.date(2026, 10, 2), _T.REFUS),),
    (RECUE, Evenement(dt.date(2026, 10, 2), _T.REPONSE_PARTIELLE)),
    (RECUE, Evenement(dt.date(2026, 10, 20), _T.PLAINTE_CNIL_ENVOYEE)),
    (RECUE, Evenement(dt.date(2026, 11, 2), _T.TA_SAISI)),
    (DECIDEE,),
    (DECIDEE, Evenement(dt.date(2026, 10, 5), _T.ENVOYE)),
    (DECIDEE, Evenement(dt.date(2026, 10, 20), _T.PLAINTE_CNIL_ENVOYEE)),
    (DECIDEE, Evenement(dt.date(2026, 10, 20), _T.TA_SAISI)),
    (Evenement(MoisConnu(2026, 9, 1), _T.DECISION_RECUE),),
)
#: Last days that no letter of this program keeps: a judge, and whom a decision names.
AILLEURS = {Code.RECOURS_TA, Code.RECOURS_JUGE, Code.RECOURS_CONSEIL_ETAT, Code.MEDIATION_PREALABLE}


@pytest.mark.parametrize("autorite", AUTORITES)
def test_beside_a_day_that_loses_something_an_act_keeps_it(catalogue: "Catalogue", suivant: Suivant, autorite: str) -> None:
    """Whatever was asked first, whatever was noted and whatever the day."""
    vus = set()
    for initiale, faits in itertools.product(catalogue.demarches, HISTOIRES):
        if catalogue.demarches[initiale].autorite:
            continue
        for jour in (AU, dt.date(2026, 11, 27), dt.date(2026, 11, 30), dt.date(2026, 12, 18)):
            bilan = suivant.bilan(begun_alone(autorite, initiale, *faits), jour)
            if bilan.votre_delai is None or bilan.votre_delai in AILLEURS:
                continue
            vus.add(bilan.votre_delai)
            actes = [catalogue.demarches[une.demarche].etape(une.etape) for une in bilan.actes]
            assert {acte.evenement for acte in actes if acte} & TENUES[bilan.votre_delai], (initiale, faits, jour)
    assert vus == {Code.SAISINE_CADA, Code.RECOURS_PREALABLE}


TYPES = st.sampled_from([_T.ENVOYE, _T.RECU, _T.REFUS, _T.REPONSE_PARTIELLE, _T.REPONSE_COMPLETE, _T.PROLONGATION_ANNONCEE])
FAITS = st.lists(st.builds(Evenement, st.dates(dt.date(2026, 1, 1), AU), TYPES), min_size=1, max_size=4)


@pytest.mark.parametrize("autorite", AUTORITES)
@settings(max_examples=60)
@given(faits=FAITS, genre=st.sampled_from(GenreOrganisme), data=st.data())
def test_no_clock_of_the_first_demande_stops_for_a_letter_to_an_authority(
    catalogue: "Catalogue", suivant: Suivant, autorite: str, faits: list[Evenement], genre: GenreOrganisme, data: st.DataObject
) -> None:
    (question,) = (une for une in catalogue.demarches[autorite].questions if une.id == INITIALE)
    siennes = {*catalogue.demarches[autorite].pour}
    # Of a contested decision, which aid it is about is not asked there.
    connues = [
        demarche
        for id_ in question.choix
        if (demarche := catalogue.demarches.get(id_))
        and Code.RECOURS_PREALABLE not in demarche.delais
        and siennes & {*demarche.pour}
    ]
    demandee = data.draw(st.sampled_from(connues))
    initiale, qualite = demandee.id, data.draw(st.sampled_from(sorted(siennes & {*demandee.pour})))
    seule = begun_alone(autorite, initiale, *faits, genre=genre, qualite=qualite)
    premiere = begun_alone(initiale, "", *faits, genre=genre, qualite=qualite)
    connus = {(une.code, une.date) for une in suivant.echeances(seule)}
    assert connus >= {(une.code, une.date) for une in suivant.echeances(premiere)}


def test_once_the_conseil_d_etat_is_too_late_what_a_missing_acknowledgement_leaves_is_said(
    catalogue: "Catalogue", suivant: Suivant
) -> None:
    """A complaint of 9 June 2027: silence on 9 September, the Conseil d'État until 9 November, over on the 10th."""
    plainte = Evenement(dt.date(2027, 6, 9), _T.PLAINTE_CNIL_ENVOYEE)
    seule = begun_alone("plainte_cnil", "aucune", plainte)
    seule = replace(seule, concerne=Personne(adresse=("59280 Armentières",)))

    def left(jour: str, *suites: Evenement) -> list[str]:
        faites = replace(seule, evenements=(plainte, *suites))
        bilan = suivant.bilan(faites, dt.date.fromisoformat(jour))
        return [
            say((une.pourquoi,), catalogue.textes) for une in bilan.actes if une.pourquoi.id == RESTE[Code.RECOURS_CONSEIL_ETAT]
        ]

    assert left("2027-11-10") == []
    (dit,) = left("2027-11-12")
    assert "accusé de réception complet" in dit
    assert left("2028-11-20") == []
    assert left("2027-11-12", Evenement(dt.date(2027, 11, 3), _T.CONSEIL_ETAT_SAISI)) == []
    assert left("2027-11-12", Evenement(dt.date(2027, 8, 3), _T.CNIL_A_REPONDU)) == []
