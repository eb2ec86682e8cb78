"""The lines of a bulk in words: what is made, what is left aside and why, what is recorded."""

import datetime as dt
from dataclasses import replace

import pytest

from droits_usagers.catalogue import Catalogue
from droits_usagers.domain.echeances.valeurs import phrase
from droits_usagers.services.dossier.faits import Refus
from droits_usagers.services.envois.envoi import Envoi, GroupeEcarte, LigneEnvoi, ParolesMasse, arranged, file_base
from droits_usagers.services.envois.tri import LettreAFaire, LigneTriee, Motif
from droits_usagers.services.suivi.lignes import Presentation
from tests.chaque import chaque
from tests.services.en_masse import JOUR, SILENCE, T, demande

LETTRE = LettreAFaire(demande(*SILENCE), "relance", T.RELANCE_ENVOYEE, "relance")
PRETE = LigneTriee("2026-0001", "acces", "CCAS de Pantin", LETTRE)
#: The same, that one may have made all the same.
FAITE = replace(PRETE, motif=Motif.DEJA_FAITE)
PAS_DUE = LigneTriee("2026-0002", "acces", motif=Motif.PAS_DUE)


@pytest.fixture
def paroles(catalogue: Catalogue) -> ParolesMasse:
    return ParolesMasse(Presentation(catalogue, lambda: JOUR))


def said(texte: str) -> str:
    """With the spaces and the apostrophes of a keyboard."""
    return texte.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2019", "'")


def test_a_dossier_is_named_in_a_word_and_one_with_a_consigne_is_marked(paroles: ParolesMasse) -> None:
    assert paroles.demarche("acces") == paroles.dit.demarche("acces") != "acces"
    assert paroles.demarche("d_une_autre_version") == "d_une_autre_version"
    assert paroles.reference(PRETE) == "2026-0001"
    assert paroles.reference(replace(PRETE, consigne=True)) == "2026-0001 Consigne"


@chaque(
    ("ligne", "dit"),
    [
        (PRETE, "À écrire"),
        (replace(PRETE, estimee=True), "À écrire ; la date de réception est estimée"),
        (FAITE, "Déjà faite, et pas notée comme envoyée"),
        (replace(FAITE, jour=dt.date(2026, 11, 20)), "Déjà faite le 20 novembre 2026, et pas notée comme envoyée"),
        (PAS_DUE, "Le délai n'est pas passé"),
        (replace(PAS_DUE, jour=dt.date(2026, 12, 1)), "Délai jusqu'au 1er décembre 2026"),
        # A day that this reason does not depend on is not said.
        (replace(PAS_DUE, motif=Motif.CLOSE, jour=JOUR), "Le dossier est clos"),
    ],
)
def test_each_line_says_what_becomes_of_it(paroles: ParolesMasse, ligne: LigneTriee, dit: str) -> None:
    assert said(paroles.etat(ligne)) == dit


@chaque("jour", [None, JOUR])
@chaque("motif", Motif)
def test_there_is_a_sentence_for_every_reason(paroles: ParolesMasse, motif: Motif, jour: dt.date | None) -> None:
    dit = paroles.etat(replace(PAS_DUE, motif=motif, jour=jour))

    assert dit
    assert "{" not in dit
    assert "À écrire" not in dit


def test_why_a_letter_is_due_is_said_with_its_day(paroles: ParolesMasse) -> None:
    relancer = replace(PRETE, pourquoi=phrase("pourquoi.relancer", date=dt.date(2026, 10, 30)))

    assert said(paroles.pourquoi(relancer)) == (
        "Le service devait répondre le vendredi 30 octobre 2026 au plus tard. Il ne l'a pas fait."
    )
    assert not paroles.pourquoi(PAS_DUE)


def test_what_is_left_aside_is_counted_by_reason_in_the_order_they_are_said(paroles: ParolesMasse) -> None:
    close, faite = replace(PAS_DUE, motif=Motif.CLOSE), said(paroles.etat(FAITE))

    groupes = paroles.groupes([close, PRETE, PAS_DUE, FAITE, close, PRETE])

    assert [replace(groupe, texte=said(groupe.texte)) for groupe in groupes] == [
        GroupeEcarte(Motif.DEJA_FAITE, faite, 1, cochable=True),
        GroupeEcarte(Motif.PAS_DUE, "Le délai n'est pas passé", 1, cochable=False),
        GroupeEcarte(Motif.CLOSE, "Le dossier est clos", 2, cochable=False),
    ]
    assert paroles.groupes([PRETE]) == ()


def test_those_that_may_be_ticked_are_counted_apart_from_those_that_may_not(paroles: ParolesMasse) -> None:
    groupes = paroles.groupes([FAITE, replace(FAITE, lettre=None), FAITE])

    assert {(groupe.cochable, groupe.nombre) for groupe in groupes} == {(True, 2), (False, 1)}


def test_lines_are_arranged_as_they_are_gone_through(paroles: ParolesMasse) -> None:
    close, autre = replace(PAS_DUE, motif=Motif.CLOSE), replace(PRETE, reference="2026-0009")

    assert arranged([close, autre, PAS_DUE, FAITE, PRETE]) == (autre, PRETE, FAITE, PAS_DUE, close)
    assert {paroles.etat(ligne) for ligne in arranged([close, PRETE])[:1]} == {"À écrire"}


@chaque(
    ("ligne", "dit"),
    [
        (LigneEnvoi(Envoi("2026-0001", "acces", evenement=T.ENVOYE)), "Lettre envoyée"),
        (LigneEnvoi(Envoi("2026-0001", "acces", note_le=dt.date(2026, 11, 20))), "Déjà noté : 20 novembre 2026"),
        (LigneEnvoi(Envoi("2026-0001", "acces")), "Rien à noter pour ce dossier"),
        # Why it is not, before what it would have been.
        (
            LigneEnvoi(
                Envoi("2026-0001", "acces", evenement=T.ENVOYE), refus=Refus("trop_tard", {"date": "20 novembre 2026"}, T.RECU)
            ),
            "Cette date est après « Lettre reçue par l'organisme » (20 novembre 2026). L'une des deux est à revoir.",
        ),
    ],
)
def test_what_is_recorded_is_said_or_why_nothing_is(paroles: ParolesMasse, ligne: LigneEnvoi, dit: str) -> None:
    assert said(paroles.envoi(ligne)) == dit


def test_a_date_that_contradicts_no_fact_is_refused_by_itself(paroles: ParolesMasse) -> None:
    refus = Refus("futur", {"date": "25 novembre 2026"})

    assert said(paroles.refus(refus)) == "Ce n'est pas encore arrivé : 25 novembre 2026. Notez ce qui a déjà eu lieu."


def test_a_file_is_named_by_its_day_and_by_nobody() -> None:
    assert file_base("relances-{date}", JOUR) == "relances-2026-11-24"
