"""The delays each demarche gives: for whom they run, what they rest on, and what is proposed next, whatever happens."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from droits_usagers.catalogue.demarches import demarche_ids
from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.dossier.actes import AIDE, ATTENTES, DEVANT_UN_JUGE, REPONDRE
from droits_usagers.domain.dossier.faits import faits_of
from droits_usagers.domain.dossier.suivi import compute_bilan
from droits_usagers.domain.echeances import Code, Regles
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Qualite
from droits_usagers.places import find_places
from droits_usagers.services.socle.suivant import Suivant
from tests.chaque import chaque

if TYPE_CHECKING:
    from droits_usagers.catalogue.catalogue import Catalogue
    from droits_usagers.domain.demarche.questions import Valeur

DEMARCHES = demarche_ids(find_places().resources / "demarches")
RGPD = {"reponse", "annonce_prolongation"}
CRPA = {"refus_tacite", "saisine_cada", "refus_confirme", "recours_ta"}
#: Where the silence on a document comes from: the right to documents, of the public or of whoever is cared for.
DOCUMENTS = ("crpa-l311", "casf-l311-3", "csp-l1111-7")


@pytest.fixture(scope="session")
def regles(catalogue: "Catalogue") -> Regles:
    return Regles(catalogue.delais, catalogue.feries, catalogue.voies)


@chaque("demarche", DEMARCHES)
def test_a_clock_comes_whole_and_on_its_own_ground(catalogue: "Catalogue", demarche: str) -> None:
    lue = catalogue.demarches[demarche]
    for qualite in lue.pour:
        delais = set(lue.delais_of(qualite))
        assert not delais & RGPD or delais >= RGPD, qualite
        assert not delais & {"refus_tacite", "saisine_cada"} or delais >= CRPA, qualite
    if set(lue.delais) & RGPD:
        assert any(id_.startswith("rgpd-") for id_ in lue.fondements)
    if "refus_tacite" in lue.delais:
        assert any(id_.startswith(DOCUMENTS) for id_ in lue.fondements)


@chaque("demarche", DEMARCHES)
def test_the_delays_of_the_rgpd_run_only_for_the_person_whose_data_it_is(catalogue: "Catalogue", demarche: str) -> None:
    lue = catalogue.demarches[demarche]
    for qualite in {Qualite.ORGANISATION, Qualite.HERITIER} & set(lue.pour):
        assert not set(lue.delais_of(qualite)) & (RGPD | {"suite_cnil"}), qualite


FAITS = st.lists(
    st.builds(Evenement, st.dates(dt.date(2026, 11, 20), dt.date(2027, 9, 1)), st.sampled_from(TypeEvenement)), max_size=5
)


@pytest.mark.parametrize("demarche", DEMARCHES)
@settings(max_examples=60)
@given(faits=FAITS, au=st.dates(dt.date(2026, 11, 20), dt.date(2027, 12, 31)), data=st.data())
def test_what_is_proposed_next_exists_and_makes_sense(
    catalogue: "Catalogue", regles: Regles, demarche: str, faits: list[Evenement], au: dt.date, data: st.DataObject
) -> None:
    lue = catalogue.demarches[demarche]
    qualite = data.draw(st.sampled_from(lue.pour))
    delais = set(lue.delais_of(qualite))
    genre = data.draw(st.sampled_from(GenreOrganisme))
    # Steps come from what has happened by that day.
    connus = tuple(fait for fait in faits if fait.date <= au)
    demande = Demande(demarche, auteur=Auteur(qualite), organisme=Organisme(genre=genre), evenements=connus)
    bilan = compute_bilan(faits_of(demande, lue, catalogue.canaux), regles, au)
    for suivante in bilan.actes:
        if suivante.demarche in catalogue.demarches and suivante.etape not in {REPONDRE, AIDE, *DEVANT_UN_JUGE, *ATTENTES}:
            assert catalogue.demarches[suivante.demarche].etape(suivante.etape) is not None, suivante
        if suivante.demarche == "saisine_cada":
            assert "saisine_cada" in delais
        if (suivante.demarche, suivante.etape) == ("plainte_cnil", "demande") and demarche != "plainte_cnil":
            assert "reponse" in delais
        if suivante.etape == "relance":
            # Never before the month is over.
            dates = [e.date for e in bilan.echeances if e.code in {"reponse", "refus_tacite", "dossier_medical"} and e.date]
            assert min(dates) < au
            assert not {fait.type for fait in connus} & {"reponse_complete", "reponse_partielle", "refus", "refus_oral", "clos"}


@pytest.mark.parametrize(("effacer", "court"), [(True, True), (False, False), (None, True)])
def test_a_silence_on_erasure_asked_beside_a_consent_taken_back_has_its_day_in_court(
    catalogue: "Catalogue", *, effacer: bool | None, court: bool
) -> None:
    """As of an erasure asked alone: rejected on 9 April 2027, the court until 9 June. Nothing rejects what needs no answer."""
    reponses: dict[str, Valeur] = {} if effacer is None else {"effacer": effacer}
    organisme = Organisme(genre=GenreOrganisme.MDPH, territoire="35")
    recue = (Evenement(dt.date(2027, 2, 9), TypeEvenement.RECU),)
    demande = Demande("retrait_consentement", organisme=organisme, reponses=reponses, evenements=recue)
    lues = [une for une in Suivant(catalogue).echeances(demande) if une.code is Code.RECOURS_TA]
    assert [(une.date, une.a_verifier) for une in lues] == ([(dt.date(2027, 6, 9), True)] if court else [])
    # A written refusal is of the consent too: its own two months, however late it comes, whatever receipt was sent.
    accuse = Evenement(dt.date(2027, 2, 10), TypeEvenement.ACCUSE_CONFORME)
    refusee = replace(demande, evenements=(*recue, accuse, Evenement(dt.date(2027, 7, 5), TypeEvenement.REFUS)))
    refus = [une for une in Suivant(catalogue).bilan(refusee, dt.date(2027, 7, 6)).echeances if une.code is Code.RECOURS_TA]
    assert [une.date for une in refus] == [*(dt.date(2027, 6, 9) for _ in range(court)), dt.date(2027, 9, 5)]
    # Of the erasure, the silence had its day before, and it is said beside each.
    notes = [
        {pas.id for ligne in une.explication for pas in ligne} & {"note.pour_le_reste", "note.pour_l_accord"} for une in refus
    ]
    assert notes == ([{"note.pour_le_reste"}, {"note.pour_l_accord"}] if court else [set()])
    effacement = replace(demande, demarche="effacement", reponses={})
    assert not court or [une for une in Suivant(catalogue).echeances(effacement) if une.code is Code.RECOURS_TA] == lues


def test_the_cada_comes_before_a_court_of_the_same_day_that_would_not_listen_without_it(catalogue: "Catalogue") -> None:
    """Nobody said what was asked: of documents, seizing the CADA comes first (CRPA L342-1)."""
    demande = Demande(
        "plainte_cnil",
        organisme=Organisme(genre=GenreOrganisme.DEPARTEMENT, territoire="35"),
        evenements=(
            Evenement(dt.date(2027, 2, 9), TypeEvenement.RECU),
            Evenement(dt.date(2027, 2, 22), TypeEvenement.REFUS),
        ),
    )
    bilan = Suivant(catalogue).bilan(demande, dt.date(2027, 4, 19))
    assert (bilan.votre_delai, bilan.votre_date) == (Code.SAISINE_CADA, dt.date(2027, 4, 22))
    assert [une.etape for une in bilan.actes][:2] == ["demande", Code.RECOURS_TA]
    assert bilan.actes[0].demarche == "saisine_cada"
