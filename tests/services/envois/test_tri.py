"""What becomes of each dossier of a selection: the letter that is due, or why none is made."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from droits_usagers.domain.demarche.demande import Demande
from droits_usagers.domain.demarche.demarches import Demarche
from droits_usagers.domain.demarche.mandats import Mandat
from droits_usagers.domain.demarche.questions import Genre, GroupeQuestions, Question
from droits_usagers.domain.echeances.evenements import Evenement, TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.personnes.personnes import Auteur, Personne, Qualite
from droits_usagers.places import Places
from droits_usagers.services.coffre.valeurs import FaitANoter
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.tri import Geste, LigneTriee, Motif
from tests.services.en_masse import JOUR, SILENCE, T, demande, make_coffre, make_services, sort


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return make_services(places)


@pytest.fixture
def coffre(services: Services, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffre(services, tmp_path / "essai.coffre")
    yield coffre
    coffre.close()


def sort_one(services: Services, coffre: Coffre, geste: Geste, une: Demande) -> LigneTriee:
    (ligne,) = sort(services, coffre, geste, coffre.dossiers.create(une))
    return ligne


@pytest.mark.parametrize(
    ("geste", "code", "evenement"),
    [
        (Geste.RELANCE, "relance", T.RELANCE_ENVOYEE),
        (Geste.PLAINTE_CNIL, "plainte_cnil/demande", T.PLAINTE_CNIL_ENVOYEE),
        (Geste.SAISINE_CADA, "saisine_cada/demande", T.CADA_SAISIE),
    ],
)
def test_a_letter_that_is_due_is_to_be_made(
    services: Services, coffre: Coffre, geste: Geste, code: str, evenement: TypeEvenement
) -> None:
    ligne = sort_one(services, coffre, geste, demande(*SILENCE))

    assert ligne.ready
    assert ligne.pourquoi is not None
    assert ligne.lettre is not None
    assert (ligne.lettre.code, ligne.lettre.evenement, ligne.lettre.demande.date) == (code, evenement, JOUR)
    assert not ligne.estimee
    services.courriers.compose(ligne.lettre.demande, ligne.lettre.etape)


_PASSE, _RECENT = (45, T.ENVOYE), (5, T.ENVOYE)


@pytest.mark.parametrize(
    ("geste", "faits", "motif"),
    [
        (Geste.RELANCE, (), Motif.PAS_ENVOYEE),
        (Geste.RELANCE, (_RECENT,), Motif.PAS_DUE),
        (Geste.RELANCE, (*SILENCE, (10, T.RELANCE_ENVOYEE)), Motif.DEJA_ENVOYEE),
        (Geste.RELANCE, (*SILENCE, (10, T.REPONSE_COMPLETE)), Motif.REPONDUE),
        (Geste.RELANCE, (*SILENCE, (10, T.REPONSE_PARTIELLE)), Motif.A_LIRE),
        (Geste.RELANCE, (*SILENCE, (10, T.REFUS)), Motif.A_LIRE),
        (Geste.RELANCE, (*SILENCE, (10, T.CLOS)), Motif.CLOSE),
        (Geste.RELANCE, (*SILENCE, (50, T.CADA_SAISIE), (2, T.TA_SAISI)), Motif.AUTRE_VOIE),
        (Geste.PLAINTE_CNIL, (_RECENT,), Motif.PAS_DUE),
        (Geste.PLAINTE_CNIL, (*SILENCE, (10, T.PLAINTE_CNIL_ENVOYEE)), Motif.DEJA_ENVOYEE),
        (Geste.PLAINTE_CNIL, (_PASSE,), Motif.SANS_RECEPTION),
        (Geste.SAISINE_CADA, (_RECENT,), Motif.PAS_DUE),
        (Geste.SAISINE_CADA, ((200, T.ENVOYE), (198, T.RECU)), Motif.TROP_TARD),
        (Geste.SAISINE_CADA, (*SILENCE, (10, T.CADA_SAISIE)), Motif.DEJA_ENVOYEE),
        (Geste.SAISINE_CADA, (_PASSE,), Motif.SANS_RECEPTION),
    ],
)
def test_why_a_letter_is_left_aside_is_said(
    services: Services, coffre: Coffre, geste: Geste, faits: tuple[tuple[int, TypeEvenement], ...], motif: Motif
) -> None:
    ligne = sort_one(services, coffre, geste, demande(*faits))

    assert ligne.motif is motif
    assert ligne.may_be_ticked == (motif is Motif.SANS_RECEPTION)


def test_a_reminder_is_made_though_the_day_of_receipt_is_not_known(services: Services, coffre: Coffre) -> None:
    ligne = sort_one(services, coffre, Geste.RELANCE, demande(_PASSE))

    assert ligne.ready
    assert ligne.estimee


def test_the_first_letter_is_made_while_it_has_not_left(services: Services, coffre: Coffre) -> None:
    ligne = sort_one(services, coffre, Geste.DEMANDE, demande())

    assert ligne.ready
    assert ligne.lettre is not None
    assert (ligne.lettre.code, ligne.lettre.premiere, ligne.estimee) == ("demande", True, False)
    partie = sort_one(services, coffre, Geste.DEMANDE, demande((200, T.ENVOYE), (198, T.RECU)))
    assert (partie.motif, partie.jour) == (Motif.DEJA_ENVOYEE, JOUR - dt.timedelta(days=200))


def test_a_demarche_without_that_clock_has_not_that_step(services: Services, coffre: Coffre) -> None:
    ligne = sort_one(services, coffre, Geste.SAISINE_CADA, demande(*SILENCE, demarche="opposition"))

    assert ligne.motif is Motif.AUTRE_VOIE


def test_a_demarche_of_another_version_is_left_alone(services: Services, coffre: Coffre) -> None:
    assert sort_one(services, coffre, Geste.RELANCE, demande(*SILENCE, demarche="inventee")).motif is Motif.INCONNUE


def test_a_letter_to_nobody_is_not_made(services: Services, coffre: Coffre) -> None:
    ligne = sort_one(services, coffre, Geste.RELANCE, demande(*SILENCE, organisme=Organisme(genre=GenreOrganisme.CCAS)))

    assert ligne.motif is Motif.SANS_ORGANISME
    assert not ligne.may_be_ticked


def test_a_letter_made_and_not_sent_is_not_made_twice_unasked(services: Services, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE))
    coffre.lettres.keep(reference, etape="relance", gabarit=GabaritUtilise("suites/relance", "1", ""))

    (ligne,) = sort(services, coffre, Geste.RELANCE, reference)

    assert (ligne.motif, ligne.jour) == (Motif.DEJA_FAITE, JOUR)
    assert ligne.may_be_ticked
    assert not ligne.ready


def test_another_letter_made_prevents_nothing(services: Services, coffre: Coffre) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE))
    coffre.lettres.keep(reference, etape="relance", gabarit=GabaritUtilise("suites/relance", "1", ""))

    assert sort(services, coffre, Geste.SAISINE_CADA, reference)[0].ready


def test_a_reminder_sent_long_ago_does_not_prevent_the_one_that_is_due(services: Services, coffre: Coffre) -> None:
    une = replace(demande(*SILENCE), evenements=())
    reference = coffre.dossiers.create(une)
    coffre.lettres.keep(reference, etape="relance", gabarit=GabaritUtilise("suites/relance", "1", ""))
    for fait in (Evenement(JOUR, T.RELANCE_ENVOYEE), *demande(*SILENCE).evenements):
        coffre.faits.take(FaitANoter(reference, fait))

    (ligne,) = sort(services, coffre, Geste.PLAINTE_CNIL, reference)

    assert ligne.ready


MANDATAIRE = replace(
    demande(*SILENCE),
    auteur=Auteur(Qualite.MANDATAIRE, Personne(denomination="Syndicat", adresse=("Bourse du travail", "93000 Bobigny"))),
)


@pytest.mark.parametrize(
    ("mandat", "motif"),
    [
        (None, Motif.SANS_MANDAT),
        (Mandat("Élodie Œuvrard", "Syndicat"), Motif.SANS_MANDAT),
        (Mandat("Élodie Œuvrard", "Syndicat", JOUR - dt.timedelta(400), JOUR - dt.timedelta(1)), Motif.MANDAT_FINI),
        (Mandat("Élodie Œuvrard", "Syndicat", JOUR - dt.timedelta(400), None, JOUR - dt.timedelta(1)), Motif.MANDAT_FINI),
        (Mandat("Karim Benali", "Syndicat", JOUR - dt.timedelta(400)), Motif.MANDAT_AUTRE),
        (Mandat("Élodie Œuvrard", "Syndicat", JOUR - dt.timedelta(100), JOUR), None),
    ],
    ids=["aucun", "a_signer", "termine", "revoque", "d_un_autre", "en_cours"],
)
def test_a_letter_for_someone_else_is_questioned_without_a_mandate_that_holds(
    services: Services, coffre: Coffre, mandat: Mandat | None, motif: Motif | None
) -> None:
    reference = coffre.dossiers.create(MANDATAIRE)
    if mandat is not None:
        coffre.mandats.add(mandat, [reference])

    (ligne,) = sort(services, coffre, Geste.RELANCE, reference)

    assert ligne.motif is motif
    assert ligne.may_be_ticked


def test_the_lines_are_in_the_order_of_the_selection(services: Services, coffre: Coffre) -> None:
    references = [coffre.dossiers.create(demande(*SILENCE)) for _ in range(20)][::-1]

    assert [ligne.reference for ligne in sort(services, coffre, Geste.RELANCE, *references)] == references


def test_a_dossier_says_nothing_of_anyone_when_it_is_shown_as_code(services: Services, coffre: Coffre) -> None:
    ligne = sort_one(services, coffre, Geste.RELANCE, demande(*SILENCE))

    assert "Œuvrard" not in repr(ligne)
    assert "Pantin" not in repr(ligne)


def _with_acces(places: Places, acces: Callable[[Demarche], Demarche]) -> Services:
    """Data of another version, in which the demarche `acces` is this one."""
    services = make_services(places)
    demarches = {id_: services.catalogue.demarches[id_] for id_ in ("acces", "plainte_cnil", "saisine_cada")}
    services.catalogue.__dict__["demarches"] = demarches | {"acces": acces(demarches["acces"])}
    return services


def test_what_the_letter_asks_of_a_person_is_not_guessed(places: Places, coffre: Coffre) -> None:
    groupe = GroupeQuestions("fait", (Question("fait", Genre.TEXTE, obligatoire=True),), etapes=("relance",))
    services = _with_acces(places, lambda acces: replace(acces, groupes=(*acces.groupes, groupe)))

    ligne = sort_one(services, coffre, Geste.RELANCE, demande(*SILENCE))

    assert ligne.motif is Motif.QUESTION
    assert not ligne.may_be_ticked


def test_a_step_whose_letter_this_version_does_not_write_is_left_alone(places: Places, coffre: Coffre) -> None:
    services = _with_acces(places, lambda acces: acces)
    demarches = dict(services.catalogue.demarches)
    del demarches["saisine_cada"]
    services.catalogue.__dict__["demarches"] = demarches

    assert sort_one(services, coffre, Geste.SAISINE_CADA, demande(*SILENCE)).motif is Motif.INCONNUE
