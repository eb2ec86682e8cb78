"""What was sent is noted for many dossiers at once, each with its number, all or nothing."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from droits_usagers.domain.dossier.dossiers import Filtre, LigneSuivi
from droits_usagers.domain.dossier.suivi import REGARD
from droits_usagers.domain.echeances.evenements import TypeEvenement
from droits_usagers.domain.lettre.lettre import GabaritUtilise
from droits_usagers.domain.personnes.organismes import GenreOrganisme, Organisme
from droits_usagers.domain.socle.errors import ExpectedError
from droits_usagers.places import Places
from droits_usagers.services.coffre.valeurs import NouveauDossier
from droits_usagers.services.coffres import Coffre
from droits_usagers.services.dossier.dossiers_coffre import CourrierANoter
from droits_usagers.services.ensemble import Services
from droits_usagers.services.envois.envoi import Envoi, Expediteur, match_numbers, read_numbers
from tests.services.en_masse import JOUR, SILENCE, T, demande, make_coffre, make_services

GABARIT = GabaritUtilise("essai", "1", "")
HIER = JOUR - dt.timedelta(days=1)


@pytest.fixture(scope="module")
def services(places: Places) -> Services:
    return make_services(places)


@pytest.fixture
def coffre(services: Services, tmp_path: Path) -> Iterator[Coffre]:
    coffre = make_coffre(services, tmp_path / "essai.coffre")
    yield coffre
    coffre.close()


def propose(services: Services, coffre: Coffre, *references: str) -> list[Envoi]:
    envois: list[Envoi] = []
    for _ in Expediteur(services.catalogue).proposing(coffre, references, envois=envois):
        pass
    return envois


def make_letters(coffre: Coffre, *references: str, etape: str = "relance") -> None:
    coffre.lettres.keep_all([CourrierANoter(reference, etape, GABARIT) for reference in references])


@pytest.mark.parametrize(
    ("etape", "evenement"),
    [
        ("relance", T.RELANCE_ENVOYEE),
        ("contestation_refus", T.RELANCE_ENVOYEE),
        ("plainte_cnil/demande", T.PLAINTE_CNIL_ENVOYEE),
        ("saisine_cada/demande", T.CADA_SAISIE),
    ],
)
def test_the_fact_is_that_of_the_latest_letter_made(
    services: Services, coffre: Coffre, etape: str, evenement: TypeEvenement
) -> None:
    reference = coffre.dossiers.create(demande(*SILENCE))
    make_letters(coffre, reference, etape="complement")
    make_letters(coffre, reference, etape=etape)

    (envoi,) = propose(services, coffre, reference)

    assert (envoi.evenement, envoi.etabli_le) == (evenement, JOUR)


@pytest.mark.parametrize(
    ("demarche", "public", "evenement"),
    [
        # CRPA L411-2: a gracious appeal interrupts the time of the court, for what goes straight to it.
        ("rectification", "", T.RECOURS_HIERARCHIQUE_ENVOYE),
        ("opposition", "public", T.RECOURS_HIERARCHIQUE_ENVOYE),
        ("effacement", "inconnu", T.RECOURS_HIERARCHIQUE_ENVOYE),
        # L412-4: it keeps no time of the CADA, which is compulsory (L342-1). And a private body has no such court.
        ("acces", "", T.RELANCE_ENVOYEE),
        ("limitation", "prive", T.RELANCE_ENVOYEE),
    ],
)
def test_contesting_a_refusal_is_an_appeal_where_it_keeps_the_court(
    services: Services, coffre: Coffre, demarche: str, public: str, evenement: TypeEvenement
) -> None:
    une = demande(*SILENCE, (0, T.REFUS))
    if public:
        hopital = Organisme("Centre hospitalier de Valence", GenreOrganisme.SANTE)
        une = replace(une, organisme=hopital, reponses={"organisme_public": public})
    reference = coffre.dossiers.create(replace(une, demarche=demarche))
    make_letters(coffre, reference, etape="contestation_refus")

    (envoi,) = propose(services, coffre, reference)

    assert envoi.evenement is evenement


def test_a_dossier_without_any_letter_was_sent_its_first_one(services: Services, coffre: Coffre) -> None:
    (envoi,) = propose(services, coffre, coffre.dossiers.create(demande()))

    assert (envoi.evenement, envoi.code, envoi.etabli_le) == (T.ENVOYE, "acces/demande", None)


def test_what_is_noted_already_is_not_proposed_again(services: Services, coffre: Coffre) -> None:
    references = [coffre.dossiers.create(demande(*SILENCE)), coffre.dossiers.create(demande(*SILENCE, (0, T.RELANCE_ENVOYEE)))]
    make_letters(coffre, references[1])

    envois = propose(services, coffre, *references)

    assert [envoi.evenement for envoi in envois] == [None, None]
    assert {envoi.reference: envoi.note_le for envoi in envois} == dict(
        zip(references, (JOUR - dt.timedelta(days=90), JOUR), strict=True)
    )


def test_a_demarche_of_another_version_is_left_alone(services: Services, coffre: Coffre) -> None:
    (envoi,) = propose(services, coffre, coffre.dossiers.create(demande(demarche="inventee")))

    assert (envoi.evenement, envoi.code) == (None, "")


def test_letters_are_in_the_order_they_were_made_and_dossiers_without_one_come_last(services: Services, coffre: Coffre) -> None:
    references = [coffre.dossiers.create(demande(*SILENCE)) for _ in range(12)]
    sans_lettre, sans_rien = coffre.dossiers.create(demande()), coffre.dossiers.create(demande(*SILENCE))
    make_letters(coffre, *references[::-1])

    envois = propose(services, coffre, sans_rien, sans_lettre, *references)

    assert [envoi.reference for envoi in envois] == [*references[::-1], sans_lettre, sans_rien]


def test_everything_is_recorded_with_its_number_and_taken_back_exactly(services: Services, coffre: Coffre) -> None:
    references = [coffre.dossiers.create(demande(*SILENCE)) for _ in range(3)]
    make_letters(coffre, *references)
    envois = propose(services, coffre, *references)

    faits = match_numbers(envois, read_numbers("2C 1\n2C 2\n\n"), JOUR, today=JOUR).facts(JOUR)
    pris = coffre.faits.take(*faits)

    notes = [coffre.dossiers.read(reference).faits[-1] for reference in references]
    assert [(fait.evenement.type, fait.evenement.date, fait.recommande) for fait in notes] == [
        (T.RELANCE_ENVOYEE, JOUR, "2C 1"),
        (T.RELANCE_ENVOYEE, JOUR, "2C 2"),
        (T.RELANCE_ENVOYEE, JOUR, ""),
    ]
    coffre.faits.give_back(*pris)
    for reference in references:
        assert {fait.type for fait in coffre.dossiers.read(reference).demande.evenements} == {T.ENVOYE, T.RECU}


def test_nothing_is_recorded_if_one_cannot_be(services: Services, coffre: Coffre) -> None:
    references = [coffre.dossiers.create(demande(*SILENCE)) for _ in range(2)]
    make_letters(coffre, *references)
    envois = [*propose(services, coffre, *references), Envoi("1999-0001", "acces", evenement=T.ENVOYE)]

    with pytest.raises(ExpectedError):
        coffre.faits.take(*match_numbers(envois, (), JOUR, today=JOUR).facts(JOUR))

    assert all(len(coffre.dossiers.read(reference).faits) == 2 for reference in references)


def test_the_lines_of_many_are_true_at_once_and_found_by_their_numbers_soon(services: Services, coffre: Coffre) -> None:
    references = coffre.dossiers.create_all([NouveauDossier(demande((45, T.ENVOYE), (43, T.RECU))) for _ in range(40)])
    make_letters(coffre, *references)
    numeros = tuple(f"2C {rang:03} 456 7890 1" for rang in range(40))
    envois = propose(services, coffre, *references)

    def read() -> list[LigneSuivi]:
        return sorted(coffre.liste.page(taille=100).lignes, key=lambda ligne: ligne.reference)

    assert all(ligne.revoir_le is None for ligne in read())
    notes = coffre.faits.take(*match_numbers(envois, numeros, JOUR, today=JOUR).facts(JOUR))
    aussitot = read()
    # A fortnight after a reminder, one looks at it again.
    assert {ligne.revoir_le for ligne in aussitot} == {JOUR + REGARD}
    coffre.liste.relist(references)
    assert read() == aussitot
    trouvees = coffre.liste.page(Filtre(texte="2C 017 456 7890 1"))
    assert [ligne.reference for ligne in trouvees.lignes[: trouvees.total - trouvees.proches]] == [references[17]]
    coffre.faits.give_back(*notes)
    assert all(ligne.revoir_le is None for ligne in read())
    jete = references[3]
    coffre.corbeille.put(jete)
    coffre.liste.relist(references)
    assert jete not in [ligne.reference for ligne in read()]


@pytest.mark.parametrize(
    ("faits", "date", "id_"),
    [
        (SILENCE, JOUR + dt.timedelta(days=1), "futur"),
        (SILENCE, HIER, "trop_tot"),
        (((90, T.ENVOYE), (0, T.CLOS)), JOUR, None),
    ],
)
def test_the_date_is_checked_for_each_dossier(
    services: Services, coffre: Coffre, faits: tuple[tuple[int, TypeEvenement], ...], date: dt.date, id_: str | None
) -> None:
    """The second: before the day the letter was made."""
    reference = coffre.dossiers.create(demande(*faits))
    make_letters(coffre, reference)

    (ligne,) = match_numbers(propose(services, coffre, reference), (), date, today=JOUR).lignes

    assert (ligne.refus.id if ligne.refus else None) == id_
    assert ligne.ready == (id_ is None)


def test_a_letter_cannot_leave_before_the_first_one() -> None:
    envoi = Envoi("2026-0001", "acces", evenement=T.RELANCE_ENVOYEE, connus=demande(*SILENCE).evenements)

    apparies = match_numbers([envoi], (), JOUR - dt.timedelta(days=95), today=JOUR)

    assert not apparies.lignes[0].ready
    assert apparies.facts(JOUR) == []


ENVOIS = [Envoi(f"2026-{rang:04}", "acces", evenement=None if rang == 1 else T.ENVOYE) for rang in range(4)]


@pytest.mark.parametrize(
    ("texte", "numeros", "manquent", "en_trop"),
    [
        ("", ["", "", "", ""], 0, 0),
        ("1\n2\n3\n", ["1", "", "2", "3"], 0, 0),
        ("1\n2", ["1", "", "2", ""], 1, 0),
        ("1\n2\n3\n4\n5", ["1", "", "2", "3"], 0, 2),
        ("1\n\n3", ["1", "", "", "3"], 0, 0),
    ],
)
def test_numbers_go_with_letters_in_order_and_what_is_left_is_counted(
    texte: str, numeros: list[str], manquent: int, en_trop: int
) -> None:
    apparies = match_numbers(ENVOIS, read_numbers(texte), JOUR, today=JOUR)

    assert [ligne.numero for ligne in apparies.lignes] == numeros
    assert (apparies.manquent, apparies.en_trop) == (manquent, en_trop)


def test_a_number_that_is_there_twice_is_said() -> None:
    assert match_numbers(ENVOIS, ("1A", "2B", "1A"), JOUR, today=JOUR).doubles == ("1A",)
    assert match_numbers(ENVOIS, ("", "", ""), JOUR, today=JOUR).doubles == ()


@pytest.mark.parametrize(
    ("texte", "lus"),
    [
        ("2c 123 456 7890 1\r\n2C 123 456 7891 8\r\n", ("2C 123 456 7890 1", "2C 123 456 7891 8")),
        ("2026-0113\t2C 123 456 7890 1\t4,83", ("2C 123 456 7890 1",)),
        ("2026-0113;2C 123 456 7890 1;4,83\n2026-0114;2C 123 456 7891 8;4,83", ("2C 123 456 7890 1", "2C 123 456 7891 8")),
        ("1A1234567890;1A1234567891", ("1A1234567890", "1A1234567891")),
        ("1A1234567890, 1A1234567891", ("1A1234567890", "1A1234567891")),
        ("  \n \n", ()),
        ("\n1A1234567890", ("", "1A1234567890")),
        ("au  guichet", ("au guichet",)),
    ],
)
def test_a_pasted_column_is_read_as_it_comes(texte: str, lus: tuple[str, ...]) -> None:
    assert read_numbers(texte) == lus


@given(st.lists(st.from_regex(r"[0-9][A-Z] [0-9]{3} [0-9]{3} [0-9]{4} [0-9]", fullmatch=True), min_size=1, max_size=30))
def test_as_many_numbers_are_read_as_were_copied(numeros: list[str]) -> None:
    assert read_numbers("\n".join(numeros) + "\n") == tuple(numeros)
